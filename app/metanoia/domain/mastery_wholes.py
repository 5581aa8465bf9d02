"""Goals, values, metrics and reviews with all that hangs on them, as they leave and come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from metanoia.domain.anchors import Anchor
from metanoia.domain.around import Look, LookAgain, TieEnd
from metanoia.domain.entries import EntryId
from metanoia.domain.goals import Brake, CheckIn, Goal, Measure, TargetChange
from metanoia.domain.metrics import Metric
from metanoia.domain.values import Sort, Value

ReviewKind = Literal["weekly", "quarterly"]


class Noted(NamedTuple):
    """A number noted for a day."""

    date: dt.date
    at: dt.datetime
    value: float


class NotedRating(NamedTuple):
    """How much a value mattered and was lived on a day, 0 to 10; ``lived`` None: not said."""

    date: dt.date
    at: dt.datetime
    importance: int
    lived: int | None
    note: str


class Wording(NamedTuple):
    """What a thing said until a moment, by the names of the fields that changed then."""

    until: dt.datetime
    said: Mapping[str, str]


class Looked(NamedTuple):
    """What came up in a review, and what was said of it; None: nothing yet."""

    item_type: str
    item_id: str
    outcome: Look | None


class Period(NamedTuple):
    """One weekly or quarterly review; an ``id`` of its own, like whatever comes back."""

    id: str
    kind: ReviewKind
    first: dt.date
    last: dt.date
    started_at: dt.datetime
    step: int
    finished_at: dt.datetime | None
    skipped_at: dt.datetime | None
    entry: EntryId | None


class Resting(NamedTuple):
    """The entry ``id`` that shall not come up "from before" again."""

    id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMeasure:
    """A measure with its moves of the target and its observations, both oldest first."""

    measure: Measure
    created_at: dt.datetime
    changes: tuple[TargetChange, ...]
    observations: tuple[Noted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeGoal:
    """A goal with its check-ins (oldest first), measures, brakes and earlier wordings."""

    thing: Goal
    check_ins: tuple[CheckIn, ...]
    measures: tuple[WholeMeasure, ...]
    brakes: tuple[Brake, ...]
    wordings: tuple[Wording, ...]
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()
    again: LookAgain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeValue:
    """A value with its ratings, oldest first, and earlier wordings."""

    thing: Value
    ratings: tuple[NotedRating, ...]
    wordings: tuple[Wording, ...]
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()
    again: LookAgain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSort:
    """The order of the values on a day."""

    thing: Sort
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMetric:
    """A metric with its readings, oldest first."""

    thing: Metric
    readings: tuple[Noted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeReview:
    """A review with what came up in it."""

    thing: Period
    looked: tuple[Looked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeResting:
    """An entry that rests."""

    thing: Resting


Mastery = WholeGoal | WholeValue | WholeSort | WholeMetric | WholeReview | WholeResting
