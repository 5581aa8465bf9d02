"""The wording of a prediction, in the quarter of an hour in which it may still be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.predictions import FROZEN_AFTER, SETTLED_BY_LIMIT
from metanoia.ui import dates
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.predictions import Prediction


class WordingSheet(WritingSheet):
    """``given`` carries the statement and what settles it; the sheet stays until they are kept."""

    given = Signal(str, str)

    def __init__(self, over: QWidget, prediction: Prediction) -> None:
        until = (prediction.created_at + FROZEN_AFTER).astimezone().time()
        super().__init__(
            over, over.tr("Change the wording"),
            over.tr("Until {}: from then on it stays as it was said.").format(dates.clock(until)),
            keep=over.tr("Keep"), icon="pencil",
        )  # fmt: skip
        self.statement = TextField(least=2, most=4, name=self.tr("What I expect"))
        self.settled_by = LineField(text=prediction.settled_by, name=self.tr("What will settle it"))
        self.settled_by.setMaxLength(SETTLED_BY_LIMIT)
        self.statement.setPlainText(prediction.statement)
        self.statement_labelled = Labelled(self.tr("What I expect"), self.statement)
        self.settled_by_labelled = Labelled(self.tr("What will settle it"), self.settled_by)
        self.add(self.statement_labelled, 14, self.settled_by_labelled)

    def written(self) -> object:
        """Return what is written now."""
        return self.statement.toPlainText(), self.settled_by.text()

    @Slot()
    def keep(self) -> None:
        """Give the wording, or say what is wrong with it."""
        statement, settled_by = self.statement.toPlainText(), self.settled_by.text()
        wrong = refusal(assumptions.statement, statement)
        unsettled = refusal(assumptions.needed, settled_by, self.tr("What will settle it"))
        self.statement_labelled.set_error(wrong)
        self.settled_by_labelled.set_error(unsettled)
        if wrong or unsettled:
            (self.statement if wrong else self.settled_by).setFocus()
            return
        self.refuse("")
        self.given.emit(statement, settled_by)
