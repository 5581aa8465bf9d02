"""Another day for a prediction to be settled on; the first one stays beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled

if TYPE_CHECKING:
    from metanoia.domain.predictions import Prediction


class DueDaySheet(WritingSheet):
    """``given`` carries the day; the sheet stays until it is kept."""

    given = Signal(object)

    def __init__(self, over: QWidget, prediction: Prediction, today: dt.date) -> None:
        first = dates.medium(prediction.first_due_on, today)
        super().__init__(
            over, over.tr("Move the day"),
            over.tr("The first day, {}, stays on record beside it.").format(first),
            keep=over.tr("Move"), icon="calendar-clock", width=480,
        )  # fmt: skip
        self._today = today
        self.due = DayField(self.tr("The day it is settled"), today=today)
        self.labelled = Labelled(self.tr("The day it is settled"), self.due)
        self.add(Label(prediction.statement, "reading", wrap=True), 14, self.labelled)
        self.due.set_day(prediction.due_on)

    def written(self) -> object:
        """Return what is written now."""
        return self.due.field.text()

    @Slot()
    def keep(self) -> None:
        """Give the day, or say why it is none."""
        day, wrong = self.due.day(), ""
        if day is None and not self.due.field.text().strip():
            wrong = self.tr("Say on which day it is settled.")
        elif day is not None and day < self._today:
            wrong = self.tr("That day has passed. Choose today or a later one.")
        self.labelled.set_error(wrong)
        if day is None or wrong:
            self.due.setFocus()
            return
        self.refuse("")
        self.given.emit(day)
