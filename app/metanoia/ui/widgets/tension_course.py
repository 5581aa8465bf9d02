"""What a tension chart knows: reality day by day, the vision and where it was moved, and the window."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Range = Literal["3m", "year", "all"]

_DAYS: Final[dict[Range, int]] = {"3m": 91, "year": 365}
_LEAST_PAST: Final = 28  # days, so that one look does not stand at the edge
_AHEAD: Final = (
    0.28,
    0.45,
)  # least and most of the past's length that is shown of the time to come


class Move(NamedTuple):
    """When the vision was moved, from where to where, and why."""

    date: dt.date
    old: float
    new: float
    reason: str


@dataclass(frozen=True)
class Course:
    """Reality (``points``) against the vision (``steps``, or ``band`` where it is to stay within).

    ``points`` and ``steps`` are oldest first, at most one a day. A step holds until the next one; the
    first also counts for the days before it.
    """

    points: tuple[tuple[dt.date, float], ...] = ()
    steps: tuple[tuple[dt.date, float], ...] = ()
    today: dt.date = dt.date(2000, 1, 1)
    until: dt.date | None = None
    band: tuple[float, float] | None = None
    start: float | None = None  # tells whether up or down is nearer; else the first point does
    unit: str = ""
    moves: tuple[Move, ...] = ()
    notes: Mapping[dt.date, str] = field(default_factory=dict)

    def vision_on(self, day: dt.date) -> float | None:
        """Return the vision of ``day``, None with a band or none at all."""
        if not self.steps or self.band is not None:
            return None
        held = [target for since, target in self.steps if since <= day]
        return held[-1] if held else self.steps[0][1]

    def tension(self, day: dt.date, value: float) -> float | None:
        """Return how far ``value`` is from the vision of ``day``: 0 where reached, None without one."""
        if self.band is not None:
            low, high = self.band
            return max(low - value, value - high, 0.0)
        vision = self.vision_on(day)
        if vision is None:
            return None
        return max(0.0, (vision - value) if self.upwards() else (value - vision))

    def first_shown(self, span: Range) -> dt.date:
        """Return the day at the left edge: the first point, or as far back as ``span`` reaches."""
        known = [self.points[0][0]] if self.points else []
        known += [move.date for move in self.moves]
        first = min([*known, _day_on(self.today, -_LEAST_PAST)])
        if span in _DAYS:
            first = max(first, _day_on(self.today, -_DAYS[span]))
        return first

    def last_shown(self, first: dt.date) -> dt.date:
        """Return the day at the right edge: the target day, within a share of the past's length."""
        past = (self.today - first).days
        least, most = (math.ceil(past * share) for share in _AHEAD)
        ahead = (self.until - self.today).days if self.until is not None else 0
        return _day_on(self.today, min(max(ahead, least), most))

    def shown(self, first: dt.date) -> list[tuple[dt.date, float]]:
        """Return the points from ``first`` on, and the one before, which the line comes from."""
        after = [place for place, (day, _) in enumerate(self.points) if day >= first]
        if not after:
            return list(self.points[-1:])
        return list(self.points[max(0, after[0] - 1) :])

    def scale(self) -> tuple[float, float]:
        """Return round numbers below and above all that is shown."""
        values = [value for _, value in self.points] + [target for _, target in self.steps]
        values += self.band or ()
        values += [number for move in self.moves for number in (move.old, move.new)]
        if self.start is not None:
            values.append(self.start)
        low, high = (min(values), max(values)) if values else (0.0, 10.0)
        if 0 < low <= high * 0.6 or low == high:
            low, high = min(0.0, low), max(0.0, high)
        step = step_of(low, high or low + 1)
        floor, ceiling = math.floor(low / step) * step, math.ceil((high or low + 1) / step) * step
        edges = [target for _, target in self.steps] + list(self.band or ())
        if floor in edges and floor != 0:  # leave room beyond the vision
            floor -= step
        if ceiling in edges:
            ceiling += step
        return floor, ceiling

    def upwards(self) -> bool:
        """Return whether more is nearer to the vision; a band is seen from below."""
        if not self.steps:
            return True
        vision = self.steps[-1][1]
        origin = self.start
        if origin is None:
            origin = self.points[0][1] if self.points else vision
        return origin <= vision


def _day_on(day: dt.date, days: int) -> dt.date:
    """Return the day so many days on, or the first or last day there is."""
    there = day.toordinal() + days
    return dt.date.fromordinal(min(max(there, 1), dt.date.max.toordinal()))


def step_of(low: float, high: float, most: int = 6) -> float:
    """Return the round number from one line to the next, so that there are at most ``most`` steps."""
    raw = (high - low) / most
    size = 10.0 ** math.floor(math.log10(raw))
    return next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)


def levels(low: float, high: float, most: int = 6) -> list[float]:
    """Return the round numbers from ``low`` to ``high``."""
    step = step_of(low, high, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]
