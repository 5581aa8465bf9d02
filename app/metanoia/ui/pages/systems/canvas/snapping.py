"""Where a dragged box comes to rest: on a grid of 8 px, or in line with the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF

GRID: Final = 8.0  # px
PULL: Final = 6.0  # px on the screen within which a guide draws


class Snapped(NamedTuple):
    """How far to move, and the guides that were found, as lines on the map."""

    by: QPointF
    guides: tuple[QLineF, ...] = ()


def snapped(moved: QRectF, by: QPointF, others: Iterable[QRectF], *, zoom: float = 1.0) -> Snapped:
    """Return how far ``moved`` (where it lay) goes if it is dragged ``by``, beside ``others``.

    Middles and edges of others draw first, each direction by itself; else the middle rests on the grid.
    """
    there = moved.translated(by)
    listed = list(others)
    reach = PULL / zoom
    x, upright = _pulled(_across(there), [(_across(one), one) for one in listed], reach)
    y, level = _pulled(_down(there), [(_down(one), one) for one in listed], reach)
    if upright is None:
        x = _to_grid(there.center().x())
    if level is None:
        y = _to_grid(there.center().y())
    rested = there.translated(x, y)
    guides = []
    if upright is not None:
        line, other = upright
        guides.append(QLineF(line, min(rested.top(), other.top()) - 12, line, max(rested.bottom(), other.bottom()) + 12))  # fmt: skip
    if level is not None:
        line, other = level
        guides.append(QLineF(min(rested.left(), other.left()) - 12, line, max(rested.right(), other.right()) + 12, line))  # fmt: skip
    return Snapped(QPointF(by.x() + x, by.y() + y), tuple(guides))


_Lines = tuple[float, float, float]  # low edge, middle, high edge


def _pulled(
    own: _Lines, others: list[tuple[_Lines, QRectF]], reach: float
) -> tuple[float, tuple[float, QRectF] | None]:
    """Return by how much the nearest line of the same kind pulls, and that line with whose it is."""
    best: tuple[float, tuple[float, QRectF] | None] = (0.0, None)
    least = reach
    for lines, other in others:
        for number in (1, 0, 2):  # of two as near, the middle
            gap = lines[number] - own[number]
            if abs(gap) < least:
                least, best = abs(gap), (gap, (lines[number], other))
    return best


def _across(of: QRectF) -> _Lines:
    return of.left(), of.center().x(), of.right()


def _down(of: QRectF) -> _Lines:
    return of.top(), of.center().y(), of.bottom()


def _to_grid(value: float) -> float:
    """Return how far it is to the next line of the grid."""
    return round(value / GRID) * GRID - value
