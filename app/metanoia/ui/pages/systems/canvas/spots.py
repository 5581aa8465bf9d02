"""Where the marks of a curve stand: its arrow head, its sign, its delay, and the handle that bends it."""

from __future__ import annotations

import math
from typing import Final

from metanoia.domain.map_geometry import Box, Curve, Point

SIGN: Final = 15.0  # px from a curve to the middle of its sign
SIGN_ROOM: Final = 9.0  # from the middle of a sign to its edge
_ALONG: Final = 0.82


def head(of: Curve) -> tuple[Point, Point, Point]:
    """Return the three corners of its arrow head, the tip first."""
    tail = of.at(0.93)
    angle = math.atan2(of.end[1] - tail[1], of.end[0] - tail[0])
    left, right = (
        (of.end[0] + math.cos(angle + turn) * 10, of.end[1] + math.sin(angle + turn) * 10)
        for turn in (2.65, -2.65)
    )
    return of.end, left, right


def sign_at(of: Curve) -> Point:
    """Return the middle of its sign: near its end, on the outer side."""
    (ax, ay), (bx, by), (cx, cy) = of
    side = 1 if (cx - ax) * (by - ay) - (cy - ay) * (bx - ax) >= 0 else -1
    x, y = of.at(_ALONG)
    across, down = straight(of.direction(_ALONG))
    return x - down * SIGN * side, y + across * SIGN * side


def delay_at(of: Curve) -> tuple[Point, Point]:
    """Return the middle of its delay mark, and the direction of length 1 in which its curve leads there."""
    return of.at(0.45), straight(of.direction(0.45))


def bend_through(source: Box, target: Box, point: Point) -> float:
    """Return the bend, from -2 to 2, with which a curve passes near a point, as when pulled there."""
    across, down = target.x - source.x, target.y - source.y
    square = across * across + down * down
    if square < 1:
        return 0.0
    x, y = point[0] - (source.x + target.x) / 2, point[1] - (source.y + target.y) / 2
    return max(-2.0, min(2.0, 2 * (across * y - down * x) / square))


def straight(vector: Point) -> Point:
    """Return a vector of length 1 of the same direction; (1, 0) for none."""
    length = math.hypot(*vector)
    return (vector[0] / length, vector[1] / length) if length > 1e-9 else (1.0, 0.0)
