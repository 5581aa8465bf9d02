"""Reading goals, values and other things of a share, each field checked.

The fields and paths are those of ``things_told``; a part that was not ticked is not there at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, NamedTuple, get_args

from metanoia.domain import actions, assumptions, experiments, goals, predictions, values
from metanoia.domain.learning_targets import ACTORS, TARGET_STATES
from metanoia.domain.shared_things import PARTS, THING_KINDS, SharedThing, ThingKind
from metanoia.exchange import manifest, map_read
from metanoia.exchange.told import (
    amount,
    day_text,
    fields_of,
    listed,
    maybe,
    maybe_day,
    maybe_one_of,
    number,
    one_of,
    texts,
    whole,
)

Json = dict[str, Any]

LIST_LIMIT: Final = 10_000  # of looks, points, observations and the like
_TEXT_LIMIT: Final = goals.WORDS_LIMIT


class _Read(NamedTuple):
    """What is left of some fields, and the paths under which they have texts."""

    fields: Json
    paths: Collection[str]


_Reader = Callable[[Json], _Read]


def read_thing(item: Json) -> SharedThing:
    """Return the thing of an item of data.json; ValueError, KeyError or TypeError for anything else."""
    kind: ThingKind = one_of(item["type"], THING_KINDS)
    told, (keys, base) = item["fields"], _BASE[kind]
    parts = [part for part in PARTS[kind] if set(_PART[part][0]) & set(told)]
    known = {*keys, *(key for part in parts for key in _PART[part][0])}
    fields_of(told, known)
    reads = [base(told), *(_PART[part][1](told) for part in parts)]
    fields: Json = {}
    for one in reads:
        fields |= one.fields
    paths = {path for one in reads for path in one.paths}
    plain = texts(item["plain"], paths, _TEXT_LIMIT)
    if not any(path in plain for path in ("title", "name", "statement", "text")):
        raise ValueError("a thing without a name")
    if kind == "map":
        map_read.check_words(fields, plain)
    return SharedThing(
        kind=kind,
        id=manifest.identifier(item["id"]),
        rev=whole(item["rev"], 1, 1 << 31),
        fields=fields,
        plain=plain,
        withheld=whole(item["withheld_count"], 0, amount(plain)),
    )


def _goal(told: Json) -> _Read:
    fields = {
        "state": one_of(told["state"], goals.GOAL_STATES),
        "importance": whole(told["importance"], 0, 10),
        **{key: maybe_day(told[key]) for key in ("started_on", "target_on", "closed_on")},
    }
    return _Read(fields, ("title", "vision", "reality", "why", "closing_note"))


def _chart(told: Json) -> _Read:
    looks = [
        {
            "date": day_text(one["date"]),
            "closeness": whole(one["closeness"], 0, 10),
            "pull": whole(one["pull"], 0, 10),
        }
        for one in listed(told["looks"], LIST_LIMIT)
    ]
    _rising([look["date"] for look in looks])
    measures = [_measure(one) for one in listed(told["measures"], goals.MEASURES)]
    _once([one["id"] for one in measures])
    paths = [f"look/{one['date']}" for one in looks]
    for one in measures:
        paths.append(f"measure/{one['id']}")
        paths += [f"move/{one['id']}/{at}" for at in range(len(one["moves"]))]
    return _Read({"looks": looks, "measures": measures}, paths)


def _measure(one: Json) -> Json:
    kind = one_of(one["kind"], get_args(goals.MeasureKind))
    keys = ("start", "first_target", "target", "low", "high", "slack")
    numbers = {key: None if one[key] is None else number(one[key]) for key in keys}
    asked = keys[:3] if kind == "reach" else keys[3:]
    if any((numbers[key] is None) == (key in asked) for key in keys):
        raise ValueError("a measure")
    start, first, slack = numbers["start"], numbers["first_target"], numbers["slack"]
    if (start is not None and start == first) or (slack is not None and slack <= 0):
        raise ValueError("a measure without a way")
    observations = [
        [day_text(day), number(value)] for day, value in listed(one["observations"], LIST_LIMIT)
    ]
    _rising([str(day) for day, _ in observations])
    moves = [
        {"on": day_text(move["on"]), "old": number(move["old"]), "new": number(move["new"])}
        for move in listed(one["moves"], LIST_LIMIT)
    ]
    return {
        "id": manifest.identifier(one["id"]),
        "kind": kind,
        **numbers,
        "observations": observations,
        "moves": moves,
    }


def _steps(told: Json) -> _Read:
    steps = [
        {
            "id": manifest.identifier(one["id"]),
            "kind": one_of(one["kind"], get_args(actions.ActionKind)),
            "state": one_of(one["state"], get_args(actions.ActionState)),
            "due_on": maybe_day(one["due_on"]),
            "met": whole(one["met"], 0, 1 << 31),
            "used": whole(one["used"], 0, 1 << 31),
        }
        for one in listed(told["steps"], LIST_LIMIT)
    ]
    _once([one["id"] for one in steps])
    kinds = ("step", "cue", "obstacle", "outcome", "reflection")
    return _Read({"steps": steps}, [f"{kind}/{one['id']}" for one in steps for kind in kinds])


def _brake(told: Json) -> _Read:
    brakes = [
        {
            "id": manifest.identifier(one["id"]),
            "column": one_of(one["column"], goals.BRAKE_COLUMNS),
            "parent": None if one["parent"] is None else manifest.identifier(one["parent"]),
        }
        for one in listed(told["brakes"], LIST_LIMIT)
    ]
    ids = [one["id"] for one in brakes]
    _once(ids)
    if any(one["parent"] not in (None, *ids) for one in brakes):
        raise ValueError("a line below one that is not there")
    return _Read({"brakes": brakes}, [f"brake/{one['id']}" for one in brakes])


def _value(told: Json) -> _Read:
    state = one_of(told["state"], get_args(values.ValueState))
    fields = {"state": state, "rank": maybe(told["rank"], 1, values.RANKS)}
    return _Read(fields, ("name", "meaning"))


def _lived(told: Json) -> _Read:
    ratings = [
        {
            "date": day_text(one["date"]),
            "importance": whole(one["importance"], 0, 10),
            "lived": maybe(one["lived"], 0, 10),
        }
        for one in listed(told["ratings"], LIST_LIMIT)
    ]
    _rising([one["date"] for one in ratings])
    return _Read({"ratings": ratings}, [f"rating/{one['date']}" for one in ratings])


def _assumption(told: Json) -> _Read:
    fields = {
        "state": one_of(told["state"], assumptions.STATES),
        "about": one_of(told["about"], assumptions.ABOUT),
        "confidence": maybe(told["confidence"], 0, 100),
        "importance": whole(told["importance"], 0, 10),
    }
    return _Read(fields, ("statement", "person", "if_wrong", "closing_note"))


def _line(told: Json) -> _Read:
    points = [
        {
            "id": manifest.identifier(one["id"]),
            "on": day_text(one["on"]),
            "confidence": whole(one["confidence"], 0, 100),
            "cause": one_of(one["cause"], get_args(assumptions.Cause)),
        }
        for one in listed(told["points"], LIST_LIMIT)
    ]
    _once([one["id"] for one in points])
    return _Read({"points": points}, [f"point/{one['id']}" for one in points])


def _evidence(told: Json) -> _Read:
    evidence = [
        {
            "id": manifest.identifier(one["id"]),
            "stance": one_of(one["stance"], get_args(assumptions.Stance)),
            "weight": whole(one["weight"], 1, 3),
            "on": day_text(one["on"]),
        }
        for one in listed(told["evidence"], LIST_LIMIT)
    ]
    _once([one["id"] for one in evidence])
    return _Read(
        {"evidence": evidence},
        [f"{kind}/{one['id']}" for one in evidence for kind in ("evidence", "source")],
    )


def _tests(told: Json) -> _Read:
    tests = [
        {
            "id": manifest.identifier(one["id"]),
            "state": one_of(one["state"], get_args(experiments.TestState)),
            "due_on": day_text(one["due_on"]),
            "settled_on": maybe_day(one["settled_on"]),
        }
        for one in listed(told["tests"], LIST_LIMIT)
    ]
    _once([one["id"] for one in tests])
    names = ("plan", "would_weaken", "result", "learned")
    return _Read({"tests": tests}, [f"test/{one['id']}/{name}" for one in tests for name in names])


def _prediction(told: Json) -> _Read:
    forecasts = [
        {"on": day_text(one["on"]), "percent": whole(one["percent"], 0, 100)}
        for one in listed(told["forecasts"], LIST_LIMIT)
    ]
    state = one_of(told["state"], get_args(predictions.PredictionState))
    outcome = maybe_one_of(told["outcome"], get_args(predictions.Outcome))
    if not forecasts or (state == "settled" and outcome is None):
        raise ValueError("a prediction")
    fields = {
        "state": state,
        "due_on": day_text(told["due_on"]),
        "first_due_on": day_text(told["first_due_on"]),
        "outcome": outcome,
        "settled_on": maybe_day(told["settled_on"]),
        "forecasts": forecasts,
    }
    notes = [f"forecast/{at}" for at in range(len(forecasts))]
    return _Read(fields, ("statement", "settled_by", "settle_note", *notes))


def _target(told: Json) -> _Read:
    agreed = told["agreed_sha256"]
    fields = {
        "state": one_of(told["state"], TARGET_STATES),
        "due_on": maybe_day(told["due_on"]),
        "proposed_by": one_of(told["proposed_by"], ACTORS),
        "agreed_sha256": None if agreed is None else manifest.sha256(agreed),
        "waits_for": maybe_one_of(told["waits_for"], ACTORS),
    }
    return _Read(fields, ("text", "sign_of_done"))


def _once(ids: list[Any]) -> None:
    if len(set(ids)) != len(ids):
        raise ValueError("the same twice")


def _rising(days: list[Any]) -> None:
    if days != sorted(set(days)):
        raise ValueError("days out of order")


_BASE: Final[Mapping[ThingKind, tuple[tuple[str, ...], _Reader]]] = {
    "goal": (("state", "importance", "started_on", "target_on", "closed_on"), _goal),
    "value": (("state", "rank"), _value),
    "assumption": (("state", "about", "confidence", "importance"), _assumption),
    "prediction": (
        ("state", "due_on", "first_due_on", "outcome", "settled_on", "forecasts"),
        _prediction,
    ),
    "target": (("state", "due_on", "proposed_by", "agreed_sha256", "waits_for"), _target),
    "map": (map_read.KEYS, lambda told: _Read(*map_read.map_fields(told))),
}
_TEXTS: Final = ((), lambda _: _Read({}, ()))  # it has texts alone: they are there or not
_PART: Final[Mapping[str, tuple[tuple[str, ...], _Reader]]] = {
    "words": _TEXTS,
    "because": _TEXTS,
    "chart": (("looks", "measures"), _chart),
    "steps": (("steps",), _steps),
    "brake": (("brakes",), _brake),
    "lived": (("ratings",), _lived),
    "line": (("points",), _line),
    "evidence": (("evidence",), _evidence),
    "tests": (("tests",), _tests),
    "lines": (("lines",), lambda told: _Read(map_read.map_lines(told), ())),
}
"""The keys by which a part is known to be there, and what reads them; words are told by their texts."""
