"""A coach's journal with a client, and shares of that client made by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journals import new_journal
from metanoia.domain.anchors import Selector
from metanoia.domain.clients import WholeShare
from metanoia.domain.consents import Agreed
from metanoia.domain.entries import EntryId
from metanoia.domain.learning_targets import Act, Actor, TargetEvent, TargetId, Wording
from metanoia.domain.people import Person, Role
from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.domain.shared_things import SharedThing, ThingKind
from metanoia.domain.shares import OpenedShare, SharedEntry
from metanoia.journal import Journal
from metanoia.vault.keys import client_key

KEY = bytes(range(32))
PAGE, RESERVED = 4096, 80  # bytes of a page of SQLCipher 4, and of its nonce and HMAC
DAY = dt.date(2026, 3, 2)
ENTRY = EntryId("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee")
LEARN = Wording("Ask before telling", "Three meetings", dt.date(2026, 3, 1))


def number(n: int, kind: int = 0) -> str:
    """Return an id that is the same for the same numbers."""
    return str(uuid.UUID(int=(kind << 64) + n, version=4))


def coach(path: Path) -> tuple[Journal, Person]:
    """Return an open journal with one client in it."""
    journal = new_journal(path)
    return journal, journal.people.add("Mara", Role.CLIENT, None, KEY)


def thing(
    kind: ThingKind, n: int, fields: Mapping[str, Any], plain: Mapping[str, str]
) -> SharedThing:
    return SharedThing(kind=kind, id=number(n, 2), rev=1, fields=fields, plain=plain)


def share(
    n: int = 1, *, body: str = "The room went quiet.", key: bytes = KEY, **more: Any
) -> OpenedShare:
    """Return the ``n``-th share, sealed on the n-th day of January 2026, with one entry."""
    entry = SharedEntry(
        id=ENTRY, rev=1, date=dt.date(2026, 1, 1), time=None, title="Silence", body=body
    )
    made = OpenedShare(
        id=number(n, 1),
        sender="Mara",
        sender_age="age1" + "q" * 58,
        sender_key=key,
        sender_fingerprint="",
        known_as="Mara",
        yours=False,
        addressed_to_me=True,
        created_at=dt.datetime(2026, 1, n, 9, 0, tzinfo=dt.UTC),
        fingerprint="",
        cover_note="",
        entries=(entry,),
        files={},
        reply_to="age1" + "q" * 58,
        reply_token="A" * 43 + "=",
        manifest_sha256=hashlib.sha256(str(n).encode()).hexdigest(),
        seq=n,
    )
    return dataclasses.replace(made, **more)


def whole(made: OpenedShare) -> WholeShare:
    """Return a share with members that hold its words, as its container would."""
    words = [one.body for one in made.entries]
    members = {"data.json": json.dumps(words).encode(), "manifest.json.sig": b"signature"}
    return WholeShare(made, members, b"{}")


def agreed(days: int = 30) -> Agreed:
    return Agreed(purpose="Speaking up", ends_on=dt.date(2026, 12, 31), keep_days=days)


def event(n: int, actor: Actor, act: Act, *, wording: Wording = LEARN, **more: Any) -> TargetEvent:
    return TargetEvent(
        id=number(n, 3),
        target=TargetId(number(1, 4)),
        actor=actor,
        act=act,
        wording=wording,
        **{"at": dt.datetime(2026, 1, 1, 10, n, tzinfo=dt.UTC), **more},
    )


def comment(n: int, body: str = "How long was it?", *, quote: str = "") -> Comment:
    return Comment(
        id=number(n, 5),
        item=("entry", str(ENTRY)),
        kind=CommentKind.QUESTION,
        body=body,
        field="body" if quote else "",
        selector=Selector(quote, "", "", 0, len(quote)) if quote else None,
    )


def draft(*comments: Comment, **more: Any) -> Draft:
    return Draft(review_id=number(1, 6), comments=comments, **more)


def in_the_clear(path: Path, key: bytes) -> bytes:
    """Return every page of a closed SQLCipher file decrypted, the free ones too."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    raw, found = path.read_bytes(), []
    for at in range(0, len(raw), PAGE):
        page = raw[at + (16 if at == 0 else 0) : at + PAGE]
        content, iv = page[:-RESERVED], page[-RESERVED : -RESERVED + 16]
        opened = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        found.append(opened.update(content) + opened.finalize())
    return b"".join(found)


def client_in_the_clear(folder: Path, person: str, key: bytes) -> bytes:
    """Return every page of a closed client's file, decrypted."""
    return in_the_clear(folder / "clients" / f"{person}.db", client_key(key, person))
