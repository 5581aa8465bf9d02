"""Fewer points for the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

At = TypeVar("At")
Height = TypeVar("Height", int, float)


def thinned(points: Sequence[tuple[At, Height]], columns: Sequence[int]) -> list[tuple[At, Height]]:
    """Return first, lowest, highest and last point of each px column, in their order.

    ``columns`` holds the column of each point, never falling.
    """
    kept: list[tuple[At, Height]] = []
    start = 0
    for stop in range(1, len(points) + 1):
        if stop < len(points) and columns[stop] == columns[start]:
            continue
        inside = range(start, stop)
        low = min(inside, key=lambda place: points[place][1])
        high = max(inside, key=lambda place: points[place][1])
        kept += [points[place] for place in sorted({start, low, high, stop - 1})]
        start = stop
    return kept
