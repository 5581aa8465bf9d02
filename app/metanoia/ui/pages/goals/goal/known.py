"""Everything that is known of one goal, gathered from the journal to be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from metanoia.domain import tension
from metanoia.domain.errors import NotFound

if TYPE_CHECKING:
    from metanoia.domain.actions import Action
    from metanoia.domain.assumptions import AssumptionRow
    from metanoia.domain.goals import (
        Brake,
        CheckIn,
        Goal,
        GoalId,
        GoalRow,
        Measure,
        Observation,
        TargetChange,
    )
    from metanoia.journal import Journal

Said = tuple[dt.datetime, str, str]  # until when, which field, its text


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure, what it showed and when its target moved, oldest first."""

    measure: Measure
    seen: Sequence[Observation]
    moved: Sequence[TargetChange]

    def targets(self) -> list[tuple[dt.date | None, float]]:
        """Return since when which target stood; None is since the beginning."""
        if self.measure.first_target is None:
            return []
        later = [(change.at.astimezone().date(), change.new) for change in self.moved]
        return [(None, self.measure.first_target), *later]

    def gap_of(self, seen: Observation) -> float:
        """Return the gap that was left on a day, against the target of that day."""
        one = self.measure
        if one.start is None or one.first_target is None:
            low, high, slack = one.low or 0.0, one.high or 0.0, one.slack or 1.0
            return tension.band_gap(low, high, slack, seen.value)
        target = one.first_target
        for since, moved in self.targets():
            if since is None or since <= seen.date:
                target = moved
        return tension.gap(one.start, one.first_target, target, seen.value)

    def goal_moved(self) -> bool:
        """Return whether most of the gap closed because the target came nearer."""
        one = self.measure
        if one.start is None or one.first_target is None or one.target is None or not self.seen:
            return False
        change = tension.split(
            one.start, one.first_target, one.start, one.first_target,
            self.seen[-1].value, one.target,
        )  # fmt: skip
        return tension.goal_moved(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One goal and what hangs on it; an ``example`` is in no journal."""

    row: GoalRow
    today: dt.date
    checks: Sequence[CheckIn] = ()
    measures: Sequence[Measured] = ()
    steps: Sequence[Action] = ()
    plans: Sequence[Action] = ()
    brakes: Sequence[Brake] = ()
    assumptions: Sequence[AssumptionRow] = ()
    parent: Goal | None = None
    children: Sequence[GoalRow] = ()
    before: Sequence[Said] = ()  # what it said before, newest first
    example: bool = False
    of_step: Mapping[str, GoalRow] = field(default_factory=dict)  # goals that were steps

    @property
    def goal(self) -> Goal:
        """The goal."""
        return self.row.goal

    @property
    def open(self) -> bool:
        """Whether anything of it can be changed now."""
        return not (self.example or self.goal.closed or self.goal.deleted_at is not None)

    @property
    def as_of(self) -> dt.date:
        """The day its numbers are drawn up to: today, or the day on which it was closed."""
        closed = self.goal.closed_at
        return closed.astimezone().date() if closed is not None else self.today

    @property
    def may_check_in(self) -> bool:
        """Whether today's reality can be noted."""
        return self.open and self.goal.state != "draft"

    @property
    def next_step(self) -> Action | None:
        """The open step that is due first; one without a day comes last."""
        found = [step for step in self.steps if step.state == "open"]
        return min(found, key=lambda step: step.due_on or dt.date.max, default=None)


def gather(journal: Journal, goal_id: GoalId, today: dt.date) -> Known:
    """Return all of one goal; NotFound if it is not in the journal."""
    goals = journal.goals
    row = goals.row(goal_id)
    actions = journal.actions.of_goal(goal_id)
    brakes = journal.brakes.of(goal_id)
    children = goals.children(goal_id)
    return Known(
        row=row,
        today=today,
        checks=goals.check_ins(goal_id),
        measures=[
            Measured(one, goals.observations(one.id), goals.target_changes(one.id))
            for one in goals.measures(goal_id)
        ],
        steps=[one for one in actions if one.kind == "step"],
        plans=[one for one in actions if one.kind == "if_then"],
        brakes=brakes,
        assumptions=_assumptions(journal, goal_id, brakes),
        parent=_living(journal, row.goal.parent),
        children=children,
        before=goals.wordings_before(goal_id),
        of_step={child.goal.step: child for child in children if child.goal.step},
    )


def _assumptions(journal: Journal, goal_id: GoalId, brakes: Sequence[Brake]) -> list[AssumptionRow]:
    wanted = [tie.item_id for tie in journal.ties.of("goal", goal_id) if tie.item_type == "assumption"]  # fmt: skip
    wanted += [line.assumption for line in brakes if line.assumption]
    if not wanted:
        return []
    rows = {row.id: row for row in journal.assumptions.rows()}
    return [rows[one] for one in dict.fromkeys(wanted) if one in rows]  # type: ignore[index]


def _living(journal: Journal, goal_id: GoalId | None) -> Goal | None:
    if goal_id is None:
        return None
    try:
        found = journal.goals.get(goal_id)
    except NotFound:
        return None
    return found if found.deleted_at is None else None
