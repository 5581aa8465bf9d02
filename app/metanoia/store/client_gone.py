"""Copies of shares that have to go: out of the client's file, out of every backup, and the receipt."""

from __future__ import annotations

from metanoia.domain.errors import JournalNewer
from metanoia.domain.replies import Gone
from metanoia.store import client_copies, client_file
from metanoia.store.client_file import ClientFile, ClientUnreadable
from metanoia.store.part import moment
from metanoia.store.turn import Turn
from metanoia.vault import client_files, keys
from metanoia.vault.folder import Folder


def delete(file: ClientFile, share_id: str, at: str) -> None:
    """Delete a share from a client's file, with whatever repeats its words; inside a write block."""
    from metanoia.store import client_talk  # as few need it

    file.run("DELETE FROM share WHERE id = ?", share_id)
    file.run("INSERT OR REPLACE INTO gone(share_id, at) VALUES(?, ?)", share_id, at)
    client_talk.forget_words(file, share_id, at)


def purge(folder: Folder, key: bytes, person: str, file: ClientFile) -> None:
    """Let what was deleted go from the file's own pages and from every backup, and note that it did.

    It can be repeated. Raises DiskFull, FolderReadOnly or StorageFailed; it is done with the next
    backup at the latest.
    """
    rows = file.all("SELECT share_id, at FROM gone WHERE purged = 0")
    if not rows:
        return
    file.fold()

    def act(copied: ClientFile) -> bool:
        held = {row[0] for row in copied.all("SELECT id FROM share")}
        going = [(share_id, at) for share_id, at in rows if share_id in held]
        for share_id, at in going:
            delete(copied, share_id, at)
            copied.run("UPDATE gone SET purged = 1 WHERE share_id = ?", share_id)
        return bool(going)

    client_copies.change(folder, key, person, act)
    with file.write():
        for share_id, _ in rows:
            file.run("UPDATE gone SET purged = 1 WHERE share_id = ?", share_id)


def finish(folder: Folder, key: bytes, turn: Turn, patience: float) -> None:
    """Purge whatever was cut off for any client; one whose file is damaged is passed over.

    Raises JournalBusy if it is not its ``turn`` within ``patience`` seconds, DiskFull, FolderReadOnly or
    StorageFailed.
    """
    for person in client_files.ids(folder):
        path = client_files.path_of(folder, person)
        try:
            file = client_file.open_(path, keys.client_key(key, person), person)
        except (ClientUnreadable, JournalNewer):
            continue
        try:
            if file.one("SELECT 1 FROM gone WHERE purged = 0"):
                with turn.taken(patience):
                    purge(folder, key, person, file)
        except ClientUnreadable:
            continue
        finally:
            file.connection.close()


def receipts(file: ClientFile, share_id: str) -> tuple[Gone, ...]:
    """Return the receipts that a reply to this share carries: of withdrawn copies that are gone.

    Those that no reply told yet, and again those that this very share still asks for: a reply may be lost.
    """
    rows = file.all(
        """SELECT g.share_id, g.at FROM gone AS g WHERE g.purged = 1
          AND EXISTS(SELECT 1 FROM withdrawal AS w WHERE w.share_id = g.share_id
            AND (g.told = 0 OR w.asked_in = ?)) ORDER BY g.at, g.share_id""",
        share_id,
    )
    return tuple(Gone(gone, moment(at)) for gone, at in rows)


def note_told(file: ClientFile, told: tuple[Gone, ...]) -> None:
    """Note that a sealed reply carries these receipts; inside a write block."""
    for one in told:
        file.run("UPDATE gone SET told = 1 WHERE share_id = ?", one.share)
