"""The review of a week and of a quarter: when it is due, what it asks, and how far it came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType

from metanoia.domain.actions import Action
from metanoia.domain.entries import EntryId, EntryRow
from metanoia.domain.experiments import Experiment
from metanoia.domain.looking_again import Candidate, Outcome
from metanoia.domain.predictions import PredictionRow

SessionId = NewType("SessionId", str)
ReviewKind = Literal["weekly", "quarterly"]
WeekState = Literal["done", "skipped", ""]

SETTLED_AT_ONCE: Final = 7  # things to settle that are shown
FRIDAY: Final = 4
_QUARTER_ENDS: Final = 14  # days of a quarter in which its review is due


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One review, of the days ``start`` to ``end``; ``step`` is where it was left, from 0.

    ``entry`` is what was written in it, unless that was deleted.
    """

    id: SessionId
    kind: ReviewKind
    start: dt.date
    end: dt.date
    started_at: dt.datetime
    step: int
    finished_at: dt.datetime | None
    skipped_at: dt.datetime | None
    entry: EntryId | None

    @property
    def open(self) -> bool:
        """Whether it was neither finished nor skipped."""
        return self.finished_at is None and self.skipped_at is None


class Planned(NamedTuple):
    """When something is to be looked at again, and what was said the last time."""

    interval: int  # days
    due_on: dt.date
    last_on: dt.date | None
    last_outcome: Outcome | None
    snoozes: int


class Looked(NamedTuple):
    """Something that a review asked to look at again, and what was said of it."""

    item_type: str
    item_id: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Settle:
    """What is to be settled: each the longest due first. A test's prediction goes with the test."""

    predictions: tuple[PredictionRow, ...] = ()
    actions: tuple[Action, ...] = ()
    experiments: tuple[Experiment, ...] = ()

    def __len__(self) -> int:
        return len(self.predictions) + len(self.actions) + len(self.experiments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What the review of a week asks: what to settle, what to look at again, an entry from before."""

    session: Session | None
    settle: Settle
    again: tuple[Candidate, ...]  # at most five, those looked at already too
    before: EntryRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDue:
    """Which reviews are due, what is to be settled, and what still wants to be looked at again."""

    weekly: bool
    quarterly: bool
    settle: Settle
    again: tuple[Candidate, ...]


def period(kind: ReviewKind, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the week (Monday to Sunday) or quarter that has ``day``."""
    if kind == "weekly":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    first = dt.date(day.year, day.month - (day.month - 1) % 3, 1)
    within_next = first + dt.timedelta(days=95)
    return first, within_next.replace(day=1) - dt.timedelta(days=1)


def is_time(kind: ReviewKind, today: dt.date, weekday: int | None) -> bool:
    """Tell whether a review is due today: from the ``weekday`` on, or in a quarter's last two weeks.

    ``weekday`` is 0 (Monday) to 6, or None for somebody who does not want to be asked.
    """
    if weekday is None:
        return False
    if kind == "weekly":
        return today.weekday() >= weekday
    return (period(kind, today)[1] - today).days < _QUARTER_ENDS
