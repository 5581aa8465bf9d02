"""The gap between what somebody wants to be true and what is true now, and how it moves."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import combinations
from statistics import fmean, median
from typing import Final, Literal, NamedTuple

from metanoia.domain.goals import CheckIn

Movement = Literal["closing", "widening", "steady", "mixed", "too_few"]

LOOKED_BACK: Final = 90  # days that a trend is drawn from
FURTHEST: Final = 1.5  # gap that is shown; more is shown as this

_CHECK_INS, _FEWEST, _SHORTEST = 12, 4, 14  # points at most and at least; days at least
_PER = 30  # days of a slope
_STEADY, _AGREED = 0.05, 0.65
_MOVED, _DISAGREE, _FELL = 0.1, 0.3, 3
_DIGITS = 9  # numbers that are equal on paper are equal here
_WARNING = re.compile(
    r"\b(better|more|less|fewer|avoid(?:s|ing)?|stop(?:s|ping)?)\b", re.IGNORECASE
)


class Split(NamedTuple):
    """How a gap changed: by what is true now, by what is wanted, and in all; below 0 it closed."""

    reality: float
    vision: float
    total: float


class Trend(NamedTuple):
    """Where a gap goes: ``slope`` is its change in 30 days, ``agreement`` the share of pairs that say so."""

    result: Movement
    slope: float | None = None
    agreement: float | None = None


def gap(start: float, first_target: float, target: float, x: float) -> float:
    """Return how far ``x`` is from ``target``, in ways from the start to the first target.

    1 is as far as at the start, 0 is there, below 0 is beyond, above 1 is further away than ever.
    """
    return round((target - x) / (first_target - start), _DIGITS)


def band_gap(low: float, high: float, slack: float, x: float) -> float:
    """Return how far ``x`` is outside of a band, in slacks; 0 inside."""
    return round(max(low - x, 0.0, x - high) / slack, _DIGITS)


def felt_gap(closeness: int) -> float:
    """Return the gap that a closeness of 0 to 10 stands for: 1 to 0."""
    return (10 - closeness) / 10


def shown(gap: float) -> float:
    """Return a gap as it is drawn, 0 to 1.5."""
    return min(max(gap, 0.0), FURTHEST)


def measured(gaps: Sequence[float]) -> float | None:
    """Return the gap of a goal by its measures: the mean of theirs, None without any."""
    return fmean(gaps) if gaps else None


def split(start: float, first_target: float, x0: float, t0: float, x1: float, t1: float) -> Split:
    """Return how much of a change came from reality (``x0`` to ``x1``) and from the target (``t0`` to ``t1``)."""
    way = first_target - start
    reality, vision = -(x1 - x0) / way, (t1 - t0) / way
    return Split(*(round(part, _DIGITS) for part in (reality, vision, reality + vision)))


def goal_moved(change: Split) -> bool:
    """Tell whether most of what closed of a gap closed because the goal moved."""
    return change.total < 0 and change.vision <= -_MOVED and change.vision < change.total / 2


def trend(points: Sequence[tuple[int, float]], *, until: int | None = None) -> Trend:
    """Return where a gap goes, from (day, gap) points, oldest first.

    It is drawn from the last twelve of the 90 days before the day ``until``, the last point's if None;
    four points over 14 days are needed. The slope is that of Theil and Sen: the median over all pairs.
    """
    if not points:
        return Trend("too_few")
    first = (points[-1][0] if until is None else until) - LOOKED_BACK
    recent = [point for point in points if point[0] >= first][-_CHECK_INS:]
    if len(recent) < _FEWEST or recent[-1][0] - recent[0][0] < _SHORTEST:
        return Trend("too_few")
    slopes = [
        round((after - before) / (late - early) * _PER, _DIGITS)
        for (early, before), (late, after) in combinations(recent, 2)
        if late != early
    ]
    slope = median(slopes)
    agreement = sum(_sign(one) == _sign(slope) for one in slopes) / len(slopes)
    return Trend(_movement(slope, agreement), slope, agreement)


def disagree(measured: float | None, felt: float | None) -> bool:
    """Tell whether numbers and sense disagree by 0.3 or more."""
    if measured is None or felt is None:
        return False
    return round(abs(measured - felt), _DIGITS) >= _DISAGREE


def pull_fell(check_ins: Sequence[CheckIn]) -> bool:
    """Tell whether the pull fell by 3 or more since its peak; ``check_ins`` are oldest first."""
    pulls = [one.pull for one in check_ins]
    return bool(pulls) and max(pulls) - pulls[-1] >= _FELL


def vision_hints(text: str) -> tuple[str, ...]:
    """Return the words of a vision that name a change or an absence instead of what is there then."""
    found = (word.casefold() for word in _WARNING.findall(text))
    return tuple(dict.fromkeys(found))


def _movement(slope: float, agreement: float) -> Movement:
    if abs(slope) < _STEADY:
        return "steady"
    if agreement < _AGREED:
        return "mixed"
    return "closing" if slope < 0 else "widening"


def _sign(number: float) -> float:
    return math.copysign(1, number) if number else 0
