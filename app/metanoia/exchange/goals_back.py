"""Goals read back from the journal's own JSON, each checked whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from metanoia.domain import goals
from metanoia.domain.actions import ActionId
from metanoia.domain.assumptions import AssumptionId, needed
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
from metanoia.domain.mastery_wholes import WholeGoal, WholeMeasure
from metanoia.domain.wholes import Whole
from metanoia.exchange import fields as kept
from metanoia.exchange.notes_back import noted, wordings

Json = dict[str, Any]


def goal(fields: Json) -> Whole:
    """Return a goal with all that hangs on it; Refused, or one of ``fields.UNFIT``."""
    id_ = GoalId(kept.id_(fields["id"]))
    new = _said(fields)
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
        wordings=wordings(fields["wordings"], "goal"),
        **kept.around(fields, "goal"),
    )


def _said(fields: Json) -> NewGoal:
    return NewGoal(
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
        observations=noted(fields["observations"], goals.check_number),
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


def _day_or_none(told: Any) -> dt.date | None:
    return None if told is None else kept.day(told)


def _within_or_none(told: Any, most: int) -> int | None:
    return None if told is None else kept.within(told, 0, most)
