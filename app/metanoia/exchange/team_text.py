"""Shared visions, common words and learning targets as Markdown files to read; JSON brings them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from metanoia.domain.days import said
from metanoia.exchange import front_matter
from metanoia.exchange.file_names import Names
from metanoia.exchange.models_text import MARK

Json = dict[str, Any]

_STANCES: Final = {
    0: "Not on board",
    1: "Going along",
    2: "Doing what is asked",
    3: "Choosing to help",
    4: "It is mine too",
    None: "I don’t yet understand it",
}
_FITS: Final = {
    2: "serves strongly",
    1: "serves",
    0: "neither serves nor strains",
    -1: "strains",
    -2: "strains strongly",
}
_ACTS: Final = {
    "propose": "proposed",
    "counter": "worded anew",
    "agree": "agreed",
    "decline": "declined",
    "settle": "closed",
    "withdraw": "withdrawn",
}
_OUTCOMES: Final = {"met": "met", "partly_met": "partly met", "not_met": "not met"}
_ACTORS: Final = {"journaler": "by me", "coach": "by the coach"}


def files(told: dict[str, list[Any]]) -> dict[str, str]:
    """Return the files by their paths: visions/NAME.md, common-words.md, learning-targets.md.

    ``told`` holds "visions", "terms", "targets", and "values" and "goals", which are named in them.
    """
    names = Names()
    values = {value["id"]: value["name"] for value in told["values"]}
    written = {
        names.free("visions", one["name"], one["id"]): _vision(one, values, told["goals"])
        for one in told["visions"]
    }
    for kind, name, title, part in (
        ("terms", "common-words.md", "Common words", _term),
        ("targets", "learning-targets.md", "Learning targets", _target),
    ):
        if told[kind]:
            head = f"{front_matter.write({MARK: kind})}\n# {title}\n\n"
            written[name] = head + "\n\n".join(part(one) for one in told[kind]) + "\n"
    return written


def _vision(one: Json, values: dict[str, str], goals: Sequence[Json]) -> str:
    fields = {MARK: "vision", "id": one["id"], "group": one["group"]}
    quoted = "\n".join(f"> {line}".rstrip() for line in one["text"].splitlines())
    parts = [f"# {one['name']}", f"The text of {_on(one['as_of'])}.", quoted]
    parts += [_theme(theme, number, values, goals) for number, theme in enumerate(one["themes"], 1)]
    return front_matter.write(fields) + "\n" + "\n\n".join(parts) + "\n"


def _theme(one: Json, number: int, values: dict[str, str], goals: Sequence[Json]) -> str:
    lines = [f"{_on(stance['date'])}: {_STANCES[stance['stance']]}" for stance in one["stances"]]
    for fit in one["fits"]:
        if fit["value"] in values:
            note = f": {fit['note']}" if fit["note"] else ""
            lines.append(f"{values[fit['value']]} {_FITS[fit['fit']]}{note}")
    lines += [
        f"Served by the goal “{goal['title']}”"
        for goal in goals
        if {"kind": "theme", "id": one["id"], "relation": "serves"} in goal["ties"]
    ]
    listed = "\n".join("- " + line.replace("\n", "\n    ") for line in lines)
    return "\n\n".join(
        part for part in (f"## {number}. {one['text']}", one["my_words"], listed) if part
    )


def _term(one: Json) -> str:
    lines = [
        f"- {caption}: {one[key]}".replace("\n", "\n    ")
        for key, caption in (("mine", "I mean"), ("theirs", "They mean"), ("agreed", "We agreed"))
        if one[key]
    ]
    return "\n\n".join(part for part in (f"## {one['word']}", "\n".join(lines)) if part)


def _target(one: Json) -> str:
    last = one["events"][-1]
    due = f" By {_on(last['due_on'])}." if last["due_on"] else ""
    person = f" With {one['person']}." if one["person"] else ""
    lines = [_event(event) for event in one["events"]]
    head = f"## {last['text']}\n\nDone when: {last['sign_of_done']}{due}{person}"
    return head + "\n\n" + "\n".join(lines)


def _event(one: Json) -> str:
    day = said(dt.datetime.fromisoformat(one["at"]).date())
    outcome = f" as {_OUTCOMES[one['outcome']]}" if one["outcome"] else ""
    wording = f": {one['text']}" if one["act"] in ("propose", "counter") else ""
    note = f". {one['note']}" if one["note"] else ""
    told = f"- {day}: {_ACTS[one['act']]}{outcome} {_ACTORS[one['actor']]}{wording}{note}"
    return told.replace("\n", "\n    ")


def _on(day: str) -> str:
    return said(dt.date.fromisoformat(day))
