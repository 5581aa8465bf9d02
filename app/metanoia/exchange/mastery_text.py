"""Goals, values, metrics and reviews as Markdown files to read; JSON is what brings them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from metanoia.domain.days import said
from metanoia.exchange import front_matter
from metanoia.exchange.file_names import Names
from metanoia.exchange.models_text import MARK

Json = dict[str, Any]

_STATES = {
    "draft": "A draft", "active": "Active", "parked": "Parked", "achieved": "Achieved",
    "released": "Let go",
}  # fmt: skip
_COLUMNS = {
    "behaviour": "What I do, or do not do, instead",
    "worry": "What worries me if I did the opposite",
    "protects": "What this protects",
    "assumption": "What I must be assuming",
}
_RELATIONS = {"serves": "serves", "strains": "strains"}


def files(mastery: dict[str, list[Any]], actions: Sequence[Json] = ()) -> dict[str, str]:
    """Return the files of ``mastery_as_json`` by their paths: goals/NAME.md, values.md, metrics.md, reviews.md.

    ``actions`` are those of ``models_as_json``; each goal names its own.
    """
    names = Names()
    titles = {goal["id"]: goal["title"] for goal in mastery["goals"]}
    values = {value["id"]: value["name"] for value in mastery["values"]}
    written = {
        names.free("goals", goal["title"], goal["id"]): _goal(goal, titles, values, actions)
        for goal in mastery["goals"]
    }
    if mastery["values"]:
        written["values.md"] = _file("values", "Values", _values(mastery, values))
    if mastery["metrics"]:
        written["metrics.md"] = _file(
            "metrics", "Metrics", [_metric(metric) for metric in mastery["metrics"]]
        )
    if mastery["reviews"]:
        reviews = "\n".join(f"- {_review(review)}" for review in mastery["reviews"])
        written["reviews.md"] = _file("reviews", "Reviews", [reviews])
    return written


def _file(kind: str, title: str, parts: Sequence[str]) -> str:
    return f"{front_matter.write({MARK: kind})}\n# {title}\n\n" + "\n\n".join(parts) + "\n"


def _goal(
    one: Json, titles: dict[str, str], values: dict[str, str], actions: Sequence[Json]
) -> str:
    fields = {MARK: "goal", "id": one["id"], "state": one["state"]}
    sections: list[tuple[str, str]] = [
        ("What I want to be true", one["vision"]),
        ("What is true now", one["reality"]),
        ("Why", one["why"]),
        ("Steps", _listed(_step, [step for step in actions if step["goal"] == one["id"]])),
        ("Measures", "\n\n".join(_measure(measure) for measure in one["measures"])),
        ("What was true", _listed(_check_in, one["check_ins"])),
        ("What holds it in place", _brakes(one["brakes"])),
        ("What it said before", _listed(_wording, one["wordings"])),
        ("Values", _listed(str, _relations(one, values))),
    ]
    parts = [f"# {one['title']}", _standing(one, titles)]
    for title, text in sections:
        if text:
            parts += [f"## {title}", text]
    return front_matter.write(fields) + "\n" + "\n\n".join(part.rstrip() for part in parts) + "\n"


def _standing(one: Json, titles: dict[str, str]) -> str:
    told = [f"{_STATES[one['state']]}. Importance {one['importance']} of 10."]
    told += [f"Begun {_on(one['started_on'])}."] if one["started_on"] else []
    told += [f"To be true by {_on(one['target_on'])}."] if one["target_on"] else []
    told += [f"Part of “{titles[one['parent']]}”."] if one["parent"] in titles else []
    if one["closed_at"]:
        told.append(f"{_STATES[one['state']]} on {_day(one['closed_at'])}. {one['closing_note']}")
    return " ".join(told)


def _step(step: Json) -> str:
    if step["kind"] == "if_then":
        met = f"{step['times_used']} of {step['times_met']} times"
        return f"If {step['cue']}, then I will {step['text']} ({met})"
    due = f"by {_on(step['due_on'])}, " if step["due_on"] else ""
    return f"{step['text']} ({due}{step['state'].replace('_', ' ')})"


def _measure(one: Json) -> str:
    unit = f" {one['unit']}" if one["unit"] else ""
    if one["kind"] == "reach":
        span = f"from {_number(one['start'])} to {_number(one['target'])}{unit}"
    else:
        span = f"between {_number(one['low'])} and {_number(one['high'])}{unit}"
    moves = [
        f"{_day(move['at'])}: the goal was moved from {_number(move['old'])} to "
        f"{_number(move['new'])}{unit}: {move['reason']}"
        for move in one["target_changes"]
    ]
    seen = [f"{_on(note['date'])}: {_number(note['value'])}{unit}" for note in one["observations"]]
    listed = _listed(str, [*moves, *seen])
    return f"### {one['name']}, {span}" + (f"\n\n{listed}" if listed else "")


def _check_in(one: Json) -> str:
    note = f": {one['note']}" if one["note"] else ""
    return f"{_on(one['date'])}: close {one['closeness']}, pull {one['pull']} of 10{note}"


def _brakes(brakes: Sequence[Json]) -> str:
    parts = []
    for column, lines in groupby(brakes, key=lambda brake: str(brake["column"])):
        parts.append(
            f"### {_COLUMNS[column]}\n\n{_listed(lambda brake: brake['text'], list(lines))}"
        )
    return "\n\n".join(parts)


def _wording(old: Json) -> str:
    told = [f"{name}: {text}" for name, text in old.items() if name != "until" and text]
    return "\n\n".join([f"Until {_day(old['until'])}", *told])


def _relations(one: Json, values: dict[str, str]) -> list[str]:
    return [
        f"It {_RELATIONS[tie['relation']]} {values[tie['id']]}"
        for tie in one["ties"]
        if tie["id"] in values and tie["relation"] in _RELATIONS
    ]


def _values(mastery: dict[str, list[Any]], names: dict[str, str]) -> list[str]:
    parts = [_value(value) for value in mastery["values"]]
    sorts = []
    for sort in mastery["sorts"]:
        order = ", ".join(names[value] for value in sort["values"] if value in names)
        sorts.append(f"{_on(sort['date'])}: {order}")
    return parts + (["## Their order", _listed(str, sorts)] if sorts else [])


def _value(one: Json) -> str:
    rank = f" ({one['rank']})" if one["rank"] else ""
    aside = " Set aside." if one["state"] == "retired" else ""
    parts = [f"## {one['name']}{rank}", f"{one['meaning']}{aside}".strip()]
    parts.append(_listed(_rating, one["ratings"]))
    parts += [_listed(_wording, one["wordings"])] if one["wordings"] else []
    return "\n\n".join(part for part in parts if part)


def _rating(one: Json) -> str:
    lived = "" if one["lived"] is None else f", shows {one['lived']}"
    note = f": {one['note']}" if one["note"] else ""
    return f"{_on(one['date'])}: matters {one['importance']}{lived} of 10{note}"


def _metric(one: Json) -> str:
    def value(number: float) -> str:
        if one["kind"] == "yes_no":
            return "yes" if number else "no"
        return _number(number) + (f" {one['unit']}" if one["unit"] else "")

    readings = [f"{_on(note['date'])}: {value(note['value'])}" for note in one["readings"]]
    listed = _listed(str, readings)
    return f"## {one['name']}" + (f"\n\n{listed}" if listed else "")


def _review(one: Json) -> str:
    span = f"{one['kind'].capitalize()}, {_on(one['first_day'])} to {_on(one['last_day'])}"
    became = "done" if one["finished_at"] else "skipped" if one["skipped_at"] else "begun"
    text = f" ([what I wrote](entry:{one['entry']}))" if one["entry"] else ""
    return f"{span}: {became}{text}"


def _listed(told: Callable[[Any], str], things: Sequence[Any]) -> str:
    return "\n".join("- " + told(one).replace("\n", "\n    ") for one in things)


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _on(day: str) -> str:
    return said(dt.date.fromisoformat(day))


def _day(at: str) -> str:
    return said(dt.datetime.fromisoformat(at).date())
