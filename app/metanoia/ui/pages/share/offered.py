"""What of a journal may be ticked besides entries: named in one line, and with the parts it has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.goals import GoalId
from metanoia.domain.shared_things import THING_KINDS, ThingKind
from metanoia.domain.values import ValueId
from metanoia.ui import dates
from metanoia.ui.amounts import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from metanoia.domain.goals import GoalRow
    from metanoia.domain.predictions import PredictionRow
    from metanoia.journal import Journal

Parts = tuple[str, ...]


class Thing(NamedTuple):
    """A thing in one line: ``note`` stands beside it; ``on`` is the day it last changed."""

    kind: ThingKind
    id: str
    title: str
    note: str
    on: dt.date


class Offered:
    """Everything that is there to be ticked, by kind, what changed last first; read anew by ``read``."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._parts: dict[tuple[ThingKind, str], Parts] = {}
        self.things: dict[ThingKind, list[Thing]] = {kind: [] for kind in THING_KINDS}

    def read(self, since: dt.date | None) -> None:
        """Look at the journal; what moved from the day ``since`` on is marked so."""
        self._parts = {}
        found: dict[ThingKind, Callable[[], Iterable[Thing]]] = {
            "goal": self._goals,
            "value": self._values,
            "assumption": lambda: self._assumptions(since),
            "prediction": self._predictions,
            "target": self._targets,
            "map": self._maps,
        }
        for kind, things in found.items():
            self.things[kind] = sorted(things(), key=_day, reverse=True)

    def forget(self) -> None:
        """Hold nothing any more."""
        self._parts = {}
        self.things = {kind: [] for kind in THING_KINDS}

    def there(self, kind: ThingKind, thing_id: str) -> bool:
        """Tell whether such a thing is in the journal, and not in Recently deleted."""
        return any(thing.id == thing_id for thing in self.things[kind])

    def parts(self, kind: ThingKind, thing_id: str) -> Parts:
        """Return the parts that a thing has something in."""
        key = (kind, thing_id)
        if key not in self._parts:
            self._parts[key] = _parts(self._journal, kind, thing_id)
        return self._parts[key]

    def part_name(self, kind: ThingKind, thing_id: str, part: str) -> str:
        """Return what a part is called."""
        if (kind, part) == ("goal", "chart"):
            first = _first_look(self._journal, GoalId(thing_id))
            return _tr("Chart since {}").format(dates.month_name(first)) if first else _tr("Chart")
        return {
            "words": _tr("Vision and current reality"),
            "steps": _tr("Steps"),
            "brake": _tr("What holds me back"),
            "lived": _tr("How far it was lived"),
            "line": _tr("How sure, over time"),
            "evidence": _tr("Evidence"),
            "tests": _tr("Small tests"),
            "because": _tr("Why the links are there"),
            "lines": _tr("Lines over time"),
        }[part]

    def _goals(self) -> list[Thing]:
        return [
            Thing("goal", row.goal.id, row.goal.title, _goal_note(row), _goal_day(row))
            for row in self._journal.goals.rows()
        ]

    def _values(self) -> list[Thing]:
        rated = self._journal.values.latest_ratings()
        things = []
        for one in self._journal.values.all():
            days = [one.updated_at.date(), *([rated[one.id].date] if one.id in rated else [])]
            things.append(Thing("value", one.id, one.name, "", max(days)))
        return things

    def _assumptions(self, since: dt.date | None) -> list[Thing]:
        things = []
        for row in self._journal.assumptions.rows():
            moved = since and any(at.date() >= since for at, _ in row.points[1:])
            new = since and row.created_at.date() >= since
            note = _tr("new") if new else _tr("moved") if moved else ""
            things.append(Thing("assumption", row.id, row.statement, note, row.touched_at.date()))
        return things

    def _predictions(self) -> list[Thing]:
        return [
            Thing("prediction", row.id, row.statement, _prediction_note(row), (row.settled_at or row.created_at).date())
            for row in self._journal.predictions.rows()
            if row.withdrawn_at is None
        ]  # fmt: skip

    def _targets(self) -> list[Thing]:
        return [
            Thing(
                "target", one.id, one.standing.wording.text, _target_note(one.standing.state),
                one.updated_at.date(),
            )
            for one in self._journal.targets.all()
        ]  # fmt: skip

    def _maps(self) -> list[Thing]:
        return [
            Thing("map", row.id, row.title, _size_note(row.variables), row.updated_at.date())
            for row in self._journal.maps.listing()
        ]


def _parts(journal: Journal, kind: ThingKind, thing_id: str) -> Parts:
    if kind == "goal":
        goal_id = GoalId(thing_id)
        goal, goals = journal.goals.get(goal_id), journal.goals
        there = {
            "words": bool(goal.vision or goal.reality or goal.why),
            "chart": bool(goals.check_ins(goal_id) or goals.measures(goal_id)),
            "steps": bool(journal.actions.of_goal(goal_id)),
            "brake": bool(journal.brakes.of(goal_id)),
        }
    elif kind == "value":
        there = {"lived": bool(journal.values.ratings(ValueId(thing_id)))}
    elif kind == "assumption":
        assumption = AssumptionId(thing_id)
        there = {
            "line": bool(journal.assumptions.history(assumption)),
            "evidence": bool(journal.assumptions.evidence(assumption)),
            "tests": bool(journal.experiments.of(assumption)),
        }
    elif kind == "map":
        one = journal.maps.get(thing_id)
        there = {
            "because": any(link.because for link in one.links),
            "lines": any(each.has_line for each in one.variables),
        }
    else:
        there = {}
    return tuple(part for part, is_there in there.items() if is_there)


def _first_look(journal: Journal, goal_id: GoalId) -> dt.date | None:
    days = [one.date for one in journal.goals.check_ins(goal_id)]
    for measure in journal.goals.measures(goal_id):
        days += [one.date for one in journal.goals.observations(measure.id)[:1]]
    return min(days, default=None)


def _day(thing: Thing) -> dt.date:
    return thing.on


def _goal_day(row: GoalRow) -> dt.date:
    return max(filter(None, (row.goal.updated_at.date(), row.checked_on)))


def _goal_note(row: GoalRow) -> str:
    return {
        "draft": _tr("draft"),
        "active": _tr("goal"),
        "parked": _tr("parked"),
        "achieved": _tr("achieved"),
        "released": _tr("released"),
    }[row.goal.state]


def _prediction_note(row: PredictionRow) -> str:
    if row.outcome is None:
        return dates.short(row.due_on)
    return {"yes": _tr("came true"), "no": _tr("did not"), "void": _tr("void")}[row.outcome]


def _size_note(variables: int) -> str:
    return counted(variables, _tr("1 variable"), _tr("{} variables"))


def _target_note(state: str) -> str:
    return {
        "proposed": _tr("proposed"),
        "countered": _tr("proposed"),
        "agreed": _tr("agreed"),
        "declined": _tr("declined"),
        "met": _tr("met"),
        "partly_met": _tr("partly met"),
        "not_met": _tr("not met"),
        "withdrawn": _tr("withdrawn"),
    }[state]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Offered", text)
