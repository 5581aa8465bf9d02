"""Where the marks of a map stand: the signs of its links, and the labels of its loops."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from metanoia.domain.loops import Loop
from metanoia.domain.map_fields import Boxes, Points
from metanoia.domain.map_shapes import (
    BADGE_ROOM,
    SIGN_ROOM,
    Badge,
    Box,
    Curve,
    Point,
    sign_at,
    sign_places,
)

_STEP: Final = 18.0  # px from one place that is tried to the next
_RINGS: Final = 12  # how many steps from the middle of a loop its label may stand
_NEAR: Final = 7 * _STEP  # px within which it stands if there is room
_TAKEN: Final = 600.0  # what it costs to lie on another label
_CLEAR: Final = BADGE_ROOM + 6  # px from the middle of a label to the next curve


class _Lines:
    """The points of curves in fields, each with whose it is."""

    def __init__(self, of: Mapping[str, Curve]) -> None:
        self._fields: dict[tuple[int, int], set[str]] = defaultdict(set)
        for id_, curve in of.items():
            for x, y in _along(curve):
                self._fields[round(x / SIGN_ROOM), round(y / SIGN_ROOM)].add(id_)

    def cross(self, place: Point, own: str) -> bool:
        """Tell whether another curve runs through a sign at this place."""
        column, row = round(place[0] / SIGN_ROOM), round(place[1] / SIGN_ROOM)
        return any(
            self._fields.get((column + across, row + down), set()) - {own}
            for across, down in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
        )


def signs(of: Mapping[str, Curve], around: Mapping[str, Box]) -> dict[str, Point]:
    """Return the middles of the signs of curves by their ids."""
    lines = _Lines(of)
    taken, standing = Points(), Boxes(around.values())
    found = {}
    for id_ in sorted(of, key=lambda one: (of[one].end, of[one].start, one)):
        places = enumerate(sign_places(of[id_]))
        best, least = sign_at(of[id_]), math.inf
        for number, place in places:
            cost = 2.0 * number
            if cost >= least:
                break
            cost += 100 * standing.hold(place, SIGN_ROOM - 1)
            cost += 60 * any(True for _ in taken.within(place, 2 * SIGN_ROOM))
            cost += 20 * lines.cross(place, id_)
            if cost < least:
                best, least = place, cost
        found[id_] = best
        taken.add(best)
    return found


def badges(
    loops: Sequence[Loop], around: Mapping[str, Box], drawn: Mapping[tuple[str, str], Curve]
) -> dict[str, Badge]:
    """Return the labels of loops by their keys; short loops choose first."""
    lines, standing = Points(), Boxes(around.values())
    taken: list[Point] = []
    for curve in drawn.values():
        for point in _along(curve):
            lines.add(point)
        lines.add(sign_at(curve))
    found = {}
    for loop in loops:
        ring = _ring(loop, around, drawn)
        area = _area(ring)
        middle = _middle(ring, area)
        best, least = middle, math.inf
        for place in _places(middle):
            away = math.hypot(place[0] - middle[0], place[1] - middle[1])
            if away >= least:
                break
            if away > _NEAR and least < _TAKEN:
                break
            cost = away
            if standing.hold(place, BADGE_ROOM + 14):
                cost += 32 + 900 * standing.hold(place, BADGE_ROOM + 2)
            if cost < least:
                cost += _TAKEN * any(math.dist(place, one) < 2 * BADGE_ROOM + 4 for one in taken)
            if cost < least:
                cost += 400 * (away > 0 and not _inside(place, ring))
            if cost < least:
                cost += 12 * (_CLEAR - min(lines.within(place, _CLEAR), default=_CLEAR))
            if cost < least:
                best, least = place, cost
        taken.append(best)
        found[loop.key] = Badge(*best, clockwise=area >= 0)
    return found


def _along(curve: Curve) -> list[Point]:
    length = math.dist(curve.start, curve.control) + math.dist(curve.control, curve.end)
    count = max(2, int(length / 12))
    return [curve.at(number / count) for number in range(count + 1)]


def _ring(
    loop: Loop, around: Mapping[str, Box], drawn: Mapping[tuple[str, str], Curve]
) -> list[Point]:
    """Return the corners of a loop: the middles of its boxes and of the curves between them."""
    found: list[Point] = []
    for step in loop.steps:
        found.append((around[step[0]].x, around[step[0]].y))
        if step in drawn:
            found += [drawn[step].at(way) for way in (0.25, 0.5, 0.75)]
    return found


def _area(ring: Sequence[Point]) -> float:
    """Return the signed area of a ring in px²: positive if it goes clockwise on the screen."""
    return sum(a * d - c * b for (a, b), (c, d) in _sides(ring)) / 2


def _middle(ring: Sequence[Point], area: float) -> Point:
    """Return the centre of mass of what a ring encloses, or the mean of its corners if that is nothing."""
    count = len(ring)
    mean = sum(x for x, _ in ring) / count, sum(y for _, y in ring) / count
    if abs(area) < 100:
        return mean
    across = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in _sides(ring)) / 6 / area
    down = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in _sides(ring)) / 6 / area
    return (across, down) if _inside((across, down), ring) else mean


def _sides(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _inside(place: Point, ring: Sequence[Point]) -> bool:
    x, y = place
    inside = False
    for (a, b), (c, d) in _sides(ring):
        if (b > y) != (d > y) and x < a + (y - b) * (c - a) / (d - b):
            inside = not inside
    return inside


def _places(middle: Point) -> Iterator[Point]:
    """Yield places around a middle, the nearest first."""
    yield middle
    for ring in range(1, _RINGS + 1):
        for turn in range(6 * ring):
            angle = math.tau * turn / (6 * ring) - math.pi / 2
            yield (
                middle[0] + math.cos(angle) * ring * _STEP,
                middle[1] + math.sin(angle) * ring * _STEP,
            )
