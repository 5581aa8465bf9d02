"""Recently deleted: thirty days in which an entry can come back with all that hung on it."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.entries import TRASH_DAYS, Entry, EntryId, EntryRow
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.anchors import Anchors
from metanoia.store.answer_rows import KeptAnswers
from metanoia.store.changes import Changes
from metanoia.store.entry_rows import LISTED
from metanoia.store.part import now, stamp
from metanoia.store.revisions import Revisions
from metanoia.store.tags import Tags
from metanoia.store.tidying import FORGET
from metanoia.store.timeline import Timeline

TRASHED = f"""SELECT {LISTED} FROM entry WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC, n DESC"""
_ALL_KINDS = (Kind.ENTRY, Kind.TAG, Kind.LINK, Kind.ATTACHMENT)


class Trash(Timeline):
    """Deleting, bringing back, and deleting for ever."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._tags = Tags(connection, changes)
        self._revisions = Revisions(connection, changes)
        self._anchors = Anchors(connection, changes)
        self._answers = KeptAnswers(connection, changes)

    def trashed(self) -> list[EntryRow]:
        """Return what is in Recently deleted, the latest deleted first."""
        return self._listed(TRASHED)

    def trash(self, entry_id: EntryId, *, source: object = None) -> None:
        """Move the entry to Recently deleted; nothing happens if it is there already."""
        entry = self.get(entry_id)
        if entry.deleted_at is None:
            at = max(now(), entry.updated_at)  # a clock that lags must not shorten the thirty days
            with self._changes.write(*_ALL_KINDS, source=source):
                self._write("UPDATE entry SET deleted_at = ? WHERE id = ?", stamp(at), entry_id)

    def restore(self, entry_id: EntryId, *, source: object = None) -> Entry:
        """Bring the entry back with its tags, links and attachments; return it."""
        if self.get(entry_id).deleted_at is not None:
            with self._changes.write(*_ALL_KINDS, source=source):
                self._write("UPDATE entry SET deleted_at = NULL WHERE id = ?", entry_id)
        return self.get(entry_id)

    def purge(self, entry_id: EntryId, *, source: object = None) -> None:
        """Delete for ever an entry that is in Recently deleted; Refused for a living one."""
        if self.get(entry_id).deleted_at is None:
            raise Refused(
                "Move the entry to Recently deleted first; from there it can go for ever."
            )
        with self._changes.write(*_ALL_KINDS, source=source):
            self.erase(entry_id)

    def purge_expired(self, at: dt.datetime) -> int:
        """Delete for ever what has been in Recently deleted for 30 days at ``at``; return how many."""
        return self._purge_all(at - dt.timedelta(days=TRASH_DAYS))

    def empty_trash(self) -> int:
        """Delete for ever all that is in Recently deleted; return how many entries that were."""
        return self._purge_all(dt.datetime.max.replace(tzinfo=dt.UTC))

    def erase(self, entry_id: EntryId) -> None:
        """Remove the entry and all that hangs on it from the file, inside a write block."""
        self._tags.take_off(entry_id)
        self._revisions.forget(entry_id)
        self._write(
            """DELETE FROM item_link WHERE (from_type = 'entry' AND from_id = ?1)
            OR (to_type = 'entry' AND to_id = ?1)""",
            entry_id,
        )
        for table in ("review_plan", "review_item", "redaction"):
            self._write(f"DELETE FROM {table} WHERE item_type = 'entry' AND item_id = ?", entry_id)
        self._write("DELETE FROM entry WHERE id = ?", entry_id)
        self._write("INSERT OR REPLACE INTO meta VALUES(?, 'due')", FORGET)

    def _purge_all(self, until: dt.datetime) -> int:
        gone = self._all("SELECT id FROM entry WHERE deleted_at <= ?", stamp(until))
        if gone:
            with self._changes.write(*_ALL_KINDS):
                for (entry_id,) in gone:
                    self.erase(entry_id)
        return len(gone)
