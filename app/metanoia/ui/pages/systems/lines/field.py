"""What the line of a variable is fed by: nothing, a measure, a metric, or a line drawn by hand."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.domain import days, map_edits
from metanoia.ui.pages.systems.lines.sheet import LineSheet
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.line_tile import LineTile
from metanoia.ui.widgets.select import ComboBox

if TYPE_CHECKING:
    from metanoia.domain.maps import Drawn
    from metanoia.journal import Journal
    from metanoia.ui.pages.systems.editing import Editing


class LineField(QWidget):
    """Each choice is one act on the map; drawing opens a sheet."""

    def __init__(self, journal: Journal, editing: Editing, variable: str) -> None:
        super().__init__()
        self._journal, self._editing, self._variable = journal, editing, variable
        self._sources = journal.lines.sources()
        names = [self.tr("Nothing"), self.tr("A line drawn by hand")]
        self.source = ComboBox(
            [*names, *(one.name for one in self._sources)], name=self.tr("Its line over time")
        )
        self.draw = Button(self.tr("Draw the line…"), "ghost", "pencil", "s")
        self.tile: LineTile | None = None
        self._tiles = vbox()
        self._sheet: LineSheet | None = None
        labelled = Labelled(self.tr("Its line over time"), self.source)
        self.setLayout(vbox(labelled, 6, boxed(self._tiles), boxed(hbox(self.draw, None))))
        self.source.activated.connect(self._chosen)
        self.draw.clicked.connect(self.ask)
        editing.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what feeds the variable now."""
        of = self._editing.map
        if self._variable not in of.names:
            return
        one = of.variable(self._variable)
        fed = one.measure or one.metric
        known = {source.id: number for number, source in enumerate(self._sources, 2)}
        self.source.setCurrentIndex(known.get(fed, 0) if fed else 1 if one.drawn else 0)
        self.draw.setVisible(not fed)
        lines = {line.variable: line for line in self._journal.lines.of(of)}
        if self.tile is not None:
            self._tiles.removeWidget(self.tile)
            self.tile.hide()
            self.tile.deleteLater()
            self.tile = None
        if one.id in lines:
            self.tile = LineTile(lines[one.id], self)
            self.tile.clicked.connect(self._pressed)
            self._tiles.addWidget(self.tile)

    @Slot()
    def ask(self) -> None:
        """Ask for the line by hand."""
        one, today = self._editing.map.variable(self._variable), self._today()
        first = today - dt.timedelta(days=self._editing.map.horizon_days)
        self._sheet = LineSheet(self, one.name, one.drawn, first, today)
        self._sheet.given.connect(self._drawn)
        self._sheet.open()

    @Slot(int)
    def _chosen(self, number: int) -> None:
        if number == 1:
            if not self._editing.map.variable(self._variable).drawn:
                self.refresh()  # nothing is chosen until something is drawn
                self.ask()
            return
        source = self._sources[number - 2] if number > 1 else None
        self._feed(
            measure=source.id if source and source.kind == "measure" else None,
            metric=source.id if source and source.kind == "metric" else None,
            drawn=(),
        )

    @Slot(object)
    def _drawn(self, points: tuple[Drawn, ...]) -> None:
        if self._feed(measure=None, metric=None, drawn=points) and self._sheet is not None:
            self._sheet.dismiss()
            self._sheet = None

    @Slot()
    def _pressed(self) -> None:
        if self._editing.map.variable(self._variable).drawn:
            self.ask()

    def _feed(self, **said: Any) -> bool:
        act = partial(map_edits.change_variable, id_=self._variable, **said)
        return self._editing.do(act, self.tr("Line over time"))

    def _today(self) -> dt.date:
        return days.now(places.time_zone(), self._journal.meta.day_start).date
