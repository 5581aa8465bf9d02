"""Letting an assumption go, with a word on why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.text.statement import quoted
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption


class DropSheet(WritingSheet):
    """``given`` carries the reason; ``maps`` says which maps rest on it."""

    given = Signal(str)

    def __init__(self, over: QWidget, one: Assumption, *, testing: bool, maps: str = "") -> None:
        said = quoted(one.statement)
        if testing:
            said += "\n" + over.tr("The test that is under way ends with it.")
        if maps:
            said += f"\n{maps}"
        super().__init__(
            over, over.tr("Drop this assumption?"), said, keep=over.tr("Drop"),
            icon="circle-minus", width=500,
        )  # fmt: skip
        self.reason = TextField(self.tr("It no longer matters, or was never quite what I meant."), name=self.tr("Why"), least=2, most=5)  # fmt: skip
        later = self.tr("It stays in the list and can be taken up again.")
        self.reason_labelled = Labelled(self.tr("Why"), self.reason, later)
        self.add(self.reason_labelled)
        self.reason.textChanged.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        return self.reason.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give the reason, or say that it is missing."""
        what = self.tr("Why you drop it")
        problem = refusal(assumptions.needed, self.reason.toPlainText(), what)
        self.reason_labelled.set_error(problem)
        if problem:
            self.reason.setFocus()
            return
        self.refuse("")
        self.given.emit(self.reason.toPlainText())

    @Slot()
    def _edited(self) -> None:
        self.reason_labelled.set_error("")
