"""An entry as JSON, the shape that every command and export shares."""

from __future__ import annotations

from metanoia.domain.entries import Entry

FORMAT = "metanoia-journal"
VERSION = 1


def as_json(entry: Entry, *, body: bool = True) -> dict[str, object]:
    """Return {id, date, time, tz, title, body, tags, starred, words}; ``time`` is "HH:MM" or None."""
    fields: dict[str, object] = {
        "id": str(entry.id),
        "date": entry.when.date.isoformat(),
        "time": entry.when.time.isoformat("minutes") if entry.when.time is not None else None,
        "tz": entry.when.tz,
        "title": entry.title,
        "body": entry.body,
        "tags": list(entry.tags),
        "starred": entry.starred,
        "words": entry.words,
    }
    if not body:
        del fields["body"]
    return fields
