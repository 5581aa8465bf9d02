"""What holds a goal in place: what is done instead, the worry, what it protects, the assumption."""

from __future__ import annotations

from metanoia.domain.assumptions import (
    Assumption,
    AssumptionId,
    NewAssumption,
    check_confidence,
    needed,
)
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.goals import BRAKE_COLUMNS, BRAKE_LIMIT, Brake, BrakeColumn, GoalId
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.assumptions import Assumptions
from metanoia.store.changes import Changes
from metanoia.store.goal_list import GoalList
from metanoia.store.goal_rows import BRAKE, brake
from metanoia.store.links import Ties
from metanoia.store.part import Part, new_id, now, stamp
from metanoia.store.things import ASSUMPTION, GOAL

OF_GOAL = f"SELECT {BRAKE} FROM brake WHERE goal_id = ? ORDER BY ord, rowid"


class Brakes(Part):
    """The lines of one map a goal; ``goals.former`` and ``put_back`` undo what is done to them."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._goals = GoalList(connection, changes)
        self._assumptions = Assumptions(connection, changes)
        self._ties = Ties(connection, changes)

    def of(self, goal_id: GoalId) -> list[Brake]:
        """Return the lines of a goal, column by column from the left, each in its order."""
        found = [brake(row) for row in self._all(OF_GOAL, goal_id)]
        return sorted(found, key=lambda line: BRAKE_COLUMNS.index(line.column))

    def get(self, brake_id: str) -> Brake:
        """Return the line; NotFound if there is none."""
        row = self._one(f"SELECT {BRAKE} FROM brake WHERE id = ?", brake_id)
        if row is None:
            raise NotFound("That line is not in this journal any more.")
        return brake(row)

    def add(
        self,
        goal_id: GoalId,
        column: BrakeColumn,
        text: str,
        parent: str | None = None,
        *,
        source: object = None,
    ) -> Brake:
        """Add a line to a column, under the line ``parent`` of the column before.

        Refused without words, above 300 characters, for a parent elsewhere, or if the goal is closed.
        """
        if column not in BRAKE_COLUMNS:
            raise Refused(f"There is no column “{column}”.")
        words = needed(text, "The line", BRAKE_LIMIT)
        self._goals.open(goal_id)
        if parent:
            above = self.get(parent)
            before = BRAKE_COLUMNS.index(above.column) + 1
            if above.goal != goal_id or before != BRAKE_COLUMNS.index(column):
                raise Refused("A line belongs under a line of the column before it.")
        added = new_id()
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                """INSERT INTO brake(id, created_at, goal_id, parent_id, col, ord, text)
                VALUES(?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(ord), 0) + 1 FROM brake
                  WHERE goal_id = ?3 AND col = ?5), ?6)""",
                added,
                stamp(now()),
                goal_id,
                parent,
                column,
                words,
            )
        return self.get(added)

    def change(self, brake_id: str, text: str, *, source: object = None) -> Brake:
        """Say a line in other words; an assumption made of it keeps its own. Refused, NotFound."""
        words, old = needed(text, "The line", BRAKE_LIMIT), self._of_open(brake_id)
        if words == old.text:
            return old
        with self._changes.write(Kind.GOAL, source=source):
            self._write("UPDATE brake SET text = ? WHERE id = ?", words, brake_id)
        return self.get(brake_id)

    def remove(self, brake_id: str, *, source: object = None) -> None:
        """Remove a line and those under it; assumptions made of them stay. Refused, NotFound."""
        self._of_open(brake_id)
        with self._changes.write(Kind.GOAL, source=source):
            self._write("DELETE FROM brake WHERE id = ?", brake_id)

    def assume(
        self, brake_id: str, confidence: int | None = None, *, source: object = None
    ) -> Assumption:
        """Make an assumption of a line of the last column, tied to its goal; return it.

        Refused for another column, if one was made already, a confidence outside of 0 to 100, and for
        words too few or too many for an assumption; NotFound.
        """
        old = self._of_open(brake_id)
        _check_bare(old)
        new = NewAssumption(statement=old.text, about="me", confidence=confidence)
        with self._changes.write(Kind.GOAL, source=source):
            made = self._assumptions.add(new)
            self.rest_on(brake_id, made.id, confidence)
        return made

    def rest_on(
        self,
        brake_id: str,
        assumption_id: AssumptionId,
        confidence: int | None = None,
        *,
        source: object = None,
    ) -> Brake:
        """Let a line of the last column stand for an assumption that is there, and tie it to the goal.

        ``confidence`` (0 to 100) is how sure somebody was then. Refused as ``assume``; NotFound.
        """
        old = self._of_open(brake_id)
        _check_bare(old)
        if confidence is not None:
            check_confidence(confidence)
        with self._changes.write(Kind.GOAL, source=source):
            self._ties.connect((GOAL, old.goal), (ASSUMPTION, assumption_id), "about")
            self._write(
                "UPDATE brake SET assumption_id = ?, confidence_then = ? WHERE id = ?",
                assumption_id,
                confidence,
                brake_id,
            )
        return self.get(brake_id)

    def _of_open(self, brake_id: str) -> Brake:
        found = self.get(brake_id)
        self._goals.open(found.goal)
        return found


def _check_bare(line: Brake) -> None:
    if line.column != "assumption":
        raise Refused("Only what you must be assuming becomes an assumption.")
    if line.assumption:
        raise Refused("This line is an assumption of yours already.")
