"""Maps as Markdown files to read; JSON brings them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from metanoia.domain.loops import Arrow, Loop, find
from metanoia.exchange import front_matter
from metanoia.exchange.file_names import Names
from metanoia.exchange.models_text import MARK

Json = dict[str, Any]

_SIGNS: Final = {1: "+", -1: "−", 0: "?"}
_ROLES: Final = {
    "goal": "a goal",
    "gap": "a gap",
    "capacity": "a capacity",
    "limit": "a limit",
    "shared_resource": "shared",
}
_ANSWERS: Final = {"accepted": "seen here", "dismissed": "set aside"}


def files(told: Mapping[str, list[Any]]) -> dict[str, str]:
    """Return the files by their paths: maps/NAME.md.

    ``told`` holds "maps", and "assumptions", "goals" and "metrics", which are named in them.
    """
    names = Names()
    beliefs = {one["id"]: one["statement"] for one in told["assumptions"]}
    lines = {one["id"]: one["name"] for one in told["metrics"]} | {
        measure["id"]: measure["name"] for goal in told["goals"] for measure in goal["measures"]
    }
    return {
        names.free("maps", one["title"], one["id"]): _map(one, beliefs, lines)
        for one in told["maps"]
    }


def _map(one: Json, beliefs: Mapping[str, str], lines: Mapping[str, str]) -> str:
    return front_matter.write({MARK: "map", "id": one["id"]}) + "\n" + as_list(one, beliefs, lines)


def as_list(one: Json, beliefs: Mapping[str, str], lines: Mapping[str, str]) -> str:
    """Return a map of ``systems_json`` as Markdown: what is on it, one line each.

    ``beliefs`` are the statements of assumptions by their ids, ``lines`` what measures and metrics are
    called; what is not among them is not named.
    """
    called = {variable["id"]: variable["name"] for variable in one["variables"]}
    sections = (
        ("Variables", [_variable(variable, lines) for variable in one["variables"]]),
        ("Links", [_link(link, called, beliefs) for link in one["links"]]),
        ("Loops", _loops(one, called)),
        ("Patterns", [_pattern(said) for said in one["patterns"]]),
        ("Notes", [note["text"] for note in one["notes"]]),
    )
    parts = [f"# {one['title']}", one["question"]]
    for title, listed in sections:
        if listed:
            parts += [f"## {title}", "\n".join(f"- {_item(line)}" for line in listed)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _variable(one: Json, lines: Mapping[str, str]) -> str:
    said = [_ROLES[one["role"]]] if one["role"] else []
    said += [one["actor"]] if one["actor"] else []
    said += ["I can act on it"] if one["mine"] else []
    fed = lines.get(one["measure"] or one["metric"] or "")
    said += [f"follows “{fed}”"] if fed else []
    return f"{one['name']} ({', '.join(said)})" if said else str(one["name"])


def _link(one: Json, called: Mapping[str, str], beliefs: Mapping[str, str]) -> str:
    delayed = ", delayed" if one["delayed"] else ""
    because = f": {one['because']}" if one["because"] else ""
    belief = beliefs.get(one["assumption"] or "")
    rests = f"\nIt rests on “{belief}”" if belief else ""
    ends = f"{called[one['from']]} → {called[one['to']]}"
    return f"{ends} ({_SIGNS[one['polarity']]}{delayed}){because}{rests}"


def _loops(one: Json, called: Mapping[str, str]) -> list[str]:
    found = find(
        [
            Arrow(link["from"], link["to"], link["polarity"], link["delayed"])
            for link in one["links"]
        ],
        called,
    )
    said = {note["key"]: note for note in one["loops"]}
    listed = [_loop(loop, said.get(loop.key, {}), called) for loop in found.loops]
    return [*listed, "Longer or more loops exist."] if found.more else listed


def _loop(loop: Loop, said: Mapping[str, str], called: Mapping[str, str]) -> str:
    name = f" {said['name']}" if said.get("name") else ""
    story = f"\n{said['story']}" if said.get("story") else ""
    return f"{loop.label}{name}: {_along(loop, called)}{story}"


def _along(loop: Loop, called: Mapping[str, str]) -> str:
    way = loop.way(called)
    return " → ".join(called[node] for node in (*way, way[0]))


def _pattern(one: Json) -> str:
    note = f": {one['note']}" if one["note"] else ""
    return f"{one['pattern'].replace('_', ' ').capitalize()}, {_ANSWERS[one['state']]}{note}"


def _item(text: str) -> str:
    return text.replace("\n", "\n    ")
