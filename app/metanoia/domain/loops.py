"""The feedback loops of a map, found and named."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from metanoia.domain.maps import CausalMap

if TYPE_CHECKING:
    import networkx as nx

Character = Literal["R", "B", "?"]
"""Reinforcing, balancing, or not known because a link of it is unsure."""

LONGEST: Final = 12  # links of a loop that is looked for
MOST: Final = 500  # loops that are listed
_TRIES: Final = 2000  # loops that are looked at for a longer one


class Arrow(NamedTuple):
    """A link as loops see it: ``polarity`` 1, -1, or 0 for unsure."""

    source: str
    target: str
    polarity: int
    delayed: bool


class Loop(NamedTuple):
    """One loop. ``nodes`` are ids in its direction, the smallest first, and ``key`` joins them by ">"."""

    label: str
    key: str
    nodes: tuple[str, ...]
    character: Character
    delayed: bool

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The pairs of ids that its links lead from and to."""
        return tuple(zip(self.nodes, (*self.nodes[1:], self.nodes[0]), strict=True))

    def way(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """Return its ids in its direction, the one with the smallest name first."""
        first = self.nodes.index(min(self.nodes, key=lambda node: names[node]))
        return (*self.nodes[first:], *self.nodes[:first])

    def said(self, names: Mapping[str, str]) -> str:
        """Return its key by names: rotated so that the smallest name is first, joined by ">"."""
        return ">".join(names[node] for node in self.way(names))


class Loops(NamedTuple):
    """What was found; ``more`` says that longer loops, or more than 500, may exist."""

    loops: tuple[Loop, ...]
    more: bool


def arrows(of: CausalMap) -> tuple[Arrow, ...]:
    """Return the links of a map as loops see them."""
    return tuple(Arrow(one.source, one.target, one.polarity, one.delayed) for one in of.links)


def key_of(nodes: Sequence[str]) -> str:
    """Return the key of the loop through ``nodes`` in this order, wherever one begins."""
    return ">".join(rotated(nodes))


def find(among: Iterable[Arrow], names: Mapping[str, str]) -> Loops:
    """Return the elementary loops of 2 to 12 links, shortest first, in whole lengths up to 500 loops.

    ``names`` are what the ids stand for: labels (R1, B1, ?1) count by length, then by name. May take a
    third of a second for 60 variables and 150 links; networkx is imported here.
    """
    import networkx as nx

    links = {(one.source, one.target): one for one in among}
    graph = nx.DiGraph(list(links))
    found: list[tuple[str, ...]] = []
    reached = 1
    for length in range(2, LONGEST + 1):
        cycles = list(islice(nx.simple_cycles(graph, length_bound=length), MOST + 1))
        if len(cycles) > MOST:
            break
        found, reached = [tuple(cycle) for cycle in cycles], length
    ordered = sorted(found, key=lambda nodes: (len(nodes), _said(nodes, names)))
    counts: Counter[Character] = Counter()
    loops = []
    for nodes in map(rotated, ordered):
        steps = zip(nodes, (*nodes[1:], nodes[0]), strict=True)
        own = [links[step] for step in steps]
        character = _character(own)
        counts[character] += 1
        label = f"{character}{counts[character]}"
        delayed = any(one.delayed for one in own)
        loops.append(Loop(label, key_of(nodes), nodes, character, delayed))
    return Loops(tuple(loops), any(_longer(graph.subgraph(part), reached)
        for part in nx.strongly_connected_components(graph) if len(part) > reached))  # fmt: skip


def _longer(graph: nx.DiGraph[str], reached: int) -> bool:
    """Tell whether a graph has a loop of more than ``reached`` links, or too many loops to tell."""
    import networkx as nx

    tried = 0
    for cycle in islice(nx.simple_cycles(graph), _TRIES):
        tried += 1
        if len(cycle) > reached:
            return True
    return tried == _TRIES


def _character(links: Iterable[Arrow]) -> Character:
    sign = math.prod(one.polarity for one in links)
    return "?" if not sign else "R" if sign > 0 else "B"


def _said(nodes: Sequence[str], names: Mapping[str, str]) -> str:
    return ">".join(rotated([names[node] for node in nodes]))


def rotated(nodes: Sequence[str]) -> tuple[str, ...]:
    """Return a loop so that its smallest node is the first."""
    first = nodes.index(min(nodes))
    return (*nodes[first:], *nodes[:first])
