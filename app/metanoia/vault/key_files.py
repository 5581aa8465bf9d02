"""Whether the key files are what was written, as far as can be told without their secrets."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from metanoia.domain.errors import KeyFileDamaged, MetanoiaError, StorageFailed
from metanoia.vault import backups, descriptor, slots
from metanoia.vault.descriptor import Descriptor
from metanoia.vault.folder import Folder

_DAMAGED: Final = {
    descriptor.PASSPHRASE: "The key file passphrase.age is damaged or missing, so your passphrase does "
    "not open the journal any more. Unlock it with the recovery key next time, and choose a new "
    "passphrase there.",
    descriptor.RECOVERY: "The key file recovery.age is damaged or missing, so your recovery key opens "
    "nothing any more. Make a new recovery key.",
}
_OTHER: Final = {
    descriptor.PASSPHRASE: "The key file passphrase.age is not the one of this journal's backups. Lock "
    "the journal and try your passphrase; if it does not open, use the recovery key and choose a new one.",
    descriptor.RECOVERY: "The key file recovery.age is not the one of this journal's backups. Try your "
    "recovery key; if it does not open the journal, make a new recovery key.",
}


def problems(folder: Folder, key: bytes) -> tuple[str, ...]:
    """Return a sentence for each key file that is damaged, missing or not this journal's.

    A key file has to be, byte for byte, the one that the backups have of the same making.
    """
    return tuple(
        sentence
        for slot in (descriptor.PASSPHRASE, descriptor.RECOVERY)
        if (sentence := _problem(folder, key, slot))
    )


def _problem(folder: Folder, key: bytes, slot: str) -> str:
    try:
        held = slots.check_form(_path(folder, slot))
    except (KeyFileDamaged, StorageFailed):
        return _DAMAGED[slot]
    with contextlib.suppress(MetanoiaError):
        ours = descriptor.read(folder)
        for backup in backups.listing(folder):
            if not backup.set_aside and backups.is_under(backup, key):
                copy = Folder(backup.path)
                if _of_one_making(ours, copy, slot) and _held(copy, slot) not in (None, held):
                    return _OTHER[slot]
    return ""


def _of_one_making(ours: Descriptor, copy: Folder, slot: str) -> bool:
    return descriptor.read(copy).made(slot) == ours.made(slot)


def _held(copy: Folder, slot: str) -> bytes | None:
    """Return a backup's key file, None if that one is damaged itself."""
    with contextlib.suppress(KeyFileDamaged, StorageFailed):
        return slots.check_form(_path(copy, slot))
    return None


def _path(folder: Folder, slot: str) -> Path:
    return folder.passphrase_slot if slot == descriptor.PASSPHRASE else folder.recovery_slot
