"""A goal, value or target told whole, part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from metanoia.domain.goals import GoalId
from metanoia.domain.learning_targets import TargetEvent, TargetId
from metanoia.domain.shared_things import SharedThing, ThingKind
from metanoia.domain.values import ValueId
from metanoia.exchange.problems import Item

if TYPE_CHECKING:
    from metanoia.domain.actions import Action
    from metanoia.domain.goals import CheckIn, Measure
    from metanoia.exchange.open_journal import CheckingJournal

Fields = dict[str, Any]
Part = tuple[Fields, dict[str, str]]
"""The fields and the texts that a part adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A thing with each of its parts; the part "" is what leaves with every tick.

    "line tests" leaves only if both are ticked. ``links`` are what it points to of itself, by part: the thing there, and the relation.
    """

    name: str
    rev: int
    deleted: bool
    parts: Mapping[str, Part]
    links: Mapping[str, Sequence[tuple[Item, str]]] = field(default_factory=dict)
    events: tuple[TargetEvent, ...] = ()

    def thing(self, kind: ThingKind, id_: str, parts: Sequence[str]) -> SharedThing:
        """Return it with these parts and no other; empty texts are left out."""
        fields: Fields = {}
        for told, _ in self._leaving(parts):
            fields |= told
        return SharedThing(
            kind=kind, id=id_, rev=self.rev, fields=fields, plain=self.plain_of(parts)
        )

    def plain_of(self, parts: Sequence[str] | None = None) -> dict[str, str]:
        """Return the texts of these parts, of all if None."""
        plain: dict[str, str] = {}
        for _, texts in self.parts.values() if parts is None else self._leaving(parts):
            plain |= texts
        return {path: text for path, text in plain.items() if text}

    def _leaving(self, parts: Sequence[str]) -> list[Part]:
        return [told for needed, told in self.parts.items() if set(needed.split()) <= set(parts)]


def day(at: dt.date | dt.datetime | None) -> str | None:
    """Return a day, or the day of an aware moment on this computer's calendar, as "YYYY-MM-DD"."""
    if at is None:
        return None
    return (at.astimezone().date() if isinstance(at, dt.datetime) else at).isoformat()


def goal_told(journal: CheckingJournal, goal_id: str, today: dt.date) -> Told:  # noqa: ARG001 - all are told alike
    """Return a goal; NotFound."""
    goal = journal.goals.get(GoalId(goal_id))
    lines = journal.brakes.of(goal.id)
    kept = (
        {
            "state": goal.state,
            "importance": goal.importance,
            "started_on": day(goal.started_on),
            "target_on": day(goal.target_on),
            "closed_on": day(goal.closed_at),
        },
        {"title": goal.title},
    )
    words: Part = ({}, {"vision": goal.vision, "reality": goal.reality, "why": goal.why})
    brake = (
        {"brakes": [{"id": one.id, "column": one.column, "parent": one.parent} for one in lines]},
        {f"brake/{one.id}": one.text for one in lines},
    )
    assumed = [(("assumption", str(one.assumption)), "about") for one in lines if one.assumption]
    return Told(
        name=goal.title,
        rev=goal.rev,
        deleted=goal.deleted_at is not None,
        parts={
            "": (kept[0], {**kept[1], "closing_note": goal.closing_note}),
            "words": words,
            "chart": _chart(journal, goal.id),
            "steps": _steps(journal.actions.of_goal(goal.id)),
            "brake": brake,
        },
        links={
            "": [(("goal", str(goal.parent)), "serves")] if goal.parent else [],
            "brake": assumed,
        },
    )


def value_told(journal: CheckingJournal, value_id: str, today: dt.date) -> Told:  # noqa: ARG001
    """Return a value; NotFound."""
    value = journal.values.get(ValueId(value_id))
    ratings = journal.values.ratings(value.id)
    said = [
        {"date": day(one.date), "importance": one.importance, "lived": one.lived} for one in ratings
    ]
    return Told(
        name=value.name,
        rev=value.rev,
        deleted=value.deleted_at is not None,
        parts={
            "": (
                {"state": value.state, "rank": value.rank},
                {"name": value.name, "meaning": value.meaning},
            ),
            "lived": ({"ratings": said}, {f"rating/{day(one.date)}": one.note for one in ratings}),
        },
    )


def target_told(journal: CheckingJournal, target_id: str, today: dt.date) -> Told:  # noqa: ARG001
    """Return a learning target with all that was said of it; NotFound."""
    target = journal.targets.get(target_id)
    now = target.standing
    fields = {
        "state": now.state,
        "due_on": day(now.wording.due_on),
        "proposed_by": now.proposed_by,
        "agreed_sha256": now.agreed_sha256,
        "waits_for": now.waits_for,
    }
    plain = {"text": now.wording.text, "sign_of_done": now.wording.sign_of_done}
    return Told(
        name=now.wording.text,
        rev=target.rev,
        deleted=target.deleted_at is not None,
        parts={"": (fields, plain)},
        links={"": [(("goal", target.goal), "serves")] if target.goal else []},
        events=tuple(journal.targets.events(TargetId(target_id))),
    )


def _chart(journal: CheckingJournal, goal_id: GoalId) -> Part:
    looks = journal.goals.check_ins(goal_id)
    plain = {f"look/{day(look.date)}": look.note for look in looks}
    measures = []
    for one in journal.goals.measures(goal_id):
        moves = journal.goals.target_changes(one.id)
        observations = [[day(seen.date), seen.value] for seen in journal.goals.observations(one.id)]
        plain[f"measure/{one.id}"] = f"{one.name} ({one.unit})" if one.unit else one.name
        plain |= {f"move/{one.id}/{at}": move.reason for at, move in enumerate(moves)}
        moved = [{"on": day(move.at), "old": move.old, "new": move.new} for move in moves]
        measures.append({**_measure(one), "observations": observations, "moves": moved})
    return {"looks": [_look(look) for look in looks], "measures": measures}, plain


def _look(look: CheckIn) -> Fields:
    return {"date": day(look.date), "closeness": look.closeness, "pull": look.pull}


def _measure(one: Measure) -> Fields:
    return {
        "id": one.id,
        "kind": one.kind,
        "start": one.start,
        "first_target": one.first_target,
        "target": one.target,
        "low": one.low,
        "high": one.high,
        "slack": one.slack,
    }


def _steps(steps: Sequence[Action]) -> Part:
    fields = [
        {
            "id": str(one.id),
            "kind": one.kind,
            "state": one.state,
            "due_on": day(one.due_on),
            "met": one.times_met,
            "used": one.times_used,
        }
        for one in steps
    ]
    plain = {}
    for one in steps:
        plain[f"cue/{one.id}"] = one.cue
        plain[f"step/{one.id}"] = one.text
        plain[f"obstacle/{one.id}"] = one.obstacle
        plain[f"outcome/{one.id}"] = one.outcome
        plain[f"reflection/{one.id}"] = one.reflection
    return {"steps": fields}, plain
