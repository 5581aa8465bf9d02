"""Goals: what somebody wants to be true, what is true now, and how the two are measured."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType, TypedDict, get_args

from metanoia.domain.actions import ActionId
from metanoia.domain.assumptions import AssumptionId, check_importance, line, needed, text
from metanoia.domain.days import check_date
from metanoia.domain.errors import Refused
from metanoia.domain.values import ValueId

GoalId = NewType("GoalId", str)
GoalState = Literal["draft", "active", "parked", "achieved", "released"]
MeasureKind = Literal["reach", "hold"]
BrakeColumn = Literal["behaviour", "worry", "protects", "assumption"]

GOAL_STATES: Final[tuple[GoalState, ...]] = get_args(GoalState)
BRAKE_COLUMNS: Final[tuple[BrakeColumn, ...]] = get_args(BrakeColumn)
CADENCES: Final = (7, 14, 30)  # days
MEASURES: Final = 3  # at most, of one goal
TITLE_LIMIT: Final = 120
WORDS_LIMIT: Final = 10_000  # of a vision or a reality
WHY_LIMIT: Final = 2_000
NOTE_LIMIT: Final = 1_000
CLOSING_LIMIT: Final = 500  # of a last word, and of why a target was moved
BRAKE_LIMIT: Final = 300

_LARGEST: Final = 1e12  # number that is kept
_FINEST: Final = 1e-9  # way to a target, or slack of a band, by which anything can be divided


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """A goal about to be kept, a draft unless both ``vision`` and ``reality`` are said.

    ``importance`` is 0 to 10, ``cadence`` 7, 14 or 30 days. Raises Refused for what is out of range.
    """

    title: str
    vision: str = ""  # Markdown
    reality: str = ""  # Markdown
    why: str = ""
    importance: int = 5
    started_on: dt.date | None = None
    target_on: dt.date | None = None
    cadence: int = 7
    parent: GoalId | None = None

    def __post_init__(self) -> None:
        title = needed(line(self.title, TITLE_LIMIT, "A goal’s name"), "The goal’s name")
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "vision", text(self.vision, "What you want", WORDS_LIMIT))
        object.__setattr__(self, "reality", text(self.reality, "What is true now", WORDS_LIMIT))
        object.__setattr__(self, "why", text(self.why, "Why", WHY_LIMIT))
        check_importance(self.importance)
        for day in filter(None, (self.started_on, self.target_on)):
            check_date(day)
        if self.cadence not in CADENCES:
            raise Refused("A goal is looked at every 7, 14 or 30 days.")
        if self.started_on and self.target_on and self.target_on < self.started_on:
            raise Refused("The day by which it should be true lies before the day it began.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal as it is kept; ``step`` is the step of ``parent`` that it was before."""

    id: GoalId
    title: str
    vision: str
    reality: str
    why: str
    importance: int
    started_on: dt.date | None
    target_on: dt.date | None
    cadence: int
    parent: GoalId | None
    step: ActionId | None
    state: GoalState
    closed_at: dt.datetime | None
    closing_note: str
    rev: int
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None

    @property
    def closed(self) -> bool:
        """Whether it was achieved or released."""
        return self.closed_at is not None


class GoalChange(TypedDict, total=False):
    """What is said anew of a goal; what is not among it stays. As in ``NewGoal``."""

    title: str
    vision: str
    reality: str
    why: str
    importance: int
    started_on: dt.date | None
    target_on: dt.date | None
    cadence: int
    parent: GoalId | None


class GoalRow(NamedTuple):
    """What a list shows of a goal; numbers are None where nothing was said yet.

    ``closeness`` and ``pull`` (0 to 10) are those of the latest check-in, on ``checked_on``;
    ``week_ago`` is how close it was at least seven days before that. ``gap`` is the mean over its
    measures, 1 at the start and 0 when there; ``felt`` is (10 - closeness) / 10.
    """

    goal: Goal
    closeness: int | None = None
    pull: int | None = None
    week_ago: int | None = None
    checked_on: dt.date | None = None
    gap: float | None = None
    felt: float | None = None
    due_on: dt.date | None = None  # of the next check-in, while it is active
    values: tuple[tuple[ValueId, str, str], ...] = ()  # its values: id, name, relation
    open_steps: int = 0
    children: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheckIn:
    """Today's reality about to be noted: how close (0 to 10), how strongly it pulls (0 to 10).

    ``values`` says what each measure (by its id) shows. Raises Refused for a number out of range.
    """

    closeness: int
    pull: int
    note: str = ""
    values: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if not (0 <= self.closeness <= 10 and 0 <= self.pull <= 10):
            raise Refused("How close it is and how much it pulls go from 0 to 10.")
        object.__setattr__(self, "note", text(self.note, "The note", NOTE_LIMIT))
        for _, value in self.values:
            check_number(value)


class CheckIn(NamedTuple):
    """One look at a goal, at most one a day."""

    id: str
    goal: GoalId
    at: dt.datetime
    date: dt.date
    closeness: int
    pull: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasure:
    """A measure about to be kept: ``reach`` goes from start to target, ``hold`` stays in a band.

    Raises Refused where start equals target, the band is upside down or has no slack, or a number
    is missing or not finite.
    """

    name: str
    kind: MeasureKind
    unit: str = ""
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    slack: float | None = None  # how far outside of the band is as far as it gets

    def __post_init__(self) -> None:
        name = unicodedata.normalize("NFC", self.name)  # what looks the same is the same
        name = needed(line(name, 60, "A measure’s name"), "The measure’s name")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "unit", line(self.unit, 20, "A unit"))
        asked = (
            (self.start, self.target) if self.kind == "reach" else (self.low, self.high, self.slack)
        )
        for number in asked:
            if number is None:
                raise Refused("A number is missing. Say where it starts and where it should be.")
            check_number(number)
        if (
            self.kind == "reach"
            and self.start is not None
            and self.target is not None
            and abs(self.target - self.start) < _FINEST
        ):
            raise Refused(
                "Start and target are the same, so there is nothing to reach. Change one of them."
            )
        if (
            self.kind == "hold"
            and self.low is not None
            and self.high is not None
            and self.slack is not None
        ):
            if self.low > self.high:
                raise Refused("The band is upside down: its lower end lies above its upper end.")
            if self.slack < _FINEST:
                raise Refused("Say how far outside of the band is too far, as a number above 0.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of a goal; of a ``reach``, ``start`` and ``first_target`` never change."""

    id: str
    goal: GoalId
    name: str
    unit: str
    kind: MeasureKind
    start: float | None
    first_target: float | None
    target: float | None
    low: float | None
    high: float | None
    slack: float | None


class TargetChange(NamedTuple):
    """When somebody moved the target of a measure, and why."""

    measure: str
    at: dt.datetime
    old: float
    new: float
    reason: str


class Observation(NamedTuple):
    """What a measure showed on a day; one a day."""

    measure: str
    date: dt.date
    value: float


class Brake(NamedTuple):
    """One line of what holds a goal in place, under the line ``parent`` of the column before.

    ``confidence_then`` (0 to 100) is how sure somebody was when the assumption was made of it.
    """

    id: str
    goal: GoalId
    parent: str | None
    column: BrakeColumn
    text: str
    assumption: AssumptionId | None
    confidence_then: int | None


def check_number(number: float) -> None:
    """Raise Refused unless finite and at most a million million in size."""
    if not abs(number) <= _LARGEST:  # nor is what is no number at all
        raise Refused("That number is too large to be kept. Choose a larger unit.")
