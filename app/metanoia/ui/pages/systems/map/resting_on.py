"""The assumption that a link rests on: gone to, chosen, written down, or let go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import map_edits
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import MetanoiaError
from metanoia.ui.connected.things import ASSUMPTION, Thing
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.pages.systems.editing import Editing
    from metanoia.ui.widgets.overlay import Overlay


class RestingOn(QWidget):
    """``opened`` carries the id of the assumption, ``write_asked`` and ``test_asked`` that of the link."""

    opened = Signal(str)
    write_asked = Signal(str)
    test_asked = Signal(str)

    def __init__(self, journal: Journal, editing: Editing, link_id: str) -> None:
        super().__init__()
        self._journal, self._editing, self._link = journal, editing, link_id
        self._picker: Overlay | None = None
        self.row = _Row()
        self.write = Button(self.tr("Write one down"), "soft", "lightbulb", "s")
        self.pick = Button(self.tr("Choose one…"), "ghost", size="s")
        self.test = Button(self.tr("Make a small test"), "soft", "flask-conical", "s")
        self.leave = Button(self.tr("Let it go"), "ghost", "unlink", "s")
        self._none = boxed(vbox(boxed(hbox(self.write, None)), 4, boxed(hbox(self.pick, None))))
        self._some = boxed(
            vbox(self.row, 6, boxed(hbox(self.test, None)), boxed(hbox(self.leave, None)))
        )
        self.deleted = Label(
            self.tr("The one it rested on is in Recently deleted. Bring it back there, or choose another."),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        caption = Label(self.tr("The assumption it rests on"), "label")
        self.setLayout(vbox(caption, 6, self.deleted, self._none, self._some))
        self.row.clicked.connect(self._open)
        self.write.clicked.connect(self._write)
        self.pick.clicked.connect(self._pick)
        self.test.clicked.connect(self._test)
        self.leave.clicked.connect(self._leave)
        self.refresh()

    def refresh(self) -> None:
        """Show the assumption, or how to come by one."""
        said = self._statement()
        self._some.setVisible(bool(said))
        self._none.setVisible(not said)
        self.deleted.setVisible(
            not said and self._editing.map.link(self._link).assumption is not None
        )
        self.row.say(said)

    def _statement(self) -> str:
        assumption = self._editing.map.link(self._link).assumption
        if assumption is None:
            return ""
        try:
            found = self._journal.assumptions.get(AssumptionId(assumption))
        except MetanoiaError:
            return ""
        return "" if found.deleted_at else found.statement

    @Slot()
    def _pick(self) -> None:
        from metanoia.ui.connected.picker import WIDTH, ThingPicker
        from metanoia.ui.widgets.popover import Popover

        picker = ThingPicker(self._journal, (), (ASSUMPTION,))
        popover = Popover(self.pick, picker, width=WIDTH)
        picker.resized.connect(popover.place)
        picker.chosen.connect(self._picked)
        self._picker = popover
        popover.open()

    @Slot(object)
    def _picked(self, thing: Thing) -> None:
        if self._picker is not None:
            self._picker.dismiss()
            self._picker = None
        self._rest_on(thing.item_id)

    @Slot()
    def _leave(self) -> None:
        self._rest_on(None)

    def _rest_on(self, assumption: str | None) -> None:
        act = partial(map_edits.change_link, id_=self._link, assumption=assumption)
        self._editing.do(act, self.tr("Assumption of a link"))

    @Slot()
    def _open(self) -> None:
        if assumption := self._editing.map.link(self._link).assumption:
            self.opened.emit(assumption)

    @Slot()
    def _write(self) -> None:
        self.write_asked.emit(self._link)

    @Slot()
    def _test(self) -> None:
        self.test_asked.emit(self._link)


class _Row(LaidOutRow):
    def __init__(self) -> None:
        super().__init__("")
        self.fill(Icon("lightbulb", 16, "plum"), 12, (self.words(), 1))

    def say(self, text: str) -> None:
        self.title.setText(text)
        self._name()
