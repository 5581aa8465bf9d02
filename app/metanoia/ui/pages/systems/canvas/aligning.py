"""Boxes brought into line with one another, or spread evenly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from PySide6.QtCore import QRectF

from metanoia.domain.map_geometry import Point

How = Literal["left", "middle", "right", "top", "centre", "bottom", "across", "down"]
HOWS: Final[tuple[How, ...]] = get_args(How)


def aligned(rects: Mapping[str, QRectF], how: How) -> dict[str, Point]:
    """Return how far each has to move (px right, px down) by its id; fewer than two stay as they are.

    ``middle`` puts middles below one another, ``centre`` beside one another; ``across`` and ``down``
    spread three or more with even gaps between the outermost.
    """
    if len(rects) < 2:
        return {}
    if how in ("across", "down"):
        return _spread(rects, across=how == "across")
    whole = QRectF()
    for rect in rects.values():
        whole |= rect
    return {id_: _moved(rect, whole, how) for id_, rect in rects.items()}


def _moved(rect: QRectF, whole: QRectF, how: How) -> Point:
    moves: dict[str, Point] = {
        "left": (whole.left() - rect.left(), 0),
        "middle": (whole.center().x() - rect.center().x(), 0),
        "right": (whole.right() - rect.right(), 0),
        "top": (0, whole.top() - rect.top()),
        "centre": (0, whole.center().y() - rect.center().y()),
        "bottom": (0, whole.bottom() - rect.bottom()),
    }
    return moves[how]


def _spread(rects: Mapping[str, QRectF], *, across: bool) -> dict[str, Point]:
    def start(rect: QRectF) -> float:
        return rect.left() if across else rect.top()

    def length(rect: QRectF) -> float:
        return rect.width() if across else rect.height()

    listed = sorted(rects.items(), key=lambda one: (start(one[1]) + length(one[1]) / 2, one[0]))
    if len(listed) < 3:
        return {}
    first = start(listed[0][1])
    room = start(listed[-1][1]) + length(listed[-1][1]) - first
    gap = (room - sum(length(rect) for _, rect in listed)) / (len(listed) - 1)
    moves, here = {}, first
    for id_, rect in listed:
        by = here - start(rect)
        moves[id_] = (by, 0.0) if across else (0.0, by)
        here += length(rect) + gap
    return moves
