"""What was said of learning targets, as it travels in shares and replies."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from metanoia.domain.assumptions import line
from metanoia.domain.learning_targets import (
    ACTORS,
    ACTS,
    OUTCOMES,
    SIGN_LIMIT,
    TARGET_LENGTH,
    TARGET_NOTE_LIMIT,
    TargetEvent,
    TargetId,
    Wording,
)
from metanoia.exchange import manifest
from metanoia.exchange.told import day_text
from metanoia.vault import stamps

EVENTS_LIMIT: Final = 5_000


def event_as_json(event: TargetEvent) -> dict[str, Any]:
    """Return an event as JSON; the hash pins the wording that it stands for."""
    due = event.wording.due_on
    return {
        "id": event.id,
        "target": event.target,
        "at": stamps.stamp(event.at),
        "actor": event.actor,
        "act": event.act,
        "text": event.wording.text,
        "sign_of_done": event.wording.sign_of_done,
        "due_on": due.isoformat() if due else None,
        "wording_sha256": event.wording.sha256,
        "outcome": event.outcome,
        "note": event.note,
    }


def read_events(found: object) -> tuple[TargetEvent, ...]:
    """Return the events of a list from a stranger, each checked.

    Raises ValueError, KeyError, TypeError or AttributeError for anything else.
    """
    if not isinstance(found, list) or len(found) > EVENTS_LIMIT:
        raise ValueError("target events")
    events = tuple(_event(one) for one in found)
    if len({one.id for one in events}) != len(events):
        raise ValueError("an event twice")
    return events


def _event(one: dict[str, Any]) -> TargetEvent:
    due, outcome = one["due_on"], one["outcome"]
    said = Wording(
        manifest.line(one["text"], TARGET_LENGTH[1]),
        manifest.line(one["sign_of_done"], SIGN_LIMIT),
        None if due is None else dt.date.fromisoformat(day_text(due)),
    )
    if said.sha256 != one["wording_sha256"] or len(said.text) < TARGET_LENGTH[0]:
        raise ValueError("a wording and its hash differ")
    if line(said.text, TARGET_LENGTH[1], "") != said.text:
        raise ValueError("a wording of several lines")
    if one["actor"] not in ACTORS or one["act"] not in ACTS:
        raise ValueError("an act")
    if (one["act"] == "settle") != (outcome in OUTCOMES) or (outcome not in (None, *OUTCOMES)):
        raise ValueError("an outcome")
    return TargetEvent(
        id=manifest.identifier(one["id"]),
        target=TargetId(manifest.identifier(one["target"])),
        at=manifest.moment(one["at"]),
        actor=one["actor"],
        act=one["act"],
        wording=said,
        outcome=outcome,
        note=manifest.text(one["note"], TARGET_NOTE_LIMIT),
    )
