"""How a goal is measured: up to three measures, and their targets when they move."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from metanoia.domain.goals import GoalId, Measure, NewMeasure
from metanoia.ui.goal_doings.carrying import GoalCarrying

if TYPE_CHECKING:
    from metanoia.domain.goals import Goal


class MeasureDoings(GoalCarrying):
    """Asks, does, and offers to undo."""

    def add(self, goal: Goal) -> None:
        """Ask about a new measure."""
        from metanoia.ui.dialogs.measure_sheet import MeasureSheet

        sheet = MeasureSheet(self._over, goal.title)
        sheet.given.connect(self._added)
        self._open(sheet, goal.id)

    def change(self, goal: Goal, measure: Measure) -> None:
        """Ask how it should be called instead, or where its band should lie."""
        from metanoia.ui.dialogs.measure_sheet import MeasureSheet

        sheet = MeasureSheet(self._over, goal.title, measure)
        sheet.given.connect(self._changed)
        self._open(sheet, goal.id, measure.id)

    def move_target(self, goal: Goal, measure: Measure) -> None:
        """Ask where its target should be, and why."""
        from metanoia.ui.dialogs.target_sheet import TargetSheet

        sheet = TargetSheet(self._over, measure)
        sheet.given.connect(self._moved)
        self._open(sheet, goal.id, measure.id)

    def remove(self, goal: GoalId, measure: Measure) -> None:
        """Measure it no more."""
        remove = partial(self._journal.goals.remove_measure, measure.id)
        self.do(goal, remove, self.tr("Measure removed"))

    def _added(self, new: NewMeasure) -> None:
        def add(goal: GoalId) -> None:
            self._journal.goals.add_measure(goal, new)

        self._do_sheet(add, self.tr("Measure added"))

    def _changed(self, new: NewMeasure) -> None:
        part = self._part

        def change(_: GoalId) -> None:
            self._journal.goals.change_measure(
                part, name=new.name, unit=new.unit, low=new.low, high=new.high, slack=new.slack
            )

        self._do_sheet(change, self.tr("Measure changed"))

    def _moved(self, target: float, reason: str) -> None:
        part = self._part

        def move(_: GoalId) -> None:
            self._journal.goals.move_target(part, target, reason)

        self._do_sheet(move, self.tr("The target was moved"))
