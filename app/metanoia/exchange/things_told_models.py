"""An assumption or a prediction told whole, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.predictions import PredictionId
from metanoia.exchange.things_told import Part, Told, day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from metanoia.domain.assumptions import ConfidencePoint, Evidence
    from metanoia.domain.experiments import Experiment
    from metanoia.exchange.open_journal import CheckingJournal
    from metanoia.exchange.problems import Item


def assumption_told(journal: CheckingJournal, assumption_id: str, today: dt.date) -> Told:  # noqa: ARG001
    """Return an assumption; NotFound."""
    one = journal.assumptions.get(AssumptionId(assumption_id))
    points = journal.assumptions.history(one.id)
    evidence = list(reversed(journal.assumptions.evidence(one.id)))
    tests = [test for test in reversed(journal.experiments.of(one.id)) if not test.deleted_at]
    fields = {
        "state": one.state,
        "about": one.about,
        "confidence": one.confidence,
        "importance": one.importance,
    }
    plain = {
        "statement": one.statement,
        "person": one.person,
        "if_wrong": one.if_wrong,
        "closing_note": one.closing_note,
    }
    revised: list[tuple[Item, str]] = [
        (("assumption", str(other)), "leads_to") for other in (one.revised_to,) if other
    ]
    return Told(
        name=one.statement,
        rev=one.rev,
        deleted=one.deleted_at is not None,
        parts={
            "": (fields, plain),
            **_line(points, {one.text for one in evidence}),
            "evidence": _evidence(evidence),
            "tests": _tests(tests),
        },
        links={
            "": revised,
            "line": [(("entry", str(p.entry)), "came_from") for p in points if p.entry],
            "evidence": [(("entry", str(e.entry)), "came_from") for e in evidence if e.entry],
            "tests": [(("prediction", t.prediction), "leads_to") for t in tests if t.prediction],
        },
    )


def prediction_told(journal: CheckingJournal, prediction_id: str, today: dt.date) -> Told:
    """Return a prediction as it stands on the day ``today``; NotFound."""
    one = journal.predictions.get(PredictionId(prediction_id))
    fields = {
        "state": one.state(today),
        "due_on": day(one.due_on),
        "first_due_on": day(one.first_due_on),
        "outcome": one.outcome,
        "settled_on": day(one.settled_at),
        "forecasts": [{"on": day(said.at), "percent": said.percent} for said in one.forecasts],
    }
    plain = {
        "statement": one.statement,
        "settled_by": one.settled_by,
        "settle_note": one.settle_note,
        **{f"forecast/{at}": said.note for at, said in enumerate(one.forecasts)},
    }
    ends: list[tuple[Item, str]] = [
        *([(("assumption", str(one.assumption)), "about")] if one.assumption else []),
        *([(("entry", str(one.entry)), "came_from")] if one.entry else []),
    ]
    return Told(
        name=one.statement,
        rev=one.rev,
        deleted=one.deleted_at is not None,
        parts={"": (fields, plain)},
        links={"": ends},
    )


def _line(points: Sequence[ConfidencePoint], seen: Collection[str]) -> dict[str, Part]:
    """Return the line; a reason that only says again what was seen or tested leaves with that part alone."""
    fields = [
        {"id": one.id, "on": day(one.at), "confidence": one.confidence, "cause": one.cause}
        for one in points
    ]
    reasons: dict[str, dict[str, str]] = {"line": {}, "line evidence": {}, "line tests": {}}
    for one in points:
        again = one.cause == "evidence" or one.reason in seen
        part = (
            "line tests"
            if one.test or one.cause == "test"
            else "line evidence"
            if again
            else "line"
        )
        reasons[part][f"point/{one.id}"] = one.reason
    told: dict[str, Part] = {part: ({}, texts) for part, texts in reasons.items()}
    return told | {"line": ({"points": fields}, reasons["line"])}


def _evidence(evidence: Sequence[Evidence]) -> Part:
    fields = [
        {"id": one.id, "stance": one.stance, "weight": one.weight, "on": day(one.observed_on)}
        for one in evidence
    ]
    plain = {}
    for one in evidence:
        plain[f"evidence/{one.id}"] = one.text
        plain[f"source/{one.id}"] = one.source
    return {"evidence": fields}, plain


def _tests(tests: Sequence[Experiment]) -> Part:
    fields = [
        {
            "id": one.id,
            "state": one.state,
            "due_on": day(one.due_on),
            "settled_on": day(one.settled_at),
        }
        for one in tests
    ]
    plain = {}
    for one in tests:
        plain[f"test/{one.id}/plan"] = one.plan
        plain[f"test/{one.id}/would_weaken"] = one.would_weaken
        plain[f"test/{one.id}/result"] = one.result
        plain[f"test/{one.id}/learned"] = one.learned
    return {"tests": fields}, plain
