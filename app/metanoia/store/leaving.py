"""Goals, values, metrics and reviews read whole, as they leave with an export."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Final

from metanoia.domain.entries import EntryId
from metanoia.domain.mastery_wholes import (
    Noted,
    NotedRating,
    WholeGoal,
    WholeMeasure,
    WholeMetric,
    WholeReview,
    WholeSort,
    WholeValue,
    Wording,
)
from metanoia.domain.values import Sort, ValueId
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.goal_rows import (
    BRAKE,
    CHECK_IN,
    GOAL,
    MEASURE,
    brake,
    check_in,
    measure,
    target_change,
    whole,
)
from metanoia.store.metrics import Metrics
from metanoia.store.part import Part, Row, moment
from metanoia.store.review_sessions import ReviewSessions
from metanoia.store.values import Values

WORDED: Final = {
    "goal": ("title", "vision", "reality"),
    "value": ("name", "meaning"),
    "vision": ("name", "text", "as_of", "group"),
    "theme": ("text", "my_words"),
    "term": ("word", "mine", "theirs", "agreed"),
}
"""The fields whose earlier wordings are kept, of each kind that has any."""

GOALS = f"SELECT {GOAL} FROM goal AS g WHERE deleted_at IS NULL ORDER BY created_at, rowid"
CHECK_INS = f"SELECT {CHECK_IN} FROM goal_checkin WHERE goal_id = ? ORDER BY local_date"
MEASURES = f"""SELECT {MEASURE}, created_at FROM measure WHERE goal_id = ? AND deleted_at IS NULL
    ORDER BY ord, rowid"""
MOVES = """SELECT measure_id, at, old_target, new_target, reason FROM target_change
    WHERE measure_id = ? ORDER BY at, rowid"""
OBSERVED = "SELECT local_date, at, value FROM observation WHERE measure_id = ? ORDER BY local_date"
BRAKES = f"""SELECT {BRAKE} FROM brake WHERE goal_id = ?
    ORDER BY instr('behaviour worry protects assumption', col), ord, rowid"""
_WORDED = "SELECT at, before_json FROM revision WHERE item_type = ? AND item_id = ? ORDER BY rev"
RATINGS = """SELECT local_date, at, importance, lived, note FROM value_rating WHERE value_id = ?
    ORDER BY local_date"""
SORTS = "SELECT id, local_date, at FROM value_sort ORDER BY local_date, at, id"
SORTED = """SELECT value_id FROM value_sorted JOIN value ON value.id = value_id
    WHERE sort_id = ? AND deleted_at IS NULL ORDER BY value_sorted.rank, value_id"""
READINGS = "SELECT local_date, at, value FROM reading WHERE metric_id = ? ORDER BY local_date"
RESTING = """SELECT entry_id FROM not_again JOIN entry ON entry.id = entry_id
    WHERE deleted_at IS NULL ORDER BY n"""


class Leaving(Part):
    """What is living, each thing with all that hangs on it but its anchors and ties."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._values = Values(connection, changes)
        self._metrics = Metrics(connection, changes)
        self._sessions = ReviewSessions(connection, changes)

    def goals(self) -> Iterator[WholeGoal]:
        """Yield every goal, oldest first."""
        for goal in (whole(row) for row in self._all(GOALS)):
            yield WholeGoal(
                thing=goal,
                check_ins=tuple(check_in(row) for row in self._all(CHECK_INS, goal.id)),
                measures=tuple(self._measure(row) for row in self._all(MEASURES, goal.id)),
                brakes=tuple(brake(row) for row in self._all(BRAKES, goal.id)),
                wordings=tuple(self._wordings("goal", goal.id)),
            )

    def values(self) -> Iterator[WholeValue]:
        """Yield every value by its rank, retired ones last."""
        for value in self._values.all(retired=True):
            ratings = tuple(
                NotedRating(_day(day), moment(at), *said)
                for day, at, *said in self._all(RATINGS, value.id)
            )
            wordings = tuple(self._wordings("value", value.id))
            yield WholeValue(thing=value, ratings=ratings, wordings=wordings)

    def sorts(self) -> Iterator[WholeSort]:
        """Yield every sort of living values, oldest first."""
        for id_, day, at in self._all(SORTS):
            order = tuple(ValueId(value) for (value,) in self._all(SORTED, id_))
            if order:
                yield WholeSort(thing=Sort(id_, _day(day), order), at=moment(at))

    def metrics(self) -> Iterator[WholeMetric]:
        """Yield every metric in its order, those that are not shown too."""
        for metric in self._metrics.all(hidden=True):
            yield WholeMetric(thing=metric, readings=self._noted(READINGS, metric.id))

    def reviews(self) -> Iterator[WholeReview]:
        """Yield every weekly and quarterly review, oldest first."""
        for session in self._sessions.all():
            yield WholeReview(thing=session, looked=tuple(self._sessions.looked(session.id)))

    def resting(self) -> list[EntryId]:
        """Return the living entries that shall not come up "from before" again."""
        return [EntryId(entry) for (entry,) in self._all(RESTING)]

    def _measure(self, row: Row) -> WholeMeasure:
        *columns, created = row
        found = measure(tuple(columns))
        return WholeMeasure(
            measure=found,
            created_at=moment(created),
            changes=tuple(target_change(move) for move in self._all(MOVES, found.id)),
            observations=self._noted(OBSERVED, found.id),
        )

    def _noted(self, sql: str, item_id: str) -> tuple[Noted, ...]:
        return tuple(
            Noted(_day(day), moment(at), value) for day, at, value in self._all(sql, item_id)
        )

    def _wordings(self, item_type: str, item_id: str) -> Iterator[Wording]:
        for at, before in self._all(_WORDED, item_type, item_id):
            kept = json.loads(before)
            said = {name: kept[name] for name in WORDED[item_type] if name in kept}
            if said:
                yield Wording(moment(at), said)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
