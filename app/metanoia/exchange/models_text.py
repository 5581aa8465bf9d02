"""Assumptions, predictions and actions as Markdown files to read; JSON is what brings them back."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from metanoia.domain.days import said
from metanoia.exchange import front_matter
from metanoia.exchange.file_names import Names

MARK: Final = "metanoia"
"""The field of front matter by which an import knows these files."""
KINDS: Final = (
    "assumption", "predictions", "actions", "goal", "values", "metrics", "reviews",
    "vision", "terms", "targets", "map",
)  # fmt: skip
LEFT_OUT: Final = (
    "It shows assumptions, goals or the like to be read, and was left out: the JSON export brings "
    "them back."
)
_STATES = {
    "noticed": "Noticed", "held": "Held", "testing": "Testing", "confirmed": "Held up so far",
    "revised": "Revised", "dropped": "Dropped",
}  # fmt: skip
_ABOUT = {
    "me": "me", "someone": "someone", "team": "a team", "situation": "a situation",
    "world": "the world",
}  # fmt: skip
_ENDS = {"yes": "Yes", "no": "No", "void": "Void"}
_DONE = {
    "open": "open", "done": "done", "partly": "partly done", "not_done": "not done",
    "dropped": "dropped", "planned": "planned", "running": "under way", "abandoned": "given up",
}  # fmt: skip

Json = dict[str, Any]


def files(models: dict[str, list[Json]]) -> dict[str, str]:
    """Return the files of ``models_as_json`` by their paths: assumptions/NAME.md, predictions.md, actions.md."""
    names = Names()
    written = {
        names.free("assumptions", one["statement"], one["id"]): _assumption(one)
        for one in models["assumptions"]
    }
    for kind, title, part in (
        ("predictions", "Predictions", _prediction),
        ("actions", "Actions", _action),
    ):
        if models[kind]:
            head = f"{front_matter.write({MARK: kind})}\n# {title}\n\n"
            written[f"{kind}.md"] = head + "\n\n".join(part(one) for one in models[kind]) + "\n"
    return written


def _assumption(one: Json) -> str:
    fields = {MARK: "assumption", "id": one["id"], "state": one["state"]}
    sure = f", {one['confidence']}% sure" if one["confidence"] is not None else ""
    about = one["person"] or _ABOUT[one["about"]]
    lines = [
        f"# {one['statement']}",
        f"{_STATES[one['state']]}{sure}. Importance {one['importance']} of 10. About {about}.",
    ]
    if one["if_wrong"]:
        lines.append(f"If it were wrong I would see: {one['if_wrong']}")
    if one["closed_at"]:
        lines.append(f"{_STATES[one['state']]} on {_day(one['closed_at'])}. {one['closing_note']}")
    sections = (
        ("How sure I was", [_point(point) for point in one["history"]]),
        ("What speaks to it", [_evidence(seen) for seen in one["evidence"]]),
        ("Small tests", [_test(test) for test in one["tests"]]),
        ("Where it came from", [_anchor(anchor) for anchor in one["anchors"]]),
    )
    for title, listed in sections:
        if listed:
            lines += [f"## {title}", "\n".join(f"- {_item(line)}" for line in listed)]
    return front_matter.write(fields) + "\n" + "\n\n".join(line.rstrip() for line in lines) + "\n"


def _point(point: Json) -> str:
    why = f": {point['reason']}" if point["reason"] else ""
    return f"{_day(point['at'])}: {point['confidence']}%{why}"


def _evidence(seen: Json) -> str:
    source = f" ({seen['source']})" if seen["source"] else ""
    day = said(dt.date.fromisoformat(seen["observed_on"]))
    return f"{day}, {seen['stance']} it, strength {seen['weight']} of 3: {seen['text']}{source}"


def _test(test: Json) -> str:
    due = said(dt.date.fromisoformat(test["due_on"]))
    parts = [
        f"{test['plan']} (by {due}, {_DONE[test['state']]})",
        f"Safe and small because: {test['smallest_safe']}",
        f"It would weaken the assumption if: {test['would_weaken']}",
    ]
    parts += [f"What happened: {test['result']}"] if test["result"] else []
    parts += [f"What I learned: {test['learned']}"] if test["learned"] else []
    return "\n\n".join(parts)


def _anchor(anchor: Json) -> str:
    return f"[“{anchor['exact']}”](entry:{anchor['entry']})"


def _prediction(one: Json) -> str:
    parts = [
        f"## {one['statement']}",
        f"Settled by: {one['settled_by']}" if one["settled_by"] else "",
        f"Due {said(dt.date.fromisoformat(one['due_on']))}. {_ending(one)}",
    ]
    lines = [
        f"- {_day(told['at'])}: {told['percent']}%" + (f": {told['note']}" if told["note"] else "")
        for told in one["forecasts"]
    ]
    return "\n\n".join(part for part in [*parts, "\n".join(lines)] if part)


def _ending(one: Json) -> str:
    if one["withdrawn_at"]:
        return f"Withdrawn on {_day(one['withdrawn_at'])}."
    if one["outcome"]:
        ended = f"{_ENDS[one['outcome']]}, settled on {_day(one['settled_at'])}."
        return f"{ended} {one['settle_note']}".rstrip()
    return "Still open."


def _action(one: Json) -> str:
    due = f" by {said(dt.date.fromisoformat(one['due_on']))}" if one["due_on"] else ""
    came = f"\n\n{one['reflection']}" if one["reflection"] else ""
    told = one["text"]
    if one["kind"] == "if_then":
        told = f"If {one['cue']}, then I will {told}"
    return "- " + _item(f"{told}{due} ({_DONE[one['state']]}){came}")


def _item(text: str) -> str:
    return text.replace("\n", "\n    ")


def _day(at: str) -> str:
    return said(dt.datetime.fromisoformat(at).date())
