"""Reading a share that somebody sealed: whole, signed, and shown from its data, never from its page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from metanoia.domain.shares import OpenedShare
from metanoia.exchange import bundle_reader, contact, manifest, share_data, share_json
from metanoia.exchange.bundle import SEALED_BYTES
from metanoia.exchange.refusals import unreadable
from metanoia.vault import keys

if TYPE_CHECKING:
    from metanoia.domain.people import Identity
    from metanoia.exchange.manifest import Manifest
    from metanoia.store.people import People


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
    except (KeyError, ValueError):
        raise unreadable("data") from None


def reopen(members: Mapping[str, bytes], manifest_json: bytes) -> OpenedShare:
    """Return a share from its kept members and manifest, as it was opened; ShareUnreadable.

    Nothing is said of whose it is: ``known_as`` is None, ``yours`` and ``addressed_to_me`` are False.
    """
    listed = manifest.read(manifest.parse(manifest_json), "export")
    found = bundle_reader.Bundle(manifest=listed, manifest_json=manifest_json, members=members)
    try:
        return _opened(found, known_as=None, yours=False, addressed_to_me=False)
    except (KeyError, ValueError):
        raise unreadable("data") from None


def _opened(
    found: bundle_reader.Bundle[Manifest],
    *,
    known_as: str | None,
    yours: bool,
    addressed_to_me: bool,
) -> OpenedShare:
    listed, sender = found.manifest, found.manifest.sender
    data = share_data.read(found.members[share_json.DATA], found.members)
    if data.share_id != listed.bundle_id or data.reply_to != listed.reply_to:
        raise ValueError("other data")
    attached = {one.member for entry in data.entries for one in entry.attachments}
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
        cover_note=data.cover_note,
        entries=data.entries,
        files={name: found.members[name] for name in sorted(attached)},
        reply_to=listed.reply_to,
        reply_token=base64.b64encode(data.reply_token).decode(),
        manifest_sha256=hashlib.sha256(found.manifest_json).hexdigest(),
        seq=data.seq,
        previous=data.previous,
        agreed=data.agreed,
        things=data.things,
        links=data.links,
        answers=data.answers,
        target_events=data.events,
        withdrawn=data.withdrawn,
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
