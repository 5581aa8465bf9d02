"""What is done with predictions: each thing once, told in a line, and undone by the same line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.destination import Notice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from metanoia.domain.predictions import NewPrediction, Outcome, PredictionId
    from metanoia.journal import Journal


class Doing(QObject):
    """Does it in one journal; ``said`` carries the Notice. What cannot be done is returned as a sentence."""

    said = Signal(object)

    def __init__(self, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._predictions = journal.predictions
        self.added: PredictionId | None = None  # what was kept last

    def add(self, new: NewPrediction) -> str:
        """Keep a new prediction."""
        try:
            self.added = self._predictions.add(new).id
        except MetanoiaError as error:
            return str(error)
        undo = partial(self._predictions.trash, self.added)
        self.said.emit(Notice(text=self.tr("Prediction kept"), undo=undo))
        return ""

    def settle(self, one: PredictionId, outcome: Outcome, note: str) -> str:
        """Settle it."""
        words = {
            "yes": self.tr("Settled: it came true"),
            "no": self.tr("Settled: it did not come true"),
            "void": self.tr("Set to void"),
        }[outcome]
        return self._do(one, words, partial(self._predictions.settle, one, outcome, note=note))

    def forecast(self, one: PredictionId, percent: int, note: str) -> str:
        """Add a forecast."""
        return self._do(one, self.tr("Forecast added"), partial(self._predictions.forecast, one, percent, note=note))  # fmt: skip

    def withdraw(self, one: PredictionId) -> str:
        """Take it back."""
        return self._do(one, self.tr("Prediction withdrawn"), partial(self._predictions.withdraw, one))  # fmt: skip

    def postpone(self, one: PredictionId, day: dt.date) -> str:
        """Move the day on which it is due."""
        return self._do(one, self.tr("Day moved"), partial(self._predictions.postpone, one, day))

    def reword(self, one: PredictionId, statement: str, settled_by: str) -> str:
        """Change its wording."""
        change = partial(self._predictions.change, one, statement=statement, settled_by=settled_by)
        return self._do(one, self.tr("Wording changed"), change)

    def trash(self, one: PredictionId) -> str:
        """Move it to Recently deleted."""
        text = self.tr("Prediction moved to Recently deleted")
        undo = partial(self._predictions.restore, one)
        return self._tell(text, partial(self._predictions.trash, one), undo)

    def restore(self, one: PredictionId) -> str:
        """Bring it back."""
        undo = partial(self._predictions.trash, one)
        return self._tell(self.tr("Prediction restored"), partial(self._predictions.restore, one), undo)  # fmt: skip

    def purge(self, one: PredictionId) -> str:
        """Delete it for good."""
        return self._tell(self.tr("Prediction deleted for good"), partial(self._predictions.purge, one), None)  # fmt: skip

    def _do(self, one: PredictionId, text: str, change: Callable[[], object]) -> str:
        try:
            former = self._predictions.former(one)
        except MetanoiaError as error:
            return str(error)
        return self._tell(text, change, partial(self._predictions.put_back, former))

    def _tell(
        self, text: str, change: Callable[[], object], undo: Callable[[], object] | None
    ) -> str:  # fmt: skip
        try:
            change()
        except MetanoiaError as error:
            return str(error)
        self.said.emit(Notice(text=text, undo=undo))
        return ""
