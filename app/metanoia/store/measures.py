"""Measures of goals: what they showed day by day, and where their targets were moved."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.assumptions import needed
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.goals import (
    CLOSING_LIMIT,
    MEASURES,
    GoalId,
    Measure,
    NewMeasure,
    Observation,
    TargetChange,
    check_number,
)
from metanoia.domain.kinds import Kind
from metanoia.store.goal_list import GoalList
from metanoia.store.goal_rows import MEASURE, measure, observation, target_change
from metanoia.store.part import new_id, now, past, past_day, stamp

OF_GOAL = f"SELECT {MEASURE} FROM measure WHERE goal_id = ? ORDER BY ord, rowid"
OBSERVED = """SELECT measure_id, local_date, value FROM observation WHERE measure_id = ?
    ORDER BY local_date"""
MOVED = """SELECT measure_id, at, old_target, new_target, reason FROM target_change
    WHERE measure_id = ? ORDER BY at, rowid"""
OBSERVE = """INSERT INTO observation(id, measure_id, at, local_date, value) VALUES(?, ?, ?, ?, ?)
    ON CONFLICT(measure_id, local_date) DO UPDATE SET at = excluded.at, value = excluded.value"""


class Measures(GoalList):
    """Up to three measures of each goal."""

    def measures(self, goal_id: GoalId) -> list[Measure]:
        """Return the measures of a goal in the order in which they were added."""
        return [measure(row) for row in self._all(OF_GOAL, goal_id)]

    def measure(self, measure_id: str) -> Measure:
        """Return the measure; NotFound if there is none."""
        row = self._one(f"SELECT {MEASURE} FROM measure WHERE id = ?", measure_id)
        if row is None:
            raise NotFound("That measure is not in this journal any more.")
        return measure(row)

    def add_measure(
        self,
        goal_id: GoalId,
        new: NewMeasure,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Measure:
        """Measure a goal since ``at``; Refused beyond three, if the goal is closed, and for one to come."""
        when = past(at)
        self.open(goal_id)
        have = self.measures(goal_id)
        if len(have) >= MEASURES:
            raise Refused("A goal has at most three measures. Remove one to make room.")
        if any(old.name.casefold() == new.name.casefold() for old in have):
            raise Refused(f"This goal has a measure “{new.name}” already. Choose another name.")
        added, reach = new_id(), new.kind == "reach"
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                """INSERT INTO measure(id, created_at, updated_at, goal_id, ord, name, unit, kind,
                start_value, target_ref, target_value, band_lo, band_hi, slack) VALUES(?, ?, ?, ?,
                (SELECT coalesce(max(ord), 0) + 1 FROM measure WHERE goal_id = ?4),
                ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                added,
                stamp(when),
                stamp(when),
                goal_id,
                new.name,
                new.unit,
                new.kind,
                *((new.start, new.target, new.target) if reach else (None,) * 3),
                *((None,) * 3 if reach else (new.low, new.high, new.slack)),
            )
            self._touch(goal_id)
        return self.measure(added)

    def change_measure(
        self,
        measure_id: str,
        *,
        name: str | None = None,
        unit: str | None = None,
        low: float | None = None,
        high: float | None = None,
        slack: float | None = None,
        source: object = None,
    ) -> Measure:
        """Name it otherwise, or set its band; what is None stays. Refused as for a new one; NotFound.

        A measure with a target has no band; its target moves by ``move_target``, its start never.
        """
        old = self._of_open(measure_id)
        if old.kind == "reach" and (low, high, slack) != (None,) * 3:
            raise Refused("Only a measure that is to stay in a band has a band.")
        new = NewMeasure(
            name=old.name if name is None else name,
            kind=old.kind,
            unit=old.unit if unit is None else unit,
            start=old.start,
            target=old.first_target,
            low=old.low if low is None else low,
            high=old.high if high is None else high,
            slack=old.slack if slack is None else slack,
        )
        values = (new.name, new.unit, new.low, new.high, new.slack)
        if values == (old.name, old.unit, old.low, old.high, old.slack):
            return old
        for other in self.measures(old.goal):
            if other.id != old.id and other.name.casefold() == new.name.casefold():
                raise Refused(f"This goal has a measure “{new.name}” already. Choose another name.")
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                """UPDATE measure SET name = ?, unit = ?, band_lo = ?, band_hi = ?, slack = ?,
                rev = rev + 1, updated_at = ? WHERE id = ?""",
                *values,
                stamp(now()),
                measure_id,
            )
            self._touch(old.goal)
        return self.measure(measure_id)

    def move_target(
        self,
        measure_id: str,
        new: float,
        reason: str,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> TargetChange:
        """Move a target to ``new`` and say why; where it was before is kept.

        Refused without a reason, for a band, for the target it has or the start, for a moment to come
        or before it was moved last; NotFound.
        """
        when, reason = past(at), needed(reason, "Why the target moves", CLOSING_LIMIT)
        check_number(new)
        found = self._of_open(measure_id)
        if found.target is None:
            raise Refused("A band has no target to move. Change the band instead.")
        if new == found.target:
            raise Refused("That is the target already. Choose another number.")
        if new == found.start:
            raise Refused("That is where it started, so there would be nothing left to reach.")
        before = self.target_changes(measure_id)
        if before and before[-1].at > when:
            raise Refused("The target was moved again after that. Choose a later moment.")
        change = TargetChange(measure_id, when, found.target, float(new), reason)
        with self._changes.write(Kind.GOAL, source=source):
            self._write(
                """INSERT INTO target_change(id, measure_id, at, old_target, new_target, reason)
                VALUES(?, ?, ?, ?, ?, ?)""",
                new_id(),
                measure_id,
                stamp(when),
                *change[2:],
            )
            self._write(
                """UPDATE measure SET target_value = ?, rev = rev + 1, updated_at = ?
                WHERE id = ?""",
                new,
                stamp(now()),
                measure_id,
            )
            self._touch(found.goal)
        return change

    def remove_measure(self, measure_id: str, *, source: object = None) -> None:
        """Measure it no more: what it showed goes as well. Refused if its goal is closed; NotFound."""
        found = self._of_open(measure_id)
        with self._changes.write(Kind.GOAL, source=source):
            self._write("DELETE FROM measure WHERE id = ?", measure_id)
            self._touch(found.goal)

    def observe(
        self, measure_id: str, value: float, date: dt.date, *, source: object = None
    ) -> Observation:
        """Note what a measure showed on a day; it replaces what was noted for that day.

        Refused for a day to come, a number that cannot be kept, or if the goal is closed; NotFound.
        """
        check_number(value)
        found = self._of_open(measure_id)
        # a day of grace: it may be tomorrow already in another zone
        date = past_day(date, (now() + dt.timedelta(days=1)).date())
        with self._changes.write(Kind.GOAL, source=source):
            self._observe(measure_id, value, date, now())
            self._touch(found.goal)
        return Observation(measure_id, date, float(value))

    def observations(self, measure_id: str) -> list[Observation]:
        """Return what a measure showed, oldest first."""
        return [observation(row) for row in self._all(OBSERVED, measure_id)]

    def target_changes(self, measure_id: str) -> list[TargetChange]:
        """Return when the target was moved and why, oldest first."""
        return [target_change(row) for row in self._all(MOVED, measure_id)]

    def _observe(self, measure_id: str, value: float, date: dt.date, at: dt.datetime) -> None:
        self._write(OBSERVE, new_id(), measure_id, stamp(at), date.isoformat(), value)

    def _of_open(self, measure_id: str) -> Measure:
        found = self.measure(measure_id)
        self.open(found.goal)
        return found
