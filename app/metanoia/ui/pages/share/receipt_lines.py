"""What a sealed share lets its reader see, in one line each, from its kept snapshot alone."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.entries import EntryId
from metanoia.domain.shared_things import THING_KINDS
from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.ticks import Line

_HEADINGS: Final = ("title", "name", "statement", "text")
_ICONS: Final = {
    "goal": "target", "value": "heart", "assumption": "lightbulb", "prediction": "hourglass",
    "target": "flag", "map": "waypoints",
}  # fmt: skip
_PARTS: Final = {
    "goal": ("looks", "steps", "brakes"),
    "value": ("ratings",),
    "assumption": ("points", "evidence", "tests"),
    "map": ("lines",),
}
_WORDS: Final = ("vision", "reality", "why")


def lines(snapshot: dict[str, Any]) -> list[Line]:
    """Return things in the order of their kinds, then entries, the newest first as they were sealed."""
    items = snapshot["items"]
    things = [one for kind in THING_KINDS for one in items if one["type"] == kind]
    return [_thing(one) for one in things] + [
        _entry(one) for one in items if one["type"] == "entry"
    ]


def withheld(snapshot: dict[str, Any]) -> int:
    """Return how many passages were withheld in it."""
    return sum(one.get("withheld_count", 0) for one in snapshot["items"])


def _thing(item: dict[str, Any]) -> Line:
    plain, kind = item["plain"], item["type"]
    title = next((plain[name] for name in _HEADINGS if name in plain), "")
    title = " ".join(title.split()) or _tr("Without a title")
    return Line(item["id"], 0, title, dt.date.min, _ICONS[kind], _note(kind, item["fields"], plain))


def _entry(item: dict[str, Any]) -> Line:
    fields = item["fields"]
    title = item.get("plain", fields).get("title", "") or _tr("Without a title")
    return Line(EntryId(item["id"]), 0, title, dt.date.fromisoformat(fields["date"]))


def _note(kind: str, fields: dict[str, Any], plain: dict[str, str]) -> str:
    if kind == "assumption" and fields.get("confidence") is not None:
        return f"{fields['confidence']}%"
    if kind == "prediction" and fields.get("forecasts"):
        return f"{fields['forecasts'][-1]['percent']}%"
    if kind == "target":
        return {"agreed": _tr("agreed"), "proposed": _tr("proposed")}.get(fields["state"], "")
    parts = sum(part in fields for part in _PARTS.get(kind, ()))
    parts += kind == "goal" and any(name in plain for name in _WORDS)
    parts += kind == "map" and any(path.startswith("because/") for path in plain)
    return counted(parts, _tr("1 part"), _tr("{} parts")) if parts else _tr("its name")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReceiptLines", text)
