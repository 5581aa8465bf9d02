"""An entry as JSON, the shape that every command and export shares."""

from __future__ import annotations

from metanoia.domain.entries import Entry, EntryRow

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


def row_as_json(row: EntryRow, tz: str | None = None) -> dict[str, object]:
    """Return the same of a list row, without ``body``; a row knows no zone unless ``tz`` is given."""
    return {
        "id": str(row.id),
        "date": row.date.isoformat(),
        "time": row.time.isoformat("minutes") if row.time is not None else None,
        "tz": tz,
        "title": row.title,
        "tags": list(row.tags),
        "starred": row.starred,
        "words": row.words,
    }
