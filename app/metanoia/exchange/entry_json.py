"""An entry as JSON, the shape that every command and export shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.answers import FREE
from metanoia.domain.entries import Entry
from metanoia.domain.form_rows import as_json as answers_as_json

if TYPE_CHECKING:
    from metanoia.store.answers import Answers

FORMAT = "metanoia-journal"
VERSION = 1


def as_json(entry: Entry, *, body: bool = True) -> dict[str, object]:
    """Return {id, date, time, tz, title, body, tags, starred, words}; ``time`` is "HH:MM" or None."""
    time = entry.when.time
    fields: dict[str, object] = {
        "id": str(entry.id),
        "date": entry.when.date.isoformat(),
        "time": time.isoformat("minutes") if time is not None else None,
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


def form_as_json(entry: Entry, answers: Answers) -> dict[str, object]:
    """Return {"form": {"key", "version"}, "answers": {question: answer}}, nothing for a free entry.

    An answer is a text, a list of texts, a list of {column: cell}, a whole number, a day "YYYY-MM-DD"
    or {"kind", "id", "words"}.
    """
    if entry.form == FREE:
        return {}
    filled = answers.filled(entry)
    if filled is None:  # its form is unknown here
        return {
            "form": {"key": entry.form, "version": answers.version(entry)},
            "answers": answers.loose(entry),
        }
    return {
        "form": {"key": filled.key, "version": filled.version},
        "answers": answers_as_json(filled.values),
    }
