"""Places for dots that would hide one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence


def spread(
    columns: Sequence[int], heights: Sequence[float], reach: float, apart: float
) -> list[float]:
    """Return how far aside (px) each dot goes so that those of one column stay ``apart`` px.

    Heights are kept. No dot goes further than ``reach``: where a column is full, dots overlap, the
    least crowded place first. The same dots always get the same places.
    """
    aside = [0.0] * len(columns)
    placed: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for number in sorted(range(len(columns)), key=lambda n: (columns[n], heights[n], n)):
        others = placed[columns[number]]
        near = [(x, y) for x, y in others if abs(y - heights[number]) < apart]
        aside[number] = _freest(near, heights[number], reach, apart)
        others.append((aside[number], heights[number]))
    return aside


def _freest(
    near: Sequence[tuple[float, float]], height: float, reach: float, apart: float
) -> float:
    best, room = 0.0, -1.0
    for x in _tries(reach, apart / 2):
        nearest = min((((x - a) ** 2 + (height - b) ** 2) for a, b in near), default=apart**2)
        if nearest >= apart**2:
            return x
        if nearest > room:
            best, room = x, nearest
    return best


def _tries(reach: float, step: float) -> Iterator[float]:
    """Yield 0, then places ever further aside, to the right and to the left."""
    yield 0.0
    count = 1
    while count * step <= reach:
        yield count * step
        yield -count * step
        count += 1
