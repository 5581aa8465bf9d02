"""A story for a loop in three sentences, to begin with: what it does, and how it comes back."""

from __future__ import annotations

from typing import Final

from metanoia.domain.loops import Loop
from metanoia.domain.maps import CausalLink, CausalMap

_ENDS: Final = {
    "R": "so it feeds itself, upwards or downwards",
    "B": "so it holds itself in check",
    "?": "so whether it feeds or checks itself depends on what is still unsure",
}
_MOVES: Final = {1: "rises", -1: "falls", 0: "moves, one way or the other"}


def story(loop: Loop, of: CausalMap) -> str:
    """Return the story of a loop, told from its first variable rising.

    ``polarity`` of each link turns or keeps the direction; after an unsure one it is not known.
    """
    links: dict[tuple[str, str], CausalLink] = {(one.source, one.target): one for one in of.links}
    names = of.names
    way = loop.way(names)
    steps = tuple(zip(way, (*way[1:], way[0]), strict=True))
    first = names[way[0]]
    sign, moved = 1, []
    for step in steps[:-1]:
        sign *= links[step].polarity
        moved.append(f"“{names[step[1]]}” {_MOVES[sign]}{_later(links[step])}")
    last = links[steps[-1]]
    sign *= last.polarity
    back = {
        1: f"That raises “{first}” again",
        -1: f"That lowers “{first}”",
        0: f"That moves “{first}” in turn",
    }[sign]
    return (
        f"When “{first}” rises, {_listed(moved)}. {back}{_later(last)}. "
        f"It comes back, {_ENDS[loop.character]}."
    )


def _later(link: CausalLink) -> str:
    return " after a while" if link.delayed else ""


def _listed(moves: list[str]) -> str:
    return moves[0] if len(moves) == 1 else f"{', '.join(moves[:-1])}, and {moves[-1]}"
