"""Goals, values, metrics and reviews read whole, as they leave with an export."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from metanoia.domain.around import LookAgain
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.entries import EntryId
from metanoia.domain.goals import Brake, CheckIn, Goal, GoalId, Measure, TargetChange
from metanoia.domain.mastery_wholes import (
    Looked,
    Noted,
    NotedRating,
    Period,
    WholeGoal,
    WholeMeasure,
    WholeMetric,
    WholeReview,
    WholeSort,
    WholeValue,
    Wording,
)
from metanoia.domain.metrics import Metric, MetricId
from metanoia.domain.values import Sort, Value, ValueId
from metanoia.store.part import Part, moment, moment_or_none

WORDED = {
    "goal": {"title": "title", "vision_md": "vision", "reality_md": "reality"},
    "value": {"name": "name", "meaning": "meaning"},
}
"""The columns whose earlier wordings are kept, and what they are called outside."""

_GOALS = """SELECT id, title, vision_md, reality_md, why, importance, started_on, target_on, cadence_days,
    parent_id, step_id, state, closed_at, closing_note, rev, created_at, updated_at FROM goal
    WHERE deleted_at IS NULL ORDER BY created_at, id"""
_CHECK_INS = """SELECT id, goal_id, at, local_date, closeness, pull, note FROM goal_checkin
    WHERE goal_id = ? ORDER BY local_date"""
_MEASURES = """SELECT id, goal_id, name, unit, kind, start_value, target_ref, target_value, band_lo,
    band_hi, slack, created_at FROM measure WHERE goal_id = ? AND deleted_at IS NULL ORDER BY ord, id"""
_MOVES = """SELECT measure_id, at, old_target, new_target, reason FROM target_change
    WHERE measure_id = ? ORDER BY at, rowid"""
_OBSERVED = "SELECT local_date, at, value FROM observation WHERE measure_id = ? ORDER BY local_date"
_BRAKES = """SELECT id, goal_id, parent_id, col, text, assumption_id, confidence_then FROM brake
    WHERE goal_id = ?
    ORDER BY instr('behaviour worry protects assumption', col), ord, created_at, id"""
_WORDED = "SELECT at, before_json FROM revision WHERE item_type = ? AND item_id = ? ORDER BY rev"
_VALUES = """SELECT id, name, meaning, rank, state, rev, created_at, updated_at FROM value
    WHERE deleted_at IS NULL ORDER BY created_at, id"""
_RATINGS = """SELECT local_date, at, importance, lived, note FROM value_rating WHERE value_id = ?
    ORDER BY local_date"""
_SORTED = """SELECT value_id FROM value_sorted JOIN value ON value.id = value_id
    WHERE sort_id = ? AND deleted_at IS NULL ORDER BY value_sorted.rank, value_id"""
_METRICS = """SELECT id, name, kind, unit, built_in, shown, created_at FROM metric
    WHERE deleted_at IS NULL ORDER BY ord, created_at, id"""
_READINGS = "SELECT local_date, at, value FROM reading WHERE metric_id = ? ORDER BY local_date"
_SESSIONS = """SELECT id, kind, period_start, period_end, started_at, step, finished_at, skipped_at,
    entry_id FROM review_session ORDER BY period_start, kind"""
_LOOKED = "SELECT item_type, item_id, outcome FROM review_item WHERE session_id = ? ORDER BY ord"
_AGAIN = """SELECT interval_days, due_on, last_on, last_outcome, snoozes FROM review_plan
    WHERE item_type = ? AND item_id = ?"""
_RESTING = """SELECT entry_id FROM not_again JOIN entry ON entry.id = entry_id
    WHERE deleted_at IS NULL ORDER BY n"""


class Leaving(Part):
    """What is living, each thing with all that hangs on it but its anchors and ties."""

    def goals(self) -> Iterator[WholeGoal]:
        """Yield every goal, oldest first."""
        for row in self._all(_GOALS):
            goal = _goal(row)
            yield WholeGoal(
                thing=goal,
                check_ins=tuple(_check_in(one) for one in self._all(_CHECK_INS, goal.id)),
                measures=tuple(self._measure(one) for one in self._all(_MEASURES, goal.id)),
                brakes=tuple(_brake(one) for one in self._all(_BRAKES, goal.id)),
                wordings=tuple(self._wordings("goal", goal.id)),
            )

    def values(self) -> Iterator[WholeValue]:
        """Yield every value, oldest first, retired ones too."""
        for id_, name, meaning, rank, state, rev, created, updated in self._all(_VALUES):
            value = Value(
                id=ValueId(id_),
                name=name,
                meaning=meaning,
                rank=rank,
                state=state,
                rev=rev,
                created_at=moment(created),
                updated_at=moment(updated),
            )
            rated = (
                NotedRating(_day(day), moment(at), *said)
                for day, at, *said in self._all(_RATINGS, id_)
            )
            wordings = tuple(self._wordings("value", id_))
            yield WholeValue(thing=value, ratings=tuple(rated), wordings=wordings)

    def sorts(self) -> Iterator[WholeSort]:
        """Yield every sort of living values, oldest first."""
        sorts = self._all("SELECT id, local_date, at FROM value_sort ORDER BY local_date, at, id")
        for id_, day, at in sorts:
            order = tuple(ValueId(value) for (value,) in self._all(_SORTED, id_))
            if order:
                yield WholeSort(thing=Sort(id_, _day(day), order), at=moment(at))

    def metrics(self) -> Iterator[WholeMetric]:
        """Yield every metric in its order, those that are not shown too."""
        for id_, name, kind, unit, built_in, shown, created in self._all(_METRICS):
            metric = Metric(
                id=MetricId(id_),
                name=name,
                kind=kind,
                unit=unit,
                built_in=built_in,
                shown=bool(shown),
                created_at=moment(created),
            )
            yield WholeMetric(thing=metric, readings=self._noted(_READINGS, id_))

    def reviews(self) -> Iterator[WholeReview]:
        """Yield every weekly and quarterly review, oldest first."""
        for id_, kind, first, last, began, step, finished, skipped, entry in self._all(_SESSIONS):
            period = Period(
                id=id_,
                kind=kind,
                first=_day(first),
                last=_day(last),
                started_at=moment(began),
                step=step,
                finished_at=moment_or_none(finished),
                skipped_at=moment_or_none(skipped),
                entry=EntryId(entry) if entry else None,
            )
            looked = tuple(Looked(*row) for row in self._all(_LOOKED, id_))
            yield WholeReview(thing=period, looked=looked)

    def resting(self) -> list[EntryId]:
        """Return the living entries that shall not come up "from before" again."""
        return [EntryId(entry) for (entry,) in self._all(_RESTING)]

    def again(self, item_type: str, item_id: str) -> LookAgain | None:
        """Return when a thing comes up in a review again; None if nothing was decided yet."""
        row = self._one(_AGAIN, item_type, item_id)
        if row is None:
            return None
        interval, due, last, outcome, snoozes = row
        return LookAgain(interval, _day(due), _day_or_none(last), outcome, snoozes)

    def _measure(self, row: tuple[Any, ...]) -> WholeMeasure:
        *columns, created = row
        names = "id goal name unit kind start first_target target low high slack".split()
        measure = Measure(**dict(zip(names, columns, strict=True)))
        moves = self._all(_MOVES, measure.id)
        return WholeMeasure(
            measure=measure,
            created_at=moment(created),
            changes=tuple(TargetChange(of, moment(at), *rest) for of, at, *rest in moves),
            observations=self._noted(_OBSERVED, measure.id),
        )

    def _noted(self, sql: str, item_id: str) -> tuple[Noted, ...]:
        return tuple(
            Noted(_day(day), moment(at), value) for day, at, value in self._all(sql, item_id)
        )

    def _wordings(self, item_type: str, item_id: str) -> Iterator[Wording]:
        for at, before in self._all(_WORDED, item_type, item_id):
            kept = json.loads(before)
            said = {name: kept[column] for column, name in WORDED[item_type].items() if column in kept}
            if said:
                yield Wording(moment(at), said)


def _goal(row: tuple[Any, ...]) -> Goal:
    names = (
        "id title vision reality why importance started_on target_on cadence parent step state "
        "closed_at closing_note rev created_at updated_at"
    ).split()
    said = dict(zip(names, row, strict=True))
    for name in ("started_on", "target_on"):
        said[name] = _day_or_none(said[name])
    for name in ("closed_at", "created_at", "updated_at"):
        said[name] = moment_or_none(said[name])
    return Goal(**said)


def _check_in(row: tuple[Any, ...]) -> CheckIn:
    id_, goal, at, day, closeness, pull, note = row
    return CheckIn(id_, GoalId(goal), moment(at), _day(day), closeness, pull, note)


def _brake(row: tuple[Any, ...]) -> Brake:
    id_, goal, parent, column, text, assumption, then = row
    made = AssumptionId(assumption) if assumption else None
    return Brake(id_, GoalId(goal), parent, column, text, made, then)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _day_or_none(text: str | None) -> dt.date | None:
    return _day(text) if text else None
