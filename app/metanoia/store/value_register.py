"""The values of a journal: naming them, setting them aside, and Recently deleted."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Final

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.values import Value, ValueId, ValueState, value_meaning, value_name
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, stamp
from metanoia.store.recoverable import Recoverable
from metanoia.store.wordings import Wordings

VALUE: Final = "value"
COLUMNS: Final = "id, name, meaning, rank, state, rev, created_at, updated_at, deleted_at"

_ORDER = "ORDER BY state, rank IS NULL, rank, name COLLATE NOCASE, id"
ACTIVE = f"SELECT {COLUMNS} FROM value WHERE deleted_at IS NULL AND state = 'active' {_ORDER}"
LIVING = f"SELECT {COLUMNS} FROM value WHERE deleted_at IS NULL {_ORDER}"
TRASHED = f"SELECT {COLUMNS} FROM value WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC"
LATEST_SORT: Final = "SELECT id FROM value_sort ORDER BY local_date DESC, at DESC LIMIT 1"


class ValueRegister(Recoverable):
    """Values as they are kept; "living" means not in Recently deleted."""

    item_type = VALUE
    kinds = (Kind.VALUE,)

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._wordings = Wordings(connection, changes)

    def add(self, name: str, meaning: str = "", *, source: object = None) -> Value:
        """Keep a value by a name that no other living one has. Refused."""
        name, meaning = value_name(name), value_meaning(meaning)
        self._check_free(name)
        added, at = ValueId(new_id()), stamp(now())
        with self._changes.write(Kind.VALUE, source=source):
            self._write(
                """INSERT INTO value(id, created_at, updated_at, name, meaning)
                VALUES(?, ?, ?, ?, ?)""",
                added,
                at,
                at,
                name,
                meaning,
            )
        return self.get(added)

    def get(self, value_id: ValueId) -> Value:
        """Return the value, deleted ones too; NotFound if there is none."""
        row = self._one(f"SELECT {COLUMNS} FROM value WHERE id = ?", value_id)
        if row is None:
            raise self._missing()
        return _value(row)

    def find(self, prefix: str) -> Value:
        """Return the value whose id begins so (at least 4 signs); NotFound, Refused."""
        return self.get(ValueId(self._whole_id(prefix)))

    def by_name(self, name: str) -> Value | None:
        """Return the living value of that name, whatever its capitals, or None."""
        said = unicodedata.normalize("NFC", " ".join(name.split())).casefold()
        return next((one for one in self.all(retired=True) if one.name.casefold() == said), None)

    def all(self, *, retired: bool = False) -> list[Value]:
        """Return living values by rank, then by name; with ``retired`` those set aside follow."""
        return [_value(row) for row in self._all(LIVING if retired else ACTIVE)]

    def trashed(self) -> list[Value]:
        """Return what is in Recently deleted, the latest deleted first."""
        return [_value(row) for row in self._all(TRASHED)]

    def wordings_before(self, value_id: ValueId) -> list[tuple[dt.datetime, str, str]]:
        """Return (until, field, text) of earlier names and meanings, newest first."""
        return [
            (at, field, text)
            for at, before in self._wordings.of(VALUE, value_id)
            for field, text in before.items()
        ]

    def change(
        self,
        value_id: ValueId,
        *,
        name: str | None = None,
        meaning: str | None = None,
        source: object = None,
    ) -> Value:
        """Give a value another name or meaning; what it said before is kept. Refused, NotFound."""
        old = self._living(value_id)
        new_name = old.name if name is None else value_name(name)
        new_meaning = old.meaning if meaning is None else value_meaning(meaning)
        if (new_name, new_meaning) == (old.name, old.meaning):
            return old
        if new_name.casefold() != old.name.casefold():
            self._check_free(new_name)
        asked = {"name": (old.name, new_name), "meaning": (old.meaning, new_meaning)}
        before = {field: was for field, (was, new) in asked.items() if was != new}
        with self._changes.write(Kind.VALUE, source=source):
            self._wordings.keep(VALUE, value_id, old.rev, before)
            self._write(
                """UPDATE value SET name = ?, meaning = ?, rev = rev + 1, updated_at = ?
                WHERE id = ?""",
                new_name,
                new_meaning,
                stamp(now()),
                value_id,
            )
        return self.get(value_id)

    def retire(self, value_id: ValueId, *, source: object = None) -> Value:
        """Set a value aside: it keeps its ratings and is asked for no more."""
        return self._set_state(value_id, "retired", source)

    def take_up(self, value_id: ValueId, *, source: object = None) -> Value:
        """Take a value up again that was set aside."""
        return self._set_state(value_id, "active", source)

    def _set_state(self, value_id: ValueId, state: ValueState, source: object) -> Value:
        old = self._living(value_id)
        if old.state == state:
            return old
        with self._changes.write(Kind.VALUE, source=source):
            # its place in the order is the next sort's to give
            self._write(
                """UPDATE value SET state = ?, rank = NULL, rev = rev + 1, updated_at = ?
                WHERE id = ?""",
                state,
                stamp(now()),
                value_id,
            )
        return self.get(value_id)

    def _set_deleted(self, item_id: str, at: str | None) -> None:
        if at is None:
            back = self.get(ValueId(item_id))
            self._check_free(back.name)
            self._write(
                f"""UPDATE value SET rank = NULL WHERE id = ?1 AND (rank IN (SELECT rank FROM value
                WHERE id <> ?1 AND deleted_at IS NULL AND state = 'active')
                OR EXISTS({LATEST_SORT}) AND rank NOT IN (SELECT rank FROM value_sorted
                  WHERE value_id = ?1 AND sort_id = ({LATEST_SORT})))""",
                item_id,
            )
        super()._set_deleted(item_id, at)

    def _living(self, value_id: ValueId) -> Value:
        found = self.get(value_id)
        if found.deleted_at is not None:
            raise Refused(f"“{found.name}” is in Recently deleted. Bring it back first.")
        return found

    def _check_free(self, name: str) -> None:
        if other := self.by_name(name):
            aside = "" if other.state == "active" else " among those set aside; take it up again"
            raise Refused(f"There is a value called “{other.name}” already{aside}.")

    def _missing(self) -> NotFound:
        return NotFound("That value is not in this journal any more.")


def _value(row: Row) -> Value:
    id_, name, meaning, rank, state, rev, created, updated, deleted = row
    return Value(
        id=ValueId(id_),
        name=name,
        meaning=meaning,
        rank=rank,
        state=state,
        rev=rev,
        created_at=moment(created),
        updated_at=moment(updated),
        deleted_at=moment_or_none(deleted),
    )
