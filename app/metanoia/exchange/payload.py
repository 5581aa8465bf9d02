"""Exactly what leaves in a share, member by member, made from entries that were chosen one by one."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import json
import secrets
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from metanoia.domain.entries import Entry
from metanoia.domain.errors import Refused
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shares import (
    COVER_NOTE_LIMIT,
    NAME_LIMIT,
    SealedItem,
    SharedAttachment,
    SharedEntry,
)
from metanoia.exchange import manifest, page, readable
from metanoia.exchange.hidden_names import HiddenNames, words_of_page
from metanoia.exchange.only_shared import only_shared

FORMAT = "metanoia-share"
VERSION = 1
DATA = "data.json"

# A page or a script among the attachments would run where a browser opens it: such stay plain bytes.
_ENDINGS = {
    media: ending
    for ending, media in manifest.MEDIA.items()
    if ending not in ("html", "json", "md")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What chance and the clock add to a share: its id, the token for its reply, and the moment."""

    share_id: str
    reply_token: bytes
    created: dt.datetime


def draw(now: dt.datetime | None = None) -> Draw:
    """Return a new share's id and token, at this moment."""
    created = (now or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    return Draw(
        share_id=str(uuid.uuid4()),
        reply_token=secrets.token_bytes(manifest.TOKEN_BYTES),
        created=created,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A photo or file of a chosen entry, with its bytes."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An entry that was ticked, and its attachments if they were asked for."""

    entry: Entry
    attached: tuple[AttachedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What leaves: ``members`` maps names to bytes; the rest is counted from those very things."""

    members: dict[str, bytes]
    draw: Draw
    sender: str
    cover_note: str
    entries: tuple[SharedEntry, ...]
    items: tuple[SealedItem, ...]
    words: int
    photos: int
    files: int
    left_out: int  # links that were reduced to their text
    hidden: tuple[tuple[str, str], ...] = ()  # each name that was replaced, and by what

    @property
    def size(self) -> int:
        """Bytes of all members together."""
        return sum(map(len, self.members.values()))

    def summary(self) -> str:
        """Say what leaves in one line: "3 entries, 612 words. No photos. 41 KB"."""
        counted = f"{_count(len(self.entries), 'entry', 'entries')}, {_count(self.words, 'word')}"
        photos = _count(self.photos, "photo") if self.photos else "No photos"
        if self.files:
            photos += f", {_count(self.files, 'file')}"
        if self.hidden:
            photos += f", {_count(len(self.hidden), 'name')} hidden"
        return f"{counted}. {photos}. {readable.size(self.size)}"


def build(
    chosen: Sequence[Chosen],
    *,
    sender: str,
    reply_to: str,
    cover_note: str,
    drawn: Draw,
    in_journal: Callable[[str], bool],
    terms: Sequence[PrivateTerm] = (),
) -> Payload:
    """Return the share of the ``chosen`` entries, newest first, whatever order they were ticked in.

    ``reply_to`` is the journal's own age recipient; ``in_journal`` tells whether an id is an entry's;
    ``terms`` are names that may not leave. Raises Refused, naming the entry, if one is deleted or
    never to be shared, and if a name would still be read.
    """
    _check(chosen, sender, cover_note)
    names = HiddenNames(terms)
    ordered = sorted(chosen, key=lambda one: one.entry.n, reverse=True)
    files = _files(ordered)
    targets = {f"entry:{one.entry.id}" for one in ordered}
    targets |= {f"attachment:{attachment.sha256}" for attachment, _ in files.values()}
    left_out = 0

    def reduced(text: str) -> str:
        nonlocal left_out
        text, gone = only_shared(text, targets, in_journal)
        left_out += gone
        return names.hide(text)

    entries = tuple(_entry(one, reduced, names.hide) for one in ordered)
    cover_note, sender = reduced(cover_note.strip()), " ".join(sender.split())
    items = [_item(entry) for entry in entries]
    data = _data(drawn, sender, reply_to, cover_note, items)
    pages = page.Page(sender=sender, created=drawn.created, cover_note=cover_note, entries=entries)
    pictures = {attachment.sha256: bytes_ for attachment, bytes_ in files.values()}
    members = {
        DATA: data,
        "README.txt": readable.readme(sender, drawn.created).encode(),
        "index.html": page.page(pages, pictures).encode(),
        **{name: text.encode() for name, text in readable.markdown_files(entries).items()},
        **{attachment.member: bytes_ for attachment, bytes_ in files.values()},
    }
    _refuse_names(names, sender, members["index.html"])
    photos = sum(1 for attachment, _ in files.values() if page.is_picture(attachment.media))
    return Payload(
        members=dict(sorted(members.items())),
        draw=drawn,
        sender=sender,
        cover_note=cover_note,
        entries=entries,
        items=tuple(_sealed_item(item) for item in items),
        words=sum(one.entry.words for one in ordered),
        photos=photos,
        files=len(files) - photos,
        left_out=left_out,
        hidden=names.hidden,
    )


def refusal(entry: Entry) -> str | None:
    """Return why this entry may not leave, in a sentence that names it, or None if it may."""
    name = f"“{entry.title}”" if entry.title else f"The entry of {readable.day(entry.when.date)}"
    if entry.deleted_at is not None:
        return f"{name} is in Recently deleted. Bring it back first, or take it out of the share."
    if entry.never_share:
        return f"{name} is marked never to be shared. Take it out of the share."
    return None


def _check(chosen: Sequence[Chosen], sender: str, cover_note: str) -> None:
    if not chosen:
        raise Refused("Nothing is chosen yet. Tick at least one entry.")
    ids = [one.entry.id for one in chosen]
    if len(set(ids)) != len(ids):
        raise Refused("An entry is chosen twice. Choose each entry once.")
    for one in chosen:
        if why := refusal(one.entry):
            raise Refused(why)
    if not sender.strip() or len(sender) > NAME_LIMIT or not sender.isprintable():
        raise Refused(f"Say who the share is from, on one line of at most {NAME_LIMIT} characters.")
    if len(cover_note) > COVER_NOTE_LIMIT:
        raise Refused(f"A note to the reader has at most {COVER_NOTE_LIMIT:,} characters.")


def _files(chosen: Iterable[Chosen]) -> dict[str, tuple[SharedAttachment, bytes]]:
    """Return each attached file once, by its hash, whatever number of entries hold it."""
    files: dict[str, tuple[SharedAttachment, bytes]] = {}
    for one in chosen:
        for attached in one.attached:
            shared = _attachment(attached)
            files.setdefault(shared.sha256, (shared, attached.data))
    return files


def _attachment(attached: AttachedFile) -> SharedAttachment:
    sha256 = hashlib.sha256(attached.data).hexdigest()
    media = attached.media.partition(";")[0].strip().lower()
    member = f"attachments/{sha256}.{_ENDINGS.get(media, 'bin')}"
    return SharedAttachment(
        name=attached.name,
        member=member,
        media=manifest.media(member),
        size=len(attached.data),
        sha256=sha256,
    )


def _refuse_names(names: HiddenNames, sender: str, page: bytes) -> None:
    """Raise Refused if a name can be read all the same: in the sender's, or put together by marks."""
    if name := names.found_in(sender):
        raise Refused(
            f"“{name}” is on your list of hidden names, and the share says it is from {sender}. "
            "Take the name off the list, or give another one as yours."
        )
    if name := names.found_in(words_of_page(page.decode())):
        raise Refused(
            f"“{name}” is on your list of hidden names and would still be read, since signs of Markdown "
            "stand inside it. Write the name without them, or take that entry out."
        )


def _entry(one: Chosen, reduced: Callable[[str], str], hide: Callable[[str], str]) -> SharedEntry:
    entry = one.entry
    time = entry.when.time
    return SharedEntry(
        id=entry.id,
        rev=entry.rev,
        date=entry.when.date,
        time=time.replace(second=0, microsecond=0) if time else None,
        title=reduced(entry.title),
        body=reduced(entry.body),
        tags=tuple(hide(tag) for tag in entry.tags),
        attachments=tuple(
            dataclasses.replace(shared, name=hide(shared.name))
            for shared in map(_attachment, one.attached)
        ),
    )


def _item(entry: SharedEntry) -> dict[str, Any]:
    fields = {
        "date": entry.date.isoformat(),
        "time": entry.time.strftime("%H:%M") if entry.time else None,
        "title": entry.title,
        "body": entry.body,
        "tags": list(entry.tags),
    }
    attachments = [
        {
            "name": attachment.name,
            "file": attachment.member,
            "media": attachment.media,
            "size": attachment.size,
        }
        for attachment in entry.attachments
    ]
    return {
        "type": "entry",
        "id": entry.id,
        "rev": entry.rev,
        "fields": fields,
        "attachments": attachments,
    }


def _data(
    drawn: Draw, sender: str, reply_to: str, cover_note: str, items: list[dict[str, Any]]
) -> bytes:
    data = {
        "format": FORMAT,
        "version": VERSION,
        "share_id": drawn.share_id,
        "created_on": drawn.created.date().isoformat(),
        "from": {"name": sender},
        "reply_to": {"age": reply_to},
        "reply_token": base64.b64encode(drawn.reply_token).decode(),
        "cover_note": cover_note,
        "items": items,
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _sealed_item(item: dict[str, Any]) -> SealedItem:
    canonical = json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return SealedItem(
        kind="entry",
        id=item["id"],
        rev=item["rev"],
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
    )


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
