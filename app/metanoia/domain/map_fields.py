"""Points and boxes of a map in fields, so that those near a place are found at once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from metanoia.domain.map_shapes import Box, Point

FIELD: Final = 48.0  # px of a field, and how far one can look


class Points:
    """Points of the paper."""

    def __init__(self, points: Iterable[Point] = ()) -> None:
        self._fields: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for point in points:
            self.add(point)

    def add(self, point: Point) -> None:
        """Let a point lie there."""
        self._fields[round(point[0] / FIELD), round(point[1] / FIELD)].append(point)

    def within(self, place: Point, most: float) -> Iterator[float]:
        """Yield how far points are that are nearer than ``most``, at most 48 px."""
        x, y = place
        column, row = round(x / FIELD), round(y / FIELD)
        for across in (column - 1, column, column + 1):
            for down in (row - 1, row, row + 1):
                for a, b in self._fields.get((across, down), ()):
                    apart = math.hypot(a - x, b - y)
                    if apart < most:
                        yield apart


class Boxes:
    """Boxes of the paper."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._fields: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            across, down = box.width / 2 + 1.5 * FIELD, box.height / 2 + 1.5 * FIELD
            for column in range(
                round((box.x - across) / FIELD), round((box.x + across) / FIELD) + 1
            ):
                for row in range(round((box.y - down) / FIELD), round((box.y + down) / FIELD) + 1):
                    self._fields[column, row].append(box)

    def hold(self, place: Point, room: float) -> bool:
        """Tell whether a place lies in a box or nearer than ``room`` px beside one, at most 48."""
        here = self._fields.get((round(place[0] / FIELD), round(place[1] / FIELD)), ())
        return any(box.holds(place, room) for box in here)
