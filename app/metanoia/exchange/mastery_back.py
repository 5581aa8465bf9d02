"""Goals, values, metrics and reviews read back from the journal's own JSON, each checked whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from metanoia.domain import goals, metrics, values
from metanoia.domain.actions import ActionId
from metanoia.domain.assumptions import AssumptionId, needed
from metanoia.domain.assumptions import text as said
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused
from metanoia.domain.goals import (
    BRAKE_COLUMNS,
    BRAKE_LIMIT,
    CLOSING_LIMIT,
    Brake,
    CheckIn,
    Goal,
    GoalId,
    Measure,
    NewCheckIn,
    NewGoal,
    NewMeasure,
    TargetChange,
)
from metanoia.domain.looking_again import Outcome
from metanoia.domain.mastery_wholes import (
    Noted,
    NotedRating,
    Resting,
    WholeGoal,
    WholeMeasure,
    WholeMetric,
    WholeResting,
    WholeReview,
    WholeSort,
    WholeValue,
    Wording,
)
from metanoia.domain.metrics import Metric, MetricId, NewMetric
from metanoia.domain.reviews import Looked, ReviewKind, Session, SessionId, period
from metanoia.domain.values import Sort, Value, ValueId
from metanoia.domain.wholes import Whole
from metanoia.exchange import fields as kept
from metanoia.store.leaving import WORDED

Json = dict[str, Any]

_STEPS = 100  # of a review, at most


def _goal(fields: Json) -> Whole:
    id_ = GoalId(kept.id_(fields["id"]))
    new = NewGoal(
        title=kept.text(fields["title"]),
        vision=kept.text(fields["vision"], goals.WORDS_LIMIT),
        reality=kept.text(fields["reality"], goals.WORDS_LIMIT),
        why=kept.text(fields["why"]),
        importance=kept.count(fields["importance"]),
        started_on=_day_or_none(fields["started_on"]),
        target_on=_day_or_none(fields["target_on"]),
        cadence=kept.count(fields["cadence"]),
        parent=GoalId(kept.id_(fields["parent"])) if fields["parent"] else None,
    )
    state = kept.one_of(fields["state"], goals.GoalState)
    if state == "active" and not (new.vision and new.reality):
        raise Refused("An active goal says what is to be true and what is true now.")
    closed = state in ("achieved", "released")
    made = kept.moment(fields["created_at"])
    thing = Goal(
        id=id_,
        title=new.title,
        vision=new.vision,
        reality=new.reality,
        why=new.why,
        importance=new.importance,
        started_on=new.started_on,
        target_on=new.target_on,
        cadence=new.cadence,
        parent=new.parent,
        step=ActionId(kept.id_(fields["step"])) if fields["step"] else None,
        state=state,
        closed_at=kept.moment(fields["closed_at"]) if closed else None,
        closing_note=kept.text(fields["closing_note"], CLOSING_LIMIT),
        rev=1,
        created_at=made,
        updated_at=made,
    )
    measures = tuple(_measure(one, id_) for one in fields["measures"])
    if len(measures) > goals.MEASURES:
        raise Refused(f"A goal has at most {goals.MEASURES} measures.")
    return WholeGoal(
        thing=thing,
        check_ins=tuple(_check_in(one, id_) for one in fields["check_ins"]),
        measures=measures,
        brakes=_brakes(fields["brakes"], id_),
        wordings=_wordings(fields["wordings"], "goal"),
        **kept.around(fields, "goal"),
    )


def _check_in(fields: Json, goal: GoalId) -> CheckIn:
    new = NewCheckIn(
        closeness=kept.count(fields["closeness"]),
        pull=kept.count(fields["pull"]),
        note=kept.text(fields["note"]),
    )
    return CheckIn(
        id=kept.id_(fields["id"]),
        goal=goal,
        at=kept.moment(fields["at"]),
        date=kept.past_day(fields["date"]),
        closeness=new.closeness,
        pull=new.pull,
        note=new.note,
    )


def _measure(fields: Json, goal: GoalId) -> WholeMeasure:
    kind = kept.one_of(fields["kind"], goals.MeasureKind)
    reach = kind == "reach"
    new = NewMeasure(
        name=kept.text(fields["name"]),
        kind=kind,
        unit=kept.text(fields["unit"]),
        start=kept.number(fields["start"]) if reach else None,
        target=kept.number(fields["first_target"]) if reach else None,
        low=None if reach else kept.number(fields["low"]),
        high=None if reach else kept.number(fields["high"]),
        slack=None if reach else kept.number(fields["slack"]),
    )
    id_ = kept.id_(fields["id"])
    moves = tuple(_move(one, id_) for one in fields["target_changes"]) if reach else ()
    return WholeMeasure(
        measure=Measure(
            id=id_,
            goal=goal,
            name=new.name,
            unit=new.unit,
            kind=kind,
            start=new.start,
            first_target=new.target,
            target=kept.number(fields["target"]) if reach else None,
            low=new.low,
            high=new.high,
            slack=new.slack,
        ),
        created_at=kept.moment(fields["created_at"]),
        changes=moves,
        observations=_noted(fields["observations"], goals.check_number),
    )


def _move(fields: Json, measure: str) -> TargetChange:
    return TargetChange(
        measure=measure,
        at=kept.moment(fields["at"]),
        old=kept.number(fields["old"]),
        new=kept.number(fields["new"]),
        reason=kept.text(fields["reason"], CLOSING_LIMIT),
    )


def _brakes(listed: Iterable[Json], goal: GoalId) -> tuple[Brake, ...]:
    """Return the lines of what holds a goal in place, each after the one that it hangs on."""
    columns: dict[str | None, int] = {None: -1}
    found = []
    for fields in listed:
        column = kept.one_of(fields["column"], goals.BrakeColumn)
        place = BRAKE_COLUMNS.index(column)
        parent = fields["parent"]
        if parent is not None and columns[parent] != place - 1:
            raise ValueError
        brake = Brake(
            id=kept.id_(fields["id"]),
            goal=goal,
            parent=parent,
            column=column,
            text=needed(kept.text(fields["text"]), "A line", BRAKE_LIMIT),
            assumption=AssumptionId(kept.id_(fields["assumption"]))
            if fields["assumption"]
            else None,
            confidence_then=_within_or_none(fields["confidence_then"], 100),
        )
        columns[brake.id] = place
        found.append(brake)
    return tuple(found)


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
        wordings=_wordings(fields["wordings"], "value"),
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
    readings = _noted(fields["readings"], lambda value: metrics.check_reading(kind, value))
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
    "goal": _goal,
    "value": _value,
    "sort": _sort,
    "metric": _metric,
    "review": _review,
    "resting": _resting,
}
"""Reads one of each kind; Refused, or one of ``fields.UNFIT``, for what cannot be."""


def _noted(listed: Iterable[Json], check: Callable[[float], None]) -> tuple[Noted, ...]:
    found = []
    for fields in listed:
        value = kept.number(fields["value"])
        check(value)
        found.append(Noted(kept.past_day(fields["date"]), kept.moment(fields["at"]), value))
    return tuple(found)


def _wordings(listed: Iterable[Json], kind: str) -> tuple[Wording, ...]:
    found = []
    for fields in listed:
        texts = {
            name: said(kept.text(fields[name], goals.WORDS_LIMIT), "A wording", goals.WORDS_LIMIT)
            for name in WORDED[kind]
            if name in fields
        }
        if not texts:
            raise ValueError
        found.append(Wording(kept.moment(fields["until"]), texts))
    return tuple(sorted(found, key=lambda wording: wording.until))


def _day_or_none(told: Any) -> dt.date | None:
    return None if told is None else kept.day(told)


def _within_or_none(told: Any, most: int) -> int | None:
    return None if told is None else kept.within(told, 0, most)
