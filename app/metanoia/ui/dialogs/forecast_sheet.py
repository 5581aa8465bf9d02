"""Another forecast of a prediction: how likely it seems now, and what moved it; the old ones stay."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.predictions import NOTE_LIMIT
from metanoia.ui import dates
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.percent_field import PercentField

if TYPE_CHECKING:
    from metanoia.domain.predictions import Forecast, Prediction

_SHOWN = 4  # of the forecasts so far


class ForecastSheet(WritingSheet):
    """``given`` carries per cent and note; the sheet stays until they are kept."""

    given = Signal(int, str)

    def __init__(self, over: QWidget, prediction: Prediction, today: dt.date) -> None:
        super().__init__(
            over, over.tr("How likely is it now?"),
            over.tr("What you said before stays: your record counts the first forecast."),
            keep=over.tr("Keep"), icon="hourglass", width=520,
        )  # fmt: skip
        self.likely = PercentField(self.tr("How likely is it?"))
        self.note = LineField(self.tr("what I have seen or heard since"))
        self.note.setMaxLength(NOTE_LIMIT)
        said = [self._said(forecast, today) for forecast in prediction.forecasts[-_SHOWN:]]
        earlier = [Label(text, "caption", "text2", wrap=True) for text in reversed(said)]
        self.add(
            Label(prediction.statement, "reading", wrap=True), 6, boxed(vbox(*earlier, gap=2)), 16,
            self.likely, 14, Labelled(self.tr("What moved it (if you like)"), self.note),
        )  # fmt: skip
        self.note.returnPressed.connect(self.keep)

    def written(self) -> object:
        """Return what is written now."""
        return self.likely.value(), self.note.text()

    @Slot()
    def keep(self) -> None:
        """Give the forecast, or say that none was chosen."""
        percent = self.likely.value()
        if percent is None:
            self.likely.set_error(self.likely.missing())
            self.likely.setFocus()
            return
        self.refuse("")
        self.given.emit(percent, self.note.text())

    def _said(self, forecast: Forecast, today: dt.date) -> str:
        day = dates.medium(forecast.at.astimezone().date(), today)
        words = self.tr("{}% on {}").format(forecast.percent, day)
        return f"{words}, “{forecast.note}”" if forecast.note else words
