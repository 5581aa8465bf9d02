"""What the room asks in sheets, and what is done with the answers; a sheet stays until it is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.predictions import NewPrediction, PredictionId
from metanoia.ui.dialogs.writing_sheet import WritingSheet

if TYPE_CHECKING:
    from metanoia.domain.assumptions import AssumptionId
    from metanoia.ui.pages.assumptions.predictions.doing import Doing
    from metanoia.ui.pages.assumptions.predictions.room import PredictionsRoom


class Asking(QObject):
    """Opens sheets over one room; ``added`` carries the id of a prediction made by one."""

    added = Signal(str)

    def __init__(self, room: PredictionsRoom, doing: Doing) -> None:
        super().__init__(room)
        self._room = room
        self._doing = doing
        self._of = PredictionId("")  # what the sheet that is open is about

    def about_new(self, statement: str = "", about: AssumptionId | None = None) -> None:
        """Ask for a new prediction, with its statement filled in if given."""
        from metanoia.ui.dialogs.prediction_sheet import PredictionSheet

        rows = self._room.journal.assumptions.rows()
        among = [row for row in rows if row.state not in ("revised", "dropped")]
        sheet = PredictionSheet(
            self._room, self._room.today(), among, statement=statement, about=about
        )
        sheet.given.connect(self._keep_new)
        sheet.open()

    @Slot()
    def about_anything_new(self) -> None:
        """Ask for a new prediction."""
        self.about_new()

    @Slot()
    def about_forecast(self) -> None:
        """Ask how likely it seems now."""
        from metanoia.ui.dialogs.forecast_sheet import ForecastSheet

        if (one := self._room.detail.card.open_one()) is None:
            return
        self._of = one.id
        sheet = ForecastSheet(self._room, one, self._room.today())
        sheet.given.connect(self._keep_forecast)
        sheet.open()

    @Slot()
    def about_day(self) -> None:
        """Ask for another day."""
        from metanoia.ui.dialogs.due_day_sheet import DueDaySheet

        if (one := self._room.detail.card.open_one()) is None:
            return
        self._of = one.id
        sheet = DueDaySheet(self._room, one, self._room.today())
        sheet.given.connect(self._keep_day)
        sheet.open()

    @Slot()
    def about_wording(self) -> None:
        """Ask for another wording."""
        from metanoia.ui.dialogs.wording_sheet import WordingSheet

        if (one := self._room.detail.card.open_one()) is None:
            return
        self._of = one.id
        sheet = WordingSheet(self._room, one)
        sheet.given.connect(self._keep_wording)
        sheet.open()

    @Slot()
    def about_purging(self) -> None:
        """Ask whether to delete it for good."""
        from metanoia.ui.dialogs.gone_for_good import GoneForGood
        from metanoia.ui.share_state import copies

        one = self._room.detail.card.shown
        if one is None or one.deleted_at is None:
            return
        self._of = one.id
        tr = self.tr
        text = tr("Its forecasts and what became of it are erased. This cannot be undone.")
        text = f"{text} {copies(self._room.journal, ('prediction', one.id))}".strip()
        sheet = GoneForGood(self._room, tr("Delete this prediction for good?"), text)
        sheet.confirmed.connect(self._purge)
        sheet.open()

    def _answer(self, refused: str) -> None:
        sheet = self.sender()
        if isinstance(sheet, WritingSheet):
            if refused:
                sheet.refuse(refused)
            else:
                sheet.dismiss()

    @Slot(object)
    def _keep_new(self, new: NewPrediction) -> None:
        refused = self._doing.add(new)
        self._answer(refused)
        if not refused and self._doing.added is not None:
            self.added.emit(self._doing.added)

    @Slot(int, str)
    def _keep_forecast(self, percent: int, note: str) -> None:
        self._answer(self._doing.forecast(self._of, percent, note))

    @Slot(object)
    def _keep_day(self, day: dt.date) -> None:
        self._answer(self._doing.postpone(self._of, day))

    @Slot(str, str)
    def _keep_wording(self, statement: str, settled_by: str) -> None:
        self._answer(self._doing.reword(self._of, statement, settled_by))

    @Slot()
    def _purge(self) -> None:
        self._doing.purge(self._of)
