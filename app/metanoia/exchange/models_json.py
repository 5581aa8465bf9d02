"""Assumptions, predictions and actions as JSON: whole, with their histories, and read back likewise."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metanoia.domain.actions import Action
from metanoia.domain.anchors import Anchor
from metanoia.domain.assumptions import Assumption, ConfidencePoint, Evidence
from metanoia.domain.experiments import Experiment
from metanoia.domain.predictions import Prediction
from metanoia.domain.reviews import Planned

if TYPE_CHECKING:
    from metanoia.store.parts import Parts

Json = dict[str, Any]

STANCES = {1: "supports", -1: "challenges"}


def models_as_json(journal: Parts) -> dict[str, list[Json]]:
    """Return {"assumptions", "predictions", "actions"}: everything living of these kinds.

    Moments are "YYYY-MM-DDTHH:MM:SSZ", days "YYYY-MM-DD", confidences and forecasts per cent.
    """
    assumptions = [journal.assumptions.get(row.id) for row in journal.assumptions.rows()]
    predictions = [journal.predictions.get(row.id) for row in journal.predictions.rows()]
    return {
        "assumptions": [_assumption(one, journal) for one in assumptions],
        "predictions": [_prediction(one, journal) for one in predictions],
        "actions": [_action(one, journal) for one in journal.actions.all()],
    }


def _assumption(one: Assumption, journal: Parts) -> Json:
    return {
        "id": one.id,
        "statement": one.statement,
        "about": one.about,
        "person": one.person,
        "if_wrong": one.if_wrong,
        "importance": one.importance,
        "state": one.state,
        "confidence": one.confidence,
        "revised_to": one.revised_to,
        "closed_at": moment(one.closed_at),
        "closing_note": one.closing_note,
        "touched_at": moment(one.touched_at),
        "created_at": moment(one.created_at),
        "history": [_point(point) for point in journal.assumptions.history(one.id)],
        "evidence": [_evidence(seen) for seen in reversed(journal.assumptions.evidence(one.id))],
        "tests": [_test(test) for test in reversed(journal.experiments.of(one.id))],
        **around("assumption", one.id, journal),
    }


def _point(point: ConfidencePoint) -> Json:
    return {
        "id": point.id,
        "at": moment(point.at),
        "confidence": point.confidence,
        "cause": point.cause,
        "reason": point.reason,
        "entry": point.entry,
        "test": point.test,
    }


def _evidence(seen: Evidence) -> Json:
    return {
        "id": seen.id,
        "stance": STANCES[seen.stance],
        "weight": seen.weight,
        "text": seen.text,
        "source": seen.source,
        "observed_on": seen.observed_on.isoformat(),
        "entry": seen.entry,
    }


def _test(test: Experiment) -> Json:
    return {
        "id": test.id,
        "plan": test.plan,
        "smallest_safe": test.smallest_safe,
        "would_weaken": test.would_weaken,
        "due_on": test.due_on.isoformat(),
        "prediction": test.prediction,
        "state": test.state,
        "result": test.result,
        "learned": test.learned,
        "settled_at": moment(test.settled_at),
        "created_at": moment(test.created_at),
    }


def _prediction(one: Prediction, journal: Parts) -> Json:
    return {
        "id": one.id,
        "statement": one.statement,
        "settled_by": one.settled_by,
        "first_due_on": one.first_due_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "outcome": one.outcome,
        "settled_at": moment(one.settled_at),
        "settle_note": one.settle_note,
        "withdrawn_at": moment(one.withdrawn_at),
        "assumption": one.assumption,
        "entry": one.entry,
        "created_at": moment(one.created_at),
        "forecasts": [
            {"at": moment(said.at), "percent": said.percent, "note": said.note}
            for said in one.forecasts
        ],
        **around("prediction", one.id, journal),
    }


def _action(one: Action, journal: Parts) -> Json:
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "goal": one.goal,
        "cue": one.cue,
        "outcome": one.outcome,
        "obstacle": one.obstacle,
        "times_met": one.times_met,
        "times_used": one.times_used,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "state": one.state,
        "settled_at": moment(one.settled_at),
        "reflection": one.reflection,
        "created_at": moment(one.created_at),
        **around("action", one.id, journal),
    }


def around(kind: str, id_: str, journal: Parts) -> Json:
    """Return {"anchors", "ties", "review"} of a thing; "review" is when it comes up again, or None."""
    ties = [
        {"kind": tie.item_type, "id": tie.item_id, "relation": tie.relation}
        for tie in journal.ties.of(kind, id_)
    ]
    return {
        "anchors": [_anchor(anchor) for anchor in journal.anchors.of(kind, id_)],
        "ties": ties,
        "review": _again(journal.reviews.plan(kind, id_)),
    }


def _again(look: Planned | None) -> Json | None:
    if look is None:
        return None
    return {
        "interval_days": look.interval,
        "due_on": look.due_on.isoformat(),
        "last_on": look.last_on.isoformat() if look.last_on else None,
        "last_outcome": look.last_outcome,
        "snoozes": look.snoozes,
    }


def _anchor(anchor: Anchor) -> Json:
    passage = anchor.selector
    return {
        "id": anchor.id,
        "entry": anchor.entry,
        "field": anchor.field,
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "start": passage.start,
        "stop": passage.stop,
        "created_at": moment(anchor.created_at),
    }


def moment(at: dt.datetime | None) -> str | None:
    """Return a moment as an export says it: "2026-01-14T21:05:00Z"."""
    if at is None:
        return None
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
