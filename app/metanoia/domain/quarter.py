"""What a quarter looks like from above: goals, beliefs and values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, NamedTuple

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.goals import GoalId, GoalState
from metanoia.domain.lived import alignment
from metanoia.domain.maps import MapId
from metanoia.domain.tension import Split, Trend, goal_moved
from metanoia.domain.values import ValueId

BELIEFS: Final = 5  # at most, of each kind
MAPS: Final = 5  # at most
IMPORTANT: Final = 7
UNTOUCHED_DAYS: Final = 90


class GoalFacts(NamedTuple):
    """A goal in a quarter: where its gap goes, and how it changed; ``measured``: by numbers or by sense."""

    goal: GoalId
    title: str
    importance: int
    state: GoalState
    trend: Trend
    measured: bool
    change: Split | None

    @property
    def goal_moved(self) -> bool:
        """Whether most of what closed of the gap closed because the goal moved."""
        return self.change is not None and goal_moved(self.change)

    @property
    def goal_share(self) -> float | None:
        """How much of what closed came from moving the goal, 0 to 1; None if the gap did not close."""
        if self.change is None or self.change.total >= 0:
            return None
        return min(max(self.change.vision / self.change.total, 0.0), 1.0)


class MovedBelief(NamedTuple):
    """An assumption whose confidence (per cent) moved in a quarter."""

    assumption: AssumptionId
    statement: str
    before: int
    after: int


class UntouchedBelief(NamedTuple):
    """An open assumption that matters and that nothing was done with for long."""

    assumption: AssumptionId
    statement: str
    importance: int
    confidence: int | None
    touched_on: dt.date


class ValueFacts(NamedTuple):
    """A value as it was rated last, and last before the quarter; None: not rated."""

    value: ValueId
    name: str
    rank: int | None
    rated: tuple[int, int | None] | None  # importance, lived
    before: tuple[int, int | None] | None


class MapFacts(NamedTuple):
    """A map on which patterns were seen, by their names, and when it was changed last."""

    map: MapId
    title: str
    question: str
    patterns: tuple[str, ...]
    changed_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFacts:
    """A quarter, from ``start`` to ``end``."""

    start: dt.date
    end: dt.date
    goals: tuple[GoalFacts, ...]
    moved: tuple[MovedBelief, ...]
    untouched: tuple[UntouchedBelief, ...]
    values: tuple[ValueFacts, ...]
    maps: tuple[MapFacts, ...]

    @property
    def alignment(self) -> float | None:
        """How far what matters was lived by the last ratings, per cent."""
        return alignment(one.rated for one in self.values if one.rated)

    @property
    def alignment_before(self) -> float | None:
        """The same by the last ratings before the quarter."""
        return alignment(one.before for one in self.values if one.before)
