"""Recently deleted, for whatever has a table of its own: thirty days to bring it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from metanoia.domain.entries import TRASH_DAYS
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.part import Part, moment, now, stamp
from metanoia.store.things import Things

_ENOUGH = 4  # signs of an id that say which
_MANY = 20


class Recoverable(Part):
    """Things of one table that can be deleted, brought back, and deleted for ever."""

    item_type: ClassVar[str]
    """Its table, and what it is called in a sentence."""
    kinds: ClassVar[tuple[Kind, ...]]
    """What changes when one of them comes or goes."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._things = Things(connection, changes)

    def trash(self, item_id: str, *, source: object = None) -> None:
        """Move it to Recently deleted; nothing happens if it is there already. NotFound."""
        deleted_at, updated_at = self._state(item_id)
        if deleted_at is None:
            # a clock that lags must not shorten the thirty days
            at = max(now(), moment(updated_at))
            with self._changes.write(*self.kinds, source=source):
                self._set_deleted(item_id, stamp(at))

    def restore(self, item_id: str, *, source: object = None) -> None:
        """Bring it back from Recently deleted with all that hung on it. NotFound."""
        if self._state(item_id)[0] is not None:
            with self._changes.write(*self.kinds, source=source):
                self._set_deleted(item_id, None)

    def purge(self, item_id: str, *, source: object = None) -> None:
        """Delete for ever what is in Recently deleted; Refused for what is not."""
        if self._state(item_id)[0] is None:
            raise Refused(
                f"Move the {self.item_type} to Recently deleted first; from there it can go for ever."
            )
        with self._changes.write(*self.kinds, source=source):
            self.erase(item_id)

    def purge_expired(self, at: dt.datetime) -> int:
        """Delete for ever what has been in Recently deleted for 30 days at ``at``; return how many."""
        return self._purge_until(at - dt.timedelta(days=TRASH_DAYS))

    def empty_trash(self) -> int:
        """Delete for ever all of this kind that is in Recently deleted; return how many."""
        return self._purge_until(dt.datetime.max.replace(tzinfo=dt.UTC))

    def erase(self, item_id: str) -> None:
        """Remove it and all that names it from the file, inside a write block."""
        self._things.cut_loose(self.item_type, item_id)
        self._write(f"DELETE FROM {self.item_type} WHERE id = ?", item_id)

    def _set_deleted(self, item_id: str, at: str | None) -> None:
        self._write(f"UPDATE {self.item_type} SET deleted_at = ? WHERE id = ?", at, item_id)

    def _purge_until(self, until: dt.datetime) -> int:
        gone = self._all(f"SELECT id FROM {self.item_type} WHERE deleted_at <= ?", stamp(until))
        return self._erase_all(item_id for (item_id,) in gone)

    def _erase_all(self, item_ids: Iterable[str]) -> int:
        gone = tuple(item_ids)
        if gone:
            with self._changes.write(*self.kinds):
                for item_id in gone:
                    self.erase(item_id)
        return len(gone)

    def _state(self, item_id: str) -> tuple[str | None, str]:
        row = self._one(
            f"SELECT deleted_at, updated_at FROM {self.item_type} WHERE id = ?", item_id
        )
        if row is None:
            raise self._missing()
        return row[0], row[1]

    def _missing(self) -> NotFound:
        return NotFound(f"That {self.item_type} is not in this journal any more.")

    def _whole_id(self, prefix: str) -> str:
        """Return the id that begins so (at least 4 signs); NotFound or Refused if not just one does."""
        start, called = prefix.strip().lower(), self.item_type
        if len(start) < _ENOUGH:
            raise Refused(f"Give at least the first four signs of the {called}'s id.")
        found = self._all(
            f"SELECT id FROM {called} WHERE id >= ? AND id < ? LIMIT ?",
            start,
            start + "\x7f",
            _MANY,
        )
        if not found:
            raise NotFound(
                f"No {called}'s id begins with “{start}”. List the {called}s to see their ids."
            )
        if len(found) > 1:
            many = "20 or more" if len(found) == _MANY else str(len(found))
            raise Refused(
                f"The ids of {many} {called}s begin with “{start}”. Give more signs of it."
            )
        return str(found[0][0])
