"""What can be done to a map; each act returns the new map, and Refused leaves the old one as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from metanoia.domain.maps import (
    CausalLink,
    CausalMap,
    LoopNote,
    MapNote,
    PatternNote,
    PatternState,
    Polarity,
    Variable,
)

Place = tuple[float, float]


def add_variable(old: CausalMap, new: Variable) -> CausalMap:
    """Put a variable on the map. Refused for a name that is there, or past 60."""
    return replace(old, variables=(*old.variables, new))


def change_variable(old: CausalMap, id_: str, **said: Any) -> CausalMap:
    """Say something else of a variable: any field of ``Variable`` but its id. Refused, KeyError."""
    new = replace(old.variable(id_), **said)
    return replace(old, variables=tuple(new if one.id == id_ else one for one in old.variables))


def connect(old: CausalMap, new: CausalLink) -> CausalMap:
    """Draw a link. Refused for a second one of the same direction, for one to itself, or past 150."""
    return replace(old, links=(*old.links, new))


def change_link(old: CausalMap, id_: str, **said: Any) -> CausalMap:
    """Say something else of a link: any field of ``CausalLink`` but its id. Refused, KeyError."""
    new = replace(old.link(id_), **said)
    return replace(old, links=tuple(new if one.id == id_ else one for one in old.links))


def flip(old: CausalMap, id_: str) -> CausalMap:
    """Turn the sign of a link: from + to −, to unsure, to + again. KeyError."""
    turned: dict[Polarity, Polarity] = {1: -1, -1: 0, 0: 1}
    return change_link(old, id_, polarity=turned[old.link(id_).polarity])


def turn(old: CausalMap, id_: str) -> CausalMap:
    """Let a link lead the other way. Refused if there is one that does. KeyError."""
    link = old.link(id_)
    return change_link(old, id_, source=link.target, target=link.source, bend=None)


def add_note(old: CausalMap, new: MapNote) -> CausalMap:
    """Lay some words on the map. Refused past 40."""
    return replace(old, notes=(*old.notes, new))


def change_note(old: CausalMap, id_: str, **said: Any) -> CausalMap:
    """Say something else in a note, or lay it elsewhere. Refused, KeyError."""
    new = replace(old.note(id_), **said)
    return replace(old, notes=tuple(new if one.id == id_ else one for one in old.notes))


def remove(old: CausalMap, ids: Collection[str]) -> CausalMap:
    """Take variables, links and notes away; the links of a variable go with it."""
    gone = set(ids)
    variables = tuple(one for one in old.variables if one.id not in gone)
    links = tuple(one for one in old.links if not {one.id, one.source, one.target} & gone)
    notes = tuple(one for one in old.notes if one.id not in gone)
    return replace(old, variables=variables, links=links, notes=notes)


def place(old: CausalMap, places: Mapping[str, Place]) -> CausalMap:
    """Lay variables and notes elsewhere; what ``places`` does not name stays. Refused for too far away."""
    return replace(
        old,
        variables=tuple(_placed(one, places) for one in old.variables),
        notes=tuple(_placed(one, places) for one in old.notes),
    )


def say_of_loop(old: CausalMap, key: str, *, name: str, story: str) -> CausalMap:
    """Name a loop and tell its story; nothing is kept of it once both are empty. Refused."""
    said = LoopNote(key=key, name=name, story=story)
    others = tuple(one for one in old.loop_notes if one.key != key)
    return replace(old, loop_notes=(*others, said) if said.name or said.story else others)


def answer_pattern(
    old: CausalMap,
    pattern: str,
    loops: Collection[str],
    state: PatternState | None,
    note: str = "",
) -> CausalMap:
    """Accept a pattern question or set it aside for ever; None takes that back. Refused."""
    key = (pattern, tuple(sorted(loops)))
    others = tuple(one for one in old.pattern_notes if (one.pattern, one.loops) != key)
    if state is None:
        return replace(old, pattern_notes=others)
    said = PatternNote(pattern=pattern, loops=key[1], state=state, note=note)
    return replace(old, pattern_notes=(*others, said))


def _placed(one: Any, places: Mapping[str, Place]) -> Any:
    if one.id not in places:
        return one
    x, y = places[one.id]
    return replace(one, x=x, y=y)
