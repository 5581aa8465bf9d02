"""Entries from folders of Markdown notes: Obsidian, plain folders, and the journal's own export."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metanoia.domain.days import Moment, at
from metanoia.domain.entries import TITLE_LIMIT, NewEntry, Source, storable
from metanoia.domain.errors import ImportUnreadable, Refused
from metanoia.exchange import front_matter, models_text, own_note
from metanoia.exchange.arrivals import Arrival, Choices, Problem, Read, tidy, usable_tags
from metanoia.exchange.dates import Stamps, days_come_first, moment
from metanoia.exchange.note_text import tags_in
from metanoia.exchange.plain_text import read_text
from metanoia.exchange.vault_files import VaultFiles
from metanoia.text.words import title_from_h1

APP = "markdown"
SUFFIXES = (".md", ".markdown")
NOTE_LIMIT = 5_000_000  # bytes

_DATE_FIELDS = ("date", "created", "creation date", "day")
_READ_FIELDS = {*_DATE_FIELDS, "time", "tz", "timezone", "title", "tags", "tag", "starred"}
_NAMED = re.compile(
    r"(?<!\d)(?:(\d{4})([-_.]?)(\d{2})\2(\d{2})|(\d{2})([-_.])(\d{2})\6(\d{4}))(?!\d)"
)
_IN_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")
_YES = {"true", "yes", "on", "1"}


@dataclass(frozen=True, slots=True)
class _Dated:
    when: Moment
    guessed: bool = False


def read(path: Path, choices: Choices) -> Iterator[Read]:
    """Yield the notes of a folder, or one note, and what could not be read of them."""
    root = path if path.is_dir() else path.parent
    notes, problems = walk(path)
    yield from problems
    vault = VaultFiles(root, notes)
    told = days_come_first(_eight_digits(note.stem) for note in notes)
    if told is None and choices.day_first is None:
        yield Problem(
            where=root.name,
            why="File names such as 03-04-2020 may be read two ways; the day was taken first. "
            "If months come first, import again and say so.",
            cure="day_first",
        )
    first = told is not False if choices.day_first is None else choices.day_first
    stamps, ids = Stamps(day_first=first), set[str]()
    for note in notes:
        place = note.relative_to(root).as_posix()
        try:
            yield from _note(note, place, vault, choices, stamps, first, ids)
        except (ImportUnreadable, Refused) as error:
            yield Problem(where=place, why=str(error))


def walk(path: Path) -> tuple[list[Path], list[Problem]]:
    """Return the notes under a folder in order, and links that were not followed."""
    if path.is_file():
        return [path], []
    notes, problems = [], []
    for folder, inner, files in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(inner) + sorted(files):
            file = Path(folder, name)
            note = name.lower().endswith(SUFFIXES) and not name.startswith(".")
            if file.is_symlink() and (note or name in inner):
                problems.append(
                    Problem(
                        where=file.relative_to(path).as_posix(),
                        why="It is a link to another place and was left out.",
                    )
                )
            elif note and file.is_file():
                notes.append(file)
    return notes, problems


def _note(
    note: Path, place: str, vault: VaultFiles, choices: Choices, stamps: Stamps,
    day_first: bool, ids: set[str],
) -> Iterator[Read]:  # fmt: skip
    plain = read_text(note, NOTE_LIMIT)
    if plain.warning:
        yield Problem(where=place, why=plain.warning)
    block, text = front_matter.split(plain.text)
    fields: dict[str, Any] = {}
    if block is not None:
        try:
            fields = front_matter.read(block)
        except front_matter.Unreadable as error:
            text = plain.text
            why = f"Its front matter cannot be read ({error}); it was kept as text."
            yield Problem(where=place, why=why)
    if fields.get(models_text.MARK) in models_text.KINDS:
        yield Problem(where=place, why=models_text.LEFT_OUT)
        return
    if own_note.is_own(fields) and fields["id"] not in ids:
        ids.add(fields["id"])
        yield from own_note.read(fields, text, place, vault, note)
        return
    if not fields and not text.strip():
        yield Problem(where=place, why="The file is empty; it was left out.")
        return
    dated = _dated(fields, note, place, choices, stamps, day_first)
    if dated is None:
        yield Problem(
            where=place,
            why="It has no date, neither in its front matter nor in its name or folder. "
            "Give it one, or let the day its file was last changed be taken.",
            cure="guess_dates",
        )
        return
    yield from _arrival(note, place, fields, text, dated, vault)


def _arrival(
    note: Path, place: str, fields: dict[str, Any], text: str, dated: _Dated, vault: VaultFiles
) -> Iterator[Read]:
    title, body = _titled(fields, text, note)
    named = front_matter.words_of(fields.get("tags")) + front_matter.words_of(fields.get("tag"))
    tags, unusable = usable_tags(named + tags_in(body))
    rest = {name: value for name, value in fields.items() if name.lower() not in _READ_FIELDS}
    if unusable:
        rest["tags"] = unusable
    for name in ("date", "title"):
        if name in fields:  # kept as written: a wording or a zone may say more than the entry can
            rest[name] = fields[name]
    found = vault.met(body, note)
    entry = NewEntry(
        when=dated.when, title=title, body=found.body, tags=tags,
        starred=str(fields.get("starred", "")).lower() in _YES,
        source=Source(
            app=APP, key=vault.key(note), raw=text if found.body != body else ""
        ),
    )  # fmt: skip
    yield Arrival(
        entry=entry, where=place, fields=rest, guessed=dated.guessed,
        enclosures=found.enclosures, links=found.links,
    )  # fmt: skip
    for why in found.missing:
        yield Problem(where=place, why=why)
    if dated.guessed:
        why = f"Date guessed: {dated.when.date:%Y-%m-%d}, when its file was last changed."
        yield Problem(where=place, why=why)


def _titled(fields: dict[str, Any], text: str, note: Path) -> tuple[str, str]:
    body, given = tidy(text), fields.get("title")
    if isinstance(given, str) and given.strip():
        title = " ".join(storable(given).split())
        if len(title) <= TITLE_LIMIT:
            heading, rest = title_from_h1(body)
            return title, tidy(rest) if heading == title else body
    title, rest = title_from_h1(body)
    if title:
        return " ".join(title.split()), tidy(rest)
    name = " ".join(_NAMED.sub(" ", storable(note.stem)).split()).strip(" -_.,")
    lettered = any(sign.isalpha() for sign in name)
    return (name if lettered and len(name) <= TITLE_LIMIT else ""), body


def _dated(
    fields: dict[str, Any], note: Path, place: str, choices: Choices, stamps: Stamps,
    day_first: bool,
) -> _Dated | None:  # fmt: skip
    lowered = {name.lower(): value for name, value in fields.items() if isinstance(value, str)}
    tz = lowered.get("tz") or lowered.get("timezone") or choices.tz
    for name in _DATE_FIELDS:
        if lowered.get(name, "").strip():
            when = moment(f"{lowered[name]}", tz, stamps)
            if when and not when.has_time and (time := _time(lowered.get("time", ""))):
                when = at(when.date, time, tz)
            if when:
                return _Dated(when)
    day = _day_in_name(note.stem, day_first) or _day_in_folders(place)
    if day:
        return _Dated(at(day, _time(lowered.get("time", "")), tz))
    if not choices.guess_dates:
        return None
    changed = dt.datetime.fromtimestamp(note.stat().st_mtime).astimezone()
    return _Dated(at(changed.date(), None, tz), guessed=True)


def _time(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text.strip().zfill(5)).replace(microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _day_in_name(stem: str, day_first: bool) -> dt.date | None:
    for found in _NAMED.finditer(stem):
        if found[1]:
            parts = (found[1], found[3], found[4])
        else:
            parts = (found[8], found[7], found[5]) if day_first else (found[8], found[5], found[7])
        day = _day(*parts)
        if day:
            return day
    return None


def _day_in_folders(place: str) -> dt.date | None:
    found = _IN_FOLDERS.search(place.rsplit(".", 1)[0])
    return _day(*found.groups()) if found else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _eight_digits(stem: str) -> str:
    found = _NAMED.search(stem)
    return f"{found[5]}-{found[7]}-{found[8]}" if found and found[5] else ""
