"""A sheet for one sentence or a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable


class SentenceSheet(WritingSheet):
    """Asks ``title``; ``given`` carries what was written, once ``problem`` finds nothing wrong in it."""

    given = Signal(str)

    def __init__(
        self,
        over: QWidget,
        title: str,
        subtitle: str,
        *,
        caption: str,
        keep: str,
        icon: str,
        problem: Callable[[str], str],
        example: str = "",
        hint: str = "",
        tone: str = "accent",
    ) -> None:
        super().__init__(over, title, subtitle, keep=keep, icon=icon, tone=tone, width=520)
        self._problem = problem
        self.sentence = TextField(example, name=caption, least=2, most=6)
        self.labelled = Labelled(caption, self.sentence, hint)
        self.add(self.labelled)
        self.sentence.textChanged.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        return self.sentence.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give the sentence, or say what is wrong with it."""
        problem = self._problem(self.sentence.toPlainText())
        self.labelled.set_error(problem)
        if problem:
            self.sentence.setFocus()
            return
        self.refuse("")
        self.given.emit(self.sentence.toPlainText())

    @Slot()
    def _edited(self) -> None:
        self.labelled.set_error("")
