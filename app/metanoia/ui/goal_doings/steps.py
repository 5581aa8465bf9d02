"""The steps towards a goal, and the plans for when a cue comes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from metanoia.domain.actions import Action, ActionId, ActionState, NewAction
from metanoia.domain.goals import GoalId
from metanoia.ui.goal_doings.carrying import GoalCarrying

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.goals import Goal
    from metanoia.journal import Journal


class StepDoings(GoalCarrying):
    """Asks, does, and offers to undo; every step here leads to a goal."""

    def __init__(self, journal: Journal, over: QWidget) -> None:
        super().__init__(journal, over)
        self._state: ActionState = "done"  # in which the step that is asked about is settled

    def add(self, goal: Goal, today: dt.date) -> None:
        """Ask about a new step."""
        from metanoia.ui.dialogs.step_sheet import StepSheet

        sheet = StepSheet(self._over, goal.title, today)
        sheet.given.connect(self._added)
        self._open(sheet, goal.id)

    def plan(self, goal: Goal) -> None:
        """Ask about a new plan."""
        from metanoia.ui.dialogs.plan_sheet import PlanSheet

        sheet = PlanSheet(self._over, goal.title)
        sheet.given.connect(self._added)
        self._open(sheet, goal.id)

    def change(self, goal: Goal, step: Action, today: dt.date) -> None:
        """Ask how a step or plan should be instead."""
        from metanoia.ui.dialogs.plan_sheet import PlanSheet
        from metanoia.ui.dialogs.step_sheet import StepSheet

        sheet: PlanSheet | StepSheet
        if step.kind == "if_then":
            sheet = PlanSheet(self._over, goal.title, step)
        else:
            sheet = StepSheet(self._over, goal.title, today, step)
        sheet.given.connect(self._changed)
        self._open(sheet, goal.id, step.id)

    def settle(self, goal: GoalId, step: Action, state: ActionState, reflection: str = "") -> None:
        """Say what became of a step."""
        said = {
            "done": self.tr("Step done"),
            "partly": self.tr("Step partly done"),
            "not_done": self.tr("Step not done"),
            "dropped": self.tr("Step dropped"),
        }[state]
        settle = partial(self._journal.actions.settle, step.id, state, reflection)
        self.do(goal, settle, said)

    def reflect(self, goal: Goal, step: Action, state: ActionState) -> None:
        """Ask for a line on what came of a step as it is settled."""
        from metanoia.ui.dialogs.goal_sentences import reflecting

        sheet = reflecting(self._over, step)
        sheet.given.connect(self._reflected)
        self._state = state
        self._open(sheet, goal.id, step.id)

    def reopen(self, goal: GoalId, step: Action) -> None:
        """Make a settled step open again."""
        self.do(goal, partial(self._journal.actions.reopen, step.id), self.tr("Step open again"))

    def met(self, goal: GoalId, plan: Action, *, used: bool) -> None:
        """Note that the cue of a plan came, and whether the act followed."""
        said = self.tr("Noted: it came, and you did it") if used else self.tr("Noted: it came")
        self.do(goal, partial(self._journal.actions.met, plan.id, used), said)

    def trash(self, goal: GoalId, step: Action) -> None:
        """Move a step to Recently deleted."""
        said = self.tr("Plan deleted") if step.kind == "if_then" else self.tr("Step deleted")
        self.do(goal, partial(self._journal.actions.trash, step.id), said)

    def _added(self, new: NewAction) -> None:
        def add(goal: GoalId) -> None:
            self._journal.actions.add(dataclasses.replace(new, goal=goal))

        plan = new.kind == "if_then"
        self._do_sheet(add, self.tr("Plan kept") if plan else self.tr("Step kept"))

    def _changed(self, new: NewAction) -> None:
        step = ActionId(self._part)

        def change(goal: GoalId) -> None:
            self._journal.actions.change(step, dataclasses.replace(new, goal=goal))

        plan = new.kind == "if_then"
        self._do_sheet(change, self.tr("Plan changed") if plan else self.tr("Step changed"))

    def _reflected(self, reflection: str) -> None:
        step, state = ActionId(self._part), self._state

        def settle(_: GoalId) -> None:
            self._journal.actions.settle(step, state, reflection)

        self._do_sheet(settle, self.tr("Step settled"))
