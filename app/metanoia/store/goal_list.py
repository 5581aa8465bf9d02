"""The goals of the journal: reading them, and Recently deleted."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from metanoia.domain.errors import Refused
from metanoia.domain.goals import Goal, GoalId, GoalRow, GoalState
from metanoia.domain.kinds import Kind
from metanoia.domain.values import ValueId
from metanoia.store.goal_rows import GOAL, LISTED, SHOWN, listed, mean_gap, whole
from metanoia.store.part import Row, now, stamp
from metanoia.store.recoverable import Recoverable
from metanoia.store.things import ACTION

_ORDER = "ORDER BY g.importance DESC, g.created_at DESC, g.rowid DESC"
OF_ALL: Final = f"SELECT {LISTED} WHERE g.deleted_at IS NULL {_ORDER}"
OF_STATE: Final = f"SELECT {LISTED} WHERE g.deleted_at IS NULL AND g.state = ? {_ORDER}"
OF_ONE: Final = f"SELECT {LISTED} WHERE g.id = ?"
CHILDREN: Final = f"SELECT {LISTED} WHERE g.deleted_at IS NULL AND g.parent_id = ? {_ORDER}"
TRASHED: Final = f"""SELECT {GOAL} FROM goal AS g WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""
SHOWN_OF: Final = f"{SHOWN} WHERE goal_id = ? ORDER BY ord"
SHOWN_OF_ALL: Final = f"{SHOWN} ORDER BY goal_id, ord"
VALUES: Final = """SELECT from_id, value.id, name, relation FROM item_link
      JOIN value ON value.id = to_id AND value.deleted_at IS NULL
      WHERE from_type = 'goal' AND to_type = 'value' {start}
    UNION ALL SELECT to_id, value.id, name, relation FROM item_link
      JOIN value ON value.id = from_id AND value.deleted_at IS NULL
      WHERE to_type = 'goal' AND +from_type = 'value' {end}"""
VALUES_OF: Final = VALUES.format(start="AND from_id = ?1", end="AND to_id = ?1")
VALUES_OF_ALL: Final = VALUES.format(start="", end="")
_WENT = "(SELECT deleted_at FROM goal WHERE id = ?1)"
# an open step that nothing else knows of goes and comes with its goal
_FOLLOWS = """goal_id = ?1 AND state = 'open' AND NOT EXISTS(SELECT 1 FROM anchor
      WHERE item_type = 'action' AND item_id = action.id)"""

# a step is one goal at most, and the one that stayed has it
_STEP_TAKEN = """UPDATE goal SET step_id = NULL WHERE id = ?1 AND step_id IN (SELECT step_id FROM goal
      WHERE step_id IS NOT NULL AND id <> ?1 AND deleted_at IS NULL)"""


class GoalList(Recoverable):
    """Goals as they are kept; "living" means not in Recently deleted."""

    item_type = "goal"
    kinds = (Kind.GOAL, Kind.ACTION)

    def get(self, goal_id: GoalId) -> Goal:
        """Return the goal, deleted ones too; NotFound if there is none."""
        row = self._one(f"SELECT {GOAL} FROM goal AS g WHERE id = ?", goal_id)
        if row is None:
            raise self._missing()
        return whole(row)

    def find(self, prefix: str) -> Goal:
        """Return the goal whose id begins so (at least 4 signs); NotFound, Refused."""
        return self.get(GoalId(self._whole_id(prefix)))

    def rows(self, state: GoalState | None = None, words: str = "") -> list[GoalRow]:
        """Return living goals, the most important first and of those the newest.

        Every one of ``words`` begins a word of the name, whatever capitals and accents.
        """
        found = self._all(OF_STATE, state) if state else self._all(OF_ALL)
        if words.strip():
            from metanoia.text.matching import begins_words  # the search's signs, for a search only

            found = [row for row in found if begins_words(words, row[1])]
        return self._listed(found)

    def row(self, goal_id: GoalId) -> GoalRow:
        """Return what a list shows of the goal; NotFound if there is none."""
        row = self._one(OF_ONE, goal_id)
        if row is None:
            raise self._missing()
        values = tuple(_named(found) for found in self._all(VALUES_OF, goal_id))
        return listed(row, mean_gap(self._all(SHOWN_OF, goal_id)), values)

    def children(self, goal_id: GoalId) -> list[GoalRow]:
        """Return the living goals that this one is made of, in the order of ``rows``."""
        return self._listed(self._all(CHILDREN, goal_id))

    def trashed(self) -> list[Goal]:
        """Return what is in Recently deleted, the latest deleted first."""
        return [whole(row) for row in self._all(TRASHED)]

    @property
    def count_active(self) -> int:
        """How many living goals are active."""
        row = self._one("SELECT count(*) FROM goal WHERE deleted_at IS NULL AND state = 'active'")
        return int(row[0]) if row else 0

    def open(self, goal_id: GoalId) -> Goal:
        """Return a goal that may change; Refused if it is closed or in Recently deleted."""
        found = self.present(goal_id)
        if found.closed:
            raise Refused(f"That goal is {found.state}. Take it up again first.")
        return found

    def present(self, goal_id: GoalId) -> Goal:
        """Return a living goal, closed or not; Refused if it is in Recently deleted."""
        found = self.get(goal_id)
        if found.deleted_at is not None:
            raise Refused("That goal is in Recently deleted. Bring it back first.")
        return found

    def erase(self, item_id: str) -> None:
        """Remove it, its measures and looks, and the steps that went with it, inside a write block."""
        for (action_id,) in self._all(
            f"SELECT id FROM action WHERE {_FOLLOWS} AND deleted_at = {_WENT}", item_id
        ):
            self._things.cut_loose(ACTION, action_id)
            self._write("DELETE FROM action WHERE id = ?", action_id)
        super().erase(item_id)

    def _set_deleted(self, item_id: str, at: str | None) -> None:
        """Let its open steps follow it, unless they came from an entry and stand by themselves."""
        if at is None:
            self._write(_STEP_TAKEN, item_id)
            self._write(
                f"UPDATE action SET deleted_at = NULL WHERE {_FOLLOWS} AND deleted_at = {_WENT}",
                item_id,
            )
        else:
            self._write(
                f"UPDATE action SET deleted_at = ?2 WHERE {_FOLLOWS} AND deleted_at IS NULL",
                item_id,
                at,
            )
        super()._set_deleted(item_id, at)

    def _listed(self, rows: list[Row]) -> list[GoalRow]:
        shown: dict[str, list[Row]] = defaultdict(list)
        for row in self._all(SHOWN_OF_ALL):
            shown[row[1]].append(row)
        values: dict[str, list[tuple[ValueId, str, str]]] = defaultdict(list)
        for row in self._all(VALUES_OF_ALL):
            values[row[0]].append(_named(row))
        return [
            listed(row, mean_gap(shown.get(row[0], ())), tuple(values.get(row[0], ())))
            for row in rows
        ]

    def _touch(self, goal_id: str) -> None:
        """Note that something of a goal changed, inside a write block."""
        self._write("UPDATE goal SET updated_at = ? WHERE id = ?", stamp(now()), goal_id)


def _named(row: Row) -> tuple[ValueId, str, str]:
    _, value, name, relation = row
    return ValueId(value), name, relation
