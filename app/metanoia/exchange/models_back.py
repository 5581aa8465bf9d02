"""Assumptions, predictions and actions read back from the journal's own JSON, each checked whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from metanoia.domain import actions, assumptions, experiments, predictions
from metanoia.domain.actions import Action, ActionId, NewAction
from metanoia.domain.assumptions import Assumption, AssumptionId, ConfidencePoint, Evidence
from metanoia.domain.errors import Refused
from metanoia.domain.experiments import Experiment
from metanoia.domain.predictions import Forecast, Prediction, PredictionId
from metanoia.domain.wholes import Whole, WholeAction, WholeAssumption, WholePrediction
from metanoia.exchange import fields as kept
from metanoia.exchange.models_json import STANCES

Json = dict[str, Any]

_WEIGHED = {word: stance for stance, word in STANCES.items()}


def _assumption(fields: Json) -> Whole:
    id_ = AssumptionId(kept.id_(fields["id"]))
    history = tuple(_point(point, id_) for point in fields["history"])
    state = kept.one_of(fields["state"], assumptions.State)
    if not history and state in ("held", "testing", "confirmed"):
        raise Refused("How sure one was of it is missing.")
    history = tuple(sorted(history, key=lambda point: point.at))
    tests = tuple(_test(test, id_) for test in fields["tests"])
    if state in ("held", "testing"):
        state = "testing" if any(test.open for test in tests) else "held"
    closed_at = kept.moment(fields["closed_at"]) if state in assumptions.CLOSED else None
    assumptions.check_importance(kept.count(fields["importance"]))
    made = kept.moment(fields["created_at"])
    thing = Assumption(
        id=id_,
        statement=assumptions.statement(kept.text(fields["statement"])),
        about=kept.one_of(fields["about"], assumptions.About),
        person=kept.text(fields["person"], assumptions.PERSON_LIMIT),
        if_wrong=kept.text(fields["if_wrong"], assumptions.TEXT_LIMIT),
        importance=kept.count(fields["importance"]),
        state=state,
        confidence=history[-1].confidence if history else None,
        revised_to=AssumptionId(kept.id_(fields["revised_to"])) if state == "revised" else None,
        revised_from=None,
        closed_at=closed_at,
        closing_note=kept.text(fields["closing_note"], assumptions.TEXT_LIMIT),
        touched_at=kept.moment(fields["touched_at"]),
        rev=1,
        created_at=made,
        updated_at=made,
    )
    return WholeAssumption(
        thing=thing,
        history=history,
        evidence=tuple(_evidence(seen, id_) for seen in fields["evidence"]),
        tests=tuple(_given_up(test, closed_at) for test in tests) if closed_at else tests,
        **kept.around(fields, "assumption"),
    )


def _point(fields: Json, assumption: AssumptionId) -> ConfidencePoint:
    assumptions.check_confidence(kept.count(fields["confidence"]))
    return ConfidencePoint(
        id=kept.id_(fields["id"]),
        assumption=assumption,
        at=kept.moment(fields["at"]),
        confidence=fields["confidence"],
        cause=kept.one_of(fields["cause"], assumptions.Cause),
        reason=kept.text(fields["reason"], assumptions.TEXT_LIMIT),
        entry=kept.entry(fields),
        test=kept.id_(fields["test"]) if fields["test"] else None,
    )


def _evidence(fields: Json, assumption: AssumptionId) -> Evidence:
    assumptions.check_weight(kept.count(fields["weight"]))
    return Evidence(
        id=kept.id_(fields["id"]),
        assumption=assumption,
        stance=cast("assumptions.Stance", _WEIGHED[fields["stance"]]),
        weight=fields["weight"],
        text=assumptions.needed(kept.text(fields["text"]), "Evidence"),
        source=kept.text(fields["source"], assumptions.SOURCE_LIMIT),
        observed_on=kept.day(fields["observed_on"]),
        entry=kept.entry(fields),
    )


def _test(fields: Json, assumption: AssumptionId) -> Experiment:
    state = kept.one_of(fields["state"], experiments.TestState)
    return Experiment(
        id=kept.id_(fields["id"]),
        assumption=assumption,
        plan=assumptions.needed(kept.text(fields["plan"]), "A plan"),
        smallest_safe=assumptions.needed(kept.text(fields["smallest_safe"]), "Why it is safe"),
        would_weaken=assumptions.needed(kept.text(fields["would_weaken"]), "What would weaken it"),
        due_on=kept.day(fields["due_on"]),
        prediction=kept.id_(fields["prediction"]) if fields["prediction"] else None,
        state=state,
        result=kept.text(fields["result"], experiments.RESULT_LIMIT),
        learned=kept.text(fields["learned"], experiments.RESULT_LIMIT),
        settled_at=kept.moment(fields["settled_at"]) if state in ("done", "abandoned") else None,
        rev=1,
        created_at=kept.moment(fields["created_at"]),
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
    outcome = kept.one_of(fields["outcome"], predictions.Outcome) if fields["outcome"] else None
    withdrawn = fields["withdrawn_at"] if outcome is None else None
    thing = Prediction(
        id=PredictionId(kept.id_(fields["id"])),
        statement=assumptions.statement(kept.text(fields["statement"])),
        settled_by=kept.text(fields["settled_by"], predictions.SETTLED_BY_LIMIT),
        first_due_on=kept.day(fields["first_due_on"]),
        due_on=kept.day(fields["due_on"]),
        outcome=outcome,
        settled_at=kept.moment(fields["settled_at"]) if outcome else None,
        settle_note=kept.text(fields["settle_note"], assumptions.TEXT_LIMIT),
        withdrawn_at=kept.moment(withdrawn) if withdrawn else None,
        assumption=AssumptionId(kept.id_(fields["assumption"])) if fields["assumption"] else None,
        entry=kept.entry(fields),
        forecasts=forecasts,
        rev=1,
        created_at=kept.moment(fields["created_at"]),
    )
    return WholePrediction(thing=thing, **kept.around(fields, "prediction"))


def _forecast(fields: Json) -> Forecast:
    assumptions.check_confidence(kept.count(fields["percent"]))
    note = kept.text(fields["note"], predictions.NOTE_LIMIT)
    return Forecast(kept.moment(fields["at"]), fields["percent"], note)


def _action(fields: Json) -> Whole:
    state = kept.one_of(fields["state"], actions.ActionState)
    said = NewAction(
        text=kept.text(fields["text"]),
        due_on=kept.day(fields["due_on"]) if fields["due_on"] else None,
        goal=kept.id_(fields["goal"]) if fields.get("goal") else None,
        kind=kept.one_of(fields.get("kind", "step"), actions.ActionKind),
        cue=kept.text(fields.get("cue", "")),
        outcome=kept.text(fields.get("outcome", "")),
        obstacle=kept.text(fields.get("obstacle", "")),
    )
    met = kept.count(fields.get("times_met", 0))
    thing = Action(
        id=ActionId(kept.id_(fields["id"])),
        text=said.text,
        due_on=said.due_on,
        state=state,
        settled_at=kept.moment(fields["settled_at"]) if state != "open" else None,
        reflection=kept.text(fields["reflection"], assumptions.TEXT_LIMIT),
        rev=1,
        created_at=kept.moment(fields["created_at"]),
        goal=said.goal,
        kind=said.kind,
        cue=said.cue,
        outcome=said.outcome,
        obstacle=said.obstacle,
        times_met=met,
        times_used=kept.within(fields.get("times_used", 0), 0, met),
    )
    return WholeAction(thing=thing, **kept.around(fields, "action"))


READERS: dict[str, Callable[[Json], Whole]] = {
    "assumption": _assumption,
    "prediction": _prediction,
    "action": _action,
}
"""Reads one of each kind; Refused, or one of ``fields.UNFIT``, for what cannot be."""
