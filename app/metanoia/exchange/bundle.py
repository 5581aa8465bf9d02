"""Sealing: members, manifest and signature into a ZIP, and the ZIP into an age file.

It opens with the programs ``age``, ``unzip`` and ``ssh-keygen -Y verify`` alone.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import re
import secrets
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from metanoia.domain.errors import Refused, WouldOverwrite
from metanoia.exchange import manifest
from metanoia.vault import folder, scrypt_age, sshsig

SUFFIX = ".metanoia"
REPLY_SUFFIX = ".metanoia-reply"
MEMBER_NAME = re.compile(
    r"(?:manifest\.json|manifest\.json\.sig|README\.txt|index\.html|data\.json"
    r"|(?:entries|attachments|comments)/[a-z0-9][a-z0-9_-]{0,79}\.[a-z0-9]{1,8})"
)
MEMBER_LIMIT = 5_000
MEMBER_BYTES = 64 << 20
TOTAL_BYTES = 512 << 20
SEALED_BYTES = 256 << 20
PASSPHRASE_LENGTH = 12

_PACKED_ALREADY = frozenset({"jpg", "png", "webp", "gif", "mp3", "m4a", "ogg", "mp4"})
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def pack(members: Mapping[str, bytes], manifest_json: bytes, seed: bytes | None) -> bytes:
    """Return the ZIP of manifest, its signature by the Ed25519 ``seed`` (32 bytes), and the members.

    Without a ``seed`` it is not signed, which only replies may be. The same members give the same
    bytes. Refused if they are more than any reader accepts.
    """
    signed = {} if seed is None else {manifest.SIGNATURE: sshsig.sign(seed, manifest_json).encode()}
    parts = {manifest.MANIFEST: manifest_json, **signed, **dict(sorted(members.items()))}
    _check_sizes(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
            packed = name.rpartition(".")[2] in _PACKED_ALREADY
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same bytes from every system
            info.external_attr = 0o100600 << 16
            archive.writestr(info, data, compresslevel=1)
    return out.getvalue()


def seal_for_keys(packed: bytes, recipients: Sequence[str]) -> bytes:
    """Return the age file that each of the 1 to 64 ``recipients`` ("age1...") can open."""
    import pyrage

    keys = [_recipient(text) for text in recipients]
    if not 1 <= len(keys) <= manifest.RECIPIENT_LIMIT:
        raise Refused("A share is sealed for 1 to 63 people. Make several shares for more.")
    sealed: bytes = pyrage.encrypt(packed, keys)
    return _within_limit(sealed)


def seal_with_words(packed: bytes, words: str, log_n: int = scrypt_age.LOG_N) -> bytes:
    """Return the age file that opens with ``words``, which are 12 characters or more."""
    if len(" ".join(words.split())) < PASSPHRASE_LENGTH:
        raise Refused(
            f"The words for a share have at least {PASSPHRASE_LENGTH} characters together. "
            "Let Metanoia draw six words, or choose longer ones."
        )
    return _within_limit(scrypt_age.encrypt(packed, words, log_n))


def readers(recipients: Sequence[str], own: str) -> tuple[str, ...]:
    """Return everybody who will be able to open a share, the sender (``own``) last; Refused if wrong."""
    for text in recipients:
        _recipient(text)
    others = tuple(dict.fromkeys(text for text in recipients if text != own))
    if not others and not recipients:
        raise Refused("Say whom the share is for: a person's key, or words.")
    if len(others) >= manifest.RECIPIENT_LIMIT:
        raise Refused("A share is sealed for at most 63 people. Make several shares.")
    return (*others, own)


def file_name(created: dt.date, bundle_id: str, suffix: str = SUFFIX) -> str:
    """Return a name that says nothing of the content: "metanoia-2026-01-15-4f2a.metanoia"."""
    return f"metanoia-{created.isoformat()}-{bundle_id[:4]}{suffix}"


def save(path: Path, sealed: bytes, *, force: bool = False) -> None:
    """Write a sealed file for the owner alone (0600), whole or not at all.

    Raises WouldOverwrite if something is there already and ``force`` is not said; Refused if the
    folder is missing; DiskFull, FolderReadOnly or StorageFailed.
    """
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}. Choose a folder that is there.")
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name the file that the share is to be written to.")
    if not force and os.path.lexists(path):
        raise WouldOverwrite(path)
    folder.write_atomically(path, sealed, put=folder.replace if force else folder.put_new)


@contextlib.contextmanager
def saved(path: Path, sealed: bytes, *, force: bool = False) -> Iterator[None]:
    """Save a sealed file, which stays if the block that follows succeeds.

    Else what was there before is there again: nothing, or the file that it took the place of. Raises
    what ``save`` raises, and whatever the block does.
    """
    former = _second_name(path) if force and path.is_file() else None
    written = False
    try:
        save(path, sealed, force=force)
        written = True
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            if written and former:
                former.replace(path)
            elif written:
                path.unlink()
        raise
    finally:
        if former:
            with contextlib.suppress(OSError):
                former.unlink(missing_ok=True)


def _second_name(path: Path) -> Path:
    """Give a file another name beside its own, so that it outlives whatever takes its place."""
    former = path.with_name(f"{folder.TEMPORARY}{secrets.token_hex(8)}")
    with folder.disk(path.parent):
        try:
            os.link(path, former)
        except OSError:  # a stick whose file system knows no second name for a file
            shutil.copyfile(path, former)
    return former


def _recipient(text: str) -> object:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(manifest.recipient(text))
    except (ValueError, pyrage.RecipientError):
        raise Refused(
            f"“{text[:80]}” is not a key that a share can be sealed for. Keys begin with age1 and have "
            "62 signs; copy it whole from the person's contact card."
        ) from None


def _check_sizes(parts: Mapping[str, bytes]) -> None:
    for name, data in parts.items():
        if not MEMBER_NAME.fullmatch(name):
            raise ValueError(f"no member of a share is called {name!r}")
        if len(data) > MEMBER_BYTES:
            raise Refused("One part of this share is larger than 64 MB. Choose fewer photos.")
    if len(parts) > MEMBER_LIMIT:
        raise Refused("A share holds at most 5,000 files. Choose fewer entries.")
    if sum(map(len, parts.values())) > TOTAL_BYTES:
        raise Refused("A share holds at most 512 MB. Choose fewer photos.")


def _within_limit(sealed: bytes) -> bytes:
    if len(sealed) > SEALED_BYTES:
        raise Refused("A sealed share is at most 256 MB. Choose fewer photos.")
    return sealed
