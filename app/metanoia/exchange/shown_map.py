"""A map as its reader sees it: drawn, and told again in words, variable by variable and loop by loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from metanoia.domain import pattern_words
from metanoia.domain.loops import Character, Loop
from metanoia.domain.maps import (
    CausalLink,
    CausalLinkId,
    CausalMap,
    MapId,
    MapNote,
    MapNoteId,
    Variable,
    VariableId,
)
from metanoia.domain.shared_things import Chart, Curve, Drawing, Passage, SharedThing, Shown
from metanoia.exchange.shown_words import counted, number, on

ROLES: Final = {
    "goal": "what is wanted", "gap": "the gap", "capacity": "a capacity", "limit": "a limit",
    "shared_resource": "shared by all",
}  # fmt: skip
SIGNS: Final = {1: "+", -1: "−", 0: "?"}
CHARACTERS: Final[Mapping[Character, str]] = {
    "R": "reinforcing", "B": "balancing", "?": "not known which way",
}  # fmt: skip


def shown_map(thing: SharedThing) -> Shown:
    """Return a map as a reader sees it."""
    fields, plain = thing.fields, thing.plain
    about = (
        counted(len(fields["variables"]), "variable"),
        counted(len(fields["links"]), "link"),
        counted(len(fields["loops"]), "loop"),
    )
    return Shown(
        kind="map",
        id=thing.id,
        heading=plain.get("title", ""),
        heading_field="title",
        about=about,
        passages=tuple(_passages(fields, plain)),
        chart=Chart(_drawn(thing), tuple(map(_loop, fields["loops"]))),
        lines=tuple(_line(one, plain) for one in fields.get("lines", ())),
    )


def loop_field(ref: str) -> str:
    """Return the field of a comment on a loop as a whole; ``things_told_maps.loop_ref`` makes the ref."""
    return f"loop/{ref}"


def _passages(fields: Mapping[str, Any], plain: Mapping[str, str]) -> Iterator[Passage]:
    names = {one["id"]: _name(one["id"], plain) for one in fields["variables"]}
    labels = {"question": "The question"}
    yield from _said(plain, labels)
    for one in fields["variables"]:
        yield from _said(plain, {f"variable/{one['id']}": _variable(one)})
        yield from _said(plain, {f"actor/{one['id']}": "Whose it is"})
    for one in fields["links"]:
        path = f"because/{one['id']}"
        delayed = ", delayed" if one["delayed"] else ""
        ends = f"{names[one['source']]} → {names[one['target']]}"
        label = f"{ends}, {SIGNS[one['polarity']]}{delayed}"
        because = plain.get(path)
        yield Passage(path, f"{label}, because", because) if because else Passage("", label, "")
    for one in fields["loops"]:
        yield from _loop_said(one, names, plain)
    for at, one in enumerate(fields["patterns"]):
        said = pattern_words.words(one["pattern"]).name
        label, path = f"{said} ({', '.join(one['loops'])})", f"pattern/{at}"
        yield Passage(path, label, plain[path]) if path in plain else Passage("", label, "")
    for one in fields["notes"]:
        yield from _said(plain, {f"note/{one['id']}": "A note on the map"})


def _said(plain: Mapping[str, str], labels: Mapping[str, str]) -> Iterator[Passage]:
    yield from (
        Passage(path, label, plain[path]) for path, label in labels.items() if path in plain
    )


def _variable(one: Mapping[str, Any]) -> str:
    role = [ROLES[one["role"]]] if one["role"] else []
    mine = ["the writer can act on it"] if one["mine"] else []
    return ", ".join(["Variable", *role, *mine])


def _loop_said(
    one: Mapping[str, Any], names: Mapping[str, str], plain: Mapping[str, str]
) -> Iterator[Passage]:
    loop = _loop(one)
    delayed = ", delayed" if loop.delayed else ""
    way = " → ".join(names[node] for node in (*loop.nodes, loop.nodes[0]))
    field = loop_field(one["ref"])
    yield Passage(field, f"Loop {loop.label}, {CHARACTERS[loop.character]}{delayed}: {way}", "")
    yield from _said(plain, {f"{field}/name": f"What {loop.label} is called"})
    yield from _said(plain, {f"{field}/story": f"The story of {loop.label}"})


def _loop(one: Mapping[str, Any]) -> Loop:
    nodes = tuple(one["variables"])
    character: Character = {1: "R", -1: "B", 0: "?"}[one["polarity"]]  # type: ignore[assignment]
    return Loop(one["label"], ">".join(nodes), nodes, character, one["delayed"])


def _line(one: Mapping[str, Any], plain: Mapping[str, str]) -> Drawing:
    name = _name(one["variable"], plain)
    points = tuple((day, float(value)) for day, value in one["points"])
    (first, begun), (last, now) = points[0], points[-1]
    sentence = f"{name}: {number(begun)} on {on(first)}"
    sentence += f", {number(now)} on {on(last)}." if len(points) > 1 else "."
    return Drawing(sentence, (one["low"], one["high"]), (Curve(name, points),))


def _name(variable: str, plain: Mapping[str, str]) -> str:
    return plain.get(f"variable/{variable}", "")


def _drawn(thing: SharedThing) -> CausalMap:
    """Return the map as it is drawn, with the names that leave: they need not differ, as hidden ones."""
    fields, plain = thing.fields, thing.plain
    return _ShownMap(
        id=MapId(thing.id),
        title=plain.get("title", ""),
        variables=tuple(
            _ShownVariable(
                id=VariableId(one["id"]),
                name=plain.get(f"variable/{one['id']}") or "…",
                x=one["x"],
                y=one["y"],
            )
            for one in fields["variables"]
        ),
        links=tuple(
            CausalLink(
                id=CausalLinkId(one["id"]),
                source=VariableId(one["source"]),
                target=VariableId(one["target"]),
                polarity=one["polarity"],
                delayed=one["delayed"],
                bend=one["bend"],
            )
            for one in fields["links"]
        ),
        notes=tuple(
            _ShownNote(
                id=MapNoteId(one["id"]),
                text=plain.get(f"note/{one['id']}") or "…",
                x=one["x"],
                y=one["y"],
            )
            for one in fields["notes"]
        ),
    )


class _ShownVariable(Variable):
    __slots__ = ()

    def __post_init__(self) -> None:
        """Let a name be as long as what stands for a hidden one; ``map_read`` checked all else."""


class _ShownNote(MapNote):
    __slots__ = ()

    def __post_init__(self) -> None:
        """Let words be as long as what stands for hidden ones; ``map_read`` checked all else."""


class _ShownMap(CausalMap):
    __slots__ = ()

    def __post_init__(self) -> None:
        """Let names be alike; ``map_read`` checked all else."""
