"""A goal as it was, with all that hangs on it, and putting it back exactly so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from metanoia.domain.goals import GoalId
from metanoia.store.assumptions import Assumptions
from metanoia.store.goal_rows import ABOVE
from metanoia.store.things import ACTION, Things
from metanoia.store.whole_rows import Values, WholeRows

_MEASURES = "(SELECT id FROM measure WHERE goal_id = ?1)"
WHOLE: Final = {
    "goal": "id = ?1",
    "revision": "item_type = 'goal' AND item_id = ?1",
    "goal_checkin": "goal_id = ?1",
    "measure": "goal_id = ?1",
    "observation": f"measure_id IN {_MEASURES}",
    "target_change": f"measure_id IN {_MEASURES}",
    "variable": f"measure_id IN {_MEASURES}",
    "brake": "goal_id = ?1",
    "action": "goal_id = ?1",
    "anchor": "item_type = 'goal' AND item_id = ?1",
    "item_link": """(from_type = 'goal' AND from_id = ?1)
      OR (to_type = 'goal' AND to_id = ?1)""",
}
_ANEW = ("revision", "goal_checkin", "measure", "observation", "target_change", "brake")
_FOLLOWS = """UPDATE variable SET measure_id = ?2 WHERE id = ?1 AND measure_id IS NULL
    AND metric_id IS NULL AND drawn_json = '[]' AND EXISTS(SELECT 1 FROM measure WHERE id = ?2)"""
_UNTOUCHED = """SELECT 1 FROM action WHERE id = ?1 AND rev = 1
    AND NOT EXISTS(SELECT 1 FROM goal WHERE step_id = ?1)
    AND NOT EXISTS(SELECT 1 FROM anchor WHERE item_type = 'action' AND item_id = ?1)
    AND NOT EXISTS(SELECT 1 FROM item_link
      WHERE (from_type = 'action' AND from_id = ?1) OR (to_type = 'action' AND to_id = ?1))"""


@dataclass(frozen=True, slots=True)
class FormerGoal:
    """All of one goal at a moment: its rows by table, each in the order it was written."""

    goal: GoalId
    rows: Mapping[str, Sequence[Values]]
    actions: frozenset[str]  # all that there were, whatever they led to
    assumptions: frozenset[str]  # all that there were
    living: frozenset[str]  # of the assumptions it rests on, those not in Recently deleted


class FormerGoals(WholeRows):
    """Whole goals as they were."""

    def of(self, goal_id: GoalId) -> FormerGoal:
        """Return all of a goal as it is now."""
        rows = {table: self._rows(table, where, goal_id) for table, where in WHOLE.items()}
        living = self._ids(
            """assumption WHERE deleted_at IS NULL
            AND id IN (SELECT assumption_id FROM brake WHERE goal_id = ?)""",
            goal_id,
        )
        return FormerGoal(goal_id, rows, self._ids("action"), self._ids("assumption"), living)

    def put_back(self, former: FormerGoal) -> None:
        """Make all of a goal what it was, inside a write block; what is gone for ever is not named."""
        now = self.of(former.goal)
        for table in ("revision", "goal_checkin", "brake", "measure"):  # the rest goes with them
            for row in now.rows[table]:
                self._write(f"DELETE FROM {table} WHERE id = ?", row["id"])
        for table in _ANEW:
            for row in former.rows[table]:
                brake = table == "brake"
                kept = self._without_lost(row, assumption_id="assumption") if brake else row
                self._insert(table, kept)
        self._follow(now, former)
        self._assumptions(now, former)
        self._actions(now, former)
        self._mend("anchor", now.rows, former.rows)
        self._mend("item_link", now.rows, former.rows)
        (goal,) = former.rows["goal"]
        kept = self._without_lost(goal, parent_id="goal", step_id="action")
        if kept["parent_id"] and self._one(ABOVE, kept["parent_id"], former.goal):
            kept = {**kept, "parent_id": None}
        self._update("goal", kept)

    def _follow(self, now: FormerGoal, former: FormerGoal) -> None:
        """Let the variables of maps follow its measures again, which they lost with the rows."""
        there = {row["id"] for row in now.rows["measure"]}
        lost = [row for row in former.rows["variable"] if row["measure_id"] not in there]
        for row in (*lost, *now.rows["variable"]):
            self._write(_FOLLOWS, row["id"], row["measure_id"])

    def _assumptions(self, now: FormerGoal, former: FormerGoal) -> None:
        """Let go of the assumptions made of it since, and bring back those let go of."""
        assumptions = Assumptions(self._connection, self._changes)
        named = {row["assumption_id"] for row in now.rows["brake"]} - {None}
        for made in named - former.assumptions:
            assumptions.trash(made)
        for assumption in former.living:
            if self._there("assumption", assumption):
                assumptions.restore(assumption)

    def _actions(self, now: FormerGoal, former: FormerGoal) -> None:
        then = {row["id"] for row in former.rows["action"]}
        for row in now.rows["action"]:
            if row["id"] in then:
                continue
            if row["id"] in former.actions:
                self._write("UPDATE action SET goal_id = NULL WHERE id = ?", row["id"])
            elif self._one(_UNTOUCHED, row["id"]):
                Things(self._connection, self._changes).cut_loose(ACTION, row["id"])
                self._write("DELETE FROM action WHERE id = ?", row["id"])
            else:
                self._write(
                    "UPDATE action SET deleted_at = coalesce(deleted_at, updated_at) WHERE id = ?",
                    row["id"],
                )
        for row in former.rows["action"]:
            (self._update if self._there(ACTION, row["id"]) else self._insert)(ACTION, row)

    def _ids(self, table: str, *values: object) -> frozenset[str]:
        return frozenset(id_ for (id_,) in self._all(f"SELECT id FROM {table}", *values))
