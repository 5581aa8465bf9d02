"""Entries from jrnl (https://jrnl.sh): text files, and folders of YYYY/MM/DD.txt.

A header is "[2013-06-09 15:39] Title"; up to jrnl 1.9.5 it had no brackets. In brackets, only what
reads as a date is a header: "[1] a footnote" is text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.days import Moment, at
from metanoia.domain.entries import TITLE_LIMIT, NewEntry, Source
from metanoia.domain.errors import ImportUnreadable, Refused
from metanoia.exchange.arrivals import (
    Arrival,
    Choices,
    Problem,
    Read,
    TextKeys,
    tidy,
    usable_tags,
)
from metanoia.exchange.dates import Stamp, Stamps, days_come_first
from metanoia.exchange.plain_text import decoded, read_bytes

APP = "jrnl"
FILE_LIMIT = 256_000_000  # bytes

_HEADER = re.compile(r"^\[([^\[\]\n]{4,60})\](?:[ \t]|$)", re.MULTILINE)
_OLD_HEADER = re.compile(
    r"^(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ T]\d{1,2}:\d{2}(?::\d{2})?(?: [AaPp][Mm])?)(?:[ \t]|$)",
    re.MULTILINE,
)
_DAY_FILE = re.compile(r"(\d{4})/(\d{2})/(\d{2})\.txt")
_TAG = re.compile(r"(?<!\S)[@#]([-+*#/\w]{1,60})")
# jrnl's own sentence ends, where a title is not alone on its line
_SENTENCE = re.compile(r"[.!?…‼‽⁇⁈⁉]['‘-‟\"]?[\])]*(?=\s)|[!.?。｡]")
_ENCRYPTED = (b"gAAAAA", b"JRNLv3")


@dataclass(frozen=True, slots=True)
class _Header:
    start: int
    end: int
    stamp: Stamp
    written: str


def read(path: Path, choices: Choices) -> Iterator[Read]:
    """Yield the entries of a jrnl file or folder and what could not be read of it.

    Raises ImportUnreadable for an encrypted journal or a file that is no text.
    """
    keys = TextKeys()
    if path.is_file():
        yield from _file(path, path.name, None, choices, keys)
        return
    for file, place, day in day_files(path):
        try:
            yield from _file(file, place, day, choices, keys)
        except ImportUnreadable as error:
            yield Problem(where=place, why=str(error))


def day_files(folder: Path) -> Iterator[tuple[Path, str, dt.date]]:
    """Yield the day files of a jrnl folder, oldest first: path, name within the folder, day."""
    for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9].txt")):
        place = file.relative_to(folder).as_posix()
        named = _DAY_FILE.fullmatch(place)
        inside = file.resolve().is_relative_to(folder.resolve())
        if not named or not inside or not file.is_file():
            continue
        try:
            yield file, place, dt.date(*map(int, named.groups()))
        except ValueError:  # 2020/13/40.txt is no day
            continue


def looks_like(start: str) -> bool:
    """Tell whether a text begins as jrnl writes: some header with a date in the usual formats."""
    return bool(_headers(start, _stamps(start, None)[0]))


def refuse_encrypted(start: bytes) -> None:
    """Raise ImportUnreadable if these first bytes are of an encrypted jrnl journal."""
    if start.startswith(_ENCRYPTED):
        raise ImportUnreadable(
            "This jrnl journal is encrypted. Decrypt it with jrnl first (jrnl --decrypt), "
            "then import it."
        )


def split_title(text: str) -> tuple[str, str]:
    """Split a text as jrnl does: title to the end of its line, else of its first sentence.

    The title is empty if neither ends within the 200 characters of a title.
    """
    line, broken, rest = text.partition("\n")
    if broken and len(line) <= TITLE_LIMIT:
        return line.strip(), tidy(rest)
    end = _SENTENCE.search(text)
    if end and end.end() <= TITLE_LIMIT:
        return text[: end.end()].strip(), tidy(text[end.end() :]).lstrip(" \t")
    return (line.strip(), "") if not broken and len(line) <= TITLE_LIMIT else ("", text)


def _file(
    path: Path, place: str, day: dt.date | None, choices: Choices, keys: TextKeys
) -> Iterator[Read]:
    data = read_bytes(path, FILE_LIMIT)
    refuse_encrypted(data)
    plain = decoded(data)
    if plain.warning:
        yield Problem(where=place, why=plain.warning)
    stamps, unsure = _stamps(plain.text, choices.day_first)
    if unsure:
        yield Problem(
            where=place,
            why="Dates such as 3/4/2020 may be read two ways; the day was taken first. "
            "If months come first, import again and say so.",
            cure="day_first",
        )
    headers = _headers(plain.text, stamps)
    first = headers[0].start if headers else len(plain.text)
    if plain.text[:first].strip():
        guess = day or (headers[0].stamp[0] if headers else _changed(path))
        yield from _undated(plain.text[:first], place, guess, choices, keys)
    line, counted = 1, 0
    for at_, header in enumerate(headers):
        line += plain.text.count("\n", counted, header.start)
        counted = header.start
        end = headers[at_ + 1].start if at_ + 1 < len(headers) else len(plain.text)
        where = f"{place}, line {line}"
        yield _entry(plain.text[header.end : end], header, where, choices, keys)
    yield from _doubtful(plain.text, place, stamps)


def _stamps(text: str, day_first: bool | None) -> tuple[Stamps, bool]:
    blobs = [found[1] for found in _HEADER.finditer(text)]
    blobs += [found[1] for found in _OLD_HEADER.finditer(text)]
    told = days_come_first(blobs) if day_first is None else day_first
    return Stamps(day_first=told is not False), told is None


def _headers(text: str, stamps: Stamps) -> list[_Header]:
    old = _OLD_HEADER.match(text, len(text) - len(text.lstrip()))
    if old and stamps.read(old[1]):
        return _found(_OLD_HEADER, text, stamps)
    # Words are tried only where no digits fit, so that a note in brackets does not become a header.
    return _found(_HEADER, text, stamps) or _found(_HEADER, text, stamps, words=True)


def _found(
    pattern: re.Pattern[str], text: str, stamps: Stamps, *, words: bool = False
) -> list[_Header]:
    headers = []
    for match in pattern.finditer(text):
        stamp = stamps.read_words(match[1]) if words else stamps.read(match[1])
        if stamp:
            headers.append(_Header(match.start(), match.end(), stamp, match[1]))
    return headers


def _entry(text: str, header: _Header, where: str, choices: Choices, keys: TextKeys) -> Read:
    text = tidy(text).lstrip(" \t")
    if not text:
        return Problem(where=where, why=f"The entry of {header.written} is empty; it was left out.")
    line, broken, rest = text.partition("\n")
    starred = line == "*" or line.endswith(" *")
    if starred:
        text = line[:-1].rstrip() + broken + rest
    title, body = split_title(text)
    try:
        when = at(*header.stamp, choices.tz)
        return arrival(when, (title, body), _TAG.findall(text), where, keys, starred=starred)
    except Refused as error:
        return Problem(where=where, why=str(error))


def arrival(
    when: Moment,
    text: tuple[str, str],
    tags: list[str],
    where: str,
    keys: TextKeys,
    *,
    starred: bool = False,
    fields: dict[str, object] | None = None,
    guessed: bool = False,
) -> Arrival:
    """Return a jrnl entry of (title, body) about to come in; tags lower-cased, as jrnl does.

    Raises Refused.
    """
    lettered = [name.lower() for name in tags if any(sign.isalpha() for sign in name)]
    kept, unusable = usable_tags(lettered)
    fields = dict(fields or {})
    if unusable:
        fields["tags"] = unusable
    title, body = text
    key = keys.key(None if guessed else when, title, body)
    entry = NewEntry(
        when=when, title=title, body=body, tags=kept, starred=starred,
        source=Source(app=APP, key=key),
    )  # fmt: skip
    return Arrival(entry=entry, where=where, fields=fields, guessed=guessed)


def _undated(
    text: str, place: str, day: dt.date, choices: Choices, keys: TextKeys
) -> Iterator[Read]:
    where = f"{place}, line 1"
    title, body = split_title(tidy(text.lstrip()))
    try:
        when = at(day, None, choices.tz)
        tags = _TAG.findall(text)
        yield arrival(when, (title, body), tags, where, keys, guessed=True)
    except Refused as error:
        yield Problem(where=where, why=str(error))
    else:
        yield Problem(
            where=where,
            why=f"Text without a date; it was kept as an entry of {day:%Y-%m-%d}, which is a guess.",
        )


def _doubtful(text: str, place: str, stamps: Stamps) -> Iterator[Read]:
    """Name the lines that look like a header and are none, such as "[2019-07 14:23] Third"."""
    for match in _HEADER.finditer(text):
        blob = match[1]
        if sum(sign.isdigit() for sign in blob) < 6 or not blob[0].isdigit() or stamps.read(blob):
            continue
        line = text.count("\n", 0, match.start()) + 1
        yield Problem(
            where=f"{place}, line {line}",
            why=f"“[{blob}]” is no date that can be read; its text stays with the entry before.",
        )


def _changed(path: Path) -> dt.date:
    return dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
