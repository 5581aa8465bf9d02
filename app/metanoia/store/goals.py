"""Goals: what is wanted and what is true now, from draft to achieved or released."""

from __future__ import annotations

import datetime as dt
from typing import Any, Unpack

from metanoia.domain.actions import ActionId
from metanoia.domain.assumptions import needed, text
from metanoia.domain.errors import Refused
from metanoia.domain.goals import CLOSING_LIMIT, Goal, GoalChange, GoalId, GoalState, NewGoal
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.check_ins import CheckIns
from metanoia.store.former_goal import FormerGoal, FormerGoals
from metanoia.store.goal_rows import ABOVE
from metanoia.store.part import new_id, now, past, stamp
from metanoia.store.things import ACTION
from metanoia.store.wordings import Wordings

_COLUMN = {"vision": "vision_md", "reality": "reality_md", "cadence": "cadence_days"}
_COLUMN |= {"parent": "parent_id"}
_WORDS = ("title", "vision", "reality")


class Goals(CheckIns):
    """The goals of the open journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._wordings = Wordings(connection, changes)
        self._formers = FormerGoals(connection, changes)

    def add(
        self,
        new: NewGoal,
        *,
        step: ActionId | None = None,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Goal:
        """Keep a goal: active if what is wanted and what is true now are both said, else a draft.

        With ``step`` that step becomes a goal of its own, part of the goal it leads to. Refused for a
        moment to come, and for a step that is a goal already; NotFound.
        """
        when, parent = past(at), new.parent
        if step:
            parent = self._goal_of_step(step) or parent
        if parent:
            self._things.check(self.item_type, parent)
        added = GoalId(new_id())
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                """INSERT INTO goal(id, created_at, updated_at, title, vision_md, reality_md, why,
                importance, started_on, target_on, cadence_days, parent_id, step_id, state)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                added,
                stamp(when),
                stamp(when),
                new.title,
                new.vision,
                new.reality,
                new.why,
                new.importance,
                _plain(new.started_on),
                _plain(new.target_on),
                new.cadence,
                parent,
                step,
                "active" if new.vision and new.reality else "draft",
            )
        return self.get(added)

    def change(self, goal_id: GoalId, *, source: object = None, **said: Unpack[GoalChange]) -> Goal:
        """Say it in other words; what is not given stays, and what it said before is kept.

        Refused for a closed goal, what is out of range, an active goal without vision or reality, and
        a goal that would be part of itself; NotFound.
        """
        old = self.open(goal_id)
        was: dict[str, Any] = {name: getattr(old, name) for name in NewGoal.__dataclass_fields__}
        new = NewGoal(**{**was, **said})
        if old.state == "active":
            _check_active(new.vision, new.reality)
        if new.parent and new.parent != old.parent:
            self._check_parent(goal_id, new.parent)
        return self._save(old, new, source)

    def wordings_before(self, goal_id: GoalId) -> list[tuple[dt.datetime, str, str]]:
        """Return what its title, vision and reality said before and until when, newest first."""
        return [
            (at, field, before[field])
            for at, before in self._wordings.of(self.item_type, goal_id)
            for field in _WORDS
            if field in before
        ]

    # -- from state to state

    def activate(self, goal_id: GoalId, *, source: object = None) -> Goal:
        """Go for a draft or a parked goal. Refused without vision or reality, or if closed."""
        old = self.open(goal_id)
        _check_active(old.vision, old.reality)
        return self._set_state(old, "active", source)

    def park(self, goal_id: GoalId, *, source: object = None) -> Goal:
        """Let an active goal rest; Refused for a draft or a closed one."""
        old = self.open(goal_id)
        if old.state == "draft":
            raise Refused("A draft rests already. Make it active first.")
        return self._set_state(old, "parked", source)

    def achieve(
        self,
        goal_id: GoalId,
        note: str = "",
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Goal:
        """Note that it is true now; Refused for a draft or a closed one, and a moment to come."""
        when, old = past(at), self.open(goal_id)
        if old.state == "draft":
            raise Refused("This goal is still a draft. Make it active first.")
        return self._close(
            old, "achieved", text(note, "The last word", CLOSING_LIMIT), when, source
        )

    def release(
        self,
        goal_id: GoalId,
        sentence: str,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Goal:
        """Let it go with a sentence. Refused without one, if closed, and for a moment to come."""
        when, note = past(at), needed(sentence, "Why you let it go", CLOSING_LIMIT)
        return self._close(self.open(goal_id), "released", note, when, source)

    def reopen(self, goal_id: GoalId, *, source: object = None) -> Goal:
        """Take up what was achieved or released; the last word is kept among its wordings. Refused."""
        old = self.present(goal_id)
        if not old.closed:
            raise Refused("That goal is open: it was neither achieved nor released.")
        with self._changes.write(Kind.GOAL, source=source):
            before = {"closing_note": old.closing_note}
            self._wordings.keep(self.item_type, old.id, old.rev, before)
            self._write(
                """UPDATE goal SET state = ?, closed_at = NULL, closing_note = '', rev = rev + 1,
                updated_at = ? WHERE id = ?""",
                "active" if old.vision and old.reality else "draft",
                stamp(now()),
                goal_id,
            )
        return self.get(goal_id)

    # -- undoing

    def former(self, goal_id: GoalId) -> FormerGoal:
        """Return all of a goal as it is now, for ``put_back``. NotFound."""
        self.get(goal_id)
        return self._formers.of(goal_id)

    def put_back(self, former: FormerGoal, *, source: object = None) -> Goal:
        """Make a goal what it was: words, check-ins, measures, steps, what holds it, and its ties.

        Steps and assumptions made of it since go to Recently deleted. What names something that is
        gone for ever names nothing. NotFound if the goal itself is.
        """
        self.get(former.goal)
        with self._changes.write(Kind.GOAL, Kind.ACTION, Kind.LINK, source=source):
            self._formers.put_back(former)
        return self.get(former.goal)

    def _save(self, old: Goal, new: NewGoal, source: object) -> Goal:
        changed: dict[str, Any] = {
            name: getattr(new, name)
            for name in NewGoal.__dataclass_fields__
            if getattr(new, name) != getattr(old, name)
        }
        if not changed:
            return old
        with self._changes.write(Kind.GOAL, source=source):
            before = {name: getattr(old, name) for name in _WORDS if name in changed}
            if before:
                self._wordings.keep(self.item_type, old.id, old.rev, before)
            columns = ", ".join(f"{_COLUMN.get(name, name)} = ?" for name in changed)
            self._write(
                f"UPDATE goal SET {columns}, rev = rev + 1, updated_at = ? WHERE id = ?",
                *map(_plain, changed.values()),
                stamp(now()),
                old.id,
            )
        return self.get(old.id)

    def _goal_of_step(self, step: ActionId) -> GoalId | None:
        self._things.check(ACTION, step)
        if self._one("SELECT 1 FROM goal WHERE step_id = ? AND deleted_at IS NULL", step):
            raise Refused("That step is a goal of its own already.")
        row = self._one("SELECT goal_id FROM action WHERE id = ?", step)
        return GoalId(row[0]) if row and row[0] else None

    def _check_parent(self, goal_id: GoalId, parent: GoalId) -> None:
        if parent == goal_id:
            raise Refused("A goal cannot be part of itself. Choose another one.")
        self._things.check(self.item_type, parent)
        if self._one(ABOVE, parent, goal_id):
            raise Refused("That goal is part of this one already, so it cannot hold this one too.")

    def _set_state(self, old: Goal, state: GoalState, source: object) -> Goal:
        if old.state == state:
            return old
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                "UPDATE goal SET state = ?, rev = rev + 1, updated_at = ? WHERE id = ?",
                state,
                stamp(now()),
                old.id,
            )
        return self.get(old.id)

    def _close(
        self, old: Goal, state: GoalState, note: str, when: dt.datetime, source: object
    ) -> Goal:
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                """UPDATE goal SET state = ?, closed_at = ?, closing_note = ?, rev = rev + 1,
                updated_at = ? WHERE id = ?""",
                state,
                stamp(when),
                note,
                stamp(now()),
                old.id,
            )
        return self.get(old.id)


def _check_active(vision: str, reality: str) -> None:
    if not vision:
        raise Refused("Say what you want to be true first: an active goal needs it.")
    if not reality:
        raise Refused("Say what is true now first: an active goal needs it.")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
