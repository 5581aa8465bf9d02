"""What lies at a point of the map."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from metanoia.domain.map_geometry import SIGN_ROOM, Box, Curve, Point
from metanoia.domain.maps import CausalMap
from metanoia.ui.pages.systems.canvas.drawing import Drawing
from metanoia.ui.pages.systems.canvas.shapes import BADGE

What = Literal["variable", "link", "sign", "note", "badge", "bend", "handle"]

NEAR: Final = 8.0  # px on the screen from a curve at which it is still meant
HANDLE: Final = 13.0  # px from the edge of a box to the middle of its handles
HANDLE_ROOM: Final = 11.0  # px around a handle in which it is meant
BEND: Final = 0.58  # of its way, where a curve has the handle that bends it: beside its delay mark
_SAMPLES: Final = 24


class Hit(NamedTuple):
    """A part of the map: ``id`` of the variable, link or note, or key of the loop."""

    what: What
    id: str


def at(
    place: QPointF,
    drawing: Drawing,
    notes: Mapping[str, QRectF],
    *,
    zoom: float = 1.0,
    bending: Collection[str] = (),
    handled: str = "",
) -> Hit | None:
    """Return what lies uppermost at a place; ``bending`` links and the ``handled`` variable have handles."""
    point = place.x(), place.y()
    reach = NEAR / min(zoom, 1.0)
    if handled in drawing.boxes and _at_handle(point, drawing.boxes[handled]):
        return Hit("handle", handled)
    for id_ in bending:
        if id_ in drawing.curves and math.dist(point, drawing.curves[id_].at(BEND)) <= reach + 2:
            return Hit("bend", id_)
    for key, badge in drawing.badges.items():
        if math.dist(point, badge[:2]) <= BADGE + 7:
            return Hit("badge", key)
    over = variable_at(point, drawing)
    if over:
        return Hit("variable", over)
    for id_, rect in notes.items():
        if rect.contains(place):
            return Hit("note", id_)
    for id_, sign in drawing.signs.items():
        if math.dist(point, sign) <= SIGN_ROOM + 2:
            return Hit("sign", id_)
    nearest = min(((away(point, curve, reach), id_) for id_, curve in drawing.curves.items()), default=(reach + 1, ""))  # fmt: skip
    return Hit("link", nearest[1]) if nearest[0] <= reach else None


def variable_at(point: Point, drawing: Drawing, room: float = 0.0) -> str:
    """Return the id of the variable whose box a point lies in, or ``room`` px beside; "" for none."""
    for id_, box in reversed(list(drawing.boxes.items())):
        if (
            abs(point[0] - box.x) <= box.width / 2 + room
            and abs(point[1] - box.y) <= box.height / 2 + room
        ):
            return id_
    return ""


def handles(box: Box) -> tuple[Point, ...]:
    """Return the middles of the handles from which a link can be drawn, on the four sides of a box."""
    across, down = box.width / 2 + HANDLE, box.height / 2 + HANDLE
    return (
        (box.x + across, box.y),
        (box.x, box.y + down),
        (box.x - across, box.y),
        (box.x, box.y - down),
    )


def away(point: Point, curve: Curve, reach: float) -> float:
    """Return how far a point is from a curve in px, anything larger if that is more than ``reach``."""
    xs, ys = zip(*curve, strict=True)
    outside = (
        point[0] < min(xs) - reach
        or point[0] > max(xs) + reach
        or point[1] < min(ys) - reach
        or point[1] > max(ys) + reach
    )
    if outside:
        return reach + 1
    points = [curve.at(number / _SAMPLES) for number in range(_SAMPLES + 1)]
    return min(_to_line(point, a, b) for a, b in pairwise(points))


def within(rect: QRectF, of: CausalMap, drawing: Drawing, notes: Mapping[str, QRectF]) -> set[str]:
    """Return the ids of what lies whole in a rectangle, or, of links, with the middle of its curve."""
    found = {id_ for id_, box in drawing.boxes.items() if rect.contains(box_rect(box))}
    found |= {id_ for id_, note in notes.items() if rect.contains(note)}
    for link in of.links:
        curve = drawing.curves.get(link.id)
        if curve is not None and rect.contains(QPointF(*curve.at(0.5))):
            found.add(link.id)
    return found


def box_rect(box: Box) -> QRectF:
    """Return a box as a rectangle."""
    return QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)


def _at_handle(point: Point, box: Box) -> bool:
    return any(math.dist(point, place) <= HANDLE_ROOM for place in handles(box))


def _to_line(point: Point, a: Point, b: Point) -> float:
    across, down = b[0] - a[0], b[1] - a[1]
    square = across * across + down * down
    along = ((point[0] - a[0]) * across + (point[1] - a[1]) * down) / square if square else 0.0
    along = max(0.0, min(1.0, along))
    return math.dist(point, (a[0] + across * along, a[1] + down * along))
