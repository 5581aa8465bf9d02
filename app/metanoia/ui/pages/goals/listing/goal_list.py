"""The list of goals: a click opens one, and a letter leads to the next name that begins so."""

from __future__ import annotations

import datetime as dt
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.goals.listing.painter import GoalPainter
from metanoia.ui.pages.goals.listing.rows import GoalLine
from metanoia.ui.widgets.grouped_list import GroupedList
from metanoia.ui.widgets.row_painter import Head


class GoalList(GroupedList):
    """``note_asked`` once N is pressed: today's reality of the goal that is chosen."""

    note_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Goals", "Goals"), GoalPainter, parent)

    def set_today(self, today: dt.date) -> None:
        """Count the days from ``today``."""
        cast("GoalPainter", self.painter).today = today

    @property
    def goal(self) -> str:
        """The id of the goal that is chosen, "" for none."""
        return self.current.id if self.current is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note today's reality by N; other letters jump to the next goal that begins so."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        text = event.text()
        if plain and event.key() == Qt.Key.Key_N and self.current is not None:
            self.note_asked.emit()
        elif plain and text.strip() and text.isprintable() and event.key() != Qt.Key.Key_E:
            self._jump_to(text.casefold())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the goal that was clicked."""
        row = self.rowAt(int(event.position().y()))
        on_goal = 0 <= row < len(self.rows) and self.rows[row] is self.current
        if event.button() == Qt.MouseButton.LeftButton and on_goal:
            self.opened.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing more: the first click has opened it."""
        event.accept()

    def _jump_to(self, letter: str) -> None:
        lines = [cast("GoalLine", row) for row in self.rows if not isinstance(row, Head)]
        here = self.goal
        at = next((n + 1 for n, line in enumerate(lines) if line.id == here), 0)
        for line in lines[at:] + lines[:at]:
            if line.row.goal.title.casefold().startswith(letter):
                self.choose(line.id)
                return
