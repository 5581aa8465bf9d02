"""Where somebody could act on a map: the links that leave what is theirs to move and lie inside loops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from metanoia.domain.loops import Loop
from metanoia.domain.maps import CausalLink, CausalMap
from metanoia.domain.patterns import accepted


class Lever(NamedTuple):
    """A link that could be strengthened or weakened, the variable to do it at, and its loops' labels."""

    link: CausalLink
    variable: str
    loops: tuple[str, ...]


def levers(of: CausalMap, loops: Sequence[Loop]) -> tuple[Lever, ...]:
    """Return the candidate levers, those first whose loops make an accepted pattern or are many."""
    mine = {one.id for one in of.variables if one.mine}
    told = {key for note in accepted(of, loops) for key in note.loops}
    found = []
    for link in of.links:
        if link.source not in mine:
            continue
        through = [loop for loop in loops if (link.source, link.target) in loop.steps]
        if through:
            weight = (sum(loop.key in told for loop in through), len(through))
            found.append((weight, Lever(link, link.source, tuple(one.label for one in through))))
    found.sort(key=lambda one: one[0], reverse=True)  # stable: else as they were drawn
    return tuple(lever for _, lever in found)
