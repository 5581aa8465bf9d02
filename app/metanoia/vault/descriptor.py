"""vault.json: what a journal says of itself before it is unlocked, guarded by a MAC afterwards."""

from __future__ import annotations

import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from metanoia import places
from metanoia.domain.errors import DescriptorDamaged, JournalNewer
from metanoia.vault import keys
from metanoia.vault.folder import Folder, unread, write_atomically
from metanoia.vault.stamps import parse, stamp

FORMAT = "metanoia-vault"
VERSION = 1
PASSPHRASE, RECOVERY, KEYRING = "P1", "R1", "K1"

_SIZE_LIMIT = 64 * 1024
_PURPOSE = "metanoia/vault.json/1"
_CIPHER = {"kind": "sqlcipher", "compat": 4, "page_size": 4096}


@dataclass(frozen=True)
class Slot:
    """One place where the key is kept; ``where`` are its other fields (file, or service and user)."""

    id: str
    kind: str
    made: datetime | None
    where: Mapping[str, str]


@dataclass(frozen=True)
class Descriptor:
    """What vault.json holds; ``document`` is the whole JSON, so that unknown fields survive a change."""

    vault_id: str
    created: datetime
    slots: tuple[Slot, ...]
    document: Mapping[str, object] = field(default_factory=dict, repr=False)

    def made(self, slot_id: str) -> datetime | None:
        """Return when the slot "P1" (passphrase), "R1" (recovery) or "K1" (keyring) was last made."""
        return next((slot.made for slot in self.slots if slot.id == slot_id), None)

    def has(self, slot_id: str) -> bool:
        """Tell whether the journal has the slot."""
        return any(slot.id == slot_id for slot in self.slots)

    def with_slot(self, slot_id: str, made: datetime) -> Descriptor:
        """Return the descriptor with this slot put in, or made anew at ``made``."""
        slot = _new_slot(slot_id, self.vault_id, made)
        others = {old.id: old for old in self.slots} | {slot_id: slot}
        return replace(self, slots=tuple(others.values()))

    def without_slot(self, slot_id: str) -> Descriptor:
        """Return the descriptor without this slot."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.id != slot_id))

    def verify(self, key: bytes) -> None:
        """Raise DescriptorDamaged unless this very document was written by somebody who had ``key``."""
        body = {name: value for name, value in self.document.items() if name != "mac"}
        found = self.document.get("mac")
        if not isinstance(found, str) or not hmac.compare_digest(
            found.encode("utf-8", "replace"), _mac(key, self.vault_id, body).encode()
        ):
            raise DescriptorDamaged("was changed by something other than Metanoia")


def new(vault_id: str, at: datetime) -> Descriptor:
    """Return the descriptor of a new journal with its passphrase and recovery slots."""
    empty = Descriptor(vault_id, at, ())
    return empty.with_slot(PASSPHRASE, at).with_slot(RECOVERY, at)


def read(folder: Folder) -> Descriptor:
    """Return vault.json as it stands, its MAC unchecked; JournalNewer, DescriptorDamaged, StorageFailed."""
    try:
        with folder.descriptor.open("rb") as source:
            text = source.read(_SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise DescriptorDamaged("is missing") from None
    except OSError as error:
        raise unread(error, folder.descriptor) from error
    try:
        return _parse(text)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise DescriptorDamaged("is damaged") from None


def write(folder: Folder, descriptor: Descriptor, key: bytes) -> Descriptor:
    """Replace vault.json, signed with ``key``, and return what now stands there."""
    body: dict[str, object] = {
        "version": VERSION,
        "min_reader": VERSION,
        "cipher": _CIPHER,
        **{name: value for name, value in descriptor.document.items() if name != "mac"},
        "format": FORMAT,
        "vault_id": descriptor.vault_id,
        "created": stamp(descriptor.created),
        "slots": [_slot_document(slot) for slot in descriptor.slots],
    }
    body["mac"] = _mac(key, descriptor.vault_id, body)
    write_atomically(folder.descriptor, json.dumps(body, indent=1, sort_keys=True).encode() + b"\n")
    return replace(descriptor, document=body)


def _parse(text: bytes) -> Descriptor:
    if len(text) > _SIZE_LIMIT:
        raise ValueError("too large")
    document = json.loads(text)
    if document["format"] != FORMAT or type(document["min_reader"]) is not int:
        raise ValueError("another format")
    if document["min_reader"] > VERSION:
        raise JournalNewer
    if document["cipher"] != _CIPHER:
        raise ValueError("another cipher")
    return Descriptor(
        vault_id=str(uuid.UUID(document["vault_id"])),
        created=parse(document["created"]),
        slots=tuple(_parse_slot(slot) for slot in document["slots"]),
        document=document,
    )


def _parse_slot(document: Mapping[str, str]) -> Slot:
    named = {"id", "kind", "made"}
    return Slot(
        id=document["id"],
        kind=document["kind"],
        made=parse(document["made"]) if "made" in document else None,
        where={name: value for name, value in document.items() if name not in named},
    )


def _slot_document(slot: Slot) -> dict[str, str]:
    made = {} if slot.made is None else {"made": stamp(slot.made)}
    return {"id": slot.id, "kind": slot.kind, **made, **slot.where}


def _new_slot(slot_id: str, vault_id: str, made: datetime) -> Slot:
    if slot_id == KEYRING:
        return Slot(slot_id, "os-keyring", made, {"service": places.APP_ID, "user": vault_id})
    name = {PASSPHRASE: "passphrase", RECOVERY: "recovery"}[slot_id]
    return Slot(slot_id, "age-scrypt", made, {"file": f"keys/{name}.age"})


def _mac(key: bytes, vault_id: str, body: Mapping[str, object]) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return keys.mac(key, vault_id, _PURPOSE, canonical.encode())
