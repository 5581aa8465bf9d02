"""Putting another assumption in the place of one that no longer fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.errors import Refused
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption


class ReviseSheet(WritingSheet):
    """``given`` carries the new statement."""

    given = Signal(str)

    def __init__(self, over: QWidget, one: Assumption) -> None:
        super().__init__(
            over, over.tr("What would you say instead?"),
            over.tr("The old one is kept with its history, and leads to the new one. How sure you are of that begins anew."),
            keep=over.tr("Revise"), icon="refresh-cw",
        )  # fmt: skip
        self._old = one.statement
        self.statement = TextField(name=self.tr("I now assume that…"), least=2, most=5)
        self.statement.setPlainText(one.statement)
        self.statement_labelled = Labelled(self.tr("I now assume that…"), self.statement)
        self.add(self.statement_labelled)
        self.statement.textChanged.connect(self._statement_edited)

    def open(self) -> None:
        """Begin with the old words selected, to be typed over."""
        super().open()
        self.statement.selectAll()

    def written(self) -> object:
        """Return what is written now."""
        return self.statement.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give the new statement, or say what is wrong with it."""
        statement = self.statement.toPlainText()
        problem = refusal(self._other, statement)
        self.statement_labelled.set_error(problem)
        if problem:
            self.statement.setFocus()
            return
        self.refuse("")
        self.given.emit(statement)

    def _other(self, said: str) -> None:
        if assumptions.statement(said) == self._old:
            raise Refused(self.tr("That is what it says already. Say it in other words."))

    @Slot()
    def _statement_edited(self) -> None:
        self.statement_labelled.set_error("")
