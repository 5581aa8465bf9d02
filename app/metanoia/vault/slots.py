"""A key slot: the journal's key in a small age file, sealed with the passphrase or the recovery key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from metanoia.domain.errors import (
    KeyFileDamaged,
    KeyFileForeign,
    KeyFileMissing,
    Refused,
    StorageFailed,
    WrongPassphrase,
)
from metanoia.vault import scrypt_age
from metanoia.vault.folder import unread, write_atomically
from metanoia.vault.stamps import stamp, utc_now

RECOVERY_LOG_N = 10  # 150 random bits need no slowness
SIZE_LIMIT = 65 * 1024
_LEAST = 64 + 36  # bytes of a key and of an id, both in hex

_HEX_KEY = re.compile(r"[0-9a-f]{64}")


def write_slot(
    path: Path,
    secret: str,
    keys: Sequence[bytes],
    vault_id: str,
    log_n: int = scrypt_age.LOG_N,
    now: Callable[[], datetime] = utc_now,
) -> None:
    """Put a new slot in place of ``path``, once it was read back from the disk and opened with ``secret``.

    ``keys`` are one key of 32 bytes, or two while the journal is being re-encrypted. After an error
    (DiskFull, FolderReadOnly, StorageFailed) the old slot is as it was.
    """
    plain = {
        "metanoia_key": 1,
        "vault_id": vault_id,
        "keys": [key.hex() for key in keys],
        "made": stamp(now()),
    }
    sealed = scrypt_age.encrypt(json.dumps(plain).encode() + b"\n", secret, log_n)

    def opens(written: Path) -> None:
        try:
            same = read_slot(written, secret, vault_id) == tuple(keys)
        except (WrongPassphrase, KeyFileDamaged):
            same = False
        if not same:
            raise StorageFailed(f"the new {path.name} reads back differently")

    write_atomically(path, sealed, check=opens)


def read_slot(path: Path, secret: str, vault_id: str) -> tuple[bytes, ...]:
    """Return the keys of the slot, the one to try first first.

    Raises WrongPassphrase, KeyFileMissing, KeyFileDamaged, or KeyFileForeign when the slot opens but
    belongs to another journal than ``vault_id``.
    """
    keys, owner = open_slot(path, secret)
    if owner != vault_id:
        raise KeyFileForeign(path.name)
    return keys


def open_slot(path: Path, secret: str) -> tuple[tuple[bytes, ...], str]:
    """Return the keys of the slot and the ``vault_id`` of its journal; raises as ``read_slot`` does."""
    try:
        plain = json.loads(scrypt_age.decrypt(_bytes(path), secret))
        keys = tuple(bytes.fromhex(_key_text(text)) for text in plain["keys"])
        if plain["metanoia_key"] != 1 or not keys:
            raise ValueError("not a slot of this format")
        return keys, str(plain["vault_id"])
    except scrypt_age.AgeWrongPassphrase:
        raise WrongPassphrase from None
    except (scrypt_age.AgeDamaged, ValueError, TypeError, LookupError):
        raise KeyFileDamaged(path.name) from None
    except MemoryError:
        raise Refused(
            "There is not enough free memory to open the journal. Close other programs and try again."
        ) from None


def check_form(path: Path) -> bytes:
    """Return a slot's bytes, once they can be a slot at all as far as is seen without its secret.

    Raises KeyFileMissing, KeyFileDamaged, StorageFailed.
    """
    data = _bytes(path)
    try:
        scrypt_age.check_form(data, _LEAST)
    except scrypt_age.AgeDamaged:
        raise KeyFileDamaged(path.name) from None
    return data


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise KeyFileDamaged(path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise KeyFileMissing(path.name) from None
    except OSError as error:
        raise unread(error, path) from error


def _key_text(text: object) -> str:
    if not isinstance(text, str) or not _HEX_KEY.fullmatch(text):
        raise ValueError("a key is 64 hex digits")
    return text
