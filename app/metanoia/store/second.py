"""The second folder for backups as the journal knows it: where it is, and what came of copying there."""

from __future__ import annotations

import contextlib
from pathlib import Path

from metanoia.domain.errors import Cancelled, MetanoiaError, Refused, SecondFolderGone
from metanoia.store import copy, driver
from metanoia.store.errors import plainly
from metanoia.store.meta import SECOND, SECOND_COPIED, SECOND_FAILED
from metanoia.store.part import now, stamp
from metanoia.store.turn import Turn
from metanoia.vault import second_folder
from metanoia.vault.folder import Folder

_PATIENCE = 1.0  # s that a note of what was done waits for its turn


def path(connection: driver.Connection) -> Path | None:
    """Return the folder that was chosen, None if there is none."""
    kept = _kept(connection, SECOND)
    return Path(kept) if kept else None


def copy_newest(
    folder: Folder,
    key: bytes,
    connection: driver.Connection,
    turn: Turn,
    cancelled: copy.Cancel | None = None,
    *,
    verify: bool = False,
) -> None:
    """Bring the second folder up to date, and note when, or why not; no change of the journal is counted.

    Raises Refused if none was chosen, and as ``second_folder.mirror`` does.
    """
    chosen = path(connection)
    if chosen is None:
        raise Refused("No second folder for backups was chosen. Choose one first.")
    try:
        made = second_folder.mirror(folder, key, chosen, cancelled, verify=verify)
    except (Cancelled, SecondFolderGone):  # that it is not there is seen at any time
        raise
    except MetanoiaError as why:
        _note(connection, turn, {SECOND_FAILED: str(why)})
        raise
    copied = stamp(now()) if made is not None else _kept(connection, SECOND_COPIED) or stamp(now())
    _note(connection, turn, {SECOND_FAILED: "", SECOND_COPIED: copied})


def follow(folder: Folder, connection: driver.Connection) -> None:
    """Let what was just deleted of a client go from the second folder as well, if that is there.

    Whatever fails is made up for with the next backup.
    """
    chosen = path(connection)
    if chosen is not None:
        with contextlib.suppress(MetanoiaError):
            second_folder.follow(folder, chosen)


def _note(connection: driver.Connection, turn: Turn, values: dict[str, str]) -> None:
    with contextlib.suppress(MetanoiaError), turn.taken(_PATIENCE):
        for key, value in values.items():
            if (_kept(connection, key) or "") != value:
                copy.note(connection, key, value)


def _kept(connection: driver.Connection, key: str) -> str | None:
    with plainly():
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])
