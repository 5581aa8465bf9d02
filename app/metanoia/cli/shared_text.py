"""What is inside a share as a command prints it, for a program and for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metanoia.domain.consents import Agreed
    from metanoia.domain.shared_things import SharedThing
    from metanoia.domain.shares import OpenedShare, SharedAnswer, SharedEntry


def entry_as_json(entry: SharedEntry) -> dict[str, object]:
    """Return {id, date, time, title, body, tags, mood, energy} of an entry inside a share."""
    return {
        "id": str(entry.id),
        "date": entry.date.isoformat(),
        "time": entry.time.isoformat("minutes") if entry.time is not None else None,
        "title": entry.title,
        "body": entry.body,
        "tags": list(entry.tags),
        "mood": entry.mood,
        "energy": entry.energy,
    }


def thing_as_json(thing: SharedThing) -> dict[str, object]:
    """Return {type, id, title, fields, plain} of a goal, value, assumption, prediction, target or map."""
    from metanoia.exchange.shown import shown

    return {
        "type": thing.kind,
        "id": thing.id,
        "title": shown(thing).heading,
        "fields": dict(thing.fields),
        "plain": dict(thing.plain),
    }


def agreed_as_json(agreed: Agreed | None) -> dict[str, object] | None:
    """Return {purpose, ends_on, keep_days}, or None."""
    if agreed is None:
        return None
    return {
        "purpose": agreed.purpose,
        "ends_on": agreed.ends_on.isoformat(),
        "keep_days": agreed.keep_days,
    }


def answers_as_json(answers: Iterable[SharedAnswer]) -> list[dict[str, object]]:
    """Return [{comment, text, date}]."""
    return [
        {"comment": one.comment, "text": one.text, "date": one.on.isoformat()} for one in answers
    ]


def beside_as_text(share: OpenedShare) -> list[str]:
    """Return what was agreed, the answers, and every goal, value and so on, a part each."""
    from metanoia.domain.days import said

    parts = []
    if share.agreed:
        agreed = share.agreed
        parts.append(
            f"For: {agreed.purpose}. Holds until {said(agreed.ends_on)}; then please delete it after "
            f"{agreed.keep_days} days."
        )
    if share.withdrawn:
        parts.append(f"Withdrawn, please delete: {', '.join(share.withdrawn)}")
    parts += [f"\nAnswer of {said(one.on)}: {one.text}" for one in share.answers]
    return parts + [_thing(thing) for thing in share.things]


def _thing(thing: SharedThing) -> str:
    from metanoia.exchange.shown import KINDS, shown

    one = shown(thing)
    lines = [f"\n# {one.heading}", "", ", ".join((KINDS[one.kind], *one.about))]
    drawings = (*([one.drawing] if one.drawing else []), *one.lines)
    lines += [line for each in drawings for line in ("", each.sentence)]
    for passage in one.passages:
        lines += ["", f"{passage.label}:", passage.text] if passage.text else ["", passage.label]
    return "\n".join(lines)
