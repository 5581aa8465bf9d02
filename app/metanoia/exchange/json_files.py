"""Entries from JSON files: jrnl's export, and the journal's own."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from metanoia.domain.days import at
from metanoia.domain.entries import TITLE_LIMIT
from metanoia.domain.errors import ImportUnreadable, Refused
from metanoia.exchange import jrnl, own_note, own_things
from metanoia.exchange.arrivals import Choices, Enclosure, Problem, Read, TextKeys, tidy
from metanoia.exchange.dates import Stamps
from metanoia.exchange.entry_json import FORMAT, VERSION
from metanoia.exchange.plain_text import decoded, read_bytes

FILE_LIMIT = 256_000_000  # bytes
_JRNL_FIELDS = {"title", "body", "date", "time", "tags", "starred"}


def load(path: Path) -> Any:
    """Return what a JSON file holds; ImportUnreadable if it is damaged."""
    try:
        return json.loads(decoded(read_bytes(path, FILE_LIMIT)).text)
    except (ValueError, RecursionError):
        raise ImportUnreadable(
            f"{path.name} is not whole JSON. Export it again from the program it came from."
        ) from None


def is_own(data: Any) -> bool:
    """Tell whether JSON is the journal's own export."""
    return isinstance(data, dict) and data.get("format") == FORMAT


def is_jrnl(data: Any) -> bool:
    """Tell whether JSON is what ``jrnl --format json`` writes."""
    return isinstance(data, dict) and isinstance(data.get("entries"), list) and not is_own(data)


def read_jrnl(path: Path, choices: Choices) -> Iterator[Read]:
    """Yield the entries of jrnl's JSON; each unreadable one is a problem."""
    data = load(path)
    if not is_jrnl(data):
        raise ImportUnreadable(f"{path.name} is not an export of jrnl. Choose another file.")
    stamps, keys = Stamps(day_first=choices.day_first is not False), TextKeys()
    for number, entry in enumerate(data["entries"], 1):
        where = f"{path.name}, entry {number}"
        try:
            yield _jrnl_entry(entry, where, choices, stamps, keys)
        except Refused as error:
            yield Problem(where=where, why=str(error))
        except (KeyError, TypeError, AttributeError, ValueError):
            yield Problem(where=where, why="It is not an entry that can be understood.")


def read_own(path: Path, _choices: Choices) -> Iterator[Read]:
    """Yield the entries of the journal's own JSON; each unreadable one is a problem."""
    data = load(path)
    if not is_own(data) or not isinstance(data.get("entries"), list):
        raise ImportUnreadable(f"{path.name} is not an export of Metanoia. Choose another file.")
    if data.get("version") != VERSION:
        raise ImportUnreadable(
            f"{path.name} was written by a newer version of Metanoia. Install that version."
        )
    seen: set[str] = set()
    for number, fields in enumerate(data["entries"], 1):
        where = f"{path.name}, entry {number}"
        try:
            read = list(_own_entry(fields, where))
            if fields["id"] in seen:
                raise ValueError
        except Refused as error:
            yield Problem(where=where, why=str(error))
        except (KeyError, TypeError, AttributeError, ValueError, OverflowError):
            yield Problem(where=where, why="It is not an entry that can be understood.")
        else:
            seen.add(fields["id"])
            yield from read
    yield from own_things.read(data, path.name)


def _own_entry(fields: dict[str, Any], where: str) -> Iterator[Read]:
    if not own_note.is_entry_id(fields["id"]) or not isinstance(fields["body"], str):
        raise ValueError
    enclosures = []
    for listed in fields.get("attachments") or ():
        data = base64.b64decode(listed["data"], validate=True)
        digest = hashlib.sha256(data).hexdigest()
        enclosures.append(
            Enclosure(content=data, name=str(listed["name"]), sha256=digest, clean=True)
        )
    starred = fields.get("starred") is True
    entry = own_note.entry_of(fields, fields["body"], starred=starred)
    yield from own_note.arrived(entry, fields, where, tuple(enclosures))


def _jrnl_entry(
    entry: dict[str, Any], where: str, choices: Choices, stamps: Stamps, keys: TextKeys
) -> Read:
    written = f"{entry['date']} {entry.get('time') or ''}".strip()
    stamp = stamps.read(written)
    if stamp is None:
        return Problem(where=where, why=f"“{written[:60]}” is no date that can be read.")
    title, body = str(entry.get("title") or "").strip(), tidy(str(entry.get("body") or ""))
    fields = {name: value for name, value in entry.items() if name not in _JRNL_FIELDS}
    if "\n" in title or len(title) > TITLE_LIMIT:
        title, body = jrnl.split_title(tidy(f"{title}\n{body}" if body else title))
    if not title and not body:
        return Problem(where=where, why=f"The entry of {written} is empty; it was left out.")
    tags = [str(name) for name in entry.get("tags") or []]
    when = at(*stamp, choices.tz)
    return jrnl.arrival(
        when, (title, body), tags, where, keys, starred=entry.get("starred") is True, fields=fields
    )
