"""The lines over time of a goal's maps, beside its gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.destination import Destination
from metanoia.ui.line_reading import LineReading
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.line_tile import LineTile

if TYPE_CHECKING:
    from metanoia.domain.lines_over_time import Line
    from metanoia.journal import Journal
    from metanoia.store.lines import MapOfGoal


class LinesCard(Card):
    """``asked`` carries the Destination of the map that a line belongs to; ``told`` after each reading."""

    asked = Signal(object)
    told = Signal()

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        self._journal = journal
        self.tiles: list[LineTile] = []
        self._maps: list[MapOfGoal] = []
        self._map_of: dict[LineTile, str] = {}
        self._flow = FlowLayout(gap=10, line_gap=10)
        row = QWidget()
        row.setLayout(self._flow)
        title = Label(self.tr("Lines over time"), "strong")
        super().__init__(title, 8, row, margins=(18, 14, 14, 14), parent=parent)
        self._reading = LineReading(journal, self)
        self._reading.told.connect(self._show)

    def show_goal(self, goal: str) -> None:
        """Show the lines of the maps that are tied to a goal or follow its measures; "" for none."""
        self._maps = self._journal.lines.maps_of(goal) if goal else []
        self._reading.ask(self._maps)

    # -- inside

    @Slot(object)
    def _show(self, lines: list[list[Line]]) -> None:
        self._flow.empty()
        self.tiles, self._map_of = [], {}
        for of, told in zip(self._maps, lines, strict=True):
            for line in told:
                tile = LineTile(line, self)
                tile.clicked.connect(self._pressed)
                self.tiles.append(tile)
                self._map_of[tile] = of.id
                self._flow.addWidget(tile)
                tile.show()
        self._flow.invalidate()
        self.told.emit()

    @Slot()
    def _pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, LineTile):
            self.asked.emit(Destination(page="systems", item=self._map_of[tile]))
