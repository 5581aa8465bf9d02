"""Check-ins of goals: how close it is today, and how strongly it pulls; one a day."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.goals import CheckIn, GoalId, NewCheckIn
from metanoia.domain.kinds import Kind
from metanoia.store.goal_rows import CHECK_IN, check_in
from metanoia.store.measures import Measures
from metanoia.store.part import new_id, past, past_day, stamp

OF_GOAL = f"SELECT {CHECK_IN} FROM goal_checkin WHERE goal_id = ? ORDER BY local_date"
_KEEP = """INSERT INTO goal_checkin(id, goal_id, at, local_date, closeness, pull, note)
    VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(goal_id, local_date) DO UPDATE SET at = excluded.at,
    closeness = excluded.closeness, pull = excluded.pull, note = excluded.note"""


class CheckIns(Measures):
    """How the reality of each goal was noted."""

    def check_in(
        self,
        goal_id: GoalId,
        new: NewCheckIn,
        *,
        today: dt.date,
        date: dt.date | None = None,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> CheckIn:
        """Note a goal's reality on ``date``, ``today`` if not said; it replaces that day's check-in.

        Refused for a draft or closed goal, a day or moment to come, and a measure of another goal.
        """
        when, day = past(at), past_day(date, today)
        goal = self.open(goal_id)
        if goal.state == "draft":
            raise Refused(
                "This goal is still a draft. Say what you want and what is true now, and make it active."
            )
        mine = {found.id for found in self.measures(goal_id)}
        if not mine.issuperset(measure for measure, _ in new.values):
            raise Refused("That measure belongs to another goal, or was removed.")
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                _KEEP,
                new_id(),
                goal_id,
                stamp(when),
                day.isoformat(),
                new.closeness,
                new.pull,
                new.note,
            )
            for measure, value in new.values:
                self._observe(measure, value, day, when)
            self._touch(goal_id)
        return next(found for found in self.check_ins(goal_id) if found.date == day)

    def check_ins(self, goal_id: GoalId) -> list[CheckIn]:
        """Return the check-ins of a goal, oldest first."""
        return [check_in(row) for row in self._all(OF_GOAL, goal_id)]

    def remove_check_in(self, check_in_id: str, *, source: object = None) -> None:
        """Take a check-in back, and what the goal's measures showed on that day. Refused, NotFound."""
        row = self._one(f"SELECT {CHECK_IN} FROM goal_checkin WHERE id = ?", check_in_id)
        if row is None:
            raise NotFound("That check-in is not in this journal any more.")
        found = check_in(row)
        self.present(found.goal)
        with self._changes.write(Kind.GOAL, source=source):
            self._write("DELETE FROM goal_checkin WHERE id = ?", check_in_id)
            self._write(
                """DELETE FROM observation WHERE local_date = ? AND measure_id IN
                (SELECT id FROM measure WHERE goal_id = ?)""",
                found.date.isoformat(),
                found.goal,
            )
            self._touch(found.goal)
