"""A new prediction: what is expected, what will settle it, by when, and how likely it seems."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.predictions import SETTLED_BY_LIMIT, NewPrediction
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.percent_field import PercentField
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.assumptions import AssumptionRow


class PredictionSheet(WritingSheet):
    """``given`` carries the NewPrediction; the sheet stays until that is kept."""

    given = Signal(object)

    def __init__(
        self,
        over: QWidget,
        today: dt.date,
        among: Sequence[AssumptionRow] = (),
        *,
        statement: str = "",
        about: AssumptionId | None = None,
    ) -> None:
        """Ask on the day ``today``; ``among`` are the assumptions it may be about, ``about`` is one."""
        super().__init__(
            over, over.tr("What do you expect?"),
            over.tr("Something that will be settled on a day, so that you can see how it went."),
            keep=over.tr("Keep"), icon="hourglass",
        )  # fmt: skip
        self._today = today
        self._among: list[AssumptionId | None] = [None, *(row.id for row in among)]
        self.statement = TextField(self.tr("In today’s meeting, Jonas speaks before I do."), least=2, most=4)  # fmt: skip
        self.settled_by = LineField(self.tr("who says the first sentence after the question"))
        self.settled_by.setMaxLength(SETTLED_BY_LIMIT)
        self.due = DayField(self.tr("The day it is settled"), today=today)
        self.likely = PercentField(self.tr("How likely is it?"))
        self.about = ComboBox([self.tr("None of them"), *(row.statement for row in among)], name=self.tr("About an assumption"))  # fmt: skip
        self.statement_labelled = Labelled(self.tr("What I expect"), self.statement)
        self.settled_by_labelled = Labelled(self.tr("What will settle it"), self.settled_by)
        self.due_labelled = Labelled(self.tr("The day it is settled"), self.due)
        frozen = self.tr(
            "The wording can be changed for 15 minutes. After that it stays as it was said; "
            "the forecast can change at any time until it is settled."
        )
        self.add(
            self.statement_labelled, 14, self.settled_by_labelled, 14, self.due_labelled, 14,
            self.likely, 14, *self._assumption_rows(), Label(frozen, "caption", "text3", wrap=True),
        )  # fmt: skip
        if statement:
            self.statement.setPlainText(statement)
        if about in self._among:
            self.about.setCurrentIndex(self._among.index(about))

    def written(self) -> object:
        """Return what is written now."""
        return (
            self.statement.toPlainText(), self.settled_by.text(), self.due.field.text(),
            self.likely.value(), self.about.currentIndex(),
        )  # fmt: skip

    @Slot()
    def keep(self) -> None:
        """Give the prediction, or say what is missing at the first field where something is."""
        due, percent = self.due.day(), self.likely.value()
        what = self.tr("What will settle it")
        wrong = (
            (self.statement_labelled, refusal(assumptions.statement, self.statement.toPlainText())),
            (self.settled_by_labelled, refusal(assumptions.needed, self.settled_by.text(), what)),
            (self.due_labelled, self._due_problem(due)),
            (self.likely, "" if percent is not None else self.likely.missing()),
        )
        for field, sentence in wrong:
            field.set_error(sentence)
        unfit = [field.field for field, sentence in wrong if sentence]
        if unfit or due is None or percent is None:
            (unfit[0] if unfit else self.due).setFocus()
            return
        self.refuse("")
        self.given.emit(
            NewPrediction(
                statement=self.statement.toPlainText(), settled_by=self.settled_by.text(),
                due_on=due, percent=percent, assumption=self._among[self.about.currentIndex()],
            )
        )  # fmt: skip

    def _assumption_rows(self) -> tuple[Labelled | int, ...]:
        labelled = Labelled(self.tr("About an assumption (if it is)"), self.about)
        if len(self._among) == 1:
            labelled.hide()
            return (labelled,)
        return (labelled, 14)

    def _due_problem(self, due: dt.date | None) -> str:
        if due is None:
            # a day that cannot be read has been told by the field already
            return "" if self.due.field.text().strip() else self.tr("Say on which day it is settled.")  # fmt: skip
        return self.tr("That day has passed. Choose today or a later one.") if due < self._today else ""  # fmt: skip
