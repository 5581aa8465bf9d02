"""Actions: steps to take, plans for when a cue comes, and what came of them."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from metanoia.domain.actions import Action, ActionId, ActionState, NewAction
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import text
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused
from metanoia.domain.goals import GoalId
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.anchors import Anchors
from metanoia.store.changes import Changes
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, stamp
from metanoia.store.recoverable import Recoverable
from metanoia.store.things import GOAL

_COLUMNS = """id, text, due_on, state, settled_at, reflection, rev, created_at, deleted_at, goal_id,
    kind, cue, outcome, obstacle, times_met, times_used"""

OPEN = f"""SELECT {_COLUMNS} FROM action WHERE state = 'open' AND deleted_at IS NULL
    AND due_on IS NOT NULL ORDER BY due_on, rowid"""
OPEN_UNDATED = f"""SELECT {_COLUMNS} FROM action WHERE state = 'open' AND deleted_at IS NULL
    AND due_on IS NULL ORDER BY rowid"""
OF_ENTRY = f"""SELECT {_COLUMNS} FROM action WHERE deleted_at IS NULL AND id IN
      (SELECT item_id FROM anchor WHERE entry_id = ? AND +item_type = 'action')
    ORDER BY rowid"""
OF_GOAL = f"SELECT {_COLUMNS} FROM action WHERE deleted_at IS NULL AND goal_id = ? ORDER BY rowid"
DUE = f"""SELECT {_COLUMNS} FROM action WHERE state = 'open' AND deleted_at IS NULL
    AND due_on <= ? ORDER BY due_on, rowid"""
ALL = f"SELECT {_COLUMNS} FROM action WHERE deleted_at IS NULL ORDER BY rowid"
TRASHED = f"""SELECT {_COLUMNS} FROM action WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""
_PUT_BACK = """UPDATE action SET text = ?, due_on = ?, state = ?, settled_at = ?, reflection = ?,
    rev = ?, created_at = ?, deleted_at = ?, goal_id = (SELECT id FROM goal WHERE id = ?), kind = ?,
    cue = ?, outcome = ?, obstacle = ?, times_met = ?, times_used = ?, updated_at = ? WHERE id = ?"""


class Actions(Recoverable):
    """The actions of the open journal."""

    item_type = "action"
    kinds = (Kind.ACTION,)

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._anchors = Anchors(connection, changes)

    def add(self, new: NewAction, *, origin: Origin | None = None, source: object = None) -> Action:
        """Keep a step, anchored in the passage ``origin`` that it came from. Refused, NotFound."""
        if new.goal:
            self._things.check(GOAL, new.goal)
        added, at = ActionId(new_id()), stamp(now())
        with self._changes.write(Kind.ACTION, source=source):
            self._write(
                """INSERT INTO action(id, created_at, updated_at, text, due_on, goal_id, kind, cue,
                outcome, obstacle) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                added,
                at,
                at,
                *_said(new),
            )
            if origin:
                self._anchors.mark(self.item_type, added, origin)
        return self.get(added)

    def change(self, action_id: ActionId, new: NewAction, *, source: object = None) -> Action:
        """Say a step anew; how often its cue came stays. Refused if in Recently deleted; NotFound."""
        old = self._present(action_id)
        if new.goal and new.goal != old.goal:
            self._things.check(GOAL, new.goal)
        if _said(new) == _said(old):
            return old
        with self._changes.write(Kind.ACTION, source=source):
            self._write(
                """UPDATE action SET text = ?, due_on = ?, goal_id = ?, kind = ?, cue = ?,
                outcome = ?, obstacle = ?, rev = rev + 1, updated_at = ? WHERE id = ?""",
                *_said(new),
                stamp(now()),
                action_id,
            )
        return self.get(action_id)

    def met(self, action_id: ActionId, used: bool, *, source: object = None) -> Action:
        """Note that the cue of an open plan came once more, and whether the act followed. Refused."""
        old = self._present(action_id)
        if old.kind != "if_then":
            raise Refused("Only a plan of the form “If …, then …” has a cue that can come.")
        if old.state != "open":
            raise Refused("That plan is settled already. Open it again to count on.")
        with self._changes.write(Kind.ACTION, source=source):
            self._write(
                """UPDATE action SET times_met = times_met + 1, times_used = times_used + ?,
                rev = rev + 1, updated_at = ? WHERE id = ?""",
                int(used),
                stamp(now()),
                action_id,
            )
        return self.get(action_id)

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

    def of_goal(self, goal_id: GoalId) -> list[Action]:
        """Return the living steps and plans that lead to a goal, oldest first."""
        return [_action(row) for row in self._all(OF_GOAL, goal_id)]

    def due(self, today: dt.date) -> list[Action]:
        """Return the open actions whose day has come, the longest due first."""
        return [_action(row) for row in self._all(DUE, today.isoformat())]

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

    def former(self, action_id: ActionId) -> Action:
        """Return an action as it is now, for ``put_back``. NotFound."""
        return self.get(action_id)

    def put_back(self, former: Action, *, source: object = None) -> Action:
        """Make an action what it was; a goal that is gone meanwhile is named no more. NotFound."""
        self._state(former.id)
        at = stamp(former.settled_at) if former.settled_at else None
        gone = stamp(former.deleted_at) if former.deleted_at else None
        text, due, goal, *plan = _said(former)
        with self._changes.write(Kind.ACTION, source=source):
            self._write(
                _PUT_BACK,
                text,
                due,
                former.state,
                at,
                former.reflection,
                former.rev,
                stamp(former.created_at),
                gone,
                goal,
                *plan,
                former.times_met,
                former.times_used,
                stamp(now()),
                former.id,
            )
        return self.get(former.id)

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


def _said(action: Action | NewAction) -> tuple[str | None, ...]:
    return (
        action.text,
        action.due_on.isoformat() if action.due_on else None,
        action.goal,
        action.kind,
        action.cue,
        action.outcome,
        action.obstacle,
    )


def _action(row: Row) -> Action:
    id_, words, due, state, settled, reflection, rev, created, deleted = row[:9]
    goal, kind, cue, outcome, obstacle, met, used = row[9:]
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
        goal=goal,
        kind=kind,
        cue=cue,
        outcome=outcome,
        obstacle=obstacle,
        times_met=met,
        times_used=used,
    )
