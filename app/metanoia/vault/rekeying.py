"""Another key for the whole journal: laid ready in full before anything changes, then put in place.

``rekeying/both`` are key slots that hold the former key and the new one, ``final`` those with the new
one alone and its vault.json, ``older`` those that go into backups that stay. All are sealed with the
new passphrase and the new recovery key, so that whatever is cut off can be finished without asking.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from metanoia.vault import backups, descriptor, keys, slots
from metanoia.vault.folder import (
    REKEYING,
    TEMPORARY,
    Folder,
    disk,
    flush_folder,
    write_atomically,
)
from metanoia.vault.scrypt_age import LOG_N
from metanoia.vault.stamps import Clock, utc_now

_BOTH, _FINAL, _OLDER = "both", "final", "older"
_NOTE = "backups.json"


@dataclass(frozen=True)
class Anew:
    """What somebody chose for the new key: what opens it, and what becomes of the older backups."""

    passphrase: str = field(repr=False)
    new_passphrase: str = field(repr=False)
    recovery_key: str = field(repr=False)
    keep_backups: bool = False
    log_n: int = LOG_N


def lay_ready(folder: Folder, anew: Anew, old: bytes, new: bytes, now: Clock = utc_now) -> None:
    """Write everything that changing from ``old`` to ``new`` (32 bytes each) takes; from then on it goes on.

    Raises DescriptorDamaged, DiskFull, FolderReadOnly or StorageFailed; nothing is changed then.
    """
    found = descriptor.read(folder)
    found.verify(old)
    with disk(folder.path):
        work = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=folder.path))  # mode 0700
        try:
            _seal(Folder(work / _BOTH), anew, (old, new), found.vault_id, now)
            final = Folder(work / _FINAL)
            _seal(final, anew, (new,), found.vault_id, now)
            for slot in (descriptor.PASSPHRASE, descriptor.RECOVERY):
                found = found.with_slot(slot, now())
            descriptor.write(final, found.without_slot(descriptor.KEYRING), new)
            if anew.keep_backups:
                _seal(Folder(work / _OLDER), anew, (old,), found.vault_id, now)
            write_atomically(work / _NOTE, json.dumps(_of_key(folder, old)).encode() + b"\n")
            flush_folder(work)
            work.rename(folder.path / REKEYING)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        flush_folder(folder.path)


def begin(folder: Folder) -> None:
    """Put the slots with both keys in place, if that was laid ready and is not done; needs no key."""
    both = Folder(folder.path / REKEYING / _BOTH)
    if not both.path.is_dir():
        return
    with disk(folder.path):
        _replace_slots(both, folder)
        shutil.rmtree(both.path)
        flush_folder(both.path.parent)


def is_pending(folder: Folder) -> bool:
    """Tell whether files may still be under the former key."""
    return (folder.path / REKEYING / _FINAL).is_dir()


def leaves_backups(folder: Folder) -> bool:
    """Tell whether only the older backups are still to be seen to."""
    return (folder.path / REKEYING).is_dir() and not is_pending(folder)


def put_in_place(folder: Folder) -> None:
    """Let the new key alone open the journal; every file is under it by now."""
    final = Folder(folder.path / REKEYING / _FINAL)
    with disk(folder.path):
        if final.descriptor.exists():  # first: the slots with both keys go with either
            final.descriptor.replace(folder.descriptor)
            flush_folder(folder.path)
        _replace_slots(final, folder)
        shutil.rmtree(final.path)
        flush_folder(final.path.parent)


def see_to_backups(folder: Folder) -> None:
    """Remove the backups under the former key, or let only the new secrets open them; then it is over."""
    work = folder.path / REKEYING
    older = Folder(work / _OLDER)
    named = _noted(work / _NOTE)
    for backup in backups.listing(folder):
        if backup.path.name not in named:
            continue
        if not older.path.is_dir():
            backups.remove(backup)
            continue
        copy = Folder(backup.path)
        with disk(copy.path):
            write_atomically(copy.passphrase_slot, older.passphrase_slot.read_bytes())
            write_atomically(copy.recovery_slot, older.recovery_slot.read_bytes())
    with disk(folder.path):
        shutil.rmtree(work)
        flush_folder(folder.path)


def _seal(place: Folder, anew: Anew, held: Sequence[bytes], vault_id: str, now: Clock) -> None:
    place.keys.mkdir(mode=0o700, parents=True)
    recovery = keys.canonical_recovery_key(anew.recovery_key)
    slots.write_slot(place.passphrase_slot, anew.new_passphrase, held, vault_id, anew.log_n, now)
    slots.write_slot(place.recovery_slot, recovery, held, vault_id, slots.RECOVERY_LOG_N, now)
    flush_folder(place.path)


def _replace_slots(source: Folder, target: Folder) -> None:
    for ready, slot in (
        (source.recovery_slot, target.recovery_slot),
        (source.passphrase_slot, target.passphrase_slot),
    ):
        if ready.exists():  # else it is in place already
            ready.replace(slot)
    flush_folder(target.keys)


def _of_key(folder: Folder, key: bytes) -> list[str]:
    """Return the names of the backups that hang on ``key``."""
    return [one.path.name for one in backups.listing(folder) if backups.is_under(one, key)]


def _noted(note: Path) -> frozenset[str]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        found = json.loads(note.read_bytes())
        if isinstance(found, list):
            return frozenset(one for one in found if isinstance(one, str))
    return frozenset()
