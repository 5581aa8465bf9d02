"""Bringing back goals, values, metrics and reviews that left with an export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from metanoia.domain.mastery_wholes import (
    Mastery,
    Noted,
    NotedRating,
    WholeGoal,
    WholeMetric,
    WholeReview,
    WholeSort,
    WholeValue,
)
from metanoia.domain.wholes import Whole
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.insertion import columns, plain
from metanoia.store.part import new_id
from metanoia.store.returning_goals import ReturningGoals
from metanoia.store.things import KINDS

Came = tuple[tuple[str, str], ...]
"""What came, each by its kind and id, so that it can be taken back."""

MENDED: Final = (
    # what names something that did not come names nothing
    "UPDATE goal SET parent_id = NULL WHERE parent_id NOT IN (SELECT id FROM goal)",
    "UPDATE goal SET step_id = NULL WHERE step_id NOT IN (SELECT id FROM action)",
    "UPDATE action SET goal_id = NULL WHERE goal_id NOT IN (SELECT id FROM goal)",
    """UPDATE brake SET assumption_id = NULL, confidence_then = NULL
      WHERE assumption_id NOT IN (SELECT id FROM assumption)""",
    "UPDATE review_session SET entry_id = NULL WHERE entry_id NOT IN (SELECT id FROM entry)",
    # what leads back to itself leads nowhere
    """UPDATE goal SET parent_id = NULL WHERE id IN (
      WITH RECURSIVE chain(start, onward) AS (
        SELECT id, parent_id FROM goal WHERE parent_id IS NOT NULL
        UNION SELECT start, parent_id FROM chain JOIN goal ON id = onward WHERE parent_id IS NOT NULL)
      SELECT start FROM chain WHERE start = onward)""",
)


class ReturningMastery(ReturningGoals):
    """What comes back; values and metrics join those here that have their name."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._joins: dict[tuple[str, str], str] = {}

    def here(self, whole: Mastery) -> bool:
        """Tell whether nothing of it would come: it is here, in Recently deleted, or its day is taken."""
        if isinstance(whole, WholeGoal):
            return self._has("goal", whole.thing.id)
        if isinstance(whole, WholeValue | WholeMetric):
            return self._joined(whole)
        if isinstance(whole, WholeSort):
            day = whole.thing.date.isoformat()
            return self._any("value_sort WHERE id = ? OR local_date = ?", whole.thing.id, day)
        if isinstance(whole, WholeReview):
            one = whole.thing
            taken = "review_session WHERE id = ? OR (kind = ? AND period_start = ?)"
            return self._any(taken, one.id, one.kind, one.start.isoformat())
        return self._any("not_again WHERE entry_id = ?", whole.thing.id)

    def insert(self, whole: Mastery) -> Came:
        """Write it, inside a write block; return what came, nothing if it can be of no use here."""
        if isinstance(whole, WholeGoal):
            self._goal(whole)
            return (("goal", whole.thing.id),)
        if isinstance(whole, WholeValue):
            return self._value(whole)
        if isinstance(whole, WholeMetric):
            return self._metric(whole)
        if isinstance(whole, WholeSort):
            return self._sort(whole)
        if isinstance(whole, WholeReview):
            return self._review(whole)
        resting = "INSERT INTO not_again SELECT id FROM entry WHERE id = ?"
        came = self._write(resting, whole.thing.id)
        return (("resting", whole.thing.id),) if came else ()

    def begin(self, here: Sequence[Whole]) -> None:
        """Note which values and metrics of the export are ``here`` by another id, before anything is written."""
        self._joins.clear()
        for whole in here:
            if isinstance(whole, WholeValue | WholeMetric) and (there := self._namesake(whole)):
                self._join(whole, there)

    def own(self, kind: str, item_id: str) -> str:
        """Return the id that a thing of the export has here, which a value or metric may have had already."""
        return self._joins.get((kind, item_id), item_id)

    # -- values and metrics, which join those of their name

    def _joined(self, whole: WholeValue | WholeMetric) -> bool:
        kind = "value" if isinstance(whole, WholeValue) else "metric"
        if self._any(f"{kind} WHERE id = ? AND deleted_at IS NOT NULL", whole.thing.id):
            return True
        there = self._namesake(whole)
        if there is None:
            return False
        table, notes = (
            ("value_rating WHERE value_id = ?", whole.ratings)
            if isinstance(whole, WholeValue)
            else ("reading WHERE metric_id = ?", whole.readings)
        )
        days = {day for (day,) in self._all(f"SELECT local_date FROM {table}", there)}
        return {note.date.isoformat() for note in notes} <= days

    def _namesake(self, whole: WholeValue | WholeMetric) -> str | None:
        one = whole.thing
        kind = "value" if isinstance(whole, WholeValue) else "metric"
        living = self._all(f"SELECT id, name FROM {kind} WHERE deleted_at IS NULL")
        if any(id_ == one.id for id_, _ in living):
            return one.id
        if isinstance(whole, WholeMetric) and whole.thing.built_in:
            row = self._one("SELECT id FROM metric WHERE built_in = ?", whole.thing.built_in)
            return row[0] if row else None
        said = one.name.casefold()
        return next((id_ for id_, name in living if name.casefold() == said), None)

    def _join(self, whole: WholeValue | WholeMetric, there: str) -> None:
        if isinstance(whole, WholeValue):
            self._joins["value", whole.thing.id] = there
        elif self._same_kind(whole, there):
            self._joins["metric", whole.thing.id] = there

    def _same_kind(self, whole: WholeMetric, there: str) -> bool:
        """Tell whether a metric here holds what the other one does: what is a number there is no yes or no."""
        return self._any("metric WHERE id = ? AND kind = ?", there, whole.thing.kind)

    def _value(self, whole: WholeValue) -> Came:
        one = whole.thing
        there = self._namesake(whole)
        if there is None:
            free = not self._any(
                "value WHERE rank = ? AND state = 'active' AND deleted_at IS NULL", one.rank
            )
            self._put(
                "value",
                **columns(one, "id created_at updated_at name meaning state"),
                rank=one.rank if free else None,
                rev=len(whole.wordings) + 1,
            )
            self._wordings("value", whole)
        else:
            self._join(whole, there)
        rated = tuple(filter(None, (self._rate(there or one.id, said) for said in whole.ratings)))
        return rated if there else (("value", one.id),)

    def _rate(self, value_id: str, said: NotedRating) -> tuple[str, str] | None:
        rating_id = new_id()
        came = self._write(
            """INSERT INTO value_rating(id, value_id, at, local_date, importance, lived, note)
            VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(value_id, local_date) DO NOTHING""",
            rating_id,
            value_id,
            *map(plain, (said.at, said.date, said.importance, said.lived, said.note)),
        )
        return ("rating", rating_id) if came else None

    def _metric(self, whole: WholeMetric) -> Came:
        one = whole.thing
        there = self._namesake(whole)
        if there is None:
            row = self._one("SELECT coalesce(max(ord), 0) + 1 FROM metric")
            self._put(
                "metric",
                **columns(one, "id created_at name kind unit built_in"),
                updated_at=one.created_at,
                shown=int(one.shown),
                ord=row[0] if row else 1,
            )
        elif not self._same_kind(whole, there):
            return ()
        metric_id = there or one.id
        self._join(whole, metric_id)
        came = tuple(
            ("reading", f"{metric_id} {note.date}")
            for note in whole.readings
            if self._note(metric_id, note)
        )
        if there:
            return came
        return (*came, ("built_in", one.id)) if one.built_in else (("metric", one.id),)

    def _note(self, metric_id: str, note: Noted) -> int:
        return self._write(
            """INSERT INTO reading(metric_id, local_date, at, value) VALUES(?, ?, ?, ?)
            ON CONFLICT DO NOTHING""",
            metric_id,
            *map(plain, note),
        )

    def _sort(self, whole: WholeSort) -> Came:
        values = [self.own("value", value) for value in whole.thing.values]
        kept = [value for value in dict.fromkeys(values) if self._has("value", value)]
        if kept:
            one = whole.thing
            self._put("value_sort", id=one.id, at=whole.at, local_date=one.date)
            for rank, value in enumerate(kept, 1):
                self._put("value_sorted", sort_id=whole.thing.id, value_id=value, rank=rank)
        return (("sort", whole.thing.id),) if kept else ()

    # -- reviews

    def _review(self, whole: WholeReview) -> Came:
        one = whole.thing
        self._put(
            "review_session",
            **columns(one, "id kind started_at step finished_at skipped_at"),
            period_start=one.start,
            period_end=one.end,
            entry_id=one.entry,
        )
        # two things that join one here came up once
        looked = {(kind, self.own(kind, item)): said for kind, item, said in whole.looked}
        for place, ((kind, item), outcome) in enumerate(looked.items()):
            if kind in KINDS and self._has(kind, item):
                self._put(
                    "review_item",
                    session_id=one.id,
                    ord=place,
                    item_type=kind,
                    item_id=item,
                    outcome=outcome,
                )
        return (("review", one.id),)
