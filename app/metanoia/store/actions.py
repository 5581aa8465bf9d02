"""Actions: steps to take, and what came of them."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from metanoia.domain.actions import Action, ActionId, ActionState, NewAction
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import text
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.anchors import Anchors
from metanoia.store.changes import Changes
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, stamp
from metanoia.store.recoverable import Recoverable

_COLUMNS = "id, text, due_on, state, settled_at, reflection, rev, created_at, deleted_at"

OPEN = f"""SELECT {_COLUMNS} FROM action WHERE state = 'open' AND deleted_at IS NULL
    AND due_on IS NOT NULL ORDER BY due_on, rowid"""
OPEN_UNDATED = f"""SELECT {_COLUMNS} FROM action WHERE state = 'open' AND deleted_at IS NULL
    AND due_on IS NULL ORDER BY rowid"""
OF_ENTRY = f"""SELECT {_COLUMNS} FROM action WHERE deleted_at IS NULL AND id IN
      (SELECT item_id FROM anchor WHERE entry_id = ? AND item_type = 'action')
    ORDER BY rowid"""
ALL = f"SELECT {_COLUMNS} FROM action WHERE deleted_at IS NULL ORDER BY rowid"
TRASHED = f"""SELECT {_COLUMNS} FROM action WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""


class Actions(Recoverable):
    """The actions of the open journal."""

    item_type = "action"
    kinds = (Kind.ACTION,)

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._anchors = Anchors(connection, changes)

    def add(self, new: NewAction, *, origin: Origin | None = None, source: object = None) -> Action:
        """Keep a step, anchored in the passage ``origin`` that it came from. Refused, NotFound."""
        added, at = ActionId(new_id()), stamp(now())
        with self._changes.write(Kind.ACTION, source=source):
            self._write(
                "INSERT INTO action(id, created_at, updated_at, text, due_on) VALUES(?, ?, ?, ?, ?)",
                added,
                at,
                at,
                new.text,
                new.due_on.isoformat() if new.due_on else None,
            )
            if origin:
                self._anchors.mark(self.item_type, added, origin)
        return self.get(added)

    def get(self, action_id: ActionId) -> Action:
        """Return the action, deleted ones too; NotFound if there is none."""
        row = self._one(f"SELECT {_COLUMNS} FROM action WHERE id = ?", action_id)
        if row is None:
            raise self._missing()
        return _action(row)

    def open(self) -> list[Action]:
        """Return living actions that are still open: by their day, those without one last."""
        return [_action(row) for row in (*self._all(OPEN), *self._all(OPEN_UNDATED))]

    def all(self) -> list[Action]:
        """Return every living action, oldest first."""
        return [_action(row) for row in self._all(ALL)]

    def of_entry(self, entry_id: EntryId) -> list[Action]:
        """Return the living actions that came from an entry, oldest first."""
        return [_action(row) for row in self._all(OF_ENTRY, entry_id)]

    def trashed(self) -> list[Action]:
        """Return what is in Recently deleted, the latest deleted first."""
        return [_action(row) for row in self._all(TRASHED)]

    def settle(
        self,
        action_id: ActionId,
        state: ActionState,
        reflection: str = "",
        *,
        source: object = None,
    ) -> Action:
        """Say what became of an open step, and perhaps what came of it. Refused if it is not open."""
        if state == "open" or state not in get_args(ActionState):
            raise Refused("A step is settled as done, partly done, not done, or dropped.")
        reflection = text(reflection, "What came of it")
        if self._present(action_id).state != "open":
            raise Refused("That step is settled already. Open it again to settle it anew.")
        return self._put(action_id, state, stamp(now()), reflection, source)

    def set_due(
        self, action_id: ActionId, due_on: dt.date | None, *, source: object = None
    ) -> Action:
        """Give a step another day, or none."""
        self._present(action_id)
        with self._changes.write(Kind.ACTION, source=source):
            self._write(
                "UPDATE action SET due_on = ?, rev = rev + 1, updated_at = ? WHERE id = ?",
                due_on.isoformat() if due_on else None,
                stamp(now()),
                action_id,
            )
        return self.get(action_id)

    def reopen(self, action_id: ActionId, *, source: object = None) -> Action:
        """Make a settled step open again; nothing happens if it is."""
        old = self._present(action_id)
        return old if old.state == "open" else self._put(action_id, "open", None, "", source)

    def _present(self, action_id: ActionId) -> Action:
        found = self.get(action_id)
        if found.deleted_at is not None:
            raise Refused("That step is in Recently deleted. Bring it back first.")
        return found

    def _put(
        self, action_id: ActionId, state: str, at: str | None, reflection: str, source: object
    ) -> Action:
        with self._changes.write(Kind.ACTION, source=source):
            self._write(
                """UPDATE action SET state = ?, settled_at = ?, reflection = ?, rev = rev + 1,
                updated_at = ? WHERE id = ?""",
                state,
                at,
                reflection,
                stamp(now()),
                action_id,
            )
        return self.get(action_id)


def _action(row: Row) -> Action:
    id_, words, due, state, settled, reflection, rev, created, deleted = row
    return Action(
        id=ActionId(id_),
        text=words,
        due_on=dt.date.fromisoformat(due) if due else None,
        state=state,
        settled_at=moment_or_none(settled),
        reflection=reflection,
        rev=rev,
        created_at=moment(created),
        deleted_at=moment_or_none(deleted),
    )
