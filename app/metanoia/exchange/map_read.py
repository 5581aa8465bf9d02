"""Reading a map of a share, each field checked, and whether its loops are loops."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from metanoia.domain import loops, maps, patterns
from metanoia.exchange import manifest
from metanoia.exchange.things_told_maps import loop_ref
from metanoia.exchange.told import (
    GROWN,
    day_text,
    fields_of,
    listed,
    maybe_one_of,
    number,
    one_of,
    whole,
)

Json = dict[str, Any]

KEYS: Final = ("variables", "links", "notes", "loops", "patterns")
_BEND: Final = 2.0  # as in maps.CausalLink
_PATTERNS: Final = 500
_POINTS: Final = 1_000  # of one line
_LABEL: Final = re.compile(r"([RB?])[1-9][0-9]{0,3}")
_CHARACTERS: Final = {1: "R", -1: "B", 0: "?"}
_LIMITS: Final = {  # of texts, by how their path begins
    "title": maps.TITLE_LIMIT, "question": maps.QUESTION_LIMIT, "variable": maps.NAME_LIMIT,
    "actor": maps.ACTOR_LIMIT, "because": maps.BECAUSE_LIMIT, "note": maps.NOTE_LIMIT,
    "loop": maps.STORY_LIMIT, "pattern": maps.STORY_LIMIT,
}  # fmt: skip


def map_fields(told: Json) -> tuple[Json, list[str]]:
    """Return the fields of a map, and the paths of its texts; ValueError, KeyError or TypeError."""
    variables = [_variable(one) for one in listed(told["variables"], maps.VARIABLES)]
    links = [_link(one) for one in listed(told["links"], maps.LINKS)]
    notes = [_note(one) for one in listed(told["notes"], maps.NOTES)]
    ids = [one["id"] for one in (*variables, *links, *notes)]
    steps = {(one["source"], one["target"]): one for one in links}
    names = {one["id"] for one in variables}
    if len(set(ids)) != len(ids) or len(steps) != len(links):
        raise ValueError("the same twice")
    if any(end not in names for step in steps for end in step):
        raise ValueError("a link to nowhere")
    rings = [_loop(one, steps) for one in listed(told["loops"], loops.MOST)]
    labels = {one["label"] for one in rings}
    if len(labels) != len(rings) or len({one["ref"] for one in rings}) != len(rings):
        raise ValueError("a loop twice")
    accepted = [_pattern(one, labels) for one in listed(told["patterns"], _PATTERNS)]
    paths = ["title", "question"]
    paths += [f"{kind}/{one['id']}" for one in variables for kind in ("variable", "actor")]
    paths += [f"because/{one['id']}" for one in links] + [f"note/{one['id']}" for one in notes]
    paths += [f"loop/{one['ref']}/{said}" for one in rings for said in ("name", "story")]
    paths += [f"pattern/{at}" for at in range(len(accepted))]
    fields = (variables, links, notes, rings, accepted)
    return dict(zip(KEYS, fields, strict=True)), paths


def map_lines(told: Json) -> Json:
    """Return the lines over time of a map's variables."""
    known = {one["id"] for one in told["variables"]}
    lines = [_line(one) for one in listed(told["lines"], maps.VARIABLES)]
    of = [one["variable"] for one in lines]
    if len(set(of)) != len(of) or not set(of) <= known:
        raise ValueError("a line of no variable")
    return {"lines": lines}


def check_words(fields: Json, plain: Mapping[str, str]) -> None:
    """Raise ValueError unless each box and note has words, and every text is of a length that a map has."""
    needed = [f"variable/{one['id']}" for one in fields["variables"]]
    needed += [f"note/{one['id']}" for one in fields["notes"]]
    if any(not plain.get(path, "").strip() for path in needed):
        raise ValueError("a box without words")
    for path, text in plain.items():
        if len(text) > GROWN * _LIMITS[path.partition("/")[0]]:
            raise ValueError("a long text")


def _variable(one: Json) -> Json:
    fields_of(one, ("id", "x", "y", "role", "mine"))
    role = maybe_one_of(one["role"], maps.ROLES)
    return {**_placed(one), "role": role, "mine": _truth(one["mine"])}


def _link(one: Json) -> Json:
    fields_of(one, ("id", "source", "target", "polarity", "delayed", "bend"))
    bend = None if one["bend"] is None else _within(one["bend"], _BEND)
    if one["source"] == one["target"]:
        raise ValueError("a link back to itself")
    return {
        "id": manifest.identifier(one["id"]),
        "source": manifest.identifier(one["source"]),
        "target": manifest.identifier(one["target"]),
        "polarity": whole(one["polarity"], -1, 1),
        "delayed": _truth(one["delayed"]),
        "bend": bend,
    }


def _note(one: Json) -> Json:
    fields_of(one, ("id", "x", "y"))
    return _placed(one)


def _placed(one: Json) -> Json:
    return {
        "id": manifest.identifier(one["id"]),
        "x": _within(one["x"], maps.REACH),
        "y": _within(one["y"], maps.REACH),
    }


def _within(found: object, most: float) -> float:
    if type(found) not in (int, float) or not isinstance(found, int | float):
        raise TypeError("number")
    if not math.isfinite(found) or abs(found) > most:
        raise ValueError("number")
    return float(found)


def _loop(one: Json, steps: Mapping[tuple[str, str], Json]) -> Json:
    """Return a loop if it goes round along links of the map, and is what it is said to be."""
    fields_of(one, ("ref", "label", "polarity", "delayed", "variables"))
    nodes: Sequence[str] = listed(one["variables"], loops.LONGEST)
    around = zip(nodes, (*nodes[1:], *nodes[:1]), strict=True)
    links = [steps[step] for step in around]
    polarity = math.prod(link["polarity"] for link in links)
    label = _LABEL.fullmatch(one["label"])
    true = {
        "ref": loop_ref(">".join(nodes)),
        "label": one["label"],
        "polarity": polarity,
        "delayed": any(link["delayed"] for link in links),
        "variables": list(nodes),
    }
    whole_numbers = type(one["polarity"]) is int and type(one["delayed"]) is bool
    fits = label is not None and label[1] == _CHARACTERS[polarity]
    ring = len(nodes) > 1 and len(set(nodes)) == len(nodes) and nodes[0] == min(nodes)
    if not (ring and fits and whole_numbers and true == one):
        raise ValueError("a loop")
    return true


def _pattern(one: Json, labels: set[str]) -> Json:
    fields_of(one, ("pattern", "loops"))
    named = listed(one["loops"], loops.MOST)
    if not named or len(set(named)) != len(named) or not set(named) <= labels:
        raise ValueError("a pattern of no loops")
    return {"pattern": one_of(one["pattern"], patterns.PATTERNS), "loops": named}


def _line(one: Json) -> Json:
    fields_of(one, ("variable", "low", "high", "points"))
    low, high = number(one["low"]), number(one["high"])
    points = [(day_text(at), number(value)) for at, value in listed(one["points"], _POINTS)]
    days = [at for at, _ in points]
    if not days or days != sorted(set(days)) or not low < high:
        raise ValueError("a line")
    if not all(low <= value <= high for _, value in points):
        raise ValueError("a point beside its line")
    variable = manifest.identifier(one["variable"])
    return {
        "variable": variable,
        "low": low,
        "high": high,
        "points": [list(point) for point in points],
    }


def _truth(found: object) -> bool:
    if type(found) is not bool:
        raise TypeError("yes or no")
    return found
