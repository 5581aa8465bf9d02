"""Journals, people and shares for tests of what leaves: real ones, made small and quick."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pyrage

from metanoia.domain.days import at
from metanoia.domain.entries import Entry, NewEntry
from metanoia.domain.people import Identity
from metanoia.exchange import manifest, payload
from metanoia.journal import Journal
from metanoia.vault import sshsig

PASSPHRASE = "lantern otter gravel maple seven"
LOG_N = 4
CREATED = dt.datetime(2026, 1, 15, 9, 30, tzinfo=dt.UTC)
DRAW = payload.Draw(
    share_id="4f2a1111-2222-4333-8444-555566667777", reply_token=bytes(32), created=CREATED
)


def make_journal(folder) -> Journal:
    journal, _ = Journal.create(folder, PASSPHRASE, name="Mara", log_n=LOG_N)
    return journal


def make_identity() -> Identity:
    age = pyrage.x25519.Identity.generate()
    seed = hashlib.sha256(str(age).encode()).digest()
    return Identity(
        age_secret=str(age),
        age_recipient=str(age.to_public()),
        signing_seed=seed,
        signing_key=sshsig.public_key(seed),
        made_at=CREATED,
    )


def write(journal: Journal, title: str = "", body: str = "", day: int = 1, **more: Any) -> Entry:
    when = at(dt.date(2026, 1, day), dt.time(8, 5), "Europe/Oslo")
    return journal.entries.add(NewEntry(when=when, title=title, body=body, **more))


class Forge:
    """Makes containers by hand, so that each can be wrong in one way."""

    def __init__(self, sender: Identity, recipients: tuple[str, ...]) -> None:
        self.sender = sender
        self.recipients = recipients

    def members(self, **data: Any) -> dict[str, bytes]:
        found: dict[str, Any] = {
            "format": "metanoia-share",
            "version": 1,
            "share_id": DRAW.share_id,
            "created_on": "2026-01-15",
            "from": {"name": "Mara"},
            "reply_to": {"age": self.sender.age_recipient},
            "reply_token": "A" * 43 + "=",
            "cover_note": "",
            "items": [self.item()],
        }
        found.update(data)
        return {"data.json": json.dumps(found).encode(), "README.txt": b"read me\n"}

    @staticmethod
    def item(**fields: Any) -> dict[str, Any]:
        kept = {"date": "2026-01-02", "time": "08:05", "title": "One", "body": "Text", "tags": []}
        kept.update(fields)
        entry_id = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
        return {"type": "entry", "id": entry_id, "rev": 1, "fields": kept, "attachments": []}

    def manifest(
        self, members: Mapping[str, bytes], change: Callable[[dict[str, Any]], Any] | None = None
    ) -> bytes:
        raw = manifest.write(
            members,
            bundle_id=DRAW.share_id,
            created=CREATED,
            sender=manifest.Sender(
                name="Mara", age=self.sender.age_recipient, key=self.sender.signing_key
            ),
            recipients=self.recipients,
        )
        if change is None:
            return raw
        fields = json.loads(raw)
        change(fields)
        return json.dumps(fields).encode()

    def packed(self, members: Mapping[str, bytes], manifest_json: bytes | None = None) -> bytes:
        listed = self.manifest(members) if manifest_json is None else manifest_json
        signature = sshsig.sign(self.sender.signing_seed, listed).encode()
        return zipped({"manifest.json": listed, "manifest.json.sig": signature, **members})

    def sealed(self, packed: bytes, recipients: tuple[str, ...] | None = None) -> bytes:
        keys = [pyrage.x25519.Recipient.from_str(r) for r in recipients or self.recipients]
        return pyrage.encrypt(packed, keys)


def zipped(
    members: Mapping[str, bytes],
    change: Callable[[zipfile.ZipInfo], None] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            info.external_attr = 0o100600 << 16
            if change:
                change(info)
            archive.writestr(info, data)
    return out.getvalue()
