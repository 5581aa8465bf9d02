"""How a map lies on its paper: boxes around names, curves from box to box, and the labels of its loops.

Lengths in px at 100 %, y goes down. Screen, paper and pages all draw from here, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

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
    round_arrow,
    sign_at,
)
from metanoia.domain.maps import CausalLink, CausalMap, MapNote

__all__ = [
    "BADGE_ROOM", "CORNER", "GAP", "LINE_HEIGHT", "NOTE_HEIGHT", "NOTE_PADDING", "NOTE_SIZE", "SIGN_ROOM",
    "Badge", "Box", "Curve", "NoteBox", "Point", "badges", "bend_through", "bent", "box", "boxes", "curves",
    "delay_at", "edge", "head", "note_box", "round_arrow", "sign_at", "signs",
]  # fmt: skip

CORNER: Final = 10.0  # radius of the corners of a box
LINE_HEIGHT: Final = 16.0  # from one line of a name to the next
NOTE_SIZE: Final = 12.5  # px of the letters of a note
NOTE_LINE: Final = 170.0  # px of its longest line
NOTE_HEIGHT: Final = 18.0  # from one line to the next
NOTE_PADDING: Final = 12.0
_WIDTHS: Final = ((60.0, 96.0), (88.0, 120.0))  # a name up to so wide stands in a box so wide
_PADDING: Final = 16.0


class NoteBox(NamedTuple):
    """The paper of a note: its upper left corner, its size, and its words broken into lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


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


def note_box(of: MapNote) -> NoteBox:
    """Return where a note lies, and its words in lines, of which each line of its text begins one."""
    lines = tuple(
        line
        for given in of.text.split("\n")
        for line in map_text.lines(given, NOTE_LINE, NOTE_SIZE)
    )
    widest = max(map_text.width(line, NOTE_SIZE) for line in lines)
    width, height = (
        round(widest) + 2 * NOTE_PADDING,
        len(lines) * NOTE_HEIGHT + 2 * NOTE_PADDING - 4,
    )
    return NoteBox(of.x, of.y, max(64.0, width), height, lines)


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
    drawn: Mapping[tuple[str, str], Curve],
) -> dict[str, Badge]:
    """Return where the labels of loops stand, by their keys, and which way round they go.

    ``drawn`` are curves by the ids they lead from and to.
    """
    return map_badges.badges(tuple(loops), around, drawn)
