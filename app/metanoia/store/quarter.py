"""A quarter in facts, read in one go."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from metanoia.domain.gap_series import MeasureStory, change_between, measured_points
from metanoia.domain.goals import GoalId, Observation, TargetChange
from metanoia.domain.maps import MapId
from metanoia.domain.quarter import (
    BELIEFS,
    IMPORTANT,
    MAPS,
    UNTOUCHED_DAYS,
    GoalFacts,
    MapFacts,
    MovedBelief,
    QuarterFacts,
    UntouchedBelief,
    ValueFacts,
)
from metanoia.domain.reviews import period
from metanoia.domain.tension import Split, felt_gap, trend
from metanoia.store.goal_rows import MEASURE, measure
from metanoia.store.part import Part, moment, stamp

GOALS: Final = """SELECT id, title, importance, state FROM goal WHERE deleted_at IS NULL
      AND (state = 'active' OR (state IN ('achieved', 'released') AND closed_at >= ?))
    ORDER BY state <> 'active', importance DESC, created_at DESC, id"""
CHECK_INS: Final = """SELECT goal_id, local_date, closeness FROM goal_checkin
    WHERE local_date <= ? ORDER BY local_date"""
MEASURES: Final = f"SELECT {MEASURE} FROM measure WHERE deleted_at IS NULL ORDER BY ord, id"
OBSERVATIONS: Final = """SELECT measure_id, local_date, value FROM observation
    WHERE local_date <= ? ORDER BY local_date"""
CHANGES: Final = """SELECT measure_id, at, old_target, new_target, reason FROM target_change
    ORDER BY at, rowid"""
MOVED: Final = """SELECT a.id, a.statement,
      coalesce((SELECT confidence FROM confidence_point WHERE assumption_id = a.id AND at < ?1
          ORDER BY at DESC, n DESC LIMIT 1),
        (SELECT confidence FROM confidence_point WHERE assumption_id = a.id AND at >= ?1
          ORDER BY at, n LIMIT 1)) AS before,
      (SELECT confidence FROM confidence_point WHERE assumption_id = a.id AND at < ?2
        ORDER BY at DESC, n DESC LIMIT 1) AS after
    FROM assumption AS a WHERE a.deleted_at IS NULL AND before <> after
    ORDER BY abs(after - before) DESC, a.importance DESC, a.id LIMIT ?3"""
UNTOUCHED: Final = """SELECT id, statement, importance, confidence, touched_at FROM assumption
    WHERE deleted_at IS NULL AND state NOT IN ('revised', 'dropped') AND importance >= ?
      AND touched_at < ? ORDER BY importance DESC, touched_at, id LIMIT ?"""
VALUES: Final = """SELECT id, name, rank FROM value WHERE deleted_at IS NULL AND state = 'active'
    ORDER BY rank IS NULL, rank, name COLLATE NOCASE, id"""
RATINGS: Final = """SELECT value_id, importance, lived FROM value_rating WHERE local_date < ?
    ORDER BY local_date"""
SEEN: Final = """SELECT id, title, question, updated_at FROM map WHERE deleted_at IS NULL
      AND EXISTS(SELECT 1 FROM pattern_note WHERE map_id = map.id AND state = 'accepted')
    ORDER BY updated_at DESC, id DESC LIMIT ?"""
PATTERNS: Final = """SELECT DISTINCT pattern FROM pattern_note
    WHERE map_id = ? AND state = 'accepted' ORDER BY pattern"""

Felt = list[tuple[dt.date, float]]


class Quarter(Part):
    """What the journal says of three months."""

    def facts(self, today: dt.date) -> QuarterFacts:
        """Return the facts of the quarter that has ``today``, up to that day."""
        first, last = period("quarterly", today)
        tomorrow = today + dt.timedelta(days=1)
        moved = self._all(MOVED, _midnight(first), _midnight(tomorrow), BELIEFS)
        return QuarterFacts(
            start=first,
            end=last,
            goals=self._goals(first, today),
            moved=tuple(MovedBelief(*row) for row in moved),
            untouched=self._untouched(today),
            values=self._values(first, tomorrow),
            maps=self._maps(),
        )

    def _goals(self, first: dt.date, today: dt.date) -> tuple[GoalFacts, ...]:
        felt, stories = self._felt(today), self._stories(today)
        found = []
        for id_, title, importance, state in self._all(GOALS, _midnight(first)):
            points, change = felt[id_], _felt_change(felt[id_], first)
            if measured := measured_points(stories[id_]):
                points, change = measured, change_between(stories[id_], first, today)
            going = trend([(day.toordinal(), gap) for day, gap in points], until=today.toordinal())
            fact = GoalFacts(GoalId(id_), title, importance, state, going, bool(measured), change)
            found.append(fact)
        return tuple(found)

    def _felt(self, today: dt.date) -> defaultdict[str, Felt]:
        felt: defaultdict[str, Felt] = defaultdict(list)
        for goal, day, closeness in self._all(CHECK_INS, today.isoformat()):
            felt[goal].append((dt.date.fromisoformat(day), felt_gap(closeness)))
        return felt

    def _stories(self, today: dt.date) -> defaultdict[str, list[MeasureStory]]:
        seen: defaultdict[str, list[Observation]] = defaultdict(list)
        for id_, day, value in self._all(OBSERVATIONS, today.isoformat()):
            seen[id_].append(Observation(id_, dt.date.fromisoformat(day), value))
        moves: defaultdict[str, list[TargetChange]] = defaultdict(list)
        for id_, at, *rest in self._all(CHANGES):
            moves[id_].append(TargetChange(id_, moment(at), *rest))
        stories: defaultdict[str, list[MeasureStory]] = defaultdict(list)
        for row in self._all(MEASURES):
            one = measure(row)
            stories[one.goal].append(MeasureStory(one, seen[one.id], moves[one.id]))
        return stories

    def _untouched(self, today: dt.date) -> tuple[UntouchedBelief, ...]:
        since = _midnight(today - dt.timedelta(days=UNTOUCHED_DAYS - 1))
        rows = self._all(UNTOUCHED, IMPORTANT, since, BELIEFS)
        return tuple(
            UntouchedBelief(id_, said, importance, confidence, _local_day(touched))
            for id_, said, importance, confidence, touched in rows
        )

    def _values(self, first: dt.date, tomorrow: dt.date) -> tuple[ValueFacts, ...]:
        rated, before = self._ratings(tomorrow), self._ratings(first)
        return tuple(
            ValueFacts(id_, name, rank, rated.get(id_), before.get(id_))
            for id_, name, rank in self._all(VALUES)
        )

    def _maps(self) -> tuple[MapFacts, ...]:
        return tuple(
            MapFacts(
                MapId(id_),
                title,
                question,
                tuple(pattern for (pattern,) in self._all(PATTERNS, id_)),
                _local_day(changed),
            )
            for id_, title, question, changed in self._all(SEEN, MAPS)
        )

    def _ratings(self, before: dt.date) -> dict[str, tuple[int, int | None]]:
        rows = self._all(RATINGS, before.isoformat())
        return {value: (importance, lived) for value, importance, lived in rows}


def _felt_change(points: Sequence[tuple[dt.date, float]], first: dt.date) -> Split | None:
    """Return how the felt gap changed since a day: all of it is what is true now."""
    if not points:
        return None
    earlier = [gap for day, gap in points if day <= first]
    change = points[-1][1] - (earlier[-1] if earlier else points[0][1])
    return Split(change, 0.0, change)


def _midnight(day: dt.date) -> str:
    return stamp(dt.datetime.combine(day, dt.time()).astimezone())


def _local_day(at: str) -> dt.date:
    return moment(at).astimezone().date()
