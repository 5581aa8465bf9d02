"""The journal's own notes: one Markdown file an entry, which reads back to the letter."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from metanoia.domain import days
from metanoia.domain.days import Moment
from metanoia.domain.entries import Entry, EntryId, NewEntry, Source
from metanoia.domain.errors import ImportUnreadable, Refused
from metanoia.exchange import front_matter
from metanoia.exchange.arrivals import Arrival, Enclosure, Problem, Read, usable_tags
from metanoia.exchange.own_form import differs, form_in, may_be_private
from metanoia.exchange.vault_files import VaultFiles, enclosed

APP = "metanoia"
_NEEDED = ("id", "date", "tz", "written", "starred")


def write(
    entry: Entry, files: Mapping[str, tuple[str, str]], form: Mapping[str, object] | None = None
) -> str:
    """Return the note of an entry.

    ``files`` gives for an attachment's SHA-256 its path as seen from the note, and its name; ``form``
    is what ``form_as_json`` returns.
    """
    body = entry.body
    for sha256, (path, _) in files.items():
        body = body.replace(f"(attachment:{sha256})", f"({path})")
    fields = stamp_fields(entry.when)
    fields = {"id": str(entry.id), **fields, "title": entry.title, "tags": list(entry.tags)}
    fields["starred"] = entry.starred
    if entry.never_share:
        fields["never_share"] = True
    if files:
        fields["attachments"] = [
            {"file": path, "name": name, "sha256": sha256} for sha256, (path, name) in files.items()
        ]
    fields |= form or {}
    return front_matter.write(fields) + (f"\n{body}\n" if body else "")


def stamp_fields(when: Moment) -> dict[str, object]:
    """Return the day, the time of the clock (if known), the zone and the instant in UTC."""
    fields: dict[str, object] = {"date": when.date.isoformat()}
    if when.time is not None:
        fields["time"] = when.time.isoformat("minutes")
    fields["tz"] = when.tz
    fields["written"] = written(when)
    return fields


def written(when: Moment) -> str:
    """Return the instant as an export names it: "2026-01-14T21:05:00Z"."""
    return when.instant.isoformat().replace("+00:00", "Z")


def is_own(fields: Mapping[str, Any]) -> bool:
    """Tell whether front matter is what ``write`` writes."""
    if not all(isinstance(fields.get(name), str) for name in _NEEDED):
        return False
    return is_entry_id(fields["id"])


def is_entry_id(text: object) -> bool:
    """Tell whether a text is the id of an entry: a UUID in its usual form."""
    try:
        return isinstance(text, str) and str(uuid.UUID(text)) == text
    except ValueError:
        return False


def read(
    fields: Mapping[str, Any], text: str, place: str, vault: VaultFiles, note: Path
) -> Iterator[Read]:
    """Yield the entry of an own note, and what is wrong with it."""
    body = text.removeprefix("\n").removesuffix("\n")
    enclosures = []
    try:
        for listed in fields.get("attachments") or ():
            file = note.parent / listed["file"]
            if not vault.inside(file):
                yield Problem(where=place, why=f"Its attachment {listed['file']} is missing.")
                continue
            found = enclosed(file, name=listed["name"], clean=True)
            body = body.replace(f"({listed['file']})", f"(attachment:{found.sha256})")
            enclosures.append(found)
        entry = entry_of(fields, body, starred=str(fields["starred"]).lower() == "true")
    except (Refused, ImportUnreadable) as error:
        yield Problem(where=place, why=str(error))
    except (ValueError, OverflowError, TypeError, KeyError, AttributeError):
        why = "Its front matter was changed and cannot be understood."
        yield Problem(where=place, why=why)
    else:
        yield from arrived(entry, fields, place, tuple(enclosures))


def arrived(
    entry: NewEntry, fields: Mapping[str, Any], place: str, enclosures: tuple[Enclosure, ...]
) -> Iterator[Read]:
    """Yield an exported entry with its form, and what is wrong with that."""
    filled, why = form_in(fields)
    if why and may_be_private(fields):
        entry = replace(entry, never_share=True)
        why += " It is marked never to be shared."
    yield Arrival(entry=replace(entry, form=filled), where=place, enclosures=enclosures)
    why = why or (differs(filled, entry.body) if filled else "")
    if why:
        yield Problem(where=place, why=why)


def entry_of(fields: Mapping[str, Any], body: str, *, starred: bool) -> NewEntry:
    """Return the entry that exported fields describe; ValueError, KeyError or Refused if they do not."""
    date = dt.date.fromisoformat(fields["date"])
    days.check_date(date)
    days.zone(fields["tz"])
    instant = dt.datetime.fromisoformat(fields["written"]).astimezone(dt.UTC)
    when = Moment(
        date=date, instant=instant, tz=fields["tz"], has_time=fields.get("time") is not None
    )
    if when.has_time and when.local.strftime("%H:%M") != str(fields["time"]):
        when = days.at(date, dt.time.fromisoformat(fields["time"]), fields["tz"])  # edited by hand
    elif not _of_that_day(when):
        when = days.at(date, when.time, fields["tz"])
    return NewEntry(
        id=EntryId(fields["id"]),
        when=when,
        title=str(fields.get("title") or ""),
        body=body,
        tags=usable_tags(list(fields.get("tags") or ()))[0],
        starred=starred,
        never_share=str(fields.get("never_share")).lower() == "true",
        source=Source(app=APP, key=fields["id"]),
    )


def _of_that_day(when: Moment) -> bool:
    night = (when.local.date() - when.date).days
    return night == 0 or (night == 1 and when.has_time and when.local.hour < 12)
