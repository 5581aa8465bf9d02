"""Goals, values, metrics and reviews read back from the journal's own JSON, each checked whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from metanoia.domain import metrics, values
from metanoia.domain.entries import EntryId
from metanoia.domain.looking_again import Outcome
from metanoia.domain.mastery_wholes import (
    NotedRating,
    Resting,
    WholeMetric,
    WholeResting,
    WholeReview,
    WholeSort,
    WholeValue,
)
from metanoia.domain.metrics import Metric, MetricId, NewMetric
from metanoia.domain.reviews import Looked, ReviewKind, Session, SessionId, period
from metanoia.domain.values import Sort, Value, ValueId
from metanoia.domain.wholes import Whole
from metanoia.exchange import fields as kept
from metanoia.exchange import goals_back
from metanoia.exchange.notes_back import noted, wordings

Json = dict[str, Any]

_STEPS = 100  # of a review, at most


def _value(fields: Json) -> Whole:
    made = kept.moment(fields["created_at"])
    thing = Value(
        id=ValueId(kept.id_(fields["id"])),
        name=values.value_name(kept.text(fields["name"])),
        meaning=values.value_meaning(kept.text(fields["meaning"])),
        rank=kept.within(fields["rank"], 1, values.RANKS) if fields["rank"] is not None else None,
        state=kept.one_of(fields["state"], values.ValueState),
        rev=1,
        created_at=made,
        updated_at=made,
    )
    return WholeValue(
        thing=thing,
        ratings=tuple(_rating(one) for one in fields["ratings"]),
        wordings=wordings(fields["wordings"], "value"),
        **kept.around(fields, "value"),
    )


def _rating(fields: Json) -> NotedRating:
    lived = None if fields["lived"] is None else kept.count(fields["lived"])
    values.check_rating(kept.count(fields["importance"]), lived)
    return NotedRating(
        date=kept.past_day(fields["date"]),
        at=kept.moment(fields["at"]),
        importance=fields["importance"],
        lived=lived,
        note=values.rating_note(kept.text(fields["note"])),
    )


def _sort(fields: Json) -> Whole:
    order = tuple(ValueId(kept.id_(one)) for one in fields["values"])
    if not 1 <= len(set(order)) == len(order) <= values.RANKS:
        raise ValueError
    day = kept.past_day(fields["date"])
    return WholeSort(
        thing=Sort(id=kept.id_(fields["id"]), date=day, values=order), at=kept.moment(fields["at"])
    )


def _metric(fields: Json) -> Whole:
    kind = kept.one_of(fields["kind"], metrics.MetricKind)
    built_in = fields["built_in"]
    if built_in not in (None, "mood", "energy") or not isinstance(fields["shown"], bool):
        raise ValueError
    if built_in and kind != "scale":
        raise ValueError
    new = NewMetric(name=kept.text(fields["name"]), kind=kind, unit=kept.text(fields["unit"]))
    thing = Metric(
        id=MetricId(kept.id_(fields["id"])),
        name=new.name,
        kind=kind,
        unit=new.unit,
        built_in=built_in,
        shown=fields["shown"],
        created_at=kept.moment(fields["created_at"]),
    )
    readings = noted(fields["readings"], lambda value: metrics.check_reading(kind, value))
    return WholeMetric(thing=thing, readings=readings)


def _review(fields: Json) -> Whole:
    kind = kept.one_of(fields["kind"], ReviewKind)
    first, last = kept.past_day(fields["first_day"]), kept.day(fields["last_day"])
    if period(kind, first) != (first, last) or (fields["finished_at"] and fields["skipped_at"]):
        raise ValueError
    session = Session(
        id=SessionId(kept.id_(fields["id"])),
        kind=kind,
        start=first,
        end=last,
        started_at=kept.moment(fields["started_at"]),
        step=kept.within(fields["step"], 0, _STEPS),
        finished_at=kept.moment(fields["finished_at"]) if fields["finished_at"] else None,
        skipped_at=kept.moment(fields["skipped_at"]) if fields["skipped_at"] else None,
        entry=kept.entry(fields),
    )
    return WholeReview(thing=session, looked=tuple(_looked(one) for one in fields["looked_at"]))


def _looked(fields: Json) -> Looked:
    outcome = fields["outcome"]
    return Looked(
        item_type=kept.text(fields["kind"], 20),
        item_id=kept.id_(fields["id"]),
        outcome=None if outcome is None else kept.one_of(outcome, Outcome),
    )


def _resting(told: Any) -> Whole:
    return WholeResting(thing=Resting(EntryId(kept.id_(told))))


READERS: dict[str, Callable[[Any], Whole]] = {
    "goal": goals_back.goal,
    "value": _value,
    "sort": _sort,
    "metric": _metric,
    "review": _review,
    "resting": _resting,
}
"""Reads one of each kind; Refused, or one of ``fields.UNFIT``, for what cannot be."""
