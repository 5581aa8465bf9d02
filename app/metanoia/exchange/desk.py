"""Reading a share that somebody sealed: whole, signed, and shown from its data, never from its page."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metanoia.domain.entries import BODY_LIMIT, TITLE_LIMIT, EntryId
from metanoia.domain.shares import (
    COVER_NOTE_LIMIT,
    OpenedShare,
    SharedAttachment,
    SharedEntry,
)
from metanoia.exchange import bundle_reader, contact, manifest, payload, strict_json
from metanoia.exchange.bundle import MEMBER_BYTES, SEALED_BYTES
from metanoia.exchange.refusals import unreadable
from metanoia.vault import keys

if TYPE_CHECKING:
    from metanoia.domain.people import Identity
    from metanoia.exchange.manifest import Manifest
    from metanoia.store.people import People

TAG_LIMIT = 100
ATTACHMENT_LIMIT = 500

_TIME = re.compile(r"[0-2][0-9]:[0-5][0-9]")


def open_share(
    source: Path | bytes,
    *,
    identity: Identity | None = None,
    words: str | None = None,
    known: People | None = None,
) -> OpenedShare:
    """Open a sealed share by the words if they are given, else by the journal's ``identity``.

    ``known`` are the people whose signatures are recognised. Raises ShareUnreadable with a stable
    code and a sentence; nothing is written anywhere.
    """
    sealed = source if isinstance(source, bytes) else contents(source)
    if words is not None:
        found = bundle_reader.open_with_words(sealed, words)
    elif identity is not None:
        found = bundle_reader.open_with_key(sealed, identity.age_secret, identity.age_recipient)
    else:
        needs = bundle_reader.scan(sealed)
        raise unreadable("needs-words" if needs == "words" else "needs-key")
    sender = found.manifest.sender
    person = known.by_key(sender.key) if known else None
    try:
        return _opened(
            found,
            known_as=person.name if person else None,
            yours=identity is not None and identity.signing_key == sender.key,
            addressed_to_me=words is None,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise unreadable("data") from None


def reopen(members: Mapping[str, bytes], manifest_json: bytes) -> OpenedShare:
    """Return a share from its kept members and manifest, as it was opened; ShareUnreadable.

    Nothing is said of whose it is: ``known_as`` is None, ``yours`` and ``addressed_to_me`` are False.
    """
    listed = manifest.read(manifest.parse(manifest_json), "export")
    found = bundle_reader.Bundle(manifest=listed, manifest_json=manifest_json, members=members)
    try:
        return _opened(found, known_as=None, yours=False, addressed_to_me=False)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise unreadable("data") from None


def _opened(
    found: bundle_reader.Bundle[Manifest],
    *,
    known_as: str | None,
    yours: bool,
    addressed_to_me: bool,
) -> OpenedShare:
    listed, sender = found.manifest, found.manifest.sender
    data = strict_json.parse(found.members[payload.DATA], MEMBER_BYTES)
    if data["format"] != payload.FORMAT or data["share_id"] != listed.bundle_id:
        raise ValueError("other data")
    if data["version"] != payload.VERSION or data["reply_to"]["age"] != listed.reply_to:
        raise ValueError("other data")
    entries = tuple(_entry(item, found.members) for item in data["items"])
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError("an entry twice")
    shown = {one.member for entry in entries for one in entry.attachments}
    return OpenedShare(
        id=listed.bundle_id,
        sender=manifest.shown_name(sender.name),
        sender_age=sender.age,
        sender_key=sender.key,
        sender_fingerprint=contact.fingerprint(sender.age, sender.key),
        known_as=known_as,
        yours=yours,
        addressed_to_me=addressed_to_me,
        created_at=listed.created,
        fingerprint=keys.fingerprint(found.manifest_json),
        cover_note=manifest.text(data["cover_note"], COVER_NOTE_LIMIT),
        entries=entries,
        files={name: found.members[name] for name in sorted(shown)},
        reply_to=listed.reply_to,
        reply_token=base64.b64encode(manifest.token(data["reply_token"])).decode(),
        manifest_sha256=hashlib.sha256(found.manifest_json).hexdigest(),
    )


def contents(path: Path) -> bytes:
    """Return the bytes of a sealed file, no more than one too many; ShareUnreadable."""
    try:
        with path.open("rb") as file:
            return file.read(SEALED_BYTES + 1)
    except FileNotFoundError:
        raise unreadable("not-found") from None
    except IsADirectoryError:
        raise unreadable("not-a-share") from None
    except OSError:
        raise unreadable("unreadable") from None


def _entry(item: dict[str, Any], members: Mapping[str, bytes]) -> SharedEntry:
    if item["type"] != "entry":
        raise ValueError("another kind of thing")
    fields = item["fields"]
    rev = item["rev"]
    if type(rev) is not int or rev < 1:
        raise ValueError("rev")
    return SharedEntry(
        id=EntryId(manifest.identifier(item["id"])),
        rev=rev,
        date=dt.date.fromisoformat(manifest.text(fields["date"], 10)),
        time=_time(fields["time"]),
        title=manifest.line(fields["title"], TITLE_LIMIT),
        body=manifest.text(fields["body"], BODY_LIMIT),
        tags=tuple(manifest.line(tag, 80) for tag in _list(fields["tags"], TAG_LIMIT)),
        attachments=tuple(
            _attachment(one, members) for one in _list(item["attachments"], ATTACHMENT_LIMIT)
        ),
    )


def _attachment(one: dict[str, Any], members: Mapping[str, bytes]) -> SharedAttachment:
    member = manifest.text(one["file"], 200)
    data = members[member]
    sha256 = hashlib.sha256(data).hexdigest()
    if not member.startswith(f"attachments/{sha256}.") or one["size"] != len(data):
        raise ValueError("attachment")
    return SharedAttachment(
        name=manifest.line(one["name"], 255),
        member=member,
        media=manifest.line(one["media"], 100),
        size=len(data),
        sha256=sha256,
    )


def _list(found: object, limit: int) -> list[Any]:
    if not isinstance(found, list) or len(found) > limit:
        raise ValueError("list")
    return found


def _time(found: object) -> dt.time | None:
    if found is None:
        return None
    if not isinstance(found, str) or not _TIME.fullmatch(found):
        raise ValueError("time")
    return dt.time.fromisoformat(found)
