"""One map as JSON that a person can write by hand: links by the names of what they join.

``{"title", "question", "variables": [name], "links": [[from, to, polarity 1/-1/0, delayed 0/1]],
"roles": {name: role}, "actors": {name: text}, "mine": [name], "places": {name: [x, y]},
"because": [[from, to, text]], "bends": [[from, to, share]], "drawn": {name: [[date, value]]},
"notes": [{"text", "x", "y"}], "loops": [{"along": [name], "name", "story"}],
"patterns": [{"pattern", "loops": [[name]], "state", "note"}]}``,
of which only a title (or "name") and links are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, get_args

from metanoia.domain import loops
from metanoia.domain.errors import Refused
from metanoia.domain.maps import (
    LINKS,
    VARIABLES,
    CausalLink,
    CausalLinkId,
    CausalMap,
    Drawn,
    LoopNote,
    MapId,
    MapNote,
    MapNoteId,
    PatternNote,
    PatternState,
    Role,
    Variable,
    VariableId,
)
from metanoia.domain.patterns import PATTERNS
from metanoia.exchange import fields as kept
from metanoia.store.part import new_id

Json = dict[str, Any]

_KNOWN: Final = {
    "title", "name", "question", "horizon_days", "variables", "links", "roles", "actors", "mine",
    "places", "because", "bends", "drawn", "notes", "loops", "patterns", "suggestions",
}  # fmt: skip


def map_as_json(of: CausalMap) -> Json:
    """Return a map in this form; what it is tied to in the journal is not told."""
    names = of.names
    return {
        "title": of.title,
        "question": of.question,
        "horizon_days": of.horizon_days,
        "variables": list(names.values()),
        "links": [
            [names[one.source], names[one.target], one.polarity, int(one.delayed)]
            for one in of.links
        ],
        "roles": {one.name: one.role for one in of.variables if one.role},
        "actors": {one.name: one.actor for one in of.variables if one.actor},
        "mine": [one.name for one in of.variables if one.mine],
        "places": {one.name: [one.x, one.y] for one in of.variables},
        "because": [
            [names[one.source], names[one.target], one.because] for one in of.links if one.because
        ],
        "bends": [
            [names[one.source], names[one.target], one.bend]
            for one in of.links
            if one.bend is not None
        ],
        "drawn": {
            one.name: [[point.date.isoformat(), point.value] for point in one.drawn]
            for one in of.variables
            if one.drawn
        },
        "notes": [{"text": note.text, "x": note.x, "y": note.y} for note in of.notes],
        "loops": [
            {"along": _along(note.key, names), "name": note.name, "story": note.story}
            for note in of.loop_notes
            if _stands(note.key, names)
        ],
        "patterns": [
            {
                "pattern": said.pattern,
                "loops": sorted(_along(key, names) for key in said.loops),
                "state": said.state,
                "note": said.note,
            }
            for said in of.pattern_notes
            if all(_stands(key, names) for key in said.loops)
        ],
    }


def map_from_json(told: object) -> CausalMap:
    """Return a map with ids of its own; Refused, with the place of the fault, for what is none."""
    with _at("The map"):
        fields = _object(told)
    unknown = sorted(set(fields) - _KNOWN)
    if unknown:
        raise Refused(f"The map: there is no “{unknown[0][:40]}” in it. Take that out.")
    variables = _variables(fields)
    ids = {one.name: one.id for one in variables}
    links = _links(fields, ids)
    with _at("The map"):
        return CausalMap(
            id=MapId(new_id()),
            title=_text(fields.get("title", fields.get("name", ""))),
            question=_text(fields.get("question", "")),
            horizon_days=_whole(fields.get("horizon_days", 180)),
            variables=variables,
            links=links,
            notes=_notes(fields),
            loop_notes=_loop_notes(fields, ids),
            pattern_notes=_pattern_notes(fields, ids),
        )


def placed(of: Json) -> bool:
    """Tell whether what was told says where its variables lie."""
    return isinstance(of, dict) and bool(of.get("places"))


def _along(key: str, names: Mapping[str, str]) -> list[str]:
    return list(loops.rotated([names[id_] for id_ in key.split(">")]))


def _stands(key: str, names: Mapping[str, str]) -> bool:
    """Tell whether all of a loop is still on the map."""
    return all(id_ in names for id_ in key.split(">"))


def _variables(fields: Json) -> tuple[Variable, ...]:
    names: dict[str, None] = {}
    for number, name in enumerate(_list(fields, "variables"), 1):
        with _at(f"variables, number {number}"):
            names[_name(name)] = None
    for number, link in enumerate(_list(fields, "links"), 1):
        with _at(f"links, number {number}"):
            if not isinstance(link, list) or len(link) not in (3, 4):
                raise ValueError
            names |= dict.fromkeys(_name(end) for end in link[:2])
    if len(names) > VARIABLES:
        raise Refused(
            f"A map holds at most {VARIABLES} variables; these are {len(names):,}. "
            "Leave out what matters least."
        )
    roles, actors = _named(fields, "roles", names), _named(fields, "actors", names)
    places, drawn = _named(fields, "places", names), _named(fields, "drawn", names)
    mine = set()
    for number, name in enumerate(_list(fields, "mine"), 1):
        with _at(f"mine, number {number}"):
            mine.add(_name(name))
    found = []
    for name in names:
        with _at(f"“{name[:60]}”"):
            role = roles.get(name)
            if role is not None and role not in get_args(Role):
                raise ValueError
            x, y = places.get(name, (0, 0))
            found.append(
                Variable(
                    id=VariableId(new_id()), name=name, role=role, x=_number(x), y=_number(y),
                    actor=_text(actors.get(name, "")), mine=name in mine,
                    drawn=tuple(
                        Drawn(kept.day(date), _number(value)) for date, value in drawn.get(name, ())
                    ),
                )
            )  # fmt: skip
    return tuple(found)


def _links(fields: Json, ids: dict[str, VariableId]) -> tuple[CausalLink, ...]:
    told = _list(fields, "links")
    if len(told) > LINKS:
        raise Refused(f"A map holds at most {LINKS} links; these are {len(told):,}.")
    because, bends = _of_links(fields, "because", ids), _of_links(fields, "bends", ids)
    found: list[CausalLink] = []
    seen: set[tuple[str, str]] = set()
    for number, link in enumerate(told, 1):
        with _at(f"links, number {number}"):
            ends = ids[_name(link[0])], ids[_name(link[1])]
            if ends in seen:
                raise Refused("these two are linked in this direction already.")
            seen.add(ends)
            polarity, delayed = _whole(link[2]), _whole(link[3]) if len(link) > 3 else 0
            if polarity not in (1, -1, 0) or delayed not in (0, 1):
                raise ValueError
            found.append(
                CausalLink(
                    id=CausalLinkId(new_id()), source=ends[0], target=ends[1],
                    polarity=polarity, delayed=bool(delayed),
                    because=_text(because.get(ends, "")),
                    bend=_number(bends[ends]) if ends in bends else None,
                )
            )  # fmt: skip
    return tuple(found)


def _of_links(
    fields: Json, name: str, ids: dict[str, VariableId]
) -> dict[tuple[VariableId, VariableId], object]:
    """Return what is said of links, by what they join."""
    found = {}
    for number, said in enumerate(_list(fields, name), 1):
        with _at(f"{name}, number {number}"):
            source, target, what = said
            found[ids[_name(source)], ids[_name(target)]] = what
    return found


def _notes(fields: Json) -> tuple[MapNote, ...]:
    found = []
    for number, note in enumerate(_list(fields, "notes"), 1):
        with _at(f"notes, number {number}"):
            found.append(
                MapNote(
                    id=MapNoteId(new_id()), text=_text(note["text"]),
                    x=_number(note.get("x", 0)), y=_number(note.get("y", 0)),
                )
            )  # fmt: skip
    return tuple(found)


def _loop_notes(fields: Json, ids: dict[str, VariableId]) -> tuple[LoopNote, ...]:
    found = []
    for number, loop in enumerate(_list(fields, "loops"), 1):
        if not isinstance(loop, dict):
            continue  # the loops of a test map: they are found again
        with _at(f"loops, number {number}"):
            key = _key(loop["along"], ids)
            found.append(
                LoopNote(key=key, name=_text(loop.get("name", "")), story=_text(loop.get("story", "")))
            )  # fmt: skip
    return tuple(found)


def _pattern_notes(fields: Json, ids: dict[str, VariableId]) -> tuple[PatternNote, ...]:
    found = []
    for number, said in enumerate(_list(fields, "patterns"), 1):
        with _at(f"patterns, number {number}"):
            if said["pattern"] not in PATTERNS:
                raise ValueError
            found.append(
                PatternNote(
                    pattern=said["pattern"],
                    loops=tuple(_key(along, ids) for along in said["loops"]),
                    state=kept.one_of(said["state"], PatternState),
                    note=_text(said.get("note", "")),
                )
            )
    return tuple(found)


def _key(along: list[object], ids: dict[str, VariableId]) -> str:
    return loops.key_of([str(ids[_name(name)]) for name in along])


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say where it was if something cannot be."""
    try:
        yield
    except Refused as error:
        said = str(error)
        raise Refused(f"{place}: {said[:1].lower()}{said[1:]}") from None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        raise Refused(f"{place}: this is not what a map has there.") from None


def _object(told: object) -> Json:
    if not isinstance(told, dict):
        raise TypeError
    return told


def _list(fields: Json, name: str) -> list[Any]:
    told = fields.get(name, [])
    if not isinstance(told, list):
        raise Refused(f"{name}: this is not what a map has there.")
    return told


def _named(fields: Json, name: str, known: dict[str, None]) -> Json:
    told = fields.get(name, {})
    if not isinstance(told, dict):
        raise Refused(f"{name}: this is not what a map has there.")
    lost = next((one for one in told if one not in known), None)
    if lost is not None:
        raise Refused(f"{name}: “{lost[:60]}” is not on the map.")
    return told


def _name(told: object) -> str:
    name = " ".join(_text(told).split())
    if not name:
        raise Refused("A variable without a name. Say what rises and falls.")
    return name


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


def _whole(told: object) -> Any:
    if type(told) is not int:
        raise TypeError
    return told


def _number(told: object) -> float:
    if type(told) not in (int, float):
        raise TypeError
    return float(told)  # type: ignore[arg-type]
