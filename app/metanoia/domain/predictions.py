"""Predictions: something that will be settled on a day, and how likely it seemed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType

from metanoia.domain.assumptions import AssumptionId, check_confidence, line, needed, statement
from metanoia.domain.entries import EntryId

PredictionId = NewType("PredictionId", str)

Outcome = Literal["yes", "no", "void"]
PredictionState = Literal["open", "due", "settled", "withdrawn"]

FROZEN_AFTER: Final = dt.timedelta(minutes=15)  # from then on its wording stays
SETTLED_BY_LIMIT: Final = 300
NOTE_LIMIT: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPrediction:
    """A prediction about to be kept; ``percent`` is 0 to 100. Raises Refused for what is out of range."""

    statement: str
    settled_by: str  # what will decide it
    due_on: dt.date
    percent: int
    note: str = ""
    assumption: AssumptionId | None = None
    entry: EntryId | None = None
    at: dt.datetime | None = None  # when it was made, now if not said

    def __post_init__(self) -> None:
        object.__setattr__(self, "statement", statement(self.statement))
        settled_by = needed(self.settled_by, "What will settle it", SETTLED_BY_LIMIT)
        object.__setattr__(self, "settled_by", settled_by)
        object.__setattr__(self, "note", line(self.note, NOTE_LIMIT, "A note"))
        check_confidence(self.percent)


class Forecast(NamedTuple):
    """How likely it seemed at a moment, in per cent; never edited."""

    at: dt.datetime
    percent: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One prediction as it is kept; ``forecasts`` oldest first, never empty."""

    id: PredictionId
    statement: str
    settled_by: str
    first_due_on: dt.date
    due_on: dt.date
    outcome: Outcome | None
    settled_at: dt.datetime | None
    settle_note: str
    withdrawn_at: dt.datetime | None
    assumption: AssumptionId | None
    entry: EntryId | None
    forecasts: tuple[Forecast, ...]
    rev: int
    created_at: dt.datetime
    deleted_at: dt.datetime | None = None

    @property
    def first(self) -> int:
        """The first forecast, in per cent."""
        return self.forecasts[0].percent

    @property
    def last(self) -> int:
        """The latest forecast, in per cent."""
        return self.forecasts[-1].percent

    def state(self, today: dt.date) -> PredictionState:
        """Return where it stands on the day ``today``; it is due from its day on."""
        return state_of(self.outcome, self.withdrawn_at, self.due_on, today)


class PredictionRow(NamedTuple):
    """What a list shows of a prediction: first and latest forecast in per cent."""

    id: PredictionId
    statement: str
    due_on: dt.date
    first: int
    last: int
    outcome: Outcome | None
    settled_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    created_at: dt.datetime
    deleted_at: dt.datetime | None = None

    def state(self, today: dt.date) -> PredictionState:
        """Return where it stands on the day ``today``; it is due from its day on."""
        return state_of(self.outcome, self.withdrawn_at, self.due_on, today)


def state_of(
    outcome: Outcome | None, withdrawn_at: dt.datetime | None, due_on: dt.date, today: dt.date
) -> PredictionState:
    """Return where a prediction stands on the day ``today``; it is due from its day on."""
    if withdrawn_at:
        return "withdrawn"
    if outcome:
        return "settled"
    return "due" if due_on <= today else "open"
