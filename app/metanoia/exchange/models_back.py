"""Assumptions, predictions and actions read back from the journal's own JSON, each checked whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast, get_args

from metanoia.domain import actions, assumptions, experiments, predictions
from metanoia.domain.actions import Action, ActionId
from metanoia.domain.anchors import CONTEXT, Anchor, Selector
from metanoia.domain.assumptions import Assumption, AssumptionId, ConfidencePoint, Evidence
from metanoia.domain.days import check_date
from metanoia.domain.entries import EntryId, storable
from metanoia.domain.errors import Refused
from metanoia.domain.experiments import Experiment
from metanoia.domain.predictions import Forecast, Prediction, PredictionId
from metanoia.domain.wholes import TieEnd, Whole, WholeAction, WholeAssumption, WholePrediction
from metanoia.exchange.arrivals import Brought, Problem
from metanoia.exchange.models_json import STANCES
from metanoia.exchange.own_note import is_entry_id

Json = dict[str, Any]

_UNFIT = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
_WEIGHED = {word: stance for stance, word in STANCES.items()}
_MOST = 2_000  # signs of a note or a result
_AHEAD = dt.timedelta(days=1)  # that another clock may be
_QUOTE = 2_000_000  # an anchor may hold a whole entry


def read(data: Json, name: str) -> Iterator[Brought | Problem]:
    """Yield what the export called ``name`` holds besides entries, and what cannot be understood."""
    seen: set[str] = set()
    for kind, whole in _READERS.items():
        listed = data.get(f"{kind}s", [])
        if not isinstance(listed, list):
            yield Problem(where=name, why=f"Its {kind}s are no list; they were left out.")
            continue
        for number, fields in enumerate(listed, 1):
            where = f"{name}, {kind} {number}"
            try:
                found = whole(fields)
                if found.thing.id in seen:
                    raise ValueError
            except Refused as error:
                yield Problem(where=where, why=str(error))
            except _UNFIT:
                yield Problem(where=where, why=f"It is no {kind} that can be understood.")
            else:
                seen.add(found.thing.id)
                yield Brought(whole=found, where=where)


def _assumption(fields: Json) -> Whole:
    id_ = AssumptionId(_id(fields["id"]))
    history = tuple(_point(point, id_) for point in fields["history"])
    state = _one_of(fields["state"], assumptions.State)
    if not history and state in ("held", "testing", "confirmed"):
        raise Refused("How sure one was of it is missing.")
    history = tuple(sorted(history, key=lambda point: point.at))
    tests = tuple(_test(test, id_) for test in fields["tests"])
    if state in ("held", "testing"):
        state = "testing" if any(test.open for test in tests) else "held"
    closed_at = _moment(fields["closed_at"]) if state in assumptions.CLOSED else None
    assumptions.check_importance(_count(fields["importance"]))
    made = _moment(fields["created_at"])
    thing = Assumption(
        id=id_,
        statement=assumptions.statement(_text(fields["statement"])),
        about=_one_of(fields["about"], assumptions.About),
        person=_text(fields["person"], assumptions.PERSON_LIMIT),
        if_wrong=_text(fields["if_wrong"], assumptions.TEXT_LIMIT),
        importance=_count(fields["importance"]),
        state=state,
        confidence=history[-1].confidence if history else None,
        revised_to=AssumptionId(_id(fields["revised_to"])) if state == "revised" else None,
        revised_from=None,
        closed_at=closed_at,
        closing_note=_text(fields["closing_note"], assumptions.TEXT_LIMIT),
        touched_at=_moment(fields["touched_at"]),
        rev=1,
        created_at=made,
        updated_at=made,
    )
    return WholeAssumption(
        thing=thing,
        history=history,
        evidence=tuple(_evidence(seen, id_) for seen in fields["evidence"]),
        tests=tuple(_given_up(test, closed_at) for test in tests) if closed_at else tests,
        anchors=_anchors(fields, "assumption"),
        ties=_ties(fields),
    )


def _point(fields: Json, assumption: AssumptionId) -> ConfidencePoint:
    assumptions.check_confidence(_count(fields["confidence"]))
    return ConfidencePoint(
        id=_id(fields["id"]),
        assumption=assumption,
        at=_moment(fields["at"]),
        confidence=fields["confidence"],
        cause=_one_of(fields["cause"], assumptions.Cause),
        reason=_text(fields["reason"], assumptions.TEXT_LIMIT),
        entry=_entry(fields),
        test=_id(fields["test"]) if fields["test"] else None,
    )


def _evidence(fields: Json, assumption: AssumptionId) -> Evidence:
    assumptions.check_weight(_count(fields["weight"]))
    return Evidence(
        id=_id(fields["id"]),
        assumption=assumption,
        stance=cast("assumptions.Stance", _WEIGHED[fields["stance"]]),
        weight=fields["weight"],
        text=assumptions.needed(_text(fields["text"]), "Evidence"),
        source=_text(fields["source"], assumptions.SOURCE_LIMIT),
        observed_on=_day(fields["observed_on"]),
        entry=_entry(fields),
    )


def _test(fields: Json, assumption: AssumptionId) -> Experiment:
    state = _one_of(fields["state"], experiments.TestState)
    return Experiment(
        id=_id(fields["id"]),
        assumption=assumption,
        plan=assumptions.needed(_text(fields["plan"]), "A plan"),
        smallest_safe=assumptions.needed(_text(fields["smallest_safe"]), "Why it is safe"),
        would_weaken=assumptions.needed(_text(fields["would_weaken"]), "What would weaken it"),
        due_on=_day(fields["due_on"]),
        prediction=_id(fields["prediction"]) if fields["prediction"] else None,
        state=state,
        result=_text(fields["result"], experiments.RESULT_LIMIT),
        learned=_text(fields["learned"], experiments.RESULT_LIMIT),
        settled_at=_moment(fields["settled_at"]) if state in ("done", "abandoned") else None,
        rev=1,
        created_at=_moment(fields["created_at"]),
    )


def _given_up(test: Experiment, at: dt.datetime) -> Experiment:
    """Return the test of an assumption that was closed, which leaves none of them under way."""
    return replace(test, state="abandoned", settled_at=at) if test.open else test


def _prediction(fields: Json) -> Whole:
    forecasts = tuple(
        sorted((_forecast(one) for one in fields["forecasts"]), key=lambda said: said.at)
    )
    if not forecasts:
        raise Refused("How likely it seemed is missing.")
    outcome = _one_of(fields["outcome"], predictions.Outcome) if fields["outcome"] else None
    withdrawn = fields["withdrawn_at"] if outcome is None else None
    thing = Prediction(
        id=PredictionId(_id(fields["id"])),
        statement=assumptions.statement(_text(fields["statement"])),
        settled_by=_text(fields["settled_by"], predictions.SETTLED_BY_LIMIT),
        first_due_on=_day(fields["first_due_on"]),
        due_on=_day(fields["due_on"]),
        outcome=outcome,
        settled_at=_moment(fields["settled_at"]) if outcome else None,
        settle_note=_text(fields["settle_note"], assumptions.TEXT_LIMIT),
        withdrawn_at=_moment(withdrawn) if withdrawn else None,
        assumption=AssumptionId(_id(fields["assumption"])) if fields["assumption"] else None,
        entry=_entry(fields),
        forecasts=forecasts,
        rev=1,
        created_at=_moment(fields["created_at"]),
    )
    return WholePrediction(thing=thing, anchors=_anchors(fields, "prediction"), ties=_ties(fields))


def _forecast(fields: Json) -> Forecast:
    assumptions.check_confidence(_count(fields["percent"]))
    note = _text(fields["note"], predictions.NOTE_LIMIT)
    return Forecast(_moment(fields["at"]), fields["percent"], note)


def _action(fields: Json) -> Whole:
    state = _one_of(fields["state"], actions.ActionState)
    thing = Action(
        id=ActionId(_id(fields["id"])),
        text=assumptions.needed(_text(fields["text"]), "The step"),
        due_on=_day(fields["due_on"]) if fields["due_on"] else None,
        state=state,
        settled_at=_moment(fields["settled_at"]) if state != "open" else None,
        reflection=_text(fields["reflection"], assumptions.TEXT_LIMIT),
        rev=1,
        created_at=_moment(fields["created_at"]),
    )
    return WholeAction(thing=thing, anchors=_anchors(fields, "action"), ties=_ties(fields))


_READERS: dict[str, Callable[[Json], Whole]] = {
    "assumption": _assumption,
    "prediction": _prediction,
    "action": _action,
}


def _anchors(fields: Json, kind: str) -> tuple[Anchor, ...]:
    return tuple(_anchor(one, kind, fields["id"]) for one in fields.get("anchors", ()))


def _anchor(fields: Json, kind: str, item_id: str) -> Anchor:
    start, stop = _count(fields["start"]), _count(fields["stop"])
    exact = _text(fields["exact"], _QUOTE)
    around = (_text(fields["prefix"], CONTEXT), _text(fields["suffix"], CONTEXT))
    if not exact or stop - start != len(exact) or start < len(around[0]):
        raise ValueError  # it would pass for the place of other words
    return Anchor(
        id=_id(fields["id"]),
        item_type=kind,
        item_id=item_id,
        entry=EntryId(_id(fields["entry"])),
        field=_text(fields["field"], 120),
        selector=Selector(exact, *around, start, stop),
        created_at=_moment(fields["created_at"]),
    )


def _ties(fields: Json) -> tuple[TieEnd, ...]:
    return tuple(
        (_text(tie["kind"], 20), _id(tie["id"]), _text(tie["relation"], 20))
        for tie in fields.get("ties", ())
    )


def _entry(fields: Json) -> EntryId | None:
    return EntryId(_id(fields["entry"])) if fields["entry"] else None


def _id(told: object) -> str:
    if not isinstance(told, str) or not is_entry_id(told):
        raise ValueError
    return told


def _text(told: object, limit: int = _MOST) -> str:
    if not isinstance(told, str) or len(told) > limit:
        raise ValueError
    return storable(told)


def _count(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or abs(told) > _QUOTE:
        raise ValueError
    return told


def _moment(told: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(told)
    if at.tzinfo is None:
        raise ValueError
    if at > dt.datetime.now(dt.UTC) + _AHEAD:
        raise Refused("One of its moments is still to come.")
    return at.astimezone(dt.UTC).replace(microsecond=0)


def _day(told: str) -> dt.date:
    day = dt.date.fromisoformat(told)
    check_date(day)
    return day


def _one_of(told: object, kinds: Any) -> Any:
    if told not in get_args(kinds):
        raise ValueError
    return told
