"""Which well-known patterns the loops of a map look like; always to be asked, never to be stated.

The patterns are the system archetypes of Senge (The Fifth Discipline, 1990, appendix 2) and Wolstenholme
(System Dynamics Review 19, 2003), found by the signs, delays, roles and actors of loops that touch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations, permutations, product
from typing import Final, Literal, NamedTuple

from metanoia.domain.loops import Loop
from metanoia.domain.maps import CausalLink, CausalMap, PatternNote, Variable

Strength = Literal["full", "partial", "ask"]

PATTERNS: Final = (
    "shifting_the_burden", "growth_and_underinvestment", "tragedy_of_the_commons",
    "success_to_the_successful", "escalation", "eroding_goals", "two_balancing_loops",
    "fixes_that_fail", "limits_to_growth", "growth_or_fix", "balancing_with_delay",
)  # fmt: skip
"""The most specific first."""
SHOWN: Final = 5
ASKS: Final = 2  # of those shown, at most, that only ask which of two patterns it is
LARGE: Final = 25  # variables above which only a chosen part is looked at
_LONGEST: Final = 6  # links of a loop that counts
_LOOPS: Final = 24  # the shortest, that count
_PER_LOOP: Final = 2  # patterns that one loop is shown in


class Hit(NamedTuple):
    """A pattern that some loops look like; ``loops`` are their keys, ordered by their labels."""

    pattern: str
    strength: Strength
    loops: tuple[str, ...]


class _Seen(NamedTuple):
    """A loop with its links, as the rules look at it."""

    loop: Loop
    nodes: frozenset[str]
    links: frozenset[CausalLink]

    def delayed_beside(self, other: _Seen) -> bool:
        """Tell whether one of its links that ``other`` does not share is delayed."""
        return any(link.delayed for link in self.links - other.links)


_Found = Iterator[tuple[Strength, tuple[_Seen, ...]]]


def hits(of: CausalMap, loops: Sequence[Loop], chosen: Collection[str] = ()) -> tuple[Hit, ...]:
    """Return at most five patterns to ask about, the most specific first.

    ``loops`` are all of the map, shortest first. Only loops of up to 6 links count, and of those the 24
    shortest; in a map of more than 25 variables only those within the ``chosen`` variables. What was
    accepted or set aside is not asked again.
    """
    answered = {(note.pattern, frozenset(note.loops)): note.state for note in of.pattern_notes}
    seen = _counted(of, loops, chosen)
    taken: list[Hit] = []
    covered: list[frozenset[str]] = []
    uses: Counter[str] = Counter()
    for pattern in PATTERNS:
        for strength, found in _RULES[pattern](of, seen):
            keys = frozenset(one.loop.key for one in found)
            if any(keys <= wider for wider in covered):
                continue  # a part of something more specific
            state = answered.get((pattern, keys))
            if state != "dismissed":
                covered.append(keys)
            if state is None and _room(strength, keys, taken, uses):
                taken.append(Hit(pattern, strength, _by_label(keys, loops)))
                uses.update(keys)
    return tuple(taken)


def accepted(of: CausalMap, loops: Sequence[Loop]) -> tuple[PatternNote, ...]:
    """Return what was accepted of patterns whose loops are all still there, in the order of the answers."""
    there = {loop.key for loop in loops}
    return tuple(
        note
        for note in of.pattern_notes
        if note.state == "accepted" and there.issuperset(note.loops)
    )


def _by_label(keys: Collection[str], loops: Sequence[Loop]) -> tuple[str, ...]:
    """Return the keys of loops as their labels go: B1, B2, B10, R1."""
    named = [loop for loop in loops if loop.key in keys]  # of each character in its order already
    return tuple(loop.key for loop in sorted(named, key=lambda loop: loop.character))


def _room(strength: Strength, keys: Collection[str], taken: list[Hit], uses: Counter[str]) -> bool:
    asks = sum(hit.strength == "ask" for hit in taken)
    return (
        len(taken) < SHOWN
        and (strength != "ask" or asks < ASKS)
        and all(uses[key] < _PER_LOOP for key in keys)
    )


def _counted(of: CausalMap, loops: Sequence[Loop], chosen: Collection[str]) -> list[_Seen]:
    links: dict[tuple[str, str], CausalLink] = {
        (link.source, link.target): link for link in of.links
    }
    within = set(of.names) if len(of.variables) <= LARGE else set(chosen)
    short = [
        loop for loop in loops if len(loop.nodes) <= _LONGEST and within.issuperset(loop.nodes)
    ]
    return [
        _Seen(loop, frozenset(loop.nodes), frozenset(links[step] for step in loop.steps))
        for loop in short[:_LOOPS]
    ]


def _of(seen: Sequence[_Seen], character: str) -> list[_Seen]:
    return [one for one in seen if one.loop.character == character]


def _touching_once(seen: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    """Yield each pair of balancing loops that have exactly one variable in common."""
    for one, other in combinations(_of(seen, "B"), 2):
        if len(one.nodes & other.nodes) == 1:
            yield one, other


def _variables(of: CausalMap, ids: Collection[str]) -> list[Variable]:
    return [one for one in of.variables if one.id in ids]


def _roles(of: CausalMap, ids: Collection[str]) -> set[str]:
    return {one.role for one in _variables(of, ids) if one.role}


def _actors(of: CausalMap, ids: Collection[str]) -> set[str]:
    return {one.actor.casefold() for one in _variables(of, ids) if one.actor}


# -- the rules, each yielding what it finds with the shortest loops first


def _shifting_the_burden(_: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for one, other in _touching_once(seen):
        if one.loop.delayed == other.loop.delayed:
            continue
        for third in _of(seen, "R"):
            if third.links & one.links and third.links & other.links:
                yield "full", (one, other, third)
                break


def _growth_and_underinvestment(of: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for growth, (limit, invest) in product(_of(seen, "R"), permutations(_of(seen, "B"), 2)):
        if (
            invest.loop.delayed
            and growth.nodes & limit.nodes
            and limit.nodes & invest.nodes
            and not growth.nodes & invest.nodes
            and "capacity" in _roles(of, invest.nodes)
        ):
            yield "full", (growth, limit, invest)


def _tragedy_of_the_commons(of: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for (one, other), (first, second) in product(
        combinations(_of(seen, "R"), 2), permutations(_of(seen, "B"), 2)
    ):
        shared = first.links & second.links
        if (
            not shared
            or one.nodes & other.nodes
            or not (first.nodes & one.nodes and second.nodes & other.nodes)
            or first.nodes & other.nodes
            or second.nodes & one.nodes
        ):
            continue
        sure = any(link.delayed for link in shared) or "shared_resource" in _roles(
            of, first.nodes & second.nodes
        )
        yield "full" if sure else "partial", (one, other, first, second)


def _success_to_the_successful(_: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for one, other in combinations(_of(seen, "R"), 2):
        out = {link.source: link.polarity for link in other.links}
        if any(link.polarity * out.get(link.source, 0) < 0 for link in one.links):
            yield "full", (one, other)


def _escalation(of: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for one, other in _touching_once(seen):
        own = _actors(of, one.nodes - other.nodes), _actors(of, other.nodes - one.nodes)
        if all(own) and not own[0] & own[1]:
            yield "full", (one, other)
    for one in _of(seen, "R"):
        if all(link.polarity > 0 for link in one.links) and _two_take_turns(of, one.loop):
            yield "full", (one,)


def _two_take_turns(of: CausalMap, loop: Loop) -> bool:
    """Tell whether two actors, and no third, follow one another around a loop."""
    actors = [of.variable(node).actor.casefold() for node in loop.nodes]
    return len({actor for actor in actors if actor}) == 2


def _eroding_goals(of: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for one, other in _touching_once(seen):
        if ("goal" in _roles(of, one.nodes)) != ("goal" in _roles(of, other.nodes)):
            yield "full", (one, other)


def _two_balancing_loops(of: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for one, other in _touching_once(seen):
        both = one.nodes | other.nodes
        if "goal" not in _roles(of, both) and not _actors(of, both):
            yield "ask", (one, other)


def _pairs(seen: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen, bool, bool]]:
    """Yield a balancing and a reinforcing loop that share links, and whether the rest of each is delayed."""
    for balancing, reinforcing in product(_of(seen, "B"), _of(seen, "R")):
        if balancing.links & reinforcing.links:
            yield (
                balancing,
                reinforcing,
                balancing.delayed_beside(reinforcing),
                reinforcing.delayed_beside(balancing),
            )


def _fixes_that_fail(_: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for balancing, reinforcing, early, late in _pairs(seen):
        if late and not early:
            yield "full", (balancing, reinforcing)


def _limits_to_growth(of: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for balancing, reinforcing, late, early in _pairs(seen):
        if late and not early:
            yield "full", (balancing, reinforcing)
    limits = {one.id for one in of.variables if one.role == "limit"}
    fed = {link.target for link in of.links if link.source in limits}
    for balancing, reinforcing in product(_of(seen, "B"), _of(seen, "R")):
        if balancing.nodes & reinforcing.nodes and not balancing.links & reinforcing.links:
            own = balancing.nodes - reinforcing.nodes
            sure = balancing.loop.delayed or own & (fed | limits)
            yield "full" if sure else "partial", (balancing, reinforcing)


def _growth_or_fix(_: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for balancing, reinforcing, one, other in _pairs(seen):
        if one == other:
            yield "ask", (balancing, reinforcing)


def _balancing_with_delay(_: CausalMap, seen: Sequence[_Seen]) -> _Found:
    for one in _of(seen, "B"):
        if one.loop.delayed:
            yield "full", (one,)


_RULES: Final[dict[str, Callable[[CausalMap, Sequence[_Seen]], _Found]]] = {
    "shifting_the_burden": _shifting_the_burden,
    "growth_and_underinvestment": _growth_and_underinvestment,
    "tragedy_of_the_commons": _tragedy_of_the_commons,
    "success_to_the_successful": _success_to_the_successful,
    "escalation": _escalation,
    "eroding_goals": _eroding_goals,
    "two_balancing_loops": _two_balancing_loops,
    "fixes_that_fail": _fixes_that_fail,
    "limits_to_growth": _limits_to_growth,
    "growth_or_fix": _growth_or_fix,
    "balancing_with_delay": _balancing_with_delay,
}
