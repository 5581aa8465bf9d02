"""What to look at again, and when: intervals that grow and shrink, and a few things a week."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Outcome = Literal["changed", "evidence", "same", "later"]

BUDGET: Final = 5  # things a week
LEAST: Final = 7  # days of the shortest interval
FIRST_INTERVAL: Final = {"assumption": 14, "value": 90, "map": 90}  # days; a goal's is its cadence
LATER: Final = 7  # days until what was put off comes up again
PARK_AFTER: Final = 3  # times in a row put off
AGO: Final = (365, 90, 30)  # days to where an entry from before is looked for, in this order

_FACTORS: Final[dict[Outcome, float]] = {"changed": 0.5, "evidence": 1.5, "same": 2.0, "later": 1.0}
_OF_A_KIND: Final = 2  # at most, as long as other kinds wait
_UNSURE: Final = 0.5  # for what has no confidence
_AROUND: Final = dt.timedelta(days=3)
_DIGITS: Final = 9  # sums that are equal on paper are equal here


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that is due to be looked at again.

    ``last_on`` is the day of the last look, or of the last touch before any; ``snoozes`` how often in
    a row it was put off; ``outcome`` what was said of it in this week's review.
    """

    kind: str
    id: str
    priority: float
    last_on: dt.date | None = None
    words: str = ""
    importance: int = 5
    confidence: int | None = None  # per cent
    interval: int = LEAST  # days
    due_on: dt.date | None = None
    snoozes: int = 0
    goal_linked: bool = False  # with an active goal
    coach_asked: bool = False  # a reader's question about it is open
    outcome: Outcome | None = None

    @property
    def asks_to_park(self) -> bool:
        """Whether it was put off so often that it may rather be set aside."""
        return self.snoozes >= PARK_AFTER


def longest_interval(importance: int) -> int:
    """Return the days after which something of an importance of 0 to 10 comes up again at the latest."""
    return 180 if importance <= 3 else 90 if importance <= 7 else 45


def next_interval(interval: int, outcome: Outcome, importance: int) -> int:
    """Return the days until the look after the next: 7 to 180, fewer for what matters more."""
    grown = math.floor(interval * _FACTORS[outcome] + 0.5)
    return min(max(grown, LEAST), longest_interval(importance))


def next_day(today: dt.date, interval: int, outcome: Outcome) -> dt.date:
    """Return when to look again after a look today, ``interval`` being that of ``next_interval``."""
    return today + dt.timedelta(days=LATER if outcome == "later" else interval)


def priority(
    overdue: int,
    interval: int,
    confidence: int | None,
    importance: int,
    *,
    coach_asked: bool,
    active_goal: bool,
) -> float:
    """Return how much something wants to be looked at, 0 to 1.

    ``overdue`` and ``interval`` are days, ``confidence`` is 0 to 100 per cent, ``importance`` 0 to 10.
    What is neither believed nor doubted comes before what is nearly certain.
    """
    unsure = _UNSURE if confidence is None else confidence * (100 - confidence) / 2500
    parts = (
        0.35 * min(1.0, max(0, overdue) / interval),
        0.20 * unsure,
        0.25 * importance / 10,
        0.10 * coach_asked,
        0.10 * active_goal,
    )
    return round(math.fsum(parts), _DIGITS)


def select(candidates: Iterable[Candidate], budget: int = BUDGET) -> tuple[Candidate, ...]:
    """Return at most ``budget`` of the candidates: two of a kind first, then whatever else there is.

    The higher priority goes first, then the older last look, then the id; the order they come in
    decides nothing.
    """
    first_day = dt.date.min
    ordered = sorted(
        candidates, key=lambda one: (-one.priority, one.last_on or first_day, one.id, one.kind)
    )
    first: list[Candidate] = []
    rest: list[Candidate] = []
    of_kind = Counter[str]()
    for one in ordered:
        of_kind[one.kind] += 1
        (first if of_kind[one.kind] <= _OF_A_KIND else rest).append(one)
    return tuple((first + rest)[: max(0, budget)])


def days_before(today: dt.date) -> tuple[tuple[dt.date, dt.date], ...]:
    """Return the (first, last) days in which to look for an entry from before, the best first.

    They are the same all week long, as they are counted from its Thursday.
    """
    thursday = today + dt.timedelta(days=3 - today.weekday())
    middles = (thursday - dt.timedelta(days=days) for days in AGO)
    return tuple((middle - _AROUND, middle + _AROUND) for middle in middles)
