"""The way of each link: which of a few bends reads best, seen against all that lies on the paper already."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from metanoia.domain.map_fields import Boxes, Points
from metanoia.domain.map_shapes import (
    GAP,
    SIGN_ROOM,
    Box,
    Curve,
    Point,
    edge,
    enters,
    sign_at,
    straight,
)


class Way(NamedTuple):
    """From where to where a link leads, and how far it was pulled aside by hand."""

    id: str
    source: str
    target: str
    bend: float | None = None


_BLOCKED: Final = 2000.0  # what a way through a box costs: more than all else together
_REST: Final = 1500.0
_BACK: Final = 300.0  # what the way back counts at most, which may still take another bend
_NEAR: Final = 9.0  # px beside a box that a curve had better keep
_CELL: Final = 16.0  # px of a field of the paper, and from one sample of a curve to the next
_ENDS: Final = 14.0  # px that two ends at one box had better lie apart
_LOOP: Final = 6  # links of a loop that is drawn as a ring, at most
_BOW: Final = 92.0  # px that a pair bulges, whatever its length
_FACTORS: Final = (1.0, 1.28, 0.75)  # of the bend that a link would like
_FIXED: Final = (0.07, 0.13, 0.22, 0.34, 0.5, 0.7, 1.0, 1.4)
_FINE: Final = (0.03, 0.1, 0.17, 0.28, 0.42)


def routed(
    ways: Iterable[Way], around: Mapping[str, Box], beside: Iterable[Curve] = ()
) -> dict[str, Curve]:
    """Return the curves of links by their ids; ``beside`` are curves that lie there already.

    Of some thirty bends (``bends``, and those around what it would like) a link takes the one that costs
    least. One that runs through a box costs more than all else together: it is taken only if each of them
    does. Deterministic, whatever the order.
    """
    listed = sorted(ways, key=lambda one: _order(one, around))
    pairs = {(one.source, one.target): one for one in listed}
    rings = _Rings(listed, around)
    paper = _Paper(around)
    for curve in beside:
        paper.lay(curve)
    found: dict[str, Curve] = {}
    for way in listed:
        if way.bend is not None:
            found[way.id] = bent(around[way.source], around[way.target], way.bend)
            paper.lay(found[way.id])
    chosen: dict[str, float] = {}
    for way in listed:
        if way.bend is not None:
            continue
        back = pairs.get((way.target, way.source))
        if back is None:
            wanted, sided = rings.bend(way)
        else:
            wanted, sided = _pair_bend(way, back, around, chosen)
        together = back if back is not None and back.id not in found else None
        bend = _best(way, wanted, sided, paper, together)
        chosen[way.id] = bend
        found[way.id] = bent(around[way.source], around[way.target], bend)
        paper.lay(found[way.id])
    return found


def bent(source: Box, target: Box, bend: float) -> Curve:
    """Return the curve whose control point lies ``bend`` times its length beside its middle."""
    across, down = target.x - source.x, target.y - source.y
    if abs(across) + abs(down) < 1:
        across, down = 1.0, 0.0  # one box on the other: any way will do
    control = (
        (source.x + target.x) / 2 - down * bend,
        (source.y + target.y) / 2 + across * bend,
    )
    return Curve(edge(source, control), control, edge(target, control))


def bend_through(source: Box, target: Box, point: Point) -> float:
    """Return the bend, from -2 to 2, with which a curve passes a point as near as it can, as when pulled."""
    across, down = target.x - source.x, target.y - source.y
    square = across * across + down * down
    if square < 1:
        return 0.0
    x, y = point[0] - (source.x + target.x) / 2, point[1] - (source.y + target.y) / 2
    aside = (across * y - down * x) / square
    low, high = -2.0, 2.0
    for _ in range(40):  # the further the control, the further the middle: halve what is between
        middle = (low + high) / 2
        at = bent(source, target, middle).at(0.5)
        reached = at[0] - (source.x + target.x) / 2, at[1] - (source.y + target.y) / 2
        if (across * reached[1] - down * reached[0]) / square < aside:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _order(way: Way, around: Mapping[str, Box]) -> tuple[float, float, float, float, float, str]:
    """Short ones first: they have the least room. Places decide before ids, which mean nothing."""
    one, two = around[way.source], around[way.target]
    length = math.hypot(two.x - one.x, two.y - one.y)
    return round(length, 3), one.x, one.y, two.x, two.y, way.id


def _pair_bend(
    way: Way, back: Way, around: Mapping[str, Box], chosen: Mapping[str, float]
) -> tuple[float, bool]:
    """Return the bend of one of two links that lead there and back: the same for both parts them."""
    if back.id in chosen:
        return chosen[back.id], True
    if back.bend is not None:
        return (math.copysign(max(abs(back.bend), 0.2), back.bend or -1)), True
    one, two = around[way.source], around[way.target]
    length = math.hypot(two.x - one.x, two.y - one.y) or 1.0
    return -min(max(_BOW / length, 0.16), 0.55), False


class _Rings:
    """Which way links bulge so that the loops they form read as rings."""

    def __init__(self, ways: list[Way], around: Mapping[str, Box]) -> None:
        self._around = around
        self._next: dict[str, list[str]] = defaultdict(list)
        for way in ways:
            self._next[way.source].append(way.target)
        middles = [around[id_] for id_ in {end for way in ways for end in (way.source, way.target)}]
        count = len(middles) or 1
        self._middle = sum(one.x for one in middles) / count, sum(one.y for one in middles) / count

    def bend(self, way: Way) -> tuple[float, bool]:
        """Return the bend that a link would like, and whether its side matters."""
        ring = self._ring(way)
        one, two = self._around[way.source], self._around[way.target]
        if ring:
            boxes = [self._around[id_] for id_ in ring]
            x, y = (
                sum(box.x for box in boxes) / len(boxes),
                sum(box.y for box in boxes) / len(boxes),
            )
            wanted = 0.62 * math.tan(math.pi / 2 / len(ring))
        else:
            (x, y), wanted = self._middle, 0.16
        across, down = two.x - one.x, two.y - one.y
        beside = across * (y - one.y) - down * (x - one.x)
        square = across * across + down * down
        clear = ring and abs(beside) > 0.04 * square
        return (-wanted if beside >= 0 else wanted), bool(clear)

    def _ring(self, way: Way) -> list[str]:
        """Return the ids of the shortest loop of at most six links that a link is part of."""
        came: dict[str, str] = {way.target: ""}
        todo = deque([(way.target, 1)])
        while todo:
            here, links = todo.popleft()
            for there in self._next[here]:
                if there == way.source:
                    return [way.source, *_back(here, came)]
                if there not in came and links + 1 < _LOOP:
                    came[there] = here
                    todo.append((there, links + 1))
        return []


def _back(last: str, came: Mapping[str, str]) -> Iterator[str]:
    while last:
        yield last
        last = came[last]


class _Paper:
    """What lies on the paper already, in fields of a few px, so that looking at it costs little."""

    def __init__(self, around: Mapping[str, Box]) -> None:
        self.around = around
        self._lines: dict[tuple[int, int], list[tuple[int, float, float]]] = defaultdict(list)
        self._ends = Points()
        self._signs = Points()
        self._standing = Boxes(around.values())
        self._count = 0

    def lay(self, curve: Curve) -> None:
        """Let a curve lie there."""
        self._count += 1
        for x, y, across, down in _samples(curve):
            column, row = round(x / _CELL), round(y / _CELL)
            here = (self._count, across, down)
            self._lines[column, row].append(here)
            self._lines[column + 1, row].append(here)
            self._lines[column - 1, row].append(here)
            self._lines[column, row + 1].append(here)
            self._lines[column, row - 1].append(here)
        self._ends.add(curve.start)
        self._ends.add(curve.end)
        self._signs.add(sign_at(curve))

    def cost(self, curve: Curve, way: Way, near: Iterable[Box], most: float) -> float:
        """Return what a curve costs here, 2000 and more if it runs through a box; or more than ``most``."""
        blocked = rest = 0.0
        for own in (self.around[way.source], self.around[way.target]):
            if own.holds(curve.control, GAP):
                blocked += _BLOCKED  # the boxes touch, or nearly
            elif enters(curve, own):
                blocked += _BLOCKED
        for box in near:
            if blocked > most:
                return blocked
            if enters(curve, box):
                blocked += _BLOCKED
            elif not blocked and enters(curve, box, _NEAR):
                rest += 45
        if blocked or rest > most:
            return blocked + min(rest, _REST)
        sign = sign_at(curve)
        rest += 18 * self._standing.hold(sign, SIGN_ROOM)
        rest += self._beside(curve)
        for end in (curve.start, curve.end):
            for apart in self._ends.within(end, _ENDS):
                rest += 30 * (1 - apart / _ENDS)
        rest += 20 * sum(1 for _ in self._signs.within(sign, 2 * SIGN_ROOM + 2))
        if (round(sign[0] / _CELL), round(sign[1] / _CELL)) in self._lines:
            rest += 8
        return min(rest, _REST)

    def _beside(self, curve: Curve) -> float:
        """Return what it costs to cross other curves, more at small angles, most beside them."""
        worst: dict[int, float] = {}
        along: dict[int, int] = defaultdict(int)
        lines = self._lines
        for x, y, across, down in _samples(curve):
            field = round(x / _CELL), round(y / _CELL)
            if field not in lines:
                continue
            for number, other, below in lines[field]:
                angle = abs(across * below - down * other)  # sine
                if 1 - angle > worst.get(number, 0.0):
                    worst[number] = 1 - angle
                if angle < 0.4:
                    along[number] += 1
        crossings = sum(4 + 12 * flat * flat for flat in worst.values())
        return crossings + sum(min(count, 12) * 8 for count in along.values() if count > 1)


def _samples(curve: Curve) -> list[tuple[float, float, float, float]]:
    """Return points of a curve a field apart, each with its direction of length 1."""
    (ax, ay), (bx, by), (cx, cy) = curve
    count = max(
        2, int((math.hypot(bx - ax, by - ay) + math.hypot(cx - bx, cy - by)) / (_CELL * 1.1))
    )
    found = []
    for number in range(count):
        way = (number + 0.5) / count
        back = 1 - way
        across = back * (bx - ax) + way * (cx - bx)
        down = back * (by - ay) + way * (cy - by)
        length = math.sqrt(across * across + down * down) or 1.0
        one, two, three = back * back, 2 * back * way, way * way
        found.append(
            (
                one * ax + two * bx + three * cx,
                one * ay + two * by + three * cy,
                across / length,
                down / length,
            )
        )
    return found


def bends(length: float) -> tuple[float, ...]:
    """Return how far a link of a length may bend to either side, besides the bend that it would like."""
    found = _FIXED + (_FINE if length > 420 else ())
    return tuple(bend for bend in found if bend <= 0.5 or bend * length < 520)


def _candidates(wanted: float, length: float, *, sided: bool) -> list[tuple[float, float]]:
    """Return (what it costs, bend), the cheapest first; long links may choose among more."""
    size = max(abs(wanted), 0.05)
    side = 1 if wanted >= 0 else -1
    ways = (*(size * factor for factor in _FACTORS), *bends(length))
    return sorted(
        (more + 22 * abs(math.log(bend / size)), here * bend)
        for here, more in ((side, 0.0), (-side, 26.0 if sided else 1.0))
        for bend in ways
    )


def _best(way: Way, wanted: float, sided: bool, paper: _Paper, together: Way | None) -> float:
    """Return the bend that costs least; ``together`` is the way back, which will take the same."""
    source, target = paper.around[way.source], paper.around[way.target]
    length = math.hypot(target.x - source.x, target.y - source.y)
    near = _Near(way, paper.around)
    sights = []
    for base, bend in _candidates(wanted, length, sided=sided):
        there, back = near.boxes(bend), near.boxes(-bend) if together is not None else []
        sights.append((bool(there or back), base, bend, there, back))
    # those that surely meet no box come first: what they cost spares a closer look at most others
    sights.sort(key=lambda one: one[:3])
    best, least = wanted, math.inf
    for _, base, bend, there, back in sights:
        if base >= least:
            continue
        cost = base + paper.cost(bent(source, target, bend), way, there, least)
        if together is not None and cost < least:
            other = paper.cost(bent(target, source, bend), together, back, least)
            cost += min(other, _BACK)
        if cost < least:
            best, least = bend, cost
    return best


class _Near:
    """The bends at which a link may meet each other box.

    A curve lies between the parabola from middle to middle and the two straight ways to its control
    point. From how far these are from the straight way at a box follows which bends can reach it.
    """

    def __init__(self, way: Way, around: Mapping[str, Box]) -> None:
        one, two = around[way.source], around[way.target]
        length = math.hypot(two.x - one.x, two.y - one.y) or 1.0
        x, y = straight((two.x - one.x, two.y - one.y))
        flat, steep = abs(x), abs(y)
        self._reached: list[tuple[float, float, Box]] = []
        for id_, box in around.items():
            across, down = box.x - one.x, box.y - one.y
            long = box.width / 2 * flat + box.height / 2 * steep + _NEAR
            along = across * x + down * y
            if id_ in (way.source, way.target) or not -long < along < length + long:
                continue
            wide = box.width / 2 * steep + box.height / 2 * flat + _NEAR
            beside = down * x - across * y
            begin, end = max(along - long, 0.0), min(along + long, length)
            least = 2 * min(begin * (length - begin), end * (length - end)) / length
            most = 2 * max(min(end, length / 2, length - begin), 1e-9)
            least = max(least, 1e-9)
            left, right = beside - wide, beside + wide
            low = left / (least if left < 0 else most)
            high = right / (least if right > 0 else most)
            self._reached.append((low, high, box))

    def boxes(self, bend: float) -> list[Box]:
        """Return those that a curve of this bend may run through or come near to."""
        return [box for low, high, box in self._reached if low < bend < high]
