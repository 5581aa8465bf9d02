"""Lines over time: what a variable of a map did, from what was measured or drawn by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from statistics import fmean
from typing import Final, Literal, NamedTuple

from metanoia.domain.line_shape import Shape, shape
from metanoia.domain.maps import DRAWN_SCALE, Variable

Feed = Literal["measure", "metric", "drawn"]
Points = tuple[tuple[dt.date, float], ...]

MOST: Final = 24  # points of a line that its shape is read from

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


class Line(NamedTuple):
    """The line of a variable; ``scale`` is the lowest and highest value of its axis.

    ``points`` are days and values, oldest first, at most 24: means of equal spans where there were more.
    """

    variable: str
    name: str
    feed: Feed
    source: str  # what it is fed by, "" for a line drawn by hand
    unit: str
    scale: tuple[float, float]
    points: Points

    @property
    def shape(self) -> Shape:
        """The shape that its points have."""
        return shape([value for _, value in self.points], self.scale)


def drawn(of: Variable) -> Line:
    """Return the line that was drawn by hand for a variable."""
    return Line(of.id, of.name, "drawn", "", "", DRAWN_SCALE, tuple(of.drawn))


def evenly(points: Sequence[tuple[dt.date, float]]) -> Points:
    """Return at most 24 points: where there are more, the mean of each of 24 equal spans of days.

    A span without a point is left out; each mean stands on the middle day of its points.
    """
    if len(points) <= MOST:
        return tuple(points)
    first, last = points[0][0].toordinal(), points[-1][0].toordinal()
    width = (last - first + 1) / MOST
    spans: dict[int, list[tuple[dt.date, float]]] = {}
    for point in points:
        spans.setdefault(int((point[0].toordinal() - first) / width), []).append(point)
    return tuple(
        (span[len(span) // 2][0], fmean(value for _, value in span)) for span in spans.values()
    )


def axis(values: Sequence[float], *ends: float | None) -> tuple[float, float]:
    """Return the lowest and highest of values and known ``ends``, never the same two."""
    known = [*values, *(end for end in ends if end is not None)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    return (low, high) if high > low else (low - 0.5, high + 0.5)
