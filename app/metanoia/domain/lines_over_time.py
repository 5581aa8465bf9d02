"""Lines over time: what a variable of a map did, from what was measured or drawn by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, Protocol

from metanoia.domain.line_shape import Shape, shape
from metanoia.domain.maps import DRAWN_SCALE, Drawn, Variable

Feed = Literal["measure", "metric", "drawn"]
Points = tuple[tuple[dt.date, float], ...]

FEWEST: Final = 6  # points that have a shape
MOST: Final = 24  # points of a line, and values that its shape is read from

SHAPES: Final[dict[Shape, str]] = {
    "too_few": "too few points to say",
    "flat": "flat",
    "rising": "rising",
    "falling": "falling",
    "up_then_down": "up, then down",
    "down_then_up": "down, then up",
    "oscillating": "to and fro",
}
"""What each shape is called."""


class HasLines(Protocol):
    """A map, or as much of one as its lines are made of."""

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Its variables."""

    @property
    def horizon_days(self) -> int:
        """How many days its lines go back."""


class Line(NamedTuple):
    """The line of a variable; ``scale`` is the lowest and highest value of its axis.

    ``points`` are days and values, oldest first, at most 24: means of equal spans where there were more.
    ``even`` are as many values at even distances in time, at most 24, from which its shape is read.
    """

    variable: str
    name: str
    feed: Feed
    source: str  # what it is fed by, "" for a line drawn by hand
    unit: str
    scale: tuple[float, float]
    points: Points
    even: tuple[float, ...]

    @property
    def shape(self) -> Shape:
        """The shape that it has."""
        return shape(self.even, self.scale)


def drawn(of: Variable) -> Line:
    """Return the line that was drawn by hand for a variable."""
    return Line(of.id, of.name, "drawn", "", "", DRAWN_SCALE, *told(of.drawn))


def shape_of_drawn(points: Sequence[Drawn]) -> Shape:
    """Return the shape of a line drawn by hand, oldest point first."""
    return shape(told(points)[1], DRAWN_SCALE)


def told(points: Sequence[tuple[dt.date, float]]) -> tuple[Points, tuple[float, ...]]:
    """Return the points that are shown of a line, oldest first, and the values its shape is read from.

    Points: all up to 24, else the mean of each of 24 equal spans of days, on the middle day of its points;
    a span without a point is left out. Values: the means of as many equal spans as there are points, at
    most 24; one without a point lies on the straight line between its neighbours. So points at even
    distances stay as they are, and days on which much was noted do not count for more.
    """
    if not points:
        return (), ()
    spans = _spans(points, min(len(points), MOST))
    means = [(number, sum(values) / len(values)) for number, (_, values) in spans.items()]
    if len(points) <= MOST:
        return tuple(points), _filled(means)
    middles = [days[len(days) // 2] for days, _ in spans.values()]
    shown = tuple(zip(middles, (mean for _, mean in means), strict=True))
    return shown, _filled(means)


def axis(values: Sequence[float], *ends: float | None) -> tuple[float, float]:
    """Return the lowest and highest of values and known ``ends``, never the same two."""
    known = [*values, *(end for end in ends if end is not None)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def readings_at_most(of: HasLines) -> int:
    """Return how many readings the lines of a map are made of at most: one a day of each that is fed."""
    fed = {feed for one in of.variables if (feed := one.measure or one.metric)}
    return len(fed) * (of.horizon_days + 1)


def _spans(
    points: Sequence[tuple[dt.date, float]], count: int
) -> dict[int, tuple[list[dt.date], list[float]]]:
    """Return days and values of each of ``count`` equal spans of days that has any, in their order."""
    first = points[0][0].toordinal()
    days = points[-1][0].toordinal() - first + 1
    spans: dict[int, tuple[list[dt.date], list[float]]] = {}
    for day, value in points:
        number = (day.toordinal() - first) * count // days
        span = spans.get(number)
        if span is None:
            spans[number] = [day], [value]
        else:
            span[0].append(day)
            span[1].append(value)
    return spans


def _filled(means: Sequence[tuple[int, float]]) -> tuple[float, ...]:
    """Return the value of every span from the first to the last, on straight lines where none is known."""
    values = [means[0][1]]
    for (before, low), (after, high) in pairwise(means):
        gap = after - before
        values += [low + (high - low) * step / gap for step in range(1, gap)]
        values.append(high)
    return tuple(values)
