"""How a map lies on its paper: boxes around names, and curves from box to box. Lengths in px at 100 %."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from metanoia.domain.loops import Loop
from metanoia.domain.maps import CausalLink, CausalMap

Point = tuple[float, float]


class Box(NamedTuple):
    """The box of a variable around its middle, and its name broken into lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


class Curve(NamedTuple):
    """A quadratic Bézier curve from the edge of one box to the edge of another."""

    start: Point
    control: Point
    end: Point

    def at(self, way: float) -> Point:
        """Return the point at ``way`` from 0 (its start) to 1."""
        back = 1 - way
        x, y = (
            back * back * a + 2 * back * way * b + way * way * c
            for a, b, c in zip(self.start, self.control, self.end, strict=True)
        )
        return x, y

    def direction(self, way: float) -> Point:
        """Return where it leads at ``way``, not of length 1."""
        x, y = (
            2 * (1 - way) * (b - a) + 2 * way * (c - b)
            for a, b, c in zip(self.start, self.control, self.end, strict=True)
        )
        return x, y


class Badge(NamedTuple):
    """Where the label of a loop stands, and which way round it goes."""

    x: float
    y: float
    clockwise: bool


def box(name: str, x: float, y: float) -> Box:
    """Return the box of a variable around (x, y)."""
    lines = tuple(textwrap.wrap(name, 18)) or ("",)
    return Box(x, y, max(96.0, 8.0 * max(map(len, lines)) + 28), 20.0 + 16 * len(lines), lines)


def boxes(of: CausalMap) -> dict[str, Box]:
    """Return the boxes of a map's variables by their ids."""
    return {one.id: box(one.name, one.x, one.y) for one in of.variables}


def curves(links: Iterable[CausalLink], around: Mapping[str, Box]) -> dict[str, Curve]:
    """Return the curves of links by their ids, from box to box and around the others."""
    return {one.id: _curve(around[one.source], around[one.target]) for one in links}


def badges(loops: Iterable[Loop], around: Mapping[str, Box]) -> dict[str, Badge]:
    """Return where the labels of loops stand, by their keys, and which way round they go."""
    found = {}
    for loop in loops:
        middles = [around[node] for node in loop.nodes]
        x = sum(one.x for one in middles) / len(middles)
        found[loop.key] = Badge(x, sum(one.y for one in middles) / len(middles), clockwise=True)
    return found


def _curve(source: Box, target: Box) -> Curve:
    across, down = target.x - source.x, target.y - source.y
    control = (source.x + across / 2 - down * 0.22, source.y + down / 2 + across * 0.22)
    return Curve(_edge(source, control), control, _edge(target, control))


def _edge(of: Box, towards: Point) -> Point:
    across, down = towards[0] - of.x, towards[1] - of.y
    way = min(
        (of.width / 2 + 6) / abs(across) if across else 1e9,
        (of.height / 2 + 6) / abs(down) if down else 1e9,
    )
    return of.x + across * way, of.y + down * way
