"""Goals, values, metrics and reviews with all that hangs on them, as they leave and come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from metanoia.domain.anchors import Anchor
from metanoia.domain.entries import EntryId
from metanoia.domain.goals import Brake, CheckIn, Goal, Measure, TargetChange
from metanoia.domain.metrics import Metric
from metanoia.domain.reviews import Looked, Planned, Session
from metanoia.domain.values import Sort, Value

TieEnd = tuple[str, str, str]
"""The kind and id of what something is tied to, and the relation."""


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
    again: Planned | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeValue:
    """A value with its ratings, oldest first, and earlier wordings."""

    thing: Value
    ratings: tuple[NotedRating, ...]
    wordings: tuple[Wording, ...]
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()
    again: Planned | None = None


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

    thing: Session
    looked: tuple[Looked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeResting:
    """An entry that rests."""

    thing: Resting


Mastery = WholeGoal | WholeValue | WholeSort | WholeMetric | WholeReview | WholeResting
