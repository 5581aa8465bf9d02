"""Laying a map out: what is linked lies together, nothing on anything else, parts side by side.

Spring layout after Fruchterman and Reingold (1991) as networkx has it; numpy is imported here too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from metanoia.domain.map_geometry import Box, Point, boxes, note_box
from metanoia.domain.maps import CausalMap

if TYPE_CHECKING:
    import networkx as nx

_SEED: Final = 7
_LINK: Final = 205.0  # px that a link is long, about
_MORE: Final = 0.65  # px more for each link of the part: many lines need more paper
_FLAT: Final = 1.25  # how much wider than high: names are
_ROOM: Final = (64.0, 84.0)  # px from box to box, beside and below
_BETWEEN: Final = 110.0  # px from part to part
_LONG: Final = 0.35  # how much longer than wide counts as long, from 0 to 1
_SPAN: Final = 1.7  # how much wider than high the whole is, about


def laid_out(of: CausalMap) -> dict[str, Point]:
    """Return places for all variables and notes of a map by their ids, around the middle of the paper.

    Deterministic; where things lay apart before, they come to lie near there. About 0.1 s for 60 variables
    and 150 links, so run it in a Task.
    """
    if not of.variables:
        return {note.id: (note.x, note.y) for note in of.notes}
    standing = boxes(of)
    parts = [_part(part, of, standing) for part in _parts(of)]
    places = _centred(_packed(parts, standing), standing)
    return {**places, **_notes(of, places)}


def _parts(of: CausalMap) -> list[nx.DiGraph[str]]:
    """Return the parts of a map that no link joins, the largest first."""
    import networkx as nx

    whole: nx.DiGraph[str] = nx.DiGraph()
    whole.add_nodes_from(one.id for one in of.variables)
    whole.add_edges_from((one.source, one.target) for one in of.links)
    order = {f"{one.id}": number for number, one in enumerate(of.variables)}
    found = [sorted(part, key=order.__getitem__) for part in nx.weakly_connected_components(whole)]
    found.sort(key=lambda part: (-len(part), order[part[0]]))
    parts = []
    for ids in found:  # anew, since the order in a subgraph is that of a set
        part: nx.DiGraph[str] = nx.DiGraph()
        part.add_nodes_from(ids)
        part.add_edges_from((one.source, one.target) for one in of.links if one.source in part)
        parts.append(part)
    return parts


def _part(part: nx.DiGraph[str], of: CausalMap, standing: Mapping[str, Box]) -> dict[str, Point]:
    """Return places for one part that hangs together."""
    if len(part) == 1:
        return dict.fromkeys(part, (0.0, 0.0))
    before = {f"{one.id}": (one.x, one.y) for one in of.variables if one.id in part}
    if len(set(before.values())) == len(before):
        return _apart(_sprung(part, before), standing)
    found = [_apart(_turned(_sprung(part, start)), standing) for start in _starts(part)]
    return min(found, key=lambda places: _tangle(part, places))


def _starts(part: nx.DiGraph[str]) -> Iterator[dict[str, Point]]:
    """Yield places on a ring to begin with: along the longest short loop, then in other orders."""
    import networkx as nx

    orders = [list(nx.dfs_preorder_nodes(part.to_undirected(), next(iter(part)))), list(part)]
    if loops := list(nx.simple_cycles(part, length_bound=6))[:200] if len(part) < 20 else []:
        ring = max(loops, key=len)
        orders.insert(0, [*ring, *(one for one in part if one not in ring)])
    orders.append([*orders[0][::2], *orders[0][1::2]])
    orders.append([*orders[0][::3], *orders[0][1::3], *orders[0][2::3]])
    for order in orders:
        count = len(order)
        yield {
            id_: (math.sin(math.tau * number / count), -math.cos(math.tau * number / count))
            for number, id_ in enumerate(order)
        }


def _sprung(part: nx.DiGraph[str], start: Mapping[str, Point]) -> dict[str, Point]:
    """Return places to which springs along the links pull, about 200 px to a link."""
    import networkx as nx

    middle = (
        sum(x for x, _ in start.values()) / len(start),
        sum(y for _, y in start.values()) / len(start),
    )
    size = max(math.dist(place, middle) for place in start.values()) or 1.0
    at = {
        id_: ((x - middle[0]) / size / _FLAT, (y - middle[1]) / size)
        for id_, (x, y) in start.items()
    }
    sprung = nx.spring_layout(part.to_undirected(), pos=at, iterations=80, seed=_SEED)
    lengths = sorted(math.dist(sprung[one], sprung[two]) for one, two in part.edges)
    scale = (_LINK + _MORE * len(lengths)) / (lengths[len(lengths) // 2] or 1.0)
    return {
        id_: (float(sprung[id_][0]) * scale * _FLAT, float(sprung[id_][1]) * scale) for id_ in part
    }


def _turned(places: Mapping[str, Point]) -> dict[str, Point]:
    """Return places turned so that they lie flat if they are long, the first at the left and on top."""
    count, first = len(places), next(iter(places))
    x = sum(a for a, _ in places.values()) / count
    y = sum(b for _, b in places.values()) / count
    flat = [((a - x) / _FLAT, b - y) for a, b in places.values()]
    wide, high = sum(a * a for a, _ in flat), sum(b * b for _, b in flat)
    both = sum(a * b for a, b in flat)
    angle = math.atan2(2 * both, wide - high) / 2  # of the longest axis
    spread = math.hypot(wide - high, 2 * both) / (wide + high or 1.0)
    turn = angle if spread > _LONG else 0.0
    cos, sin = math.cos(turn), math.sin(turn)
    found = {
        id_: (a * cos + b * sin, b * cos - a * sin)
        for id_, (a, b) in zip(places, flat, strict=True)
    }
    left = -1 if found[first][0] > 1 else 1
    top = -1 if found[first][1] > 1 else 1
    return {id_: (a * left * _FLAT, b * top) for id_, (a, b) in found.items()}


def _apart(places: Mapping[str, Point], standing: Mapping[str, Box]) -> dict[str, Point]:
    """Return places at which no box lies on another, pushed apart the shorter way."""
    ids = list(places)
    at = [list(places[id_]) for id_ in ids]
    half = [
        ((standing[id_].width + _ROOM[0]) / 2, (standing[id_].height + _ROOM[1]) / 2) for id_ in ids
    ]
    for _ in range(120):
        moved = False
        for one in range(len(ids)):
            for two in range(one):
                across, down = at[one][0] - at[two][0], at[one][1] - at[two][1]
                over = half[one][0] + half[two][0] - abs(across)
                under = half[one][1] + half[two][1] - abs(down)
                if over <= 0.5 or under <= 0.5:
                    continue
                moved = True
                axis, push = (0, over) if over < under * _FLAT else (1, under)
                step = math.copysign(push / 2, (across, down)[axis] or 1.0)
                at[one][axis] += step
                at[two][axis] -= step
        if not moved:
            break
    return {id_: (x, y) for id_, (x, y) in zip(ids, at, strict=True)}


def _tangle(part: nx.DiGraph[str], places: Mapping[str, Point]) -> float:
    """Return how tangled it looks: lines that cross, and how much longer than others some are."""
    lines = [(places[one], places[two]) for one, two in part.edges]
    crossings = sum(
        _cross(*lines[one], *lines[two]) for one in range(len(lines)) for two in range(one)
    )
    return crossings + sum(math.dist(*line) for line in lines) / len(lines) / _LINK


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if {a, b} & {c, d}:
        return False
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _packed(parts: Sequence[Mapping[str, Point]], standing: Mapping[str, Box]) -> dict[str, Point]:
    """Return the places of all parts: the others beside the largest or below it, as the whole fits better."""
    largest, *others = parts
    left, top, right, bottom = _frame(largest, standing)
    if not others:
        return dict(largest)
    area = sum(
        (c - a + _BETWEEN) * (d - b + _BETWEEN)
        for a, b, c, d in (_frame(part, standing) for part in others)
    )
    below = _rows(others, standing, max(right - left, math.sqrt(area)))
    beside = _rows(others, standing, area / (bottom - top + _BETWEEN))
    tall, wide = _frame(below, standing)[3], _frame(beside, standing)[2]
    high = (bottom - top + tall + _BETWEEN) / (right - left)
    flat = max(_frame(beside, standing)[3], bottom - top) / (right - left + wide + _BETWEEN)
    if abs(math.log(high * _SPAN)) < abs(math.log(flat * _SPAN)):
        return {**largest, **_moved(below, left, bottom + _BETWEEN)}
    return {**largest, **_moved(beside, right + _BETWEEN, top)}


def _rows(
    parts: Sequence[Mapping[str, Point]], standing: Mapping[str, Box], wide: float
) -> dict[str, Point]:
    """Return the places of parts in rows about ``wide`` px wide, from (0, 0) on."""
    found: dict[str, Point] = {}
    x = y = high = 0.0
    for part in parts:
        left, top, right, bottom = _frame(part, standing)
        if x and x + right - left > wide:
            x, y, high = 0.0, y + high + _BETWEEN / 2, 0.0
        found |= _moved(part, x - left, y - top)
        x += right - left + _BETWEEN / 2
        high = max(high, bottom - top)
    return found


def _moved(places: Mapping[str, Point], across: float, down: float) -> dict[str, Point]:
    return {id_: (x + across, y + down) for id_, (x, y) in places.items()}


def _centred(places: Mapping[str, Point], standing: Mapping[str, Box]) -> dict[str, Point]:
    left, top, right, bottom = _frame(places, standing)
    moved = _moved(places, -(left + right) / 2, -(top + bottom) / 2)
    return {id_: (float(round(x)), float(round(y))) for id_, (x, y) in moved.items()}


def _frame(
    places: Mapping[str, Point], standing: Mapping[str, Box]
) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the boxes at their places."""
    return (
        min(x - standing[id_].width / 2 for id_, (x, _) in places.items()),
        min(y - standing[id_].height / 2 for id_, (_, y) in places.items()),
        max(x + standing[id_].width / 2 for id_, (x, _) in places.items()),
        max(y + standing[id_].height / 2 for id_, (_, y) in places.items()),
    )


def _notes(of: CausalMap, places: Mapping[str, Point]) -> dict[str, Point]:
    """Return places for notes: as far from the variable they lay nearest to, or else below the map."""
    at = boxes(of)
    found: dict[str, Point] = {}
    taken = [
        (x - at[id_].width / 2 - 12, y - at[id_].height / 2 - 12,
         x + at[id_].width / 2 + 12, y + at[id_].height / 2 + 12)
        for id_, (x, y) in places.items()
    ]  # fmt: skip
    left = min(frame[0] for frame in taken) + 12
    bottom = max(frame[3] for frame in taken) + 60
    for note in of.notes:
        frame = note_box(note)
        nearest = min(at, key=lambda id_: math.dist((note.x, note.y), (at[id_].x, at[id_].y)))
        x = places[nearest][0] + note.x - at[nearest].x
        y = places[nearest][1] + note.y - at[nearest].y
        if any(
            x < c and x + frame.width > a and y < d and y + frame.height > b for a, b, c, d in taken
        ):
            x, y = left, bottom
            left += frame.width + 24
        found[note.id] = (float(round(x)), float(round(y)))
        taken.append((x - 12, y - 12, x + frame.width + 12, y + frame.height + 12))
    return found
