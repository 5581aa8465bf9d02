"""A share as it is read: its words taken from the bytes that leave, and made into safe HTML."""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.entries import EntryId
from metanoia.domain.shared_things import Shown
from metanoia.domain.shares import SharedAttachment, SharedEntry
from metanoia.exchange import readable
from metanoia.ui import dates, fonts
from metanoia.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


@dataclass(frozen=True, slots=True)
class SharedPages:
    """What the reader finds: who writes, the note that comes first, the entries in their order."""

    sender: str
    cover_note: str
    entries: tuple[SharedEntry, ...]
    shown: tuple[
        Shown, ...
    ] = ()  # goals, values, assumptions, predictions, targets: before the entries


def pages_of(data: bytes | str) -> SharedPages:
    """Read the data.json of a share that this journal made itself; ValueError if it is none."""
    found = json.loads(data)
    try:
        return SharedPages(
            sender=found["from"]["name"],
            cover_note=found["cover_note"],
            entries=tuple(_entry(one) for one in found["items"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no data of a share") from error


def pictures_in(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the attached files by their SHA-256, from the members of a share."""
    attached = (name for name in members if name.startswith("attachments/"))
    return {_digest(name): members[name] for name in attached}


def whole(pages: SharedPages) -> str:
    """Return everything as one page: the note, then the entries with a line between them."""
    count = len(pages.entries)
    parts = [_note(pages.cover_note)] if pages.cover_note else []
    parts += [entry_html(entry, number, count) for number, entry in enumerate(pages.entries, 1)]
    return _line().join(parts)


def page_of(cover_note: str, entries: Sequence[SharedEntry], place: int) -> str:
    """Return the entry at ``place`` (0 and up) as a page, the first one below the note."""
    parts = [_note(cover_note)] if cover_note and place == 0 else []
    if place < len(entries):
        parts.append(entry_html(entries[place], place + 1, len(entries)))
    return _line().join(parts)


def entry_html(entry: SharedEntry, number: int, count: int) -> str:
    """Return one entry: which of how many and when, its title, text, photos, files and tags."""
    from metanoia.text.markdown import render  # loads a Markdown library

    time = f", {dates.clock(entry.time)}" if entry.time else ""
    when = _tr("Entry {} of {}").format(number, count) + f"  ·  {dates.long(entry.date)}{time}"
    title = _heading(entry.title) if entry.title else ""
    body = render(readable.text_below_title(entry.title, entry.body))
    return f"{_small(when)}{title}{body}{_attached(entry)}{_tags(entry.tags)}"


def _line() -> str:
    return f'<hr style="background-color: {theme().hex("hairline")};">'


def _note(text: str) -> str:
    from metanoia.text.markdown import render

    return f"{_small(_tr('What this is for'))}{render(text)}"


def _entry(one: dict[str, Any]) -> SharedEntry:
    fields = one["fields"]
    time = fields["time"]
    return SharedEntry(
        id=EntryId(one["id"]),
        rev=one["rev"],
        date=dt.date.fromisoformat(fields["date"]),
        time=dt.time.fromisoformat(time) if time else None,
        title=fields["title"],
        body=fields["body"],
        tags=tuple(fields["tags"]),
        attachments=tuple(
            SharedAttachment(
                name=file["name"],
                member=file["file"],
                media=file["media"],
                size=file["size"],
                sha256=_digest(file["file"]),
            )
            for file in one["attachments"]
        ),
    )


def _digest(member: str) -> str:
    return member.removeprefix("attachments/").partition(".")[0]


def _attached(entry: SharedEntry) -> str:
    """Show the photos that the text does not show itself; name the files."""
    loose = [one for one in entry.attachments if f"attachment:{one.sha256}" not in entry.body]
    shown = [one for one in loose if one.media in _PICTURES]
    named = [one for one in entry.attachments if one.media not in _PICTURES]
    photos = "".join(f'<p><img src="attachment:{one.sha256}"></p>' for one in shown)
    files = [f"{one.name} ({readable.size(one.size)})" for one in named]
    return photos + (_small(_tr("Attached: {}").format(", ".join(files))) if files else "")


def _tags(tags: Sequence[str]) -> str:
    return _small("   ".join(f"#{tag}" for tag in tags)) if tags else ""


def _heading(text: str) -> str:
    size = theme().px(27)
    style = f"font-size: {size}px; font-weight: 600; margin: 2px 0 {theme().px(12)}px 0;"
    return f'<p dir="auto" style="{style}">{html.escape(text)}</p>'


def _small(text: str) -> str:
    style = (
        f"font-family: '{fonts.UI_FAMILY}'; font-size: {theme().px(12)}px;"
        f" color: {theme().hex('text3')}; margin: 0 0 {theme().px(6)}px 0;"
    )
    return f'<p style="{style}">{html.escape(text)}</p>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("SharedPages", text)
