"""The lines over time of a goal's maps, beside its gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.destination import Destination
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.line_tile import LineTile

if TYPE_CHECKING:
    from metanoia.journal import Journal


class LinesCard(Card):
    """``asked`` carries the Destination of the map that a line belongs to; hidden without lines."""

    asked = Signal(object)

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        self._journal = journal
        self.tiles: list[LineTile] = []
        self._maps: dict[LineTile, str] = {}
        self._flow = FlowLayout(gap=10, line_gap=10)
        row = QWidget()
        row.setLayout(self._flow)
        title = Label(self.tr("Lines over time"), "strong")
        super().__init__(title, 8, row, margins=(18, 14, 14, 14), parent=parent)
        self.hide()

    def show_goal(self, goal: str) -> None:
        """Show the lines of the maps that are tied to a goal or follow its measures; "" for none."""
        self._flow.empty()
        self.tiles, self._maps = [], {}
        for map_id in self._journal.lines.maps_of(goal) if goal else ():
            try:
                of = self._journal.maps.get(map_id)
            except MetanoiaError:
                continue
            for line in self._journal.lines.of(of):
                tile = LineTile(line, self)
                tile.clicked.connect(self._pressed)
                self.tiles.append(tile)
                self._maps[tile] = map_id
                self._flow.addWidget(tile)
                tile.show()
        self._flow.invalidate()
        self.setVisible(bool(self.tiles))

    @Slot()
    def _pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, LineTile):
            self.asked.emit(Destination(page="systems", item=self._maps[tile]))
