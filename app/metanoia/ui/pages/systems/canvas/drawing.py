"""What is drawn of a map: where its boxes, curves, signs and the labels of its loops lie.

Plain values without Qt: ``routed`` takes its time and belongs into a Task, ``followed`` is quick enough
for each move of the mouse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from metanoia.domain import map_geometry
from metanoia.domain.loops import Loop
from metanoia.domain.map_geometry import Badge, Box, Curve, Point, sign_at
from metanoia.domain.map_paper import BADGES
from metanoia.domain.maps import CausalLink, CausalMap

Way = tuple[str, str, float | None]
"""From where to where a link leads, and how far it was bent by hand."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything lies, by id; the labels of loops by their keys."""

    boxes: Mapping[str, Box] = field(default_factory=dict)
    ways: Mapping[str, Way] = field(default_factory=dict)
    curves: Mapping[str, Curve] = field(default_factory=dict)
    signs: Mapping[str, Point] = field(default_factory=dict)
    badges: Mapping[str, Badge] = field(default_factory=dict)


def routed(of: CausalMap, loops: Sequence[Loop]) -> Drawing:
    """Draw a map as it reads best. May take a quarter of a second for 60 variables and 150 links."""
    boxes = map_geometry.boxes(of)
    curves = map_geometry.curves(of.links, boxes)
    signs = map_geometry.signs(curves, boxes)
    by_ends: dict[tuple[str, str], Curve] = {
        (link.source, link.target): curves[link.id] for link in of.links
    }
    shown = [loop for loop in labelled(of, loops) if all(step in by_ends for step in loop.steps)]
    badges = map_geometry.badges(shown, boxes, by_ends)
    return Drawing(boxes, _ways(of), curves, signs, badges)


def labelled(of: CausalMap, loops: Sequence[Loop]) -> list[Loop]:
    """Return the loops that get a label on the map: the shortest, and those that have a name."""
    named = {note.key for note in of.loop_notes}
    return [
        loop
        for number, loop in enumerate(loops)
        if (number < BADGES or loop.key in named) and set(loop.nodes) <= of.names.keys()
    ]


def followed(of: CausalMap, before: Drawing, places: Mapping[str, Point] | None = None) -> Drawing:
    """Draw a map from how it was drawn before: what has not moved stays, curves keep their shape.

    ``places`` are where variables lie that are being dragged.
    """
    boxes = map_geometry.boxes(of)
    for id_, (x, y) in (places or {}).items():
        if id_ in boxes:
            boxes[id_] = boxes[id_]._replace(x=x, y=y)
    ways = _ways(of)
    kept, anew = {}, []
    for link in of.links:
        ends_stay = all(boxes[end] == before.boxes.get(end) for end in (link.source, link.target))
        if ends_stay and before.ways.get(link.id) == ways[link.id] and link.id in before.curves:
            kept[link.id] = before.curves[link.id]
        else:
            anew.append(_shaped(link, before))
    ends = {end for link in anew for end in (link.source, link.target)}
    curves = kept | map_geometry.curves(anew, {end: boxes[end] for end in ends})
    signs = {
        id_: before.signs[id_] if id_ in kept else sign_at(curve) for id_, curve in curves.items()
    }
    return Drawing(boxes, ways, curves, signs, _moved_badges(before, boxes))


def between(one: Drawing, two: Drawing, way: float) -> Drawing:
    """Return what lies ``way`` (0 to 1) between two drawings of the same map."""
    boxes = {
        id_: box._replace(
            x=_mix(one.boxes[id_].x, box.x, way), y=_mix(one.boxes[id_].y, box.y, way)
        )
        for id_, box in two.boxes.items()
        if id_ in one.boxes
    }
    curves = {
        id_: Curve(*(_mix_points(a, b, way) for a, b in zip(one.curves[id_], curve, strict=True)))
        for id_, curve in two.curves.items()
        if id_ in one.curves
    }
    signs = {id_: sign_at(curve) for id_, curve in curves.items()}
    badges = {
        key: Badge(*_mix_points(one.badges[key][:2], badge[:2], way), badge.clockwise)
        for key, badge in two.badges.items()
        if key in one.badges
    }
    return Drawing(boxes, two.ways, curves, signs, badges)


def bend_of(curve: Curve, source: Box, target: Box) -> float:
    """Return how far a curve bulges, as a share of the way between the middles of its boxes, -2 to 2."""
    across, down = target.x - source.x, target.y - source.y
    square = across * across + down * down
    if square < 1:
        return 0.0
    x, y = (
        curve.control[0] - (source.x + target.x) / 2,
        curve.control[1] - (source.y + target.y) / 2,
    )
    return max(-2.0, min(2.0, (across * y - down * x) / square))


def _ways(of: CausalMap) -> dict[str, Way]:
    return {link.id: (link.source, link.target, link.bend) for link in of.links}


def _shaped(link: CausalLink, before: Drawing) -> CausalLink:
    """Return the link bent as it was drawn before, if nobody bent it otherwise since."""
    way = before.ways.get(link.id)
    if (
        link.bend is not None
        or way != (link.source, link.target, None)
        or link.id not in before.curves
    ):
        return link
    source, target = before.boxes[link.source], before.boxes[link.target]
    return replace(link, bend=bend_of(before.curves[link.id], source, target))


def _moved_badges(before: Drawing, boxes: Mapping[str, Box]) -> dict[str, Badge]:
    """Let the labels go along with the middle of their loops, and leave out those of broken loops."""
    found = {}
    for key, badge in before.badges.items():
        nodes = key.split(">")
        if not all(node in boxes and node in before.boxes for node in nodes):
            continue
        across = sum(boxes[node].x - before.boxes[node].x for node in nodes) / len(nodes)
        down = sum(boxes[node].y - before.boxes[node].y for node in nodes) / len(nodes)
        found[key] = badge._replace(x=badge.x + across, y=badge.y + down)
    return found


def _mix(one: float, two: float, way: float) -> float:
    return one + (two - one) * way


def _mix_points(one: Point, two: Point, way: float) -> Point:
    return _mix(one[0], two[0], way), _mix(one[1], two[1], way)
