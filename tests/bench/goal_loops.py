"""The loops of a map as large as maps may be, to bare networkx that looks equally far."""

from __future__ import annotations

import random
from itertools import islice

import common

from metanoia.domain.loops import LONGEST, MOST, Arrow, find

VARIABLES, LINKS = 60, 150
_MAPS = 20


def measure(_sizes: list[int]) -> list[common.Ratio]:
    """Find the loops of random maps; the number of entries does not matter."""
    maps = [_drawn(seed) for seed in range(_MAPS)]
    names = {f"v{n:02}": f"Variable {n:02}" for n in range(VARIABLES)}
    return [
        common.paired(
            "LOOP", f"loops of {VARIABLES} and {LINKS}, to bare networkx", VARIABLES,
            [lambda one=one: find(one, names) for one in maps],
            [lambda one=one: _bare(one) for one in maps],
        )
    ]  # fmt: skip


def _drawn(seed: int) -> list[Arrow]:
    chance = random.Random(seed)
    pairs = [(a, b) for a in range(VARIABLES) for b in range(VARIABLES) if a != b]
    return [
        Arrow(f"v{a:02}", f"v{b:02}", chance.choice((1, -1)), chance.random() < 0.2)
        for a, b in chance.sample(pairs, LINKS)
    ]


def _bare(arrows: list[Arrow]) -> None:
    """List the cycles bound by bound, until there are too many of them."""
    import networkx as nx

    graph = nx.DiGraph([(one.source, one.target) for one in arrows])
    for bound in range(2, LONGEST + 1):
        if len(list(islice(nx.simple_cycles(graph, length_bound=bound), MOST + 1))) > MOST:
            return
