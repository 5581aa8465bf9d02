"""What a loop is called, and the story that it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.loop_story import story
from metanoia.domain.maps import LOOP_NAME_LIMIT, LoopNote
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.loops import Loop
    from metanoia.domain.maps import CausalMap


class LoopSheet(WritingSheet):
    """``given`` carries a LoopNote; the sheet stays until it is kept."""

    given = Signal(object)

    def __init__(self, over: QWidget, loop: Loop, of: CausalMap) -> None:
        way = loop.way(of.names)
        along = " → ".join(of.names[node] for node in (*way, way[0]))
        tone = {"R": "ochre", "B": "accent", "?": "plum"}[loop.character]
        super().__init__(over, loop.label, along, keep=over.tr("Keep"), icon="repeat", tone=tone)
        note = of.loop_note(loop.key)
        self._loop, self._proposed = loop, story(loop, of)
        self.name = LineField(
            self.tr("Quick relief, Growing trust…"), name=self.tr("Name"), text=note.name
        )
        self.name.setMaxLength(LOOP_NAME_LIMIT)
        self.story = TextField("", name=self.tr("Its story"), least=4, most=10)
        self.story.setPlainText(note.story or self._proposed)
        self.propose = Button(self.tr("Tell it from the map again"), "ghost", "rotate-ccw", "s")
        self.propose.clicked.connect(self._propose)
        self.add(
            Labelled(self.name.accessibleName(), self.name), 14,
            Labelled(self.story.accessibleName(), self.story), 6,
            boxed(hbox(self.propose, None)),
        )  # fmt: skip

    def written(self) -> object:
        """Return what is written now."""
        return self.name.text(), self.story.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give the name and the story, or say what is wrong with them."""
        try:
            said = LoopNote(
                key=self._loop.key, name=self.name.text(), story=self.story.toPlainText()
            )
        except Refused as error:
            self.refuse(str(error))
            return
        self.given.emit(said)

    @Slot()
    def _propose(self) -> None:
        self.story.setPlainText(self._proposed)
