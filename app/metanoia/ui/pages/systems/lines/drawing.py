"""Opening the line of a variable: to be drawn by hand, or to be looked at."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.domain import days, map_edits
from metanoia.ui.dialogs.line_sheet import DrawLineSheet, MeasuredLineSheet

if TYPE_CHECKING:
    from metanoia.domain.lines_over_time import Line
    from metanoia.domain.maps import Drawn
    from metanoia.journal import Journal
    from metanoia.ui.pages.systems.editing import Editing


class Drawing(QObject):
    """Sheets over ``over``; what is drawn is kept as one act on the map."""

    def __init__(self, journal: Journal, editing: Editing, over: QWidget) -> None:
        super().__init__(over)
        self._journal, self._editing, self._over = journal, editing, over
        self._variable = ""
        self._sheet: DrawLineSheet | None = None

    def open_line(self, line: Line) -> None:
        """Show a line that is measured, or ask for the one that is drawn by hand."""
        if line.feed == "drawn":
            self.ask(line.variable)
        else:
            MeasuredLineSheet(self._over, line).open()

    def ask(self, variable: str) -> None:
        """Ask for the line of a variable by hand, over the days that the map looks back."""
        of = self._editing.map
        one = of.variable(variable)
        today = days.now(places.time_zone(), self._journal.meta.day_start).date
        first = today - dt.timedelta(days=of.horizon_days)
        self._variable = variable
        self._sheet = DrawLineSheet(self._over, one.name, one.drawn, first, today)
        self._sheet.given.connect(self._given)
        self._sheet.open()

    @Slot(object)
    def _given(self, points: tuple[Drawn, ...]) -> None:
        act = partial(
            map_edits.change_variable, id_=self._variable, measure=None, metric=None, drawn=points
        )
        what = self.tr("Line drawn") if points else self.tr("Line taken away")
        if self._editing.do(act, what) and self._sheet is not None:
            self._sheet.dismiss()
            self._sheet = None
