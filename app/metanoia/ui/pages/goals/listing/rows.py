"""What the list shows: goals under where they stand, of those that are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from metanoia.domain.goals import GoalRow
from metanoia.ui.pages.goals import words
from metanoia.ui.widgets.row_painter import Head, Line


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in the list."""

    row: GoalRow

    @property
    def id(self) -> str:
        """The goal's id."""
        return self.row.goal.id


def grouped(rows: Sequence[GoalRow]) -> list[Head | Line]:
    """Return goals under the heads of where they stand, each group in the order given."""
    shown: list[Head | Line] = []
    for state in words.ORDER:
        found = [GoalLine(row) for row in rows if row.goal.state == state]
        if found:
            shown += [Head(words.state(state), len(found)), *found]
    return shown


def deleted(rows: Sequence[GoalRow]) -> list[Head | Line]:
    """Return what is in Recently deleted under one head."""
    title = QCoreApplication.translate("Goals", "Kept for 30 days")
    return [Head(title, len(rows)), *map(GoalLine, rows)] if rows else []
