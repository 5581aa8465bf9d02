"""The shapes of which a map is drawn, and where their marks stand. Lengths in px at 100 %, y goes down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

Point = tuple[float, float]

GAP: Final = 6.0  # between a box and a curve
SIGN: Final = 15.0  # from a curve to the middle of its sign
SIGN_ROOM: Final = 9.0  # from the middle of a sign to its edge
BADGE_ROOM: Final = 26.0  # from the middle of the label of a loop to the edge of its arrow
_ARC: Final = 25.0  # radius of the arrow around the label of a loop
_ALONG: Final = 0.82  # of its way, where the sign of a curve stands if it may choose
_PLACES: Final = tuple((way, side) for side in (1, -1) for way in (_ALONG, 0.74, 0.88, 0.66, 0.58))


class Box(NamedTuple):
    """The box of a variable around its middle, and its name broken into lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    def holds(self, point: Point, room: float = 0.0) -> bool:
        """Tell whether a point lies in it, or nearer than ``room`` px beside it."""
        return (
            abs(point[0] - self.x) < self.width / 2 + room
            and abs(point[1] - self.y) < self.height / 2 + room
        )


class Curve(NamedTuple):
    """A quadratic Bézier curve from the edge of one box to the edge of another."""

    start: Point
    control: Point
    end: Point

    def at(self, way: float) -> Point:
        """Return the point at ``way`` from 0 (its start) to 1."""
        back = 1 - way
        one, two, three = back * back, 2 * back * way, way * way
        (ax, ay), (bx, by), (cx, cy) = self
        return one * ax + two * bx + three * cx, one * ay + two * by + three * cy

    def direction(self, way: float) -> Point:
        """Return where it leads at ``way``, not of length 1."""
        (ax, ay), (bx, by), (cx, cy) = self
        one, two = 2 * (1 - way), 2 * way
        return one * (bx - ax) + two * (cx - bx), one * (by - ay) + two * (cy - by)

    @property
    def side(self) -> int:
        """1 if it bulges to the right of its way, -1 if to the left; 1 if it is straight."""
        (ax, ay), (bx, by), (cx, cy) = self
        return 1 if (cx - ax) * (by - ay) - (cy - ay) * (bx - ax) >= 0 else -1


class Badge(NamedTuple):
    """Where the label of a loop stands, and which way round it goes."""

    x: float
    y: float
    clockwise: bool


def straight(vector: Point) -> Point:
    """Return a vector of length 1 of the same direction; (1, 0) for none."""
    length = math.hypot(*vector)
    return (vector[0] / length, vector[1] / length) if length > 1e-9 else (1.0, 0.0)


def edge(of: Box, towards: Point) -> Point:
    """Return where the way from its middle to a point leaves a box, 6 px beside it."""
    across, down = towards[0] - of.x, towards[1] - of.y
    way = min(
        (of.width / 2 + GAP) / abs(across) if across else 1e9,
        (of.height / 2 + GAP) / abs(down) if down else 1e9,
    )
    return of.x + across * way, of.y + down * way


def head(of: Curve) -> tuple[Point, Point, Point]:
    """Return the three corners of its arrow head, the tip first."""
    tail = of.at(0.93)
    x, y = straight((of.end[0] - tail[0], of.end[1] - tail[1]))
    angle = math.atan2(y, x)
    left, right = (
        (of.end[0] + math.cos(angle + turn) * 10, of.end[1] + math.sin(angle + turn) * 10)
        for turn in (2.65, -2.65)
    )
    return of.end, left, right


def sign_at(of: Curve, beside: Iterable[Box] = ()) -> Point:
    """Return the middle of its sign: near its end on the outer side, and off these boxes if it may be."""
    around = tuple(beside)
    places = sign_places(of)
    first = next(places)
    for place in (first, *places) if around else ():
        if not any(box.holds(place, SIGN_ROOM) for box in around):
            return place
    return first


def sign_places(of: Curve) -> Iterator[Point]:
    """Yield where the sign of a curve may stand, the best place first."""
    side = of.side
    for way, outer in _PLACES:
        x, y = of.at(way)
        across, down = straight(of.direction(way))
        yield x - down * SIGN * side * outer, y + across * SIGN * side * outer


def delay_at(of: Curve) -> tuple[Point, Point]:
    """Return the middle of its delay mark, and the direction of length 1 in which its curve leads there."""
    return of.at(0.45), straight(of.direction(0.45))


def round_arrow(of: Badge) -> tuple[Point, Point, tuple[Point, Point, Point]]:
    """Return the arrow around the label of a loop: the ends of its arc of 280°, and its head, tip first.

    The arc has a radius of 25 px and runs the way that ``of.clockwise`` says.
    """
    turn = 1 if of.clockwise else -1
    begin, end = (
        (of.x + math.cos(angle) * _ARC * turn, of.y - math.sin(angle) * _ARC)
        for angle in (math.radians(130), math.radians(-150))
    )
    x, y = (math.sin(math.radians(-150)) * turn, math.cos(math.radians(-150)))
    tip = end[0] + x * 6, end[1] + y * 6
    back = end[0] - x * 3, end[1] - y * 3
    return begin, end, (tip, (back[0] - y * 5, back[1] + x * 5), (back[0] + y * 5, back[1] - x * 5))


def enters(curve: Curve, box: Box, room: float = 0.0) -> bool:
    """Tell whether a curve runs through a box, or nearer than ``room`` px beside it. Exact."""
    (ax, ay), (bx, by), (cx, cy) = curve
    left, right = box.x - box.width / 2 - room, box.x + box.width / 2 + room
    if max(ax, bx, cx) <= left or min(ax, bx, cx) >= right:
        return False
    top, bottom = box.y - box.height / 2 - room, box.y + box.height / 2 + room
    if max(ay, by, cy) <= top or min(ay, by, cy) >= bottom:
        return False
    if left < ax < right and top < ay < bottom:
        return True
    return (
        _meets(ax, bx, cx, left, (ay, by, cy), (top, bottom))
        or _meets(ax, bx, cx, right, (ay, by, cy), (top, bottom))
        or _meets(ay, by, cy, top, (ax, bx, cx), (left, right))
        or _meets(ay, by, cy, bottom, (ax, bx, cx), (left, right))
    )


def _meets(
    a: float, b: float, c: float, value: float, other: tuple[float, float, float], within: Point
) -> bool:
    """Tell whether one coordinate of a curve has a value where the other one lies within a range."""
    square, half, rest = a - 2 * b + c, b - a, a - value
    if abs(square) < 1e-9:
        if abs(half) < 1e-9:
            return False
        first = second = -rest / (2 * half)
    else:
        under = half * half - square * rest
        if under < 0:
            return False
        root = math.sqrt(under)
        first, second = (-half + root) / square, (-half - root) / square
    d, e, f = other
    for way in (first, second):
        if 0 <= way <= 1:
            back = 1 - way
            if within[0] < back * back * d + 2 * back * way * e + way * way * f < within[1]:
                return True
    return False
