"""Assumptions: noticed, held, tested, confirmed, and revised or dropped."""

from __future__ import annotations

import datetime as dt
from typing import Any

from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import (
    PERSON_LIMIT,
    About,
    Assumption,
    AssumptionId,
    NewAssumption,
    check_importance,
    line,
    needed,
    text,
)
from metanoia.domain.assumptions import (
    statement as checked_statement,
)
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.anchors import Anchors
from metanoia.store.changes import Changes
from metanoia.store.evidence import Weighed
from metanoia.store.experiments import Experiments
from metanoia.store.former import Former, Formers
from metanoia.store.part import new_id, now, past, stamp

_CLOSE = """UPDATE assumption SET state = ?, revised_to_id = ?, closed_at = ?, closing_note = ?,
    rev = rev + 1, updated_at = ? WHERE id = ?"""


class Assumptions(Weighed):
    """The assumptions of the open journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._anchors = Anchors(connection, changes)
        self._tests = Experiments(connection, changes)
        self._formers = Formers(connection, changes)

    def add(
        self, new: NewAssumption, *, origin: Origin | None = None, source: object = None
    ) -> Assumption:
        """Keep a new assumption, anchored in the passage ``origin`` that it came from.

        With a confidence it is held, without one it is noticed. Refused for a moment to come or a
        passage that is not there; NotFound for an entry that is not.
        """
        with self._changes.write(Kind.ASSUMPTION, source=source):
            added = self._insert(new)
            if origin:
                self._anchors.mark(self.item_type, added, origin)
        return self.get(added)

    def change(
        self,
        assumption_id: AssumptionId,
        *,
        statement: str | None = None,
        about: About | None = None,
        person: str | None = None,
        if_wrong: str | None = None,
        importance: int | None = None,
        source: object = None,
    ) -> Assumption:
        """Say it in other words; what is None stays, and what it said before is kept.

        Refused for a closed assumption and for what is out of range; NotFound.
        """
        old = self.open(assumption_id)
        wanted: dict[str, Any] = {
            "statement": None if statement is None else checked_statement(statement),
            "about": about,
            "person": None if person is None else line(person, PERSON_LIMIT, "A name"),
            "if_wrong": None if if_wrong is None else text(if_wrong, "What you would see"),
            "importance": importance,
        }
        if importance is not None:
            check_importance(importance)
        new = {
            name: value
            for name, value in wanted.items()
            if value is not None and value != getattr(old, name)
        }
        if not new:
            return old
        with self._changes.write(Kind.ASSUMPTION, source=source):
            before = {name: getattr(old, name) for name in new}
            self._wordings.keep(self.item_type, old.id, old.rev, before)
            columns = ", ".join(f"{name} = ?" for name in new)
            self._write(
                f"UPDATE assumption SET {columns}, rev = rev + 1, updated_at = ? WHERE id = ?",
                *new.values(),
                stamp(now()),
                assumption_id,
            )
        return self.get(assumption_id)

    def statements_before(self, assumption_id: AssumptionId) -> list[tuple[dt.datetime, str]]:
        """Return what it said before and until when, newest first."""
        kept = self._wordings.of(self.item_type, assumption_id)
        return [(at, before["statement"]) for at, before in kept if "statement" in before]

    # -- from state to state

    def confirm(
        self,
        assumption_id: AssumptionId,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Assumption:
        """Note that it has held up so far; Refused without a confidence, or evidence or finished test."""
        when, old = past(at), self.open(assumption_id)
        if old.state == "confirmed":
            return old
        if old.state == "noticed":
            raise Refused("Say first how sure you are of it.")
        tested = any(test.state == "done" for test in self._tests.of(assumption_id))
        if not tested and not self.evidence(assumption_id):
            raise Refused("Nothing speaks to it yet. Add evidence or finish a small test first.")
        return self._set_state(old, "confirmed", when, source)

    def hold(
        self,
        assumption_id: AssumptionId,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Assumption:
        """Take back that it has held up: it is held, or being tested. Refused if nobody said so."""
        when, old = past(at), self.open(assumption_id)
        if old.state != "confirmed":
            raise Refused("Only what has held up so far can be taken back to held.")
        return self._set_state(old, self._state_at_rest(old), when, source)

    def drop(
        self,
        assumption_id: AssumptionId,
        reason: str,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Assumption:
        """Let it go, and say why; a test under way is given up with it. Refused if closed; NotFound."""
        when, reason = past(at), needed(reason, "Why you drop it")
        old = self.open(assumption_id)
        with self._changes.write(*self.kinds, source=source):
            self._tests.abandon_all(old.id, "The assumption was dropped.", when)
            self._close(old, "dropped", None, reason, when)
        return self.get(assumption_id)

    def take_up(self, assumption_id: AssumptionId, *, source: object = None) -> Assumption:
        """Go on with an assumption that was dropped; the reason for that is kept. Refused, NotFound."""
        old = self.get(assumption_id)
        if old.state != "dropped" or old.deleted_at is not None:
            raise Refused("Only an assumption that was dropped can be taken up again.")
        with self._changes.write(Kind.ASSUMPTION, source=source):
            before = {"closing_note": old.closing_note}
            self._wordings.keep(self.item_type, old.id, old.rev, before)
            self._write(
                """UPDATE assumption SET state = ?, closed_at = NULL, closing_note = '',
                rev = rev + 1, updated_at = ?, touched_at = max(touched_at, ?) WHERE id = ?""",
                self._state_at_rest(old),
                stamp(now()),
                stamp(now()),
                assumption_id,
            )
        return self.get(assumption_id)

    def revise(
        self,
        assumption_id: AssumptionId,
        statement: str,
        *,
        about: About | None = None,
        person: str | None = None,
        if_wrong: str | None = None,
        importance: int | None = None,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Assumption:
        """Put another assumption in its place and return that: only noticed, without a confidence.

        What is None is as it was. A test under way is given up. Refused if closed.
        """
        when, old = past(at), self.open(assumption_id)
        new = NewAssumption(
            statement=statement,
            about=about or old.about,
            person=old.person if person is None else person,
            if_wrong=old.if_wrong if if_wrong is None else if_wrong,
            importance=old.importance if importance is None else importance,
            at=when,
        )
        if new.statement == old.statement:
            raise Refused("That is what it says already. Say it in other words.")
        with self._changes.write(*self.kinds, source=source):
            successor = self._insert(new)
            self._tests.abandon_all(old.id, "The assumption was revised.", when)
            self._close(old, "revised", successor, "", when)
        return self.get(successor)

    # -- undoing

    def former(self, assumption_id: AssumptionId) -> Former:
        """Return all of an assumption as it is now, for ``put_back``. NotFound."""
        self.get(assumption_id)
        return self._formers.of(assumption_id)

    def put_back(self, former: Former, *, source: object = None) -> Assumption:
        """Make an assumption what it was: its words, history, evidence, tests and their predictions.

        What it was revised to since goes: for ever if nothing was done with it, else to Recently
        deleted. Refused if what it had been revised to is gone for ever; NotFound if it is itself.
        """
        current = self.get(former.assumption)
        with self._changes.write(*self.kinds, source=source):
            self._formers.put_back(former)
            successor = current.revised_to
            if successor and successor != self.get(former.assumption).revised_to:
                if self._formers.untouched(successor):
                    self.erase(successor)
                else:
                    self.trash(successor)
        return self.get(former.assumption)

    def _insert(self, new: NewAssumption) -> AssumptionId:
        when, added = past(new.at), AssumptionId(new_id())
        self._write(
            """INSERT INTO assumption(id, created_at, updated_at, touched_at, statement, about,
            person, if_wrong, importance) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            added,
            stamp(when),
            stamp(when),
            stamp(when),
            new.statement,
            new.about,
            new.person,
            new.if_wrong,
            new.importance,
        )
        if new.confidence is not None:
            assumption = self.get(added)
            self.add_point(assumption, new.confidence, "first", reason=new.reason, at=when)
        return added

    def _state_at_rest(self, old: Assumption) -> str:
        if old.confidence is None:
            return "noticed"
        return "testing" if self._tests.any_under_way(old.id) else "held"

    def _set_state(
        self, old: Assumption, state: str, when: dt.datetime, source: object
    ) -> Assumption:
        with self._changes.write(Kind.ASSUMPTION, source=source):
            self._write(
                "UPDATE assumption SET state = ?, rev = rev + 1, updated_at = ? WHERE id = ?",
                state,
                stamp(when),
                old.id,
            )
            self.touch(old.id, when)
        return self.get(old.id)

    def _close(
        self,
        old: Assumption,
        state: str,
        successor: AssumptionId | None,
        note: str,
        when: dt.datetime,
    ) -> None:
        at = stamp(when)
        self._write(_CLOSE, state, successor, at, note, at, old.id)
        self.touch(old.id, when)
