"""How a map lies on its paper: boxes around names, curves from box to box, and the labels of its loops.

Lengths in px at 100 %, y goes down. Screen, paper and pages all draw from here, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from metanoia.domain import map_badges, map_text
from metanoia.domain.loops import Loop
from metanoia.domain.map_routes import Way, bend_through, bent, routed
from metanoia.domain.map_shapes import (
    BADGE_ROOM,
    GAP,
    SIGN_ROOM,
    Badge,
    Box,
    Curve,
    Point,
    delay_at,
    edge,
    head,
    sign_at,
)
from metanoia.domain.maps import CausalLink, CausalMap

__all__ = [
    "BADGE_ROOM", "CORNER", "GAP", "SIGN_ROOM", "Badge", "Box", "Curve", "Point", "badges",
    "bend_through", "bent", "box", "boxes", "curves", "delay_at", "edge", "head", "sign_at", "signs",
]  # fmt: skip

CORNER: Final = 10.0  # radius of the corners of a box
LINE_HEIGHT: Final = 16.0  # from one line of a name to the next
_WIDTHS: Final = ((60.0, 96.0), (88.0, 120.0))  # a name up to so wide stands in a box so wide
_PADDING: Final = 16.0


def box(name: str, x: float, y: float) -> Box:
    """Return the box of a variable around (x, y): 36 high for one line, 16 more for each further one."""
    lines = map_text.lines(name)
    widest = max(map(map_text.width, lines))
    width = next((wide for most, wide in _WIDTHS if widest <= most), 0.0)
    return Box(
        x,
        y,
        width or max(146.0, round(widest) + 2 * _PADDING),
        20 + LINE_HEIGHT * len(lines),
        lines,
    )


def boxes(of: CausalMap) -> dict[str, Box]:
    """Return the boxes of a map's variables by their ids."""
    return {one.id: box(one.name, one.x, one.y) for one in of.variables}


def curves(
    links: Iterable[CausalLink], around: Mapping[str, Box], beside: Iterable[Curve] = ()
) -> dict[str, Curve]:
    """Return the curves of links by their ids, from box to box and around the others.

    ``beside`` are curves that stay as they are, when only the links of some boxes are drawn anew.
    """
    ways = (Way(one.id, one.source, one.target, one.bend) for one in links)
    return routed(ways, around, beside)


def signs(of: Mapping[str, Curve], around: Mapping[str, Box]) -> dict[str, Point]:
    """Return the middles of the signs of curves by their ids, off boxes and each other if it may be."""
    return map_badges.signs(of, around)


def badges(
    loops: Iterable[Loop],
    around: Mapping[str, Box],
    drawn: Mapping[tuple[str, str], Curve] | None = None,
) -> dict[str, Badge]:
    """Return where the labels of loops stand, by their keys, and which way round they go.

    ``drawn`` are curves by the ids they lead from and to; without them a loop's own links are routed.
    """
    listed = tuple(loops)
    if drawn is None:
        steps = sorted({step for loop in listed for step in loop.steps})
        found = routed((Way(f"{number}", *step) for number, step in enumerate(steps)), around)
        drawn = {step: found[f"{number}"] for number, step in enumerate(steps)}
    return map_badges.badges(listed, around, drawn)
