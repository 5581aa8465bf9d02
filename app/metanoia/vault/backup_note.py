"""The note beside a backup: when it was made and verified, and what its files were, byte for byte."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from metanoia.vault.folder import write_atomically
from metanoia.vault.stamps import parse, stamp

NAME: Final = "backup.json"
_BYTES: Final = 1 << 20


def write(
    path: Path,
    sequence: int,
    at: datetime,
    size: int,
    digest: str,
    clients: dict[str, list[str]],
) -> None:
    """Note what was made and verified at one moment, with the SHA-256 of each database in hex."""
    note = {
        "format": "metanoia-backup",
        "version": 1,
        "sequence": sequence,
        "made": stamp(at),
        "verified": stamp(at),
        "size": size,
        "sha256": digest,
        "clients": clients,
    }
    _put(path, note)


def take_over(source: Path, path: Path, sequence: int, clients: dict[str, list[str]]) -> None:
    """Note beside a copy of the backup in ``source``, which bears a number of its own, what was noted there."""
    _put(path, {**_note(source), "sequence": sequence, "clients": clients})


def verified_at(path: Path) -> datetime | None:
    """Return when the backup in ``path`` was verified, None where nothing says so."""
    try:
        return parse(_note(path).get("verified"))
    except ValueError:
        return None


def digest(path: Path) -> str | None:
    """Return the SHA-256 in hex that the copy of the database had when it was made, if noted."""
    found = _note(path).get("sha256")
    return found if isinstance(found, str) else None


def clients(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the SHA-256 that each client's file of the backup in ``path`` may have, by the person's id.

    There are two while such a file is being replaced.
    """
    noted = _note(path).get("clients")
    if not isinstance(noted, dict):
        return {}
    return {
        person: tuple(one for one in digests if isinstance(one, str))
        for person, digests in noted.items()
        if isinstance(digests, list)
    }


def note_client(path: Path, person: str, digests: tuple[str, ...]) -> None:
    """Note what the file of a client in the backup in ``path`` may be; none: that it holds no such file.

    Nothing happens where there is no note, as in what a restore set aside.
    """
    note = _note(path)
    if not note:
        return
    noted = clients(path)
    wanted = {one: found for one, found in noted.items() if one != person}
    if digests:
        wanted[person] = digests
    if wanted != noted:
        _put(path, {**note, "clients": wanted})


def _note(path: Path) -> dict[str, object]:
    try:
        with (path / NAME).open("rb") as source:
            note = json.loads(source.read(_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}


def _put(path: Path, note: dict[str, object]) -> None:
    write_atomically(path / NAME, json.dumps(note, indent=1, sort_keys=True).encode() + b"\n")
