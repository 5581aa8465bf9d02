"""The ways through a map by keyboard: reading order, neighbours, links of a variable, loops of a part."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from metanoia.domain.loops import Loop
from metanoia.domain.map_geometry import Box, Point
from metanoia.domain.maps import CausalLink, CausalMap

_LINE: Final = 40.0  # px that two boxes may differ in height and still stand in one line


def reading_order(boxes: Mapping[str, Box]) -> list[str]:
    """Return the ids of variables line by line, each from left to right."""
    left = sorted(boxes, key=lambda id_: (boxes[id_].y, boxes[id_].x, id_))
    found: list[str] = []
    while left:
        top = boxes[left[0]].y
        line = [id_ for id_ in left if boxes[id_].y - top <= _LINE]
        found += sorted(line, key=lambda id_: (boxes[id_].x, id_))
        left = left[len(line) :]
    return found


def nearest(boxes: Mapping[str, Box], here: str, towards: Point) -> str:
    """Return the variable that lies best in a direction (length 1) from another, "" if none does."""
    best, least = "", math.inf
    one = boxes[here]
    for id_, box in boxes.items():
        across, down = box.x - one.x, box.y - one.y
        along = across * towards[0] + down * towards[1]
        aside = abs(across * towards[1] - down * towards[0])
        if id_ == here or along <= 0 or aside > 2.5 * along:
            continue
        if along + 2 * aside < least:
            best, least = id_, along + 2 * aside
    return best


def links_of(of: CausalMap, variable: str) -> list[CausalLink]:
    """Return the links of a variable: those that leave it, then those that come in, by name."""
    names = of.names
    leaving = [link for link in of.links if link.source == variable]
    coming = [link for link in of.links if link.target == variable]
    leaving.sort(key=lambda link: names[link.target].casefold())
    coming.sort(key=lambda link: names[link.source].casefold())
    return leaving + coming


def loops_of(loops: Sequence[Loop], of: CausalMap, part: str) -> list[Loop]:
    """Return the loops that a variable or link is part of; all of them for no part."""
    if not part:
        return list(loops)
    step = next(((link.source, link.target) for link in of.links if link.id == part), None)
    return [loop for loop in loops if part in loop.nodes or step in loop.steps]


def stepped(listed: Sequence[str], here: str, by: int) -> str:
    """Return what comes ``by`` after ``here``, round and round; the first or last if it is not there."""
    if not listed:
        return ""
    if here not in listed:
        return listed[0 if by > 0 else -1]
    return listed[(listed.index(here) + by) % len(listed)]


def called(names: Mapping[str, str], letters: str) -> list[str]:
    """Return the ids of variables by what was typed: those whose name begins so, then any with it."""
    typed = letters.casefold()
    first = [id_ for id_, name in names.items() if name.casefold().startswith(typed)]
    words = [id_ for id_, name in names.items() if f" {typed}" in f" {name.casefold()}"]
    return list(dict.fromkeys(first + words))
