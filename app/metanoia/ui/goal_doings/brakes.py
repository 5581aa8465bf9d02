"""What holds a goal in place: lines of four columns, the last of which become assumptions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from metanoia.domain.goals import Brake, BrakeColumn, GoalId
from metanoia.ui.goal_doings.carrying import GoalCarrying

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.goals import Goal
    from metanoia.journal import Journal


class BrakeDoings(GoalCarrying):
    """Asks, does, and offers to undo."""

    def __init__(self, journal: Journal, over: QWidget) -> None:
        super().__init__(journal, over)
        self._column: BrakeColumn = "behaviour"  # of the line that is asked for

    def add(self, goal: Goal, column: BrakeColumn, parent: Brake | None = None) -> None:
        """Ask for a line of a column, under the line ``parent`` of the column before."""
        from metanoia.ui.dialogs.goal_sentences import braking

        sheet = braking(self._over, column, parent.text if parent else goal.title)
        sheet.given.connect(self._added)
        self._column = column
        self._open(sheet, goal.id, parent.id if parent else "")

    def change(self, goal: Goal, line: Brake) -> None:
        """Ask for other words."""
        from metanoia.ui.dialogs.goal_sentences import braking

        sheet = braking(self._over, line.column, goal.title, line.text)
        sheet.given.connect(self._changed)
        self._open(sheet, goal.id, line.id)

    def remove(self, goal: GoalId, line: Brake) -> None:
        """Take a line away with those under it."""
        remove = partial(self._journal.brakes.remove, line.id)
        self.do(goal, remove, self.tr("Line removed"))

    def assume(self, goal: Goal, line: Brake) -> None:
        """Ask how sure one is of a line of the last column, and make an assumption of it."""
        from metanoia.ui.dialogs.assume_sheet import AssumeSheet

        sheet = AssumeSheet(self._over, line.text)
        sheet.given.connect(self._assumed)
        self._open(sheet, goal.id, line.id)

    def _added(self, words: str) -> None:
        column, parent = self._column, self._part or None

        def add(goal: GoalId) -> None:
            self._journal.brakes.add(goal, column, words, parent)

        self._do_sheet(add, self.tr("Line added"))

    def _changed(self, words: str) -> None:
        part = self._part

        def change(_: GoalId) -> None:
            self._journal.brakes.change(part, words)

        self._do_sheet(change, self.tr("Line changed"))

    def _assumed(self, confidence: int | None) -> None:
        part = self._part

        def assume(_: GoalId) -> None:
            self._journal.brakes.assume(part, confidence)

        self._do_sheet(assume, self.tr("Kept as an assumption"))
