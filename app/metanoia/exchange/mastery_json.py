"""Goals, values, metrics and reviews as JSON: whole, with all that was noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from metanoia.domain.mastery_wholes import (
    Noted,
    WholeGoal,
    WholeMeasure,
    WholeMetric,
    WholeReview,
    WholeSort,
    WholeValue,
    Wording,
)
from metanoia.exchange.models_json import around, moment

if TYPE_CHECKING:
    from metanoia.store.parts import Parts

Json = dict[str, Any]


def mastery_as_json(journal: Parts) -> dict[str, list[Any]]:
    """Return {"goals", "values", "sorts", "metrics", "reviews", "resting"}: everything living of these.

    Moments are "YYYY-MM-DDTHH:MM:SSZ", days "YYYY-MM-DD"; "resting" are the ids of entries that shall
    not come up "from before" again.
    """
    leaving = journal.leaving
    return {
        "goals": [_goal(one) | around("goal", one.thing.id, journal) for one in leaving.goals()],
        "values": [
            _value(one) | around("value", one.thing.id, journal) for one in leaving.values()
        ],
        "sorts": [_sort(one) for one in leaving.sorts()],
        "metrics": [_metric(one) for one in leaving.metrics()],
        "reviews": [_review(one) for one in leaving.reviews()],
        "resting": list(leaving.resting()),
    }


def _goal(whole: WholeGoal) -> Json:
    one = whole.thing
    return {
        "id": one.id,
        "title": one.title,
        "vision": one.vision,
        "reality": one.reality,
        "why": one.why,
        "importance": one.importance,
        "started_on": _day(one.started_on),
        "target_on": _day(one.target_on),
        "cadence": one.cadence,
        "parent": one.parent,
        "step": one.step,
        "state": one.state,
        "closed_at": moment(one.closed_at),
        "closing_note": one.closing_note,
        "created_at": moment(one.created_at),
        "check_ins": [
            {
                "id": look.id,
                "date": _day(look.date),
                "at": moment(look.at),
                "closeness": look.closeness,
                "pull": look.pull,
                "note": look.note,
            }
            for look in whole.check_ins
        ],
        "measures": [_measure(measure) for measure in whole.measures],
        "brakes": [
            {
                "id": brake.id,
                "parent": brake.parent,
                "column": brake.column,
                "text": brake.text,
                "assumption": brake.assumption,
                "confidence_then": brake.confidence_then,
            }
            for brake in whole.brakes
        ],
        "wordings": _wordings(whole.wordings),
    }


def _measure(whole: WholeMeasure) -> Json:
    one = whole.measure
    return {
        "id": one.id,
        "name": one.name,
        "unit": one.unit,
        "kind": one.kind,
        "start": one.start,
        "first_target": one.first_target,
        "target": one.target,
        "low": one.low,
        "high": one.high,
        "slack": one.slack,
        "created_at": moment(whole.created_at),
        "target_changes": [
            {"at": moment(move.at), "old": move.old, "new": move.new, "reason": move.reason}
            for move in whole.changes
        ],
        "observations": _noted(whole.observations),
    }


def _value(whole: WholeValue) -> Json:
    one = whole.thing
    return {
        "id": one.id,
        "name": one.name,
        "meaning": one.meaning,
        "rank": one.rank,
        "state": one.state,
        "created_at": moment(one.created_at),
        "ratings": [
            {
                "date": _day(said.date),
                "at": moment(said.at),
                "importance": said.importance,
                "lived": said.lived,
                "note": said.note,
            }
            for said in whole.ratings
        ],
        "wordings": _wordings(whole.wordings),
    }


def _sort(whole: WholeSort) -> Json:
    one = whole.thing
    return {
        "id": one.id,
        "date": _day(one.date),
        "at": moment(whole.at),
        "values": list(one.values),
    }


def _metric(whole: WholeMetric) -> Json:
    one = whole.thing
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "unit": one.unit,
        "built_in": one.built_in,
        "shown": one.shown,
        "created_at": moment(one.created_at),
        "readings": _noted(whole.readings),
    }


def _review(whole: WholeReview) -> Json:
    one = whole.thing
    return {
        "id": one.id,
        "kind": one.kind,
        "first_day": _day(one.start),
        "last_day": _day(one.end),
        "started_at": moment(one.started_at),
        "step": one.step,
        "finished_at": moment(one.finished_at),
        "skipped_at": moment(one.skipped_at),
        "entry": one.entry,
        "looked_at": [
            {"kind": seen.item_type, "id": seen.item_id, "outcome": seen.outcome}
            for seen in whole.looked
        ],
    }


def _noted(notes: Iterable[Noted]) -> list[Json]:
    return [{"date": _day(note.date), "at": moment(note.at), "value": note.value} for note in notes]


def _wordings(wordings: Iterable[Wording]) -> list[Json]:
    return [{"until": moment(old.until), **old.said} for old in wordings]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
