"""A journal's keys as a whole: made, opened, changed, recovered. The caller holds the folder's lock."""

from __future__ import annotations

import contextlib
import unicodedata
import uuid
from dataclasses import dataclass, field

from metanoia.domain.errors import (
    DescriptorDamaged,
    JournalMissing,
    KeyFileForeign,
    KeyringUnavailable,
    MetanoiaError,
    Refused,
    WrongPassphrase,
    WrongRecoveryKey,
)
from metanoia.vault import (
    client_files,
    descriptor,
    keys,
    rekeying,
    remembered,
    restoring,
    slots,
)
from metanoia.vault.folder import Folder, disk, sweep, write_atomically
from metanoia.vault.scrypt_age import LOG_N
from metanoia.vault.stamps import Clock, utc_now

SHORTEST_PASSPHRASE = 12
FEWEST_WORDS = 5

_README = """\
This folder is a Metanoia journal. Everything written in it is in journal.db, encrypted, and what a
coach keeps of clients in the files under clients/.
Copy the whole folder while the journal is closed; a copy of journal.db alone cannot be opened.

How to open it by hand, without Metanoia
----------------------------------------
1. The key is in keys/passphrase.age, sealed with your passphrase, and again in keys/recovery.age,
   sealed with your recovery key (its eight groups with the dashes, in capitals). The program age
   (https://age-encryption.org) opens either of them:

       age -d keys/passphrase.age

   It prints one line. The 64 letters and digits after "keys" are the key of the database.
2. Open a copy of journal.db with any SQLCipher shell, version 4 or later, and type

       PRAGMA key = "x'the 64 letters and digits'";
       SELECT local_date, title, body_md FROM entry ORDER BY n;

A coach's clients have a file each, clients/<id>.db, with a key of its own. This prints it:

       openssl kdf -keylen 32 -kdfopt digest:SHA2-256 -kdfopt hexkey:<the 64 letters and digits> \\
         -kdfopt info:metanoia/client/1:<id> HKDF

Whoever has that key can read everything. Nobody can reset a forgotten passphrase: without it and
without the recovery key, what is written here is lost.
"""


@dataclass(frozen=True)
class Passphrase:
    """A passphrase as it was typed."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class RecoveryKey:
    """A recovery key as it was typed."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class RawKey:
    """The journal's key itself, as the computer's keyring returned it."""

    key: bytes = field(repr=False)


Secret = Passphrase | RecoveryKey | RawKey


@dataclass(frozen=True)
class NewVault:
    """What a new journal is opened with; the recovery key is shown once and kept nowhere."""

    key: bytes = field(repr=False)
    vault_id: str
    recovery_key: str = field(repr=False)


@dataclass(frozen=True)
class Unlocked:
    """The keys to try on the database, first first (two only after an interrupted re-encryption)."""

    keys: tuple[bytes, ...] = field(repr=False)
    vault_id: str

    @property
    def key(self) -> bytes:
        """The key to try first."""
        return self.keys[0]


def check_passphrase(text: str) -> None:
    """Raise Refused unless the passphrase has at least 12 characters or at least 5 words."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())  # a row of spaces counts once
    if len(plain) < SHORTEST_PASSPHRASE and len(plain.split()) < FEWEST_WORDS:
        raise Refused(
            "That passphrase is too short. Use at least twelve characters, or five words or more."
        )


def create(
    folder: Folder,
    passphrase: str,
    *,
    recovery_key: str | None = None,
    log_n: int = LOG_N,
    now: Clock = utc_now,
) -> NewVault:
    """Make key, slots, vault.json and README.txt in an empty folder; the database is made afterwards.

    ``recovery_key`` is the one already shown to the person, or None for a new one. Raises Refused,
    JournalExists, DiskFull, FolderReadOnly or StorageFailed, and then leaves nothing behind.
    """
    check_passphrase(passphrase)
    recovery = keys.canonical_recovery_key(recovery_key or keys.new_recovery_key())
    key, vault_id = keys.new_key(), str(uuid.uuid4())
    folder.prepare()
    try:
        with disk(folder.path):
            folder.keys.mkdir(mode=0o700)
        slots.write_slot(folder.passphrase_slot, passphrase, [key], vault_id, log_n, now)
        slots.write_slot(folder.recovery_slot, recovery, [key], vault_id, slots.RECOVERY_LOG_N, now)
        write_atomically(folder.readme, _README.encode())
        descriptor.write(folder, descriptor.new(vault_id, now()), key)
    except BaseException:
        discard(folder)
        raise
    return NewVault(key, vault_id, recovery)


def discard(folder: Folder) -> None:
    """Take back a ``create`` whose database could not be made; Refused once there is a database."""
    if folder.database.exists():
        raise Refused("The folder holds a database by now, so its keys were left where they are.")
    made = (folder.descriptor, folder.readme, folder.passphrase_slot, folder.recovery_slot)
    with contextlib.suppress(OSError):
        for path in made:
            path.unlink(missing_ok=True)
        folder.keys.rmdir()


def unlock(folder: Folder, secret: Secret) -> Unlocked:
    """Return the keys that ``secret`` opens, once vault.json is proven to be theirs.

    Raises JournalMissing, JournalNewer, WrongPassphrase, WrongRecoveryKey, KeyFileDamaged (and its
    kinds KeyFileMissing, KeyFileForeign), DescriptorDamaged, StorageFailed; for a RawKey that is not
    this journal's, KeyringUnavailable. Takes about a second for a passphrase.
    """
    if not folder.holds_journal():
        raise JournalMissing(folder.path)
    found = descriptor.read(folder)
    opened = _open(folder, secret, found.vault_id)
    if not any(_verifies(found, key) for key in opened):
        if isinstance(secret, RawKey):
            raise KeyringUnavailable("it keeps a key that is not this journal's")
        raise DescriptorDamaged("was changed by something other than Metanoia")
    return Unlocked(opened, found.vault_id)


def change_passphrase(
    folder: Folder, key: bytes, new: str, log_n: int = LOG_N, now: Clock = utc_now
) -> None:
    """Seal ``key`` with a new passphrase; the old one opens only older backups afterwards.

    Raises Refused for a passphrase that is too short, DescriptorDamaged when ``key`` is not this
    journal's, and DiskFull, FolderReadOnly or StorageFailed, after which the old passphrase still opens.
    """
    check_passphrase(new)
    found = _verified(folder, key)
    slots.write_slot(folder.passphrase_slot, new, [key], found.vault_id, log_n, now)
    descriptor.write(folder, found.with_slot(descriptor.PASSPHRASE, now()), key)


def renew_recovery_key(folder: Folder, key: bytes, now: Clock = utc_now) -> str:
    """Return a new recovery key; the old one opens only older backups afterwards.

    Raises as ``change_passphrase`` does.
    """
    found = _verified(folder, key)
    recovery = keys.new_recovery_key()
    slots.write_slot(
        folder.recovery_slot, recovery, [key], found.vault_id, slots.RECOVERY_LOG_N, now
    )
    descriptor.write(folder, found.with_slot(descriptor.RECOVERY, now()), key)
    return recovery


def recover(
    folder: Folder,
    recovery_key: str,
    new_passphrase: str,
    log_n: int = LOG_N,
    now: Clock = utc_now,
) -> Unlocked:
    """Open the journal with the recovery key and give it a new passphrase.

    The recovery slot proves whose journal this is, so a lost or damaged vault.json is written anew.
    Raises as ``unlock`` and ``change_passphrase`` do, DescriptorDamaged excepted.
    """
    check_passphrase(new_passphrase)
    if not folder.holds_journal():
        raise JournalMissing(folder.path)
    try:
        found = descriptor.read(folder)
    except DescriptorDamaged:
        found = None
    opened, vault_id = _open_recovery(folder, recovery_key)
    if found is None or not any(_verifies(found, key) for key in opened):
        found = descriptor.new(vault_id, now())
    slots.write_slot(folder.passphrase_slot, new_passphrase, opened, vault_id, log_n, now)
    descriptor.write(folder, found.with_slot(descriptor.PASSPHRASE, now()), opened[0])
    return Unlocked(opened, vault_id)


def remember(folder: Folder, key: bytes, now: Clock = utc_now) -> None:
    """Keep ``key`` in this computer's keyring too; KeyringUnavailable, or as ``change_passphrase``."""
    found = _verified(folder, key)
    remembered.remember(found.vault_id, key)
    descriptor.write(folder, found.with_slot(descriptor.KEYRING, now()), key)


def recall(folder: Folder) -> RawKey | None:
    """Return the key that the keyring keeps for this journal, None if it was never asked to keep it.

    What is kept there and is not the journal's key is taken out.
    Raises KeyringUnavailable, DescriptorDamaged, JournalNewer, StorageFailed.
    """
    found = descriptor.read(folder)
    if not found.has(descriptor.KEYRING):
        return None
    key = remembered.recall(found.vault_id)
    if key is not None and not _verifies(found, key):
        remembered.forget(found.vault_id)
        raise KeyringUnavailable("it kept another key, which is deleted there now")
    return None if key is None else RawKey(key)


def forget(folder: Folder, key: bytes) -> None:
    """Take the key out of the keyring; raises as ``remember`` does."""
    found = _verified(folder, key)
    remembered.forget(found.vault_id)
    descriptor.write(folder, found.without_slot(descriptor.KEYRING), key)


def settle(folder: Folder) -> None:
    """Finish what a killed process left half done: a restore, new slots, temporary files.

    To be called as soon as the lock is held, and never while a backup is being made. Raises DiskFull,
    FolderReadOnly or StorageFailed when a restore cannot be finished.
    """
    restoring.finish(folder)
    rekeying.begin(folder)
    sweep(folder)
    with contextlib.suppress(MetanoiaError):  # it is noted, and tried again next time
        client_files.finish_deleting(folder)


def _open(folder: Folder, secret: Secret, vault_id: str) -> tuple[bytes, ...]:
    if isinstance(secret, RawKey):
        return (secret.key,)
    if isinstance(secret, Passphrase):
        return slots.read_slot(folder.passphrase_slot, secret.text, vault_id)
    opened, owner = _open_recovery(folder, secret.text)
    if owner != vault_id:
        raise KeyFileForeign(folder.recovery_slot.name)
    return opened


def _open_recovery(folder: Folder, typed: str) -> tuple[tuple[bytes, ...], str]:
    try:
        return slots.open_slot(folder.recovery_slot, keys.canonical_recovery_key(typed))
    except WrongPassphrase:
        raise WrongRecoveryKey from None


def _verifies(found: descriptor.Descriptor, key: bytes) -> bool:
    try:
        found.verify(key)
    except DescriptorDamaged:
        return False
    return True


def _verified(folder: Folder, key: bytes) -> descriptor.Descriptor:
    found = descriptor.read(folder)
    found.verify(key)
    return found
