"""The texts of a thing as they are written in the journal, each with its field and a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.goals import GoalId
from metanoia.domain.predictions import PredictionId
from metanoia.domain.values import ValueId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from metanoia.journal import Journal


class Source(NamedTuple):
    """One text of a thing; its heading has no label."""

    field: str
    label: str
    text: str


def sources(journal: Journal, item: tuple[str, str]) -> list[Source]:
    """Return every text that a thing (kind, id) has, its heading first; NotFound if it is gone."""
    tell = {
        "entry": _entry,
        "goal": _goal,
        "value": _value,
        "assumption": _assumption,
        "prediction": _prediction,
        "target": _target,
    }[item[0]]
    return [one for one in tell(journal, item[1]) if one.text.strip()]


def source_of(journal: Journal, item: tuple[str, str], field: str) -> str | None:
    """Return one text of a thing as it is written now; None if it is not there any more."""
    try:
        found = sources(journal, item)
    except NotFound:
        return None
    return next((one.text for one in found if one.field == field), None)


def title_of(journal: Journal, item: tuple[str, str]) -> str:
    """Return what a thing is called: its heading, else its first words; "" if it is gone."""
    try:
        found = sources(journal, item)
    except NotFound:
        return ""
    return " ".join(found[0].text.split())[:80] if found else ""


def _entry(journal: Journal, item_id: str) -> Iterator[Source]:
    entry = journal.entries.get(EntryId(item_id))
    yield Source("title", "", entry.title)
    yield Source("body", "", entry.body)


def _goal(journal: Journal, item_id: str) -> Iterator[Source]:
    goals, goal = journal.goals, journal.goals.get(GoalId(item_id))
    yield Source("title", "", goal.title)
    yield Source("vision", _tr("What I want"), goal.vision)
    yield Source("reality", _tr("What is true now"), goal.reality)
    yield Source("why", _tr("Why"), goal.why)
    for look in goals.check_ins(goal.id):
        yield Source(f"look/{look.date.isoformat()}", _tr("A look"), look.note)
    for measure in goals.measures(goal.id):
        name = f"{measure.name} ({measure.unit})" if measure.unit else measure.name
        yield Source(f"measure/{measure.id}", _tr("Measure"), name)
        for n, move in enumerate(goals.target_changes(measure.id)):
            yield Source(f"move/{measure.id}/{n}", _tr("Why it was moved"), move.reason)
    for step in journal.actions.of_goal(goal.id):
        yield Source(f"step/{step.id}", _tr("Step"), step.text)
        yield Source(f"cue/{step.id}", _tr("When"), step.cue)
        yield Source(f"obstacle/{step.id}", _tr("What stands in the way"), step.obstacle)
        yield Source(f"outcome/{step.id}", _tr("What would be best"), step.outcome)
        yield Source(f"reflection/{step.id}", _tr("What came of it"), step.reflection)
    for brake in journal.brakes.of(goal.id):
        yield Source(f"brake/{brake.id}", _tr("What holds me back"), brake.text)
    yield Source("closing_note", _tr("A last word"), goal.closing_note)


def _value(journal: Journal, item_id: str) -> Iterator[Source]:
    value = journal.values.get(ValueId(item_id))
    yield Source("name", "", value.name)
    yield Source("meaning", _tr("What it means"), value.meaning)
    for rating in journal.values.ratings(value.id):
        yield Source(f"rating/{rating.date.isoformat()}", _tr("A rating"), rating.note)


def _assumption(journal: Journal, item_id: str) -> Iterator[Source]:
    one = journal.assumptions.get(AssumptionId(item_id))
    yield Source("statement", "", one.statement)
    yield Source("person", _tr("Who"), one.person)
    yield Source("if_wrong", _tr("If it were wrong"), one.if_wrong)
    for point in journal.assumptions.history(one.id):
        yield Source(f"point/{point.id}", _tr("How sure, and why"), point.reason)
    for seen in journal.assumptions.evidence(one.id):
        yield Source(f"evidence/{seen.id}", _tr("Evidence"), seen.text)
        yield Source(f"source/{seen.id}", _tr("Where it comes from"), seen.source)
    for test in journal.experiments.of(one.id):
        yield Source(f"test/{test.id}/plan", _tr("Small test"), test.plan)
        yield Source(f"test/{test.id}/would_weaken", _tr("What would weaken it"), test.would_weaken)
        yield Source(f"test/{test.id}/result", _tr("What happened"), test.result)
        yield Source(f"test/{test.id}/learned", _tr("What was learned"), test.learned)
    yield Source("closing_note", _tr("A last word"), one.closing_note)


def _prediction(journal: Journal, item_id: str) -> Iterator[Source]:
    one = journal.predictions.get(PredictionId(item_id))
    yield Source("statement", "", one.statement)
    yield Source("settled_by", _tr("What settles it"), one.settled_by)
    for n, forecast in enumerate(one.forecasts):
        yield Source(f"forecast/{n}", _tr("A forecast"), forecast.note)
    yield Source("settle_note", _tr("How it was settled"), one.settle_note)


def _target(journal: Journal, item_id: str) -> Iterator[Source]:
    wording = journal.targets.get(item_id).standing.wording
    yield Source("text", "", wording.text)
    yield Source("sign_of_done", _tr("Sign that it is done"), wording.sign_of_done)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sources", text)
