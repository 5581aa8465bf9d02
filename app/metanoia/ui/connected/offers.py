"""A short list of things to choose from, one of them current."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.connected.offer_row import OfferRow
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.connected.things import Thing


class Offers(QWidget):
    """``taken`` carries the Thing that was pressed, or was current when ``take`` was called."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OfferRow] = []
        self._current = 0
        self._column = vbox(gap=2)
        self.setLayout(self._column)

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show other things, the first of them current."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [OfferRow(thing) for thing in things]
        for row in self.rows:
            row.clicked.connect(self._pressed)
            self._column.addWidget(row)
            row.show()  # else it would have no height before the next event
        self._stand_on(0)

    @property
    def current(self) -> OfferRow | None:
        """The row that is current, None where there is none."""
        return self.rows[self._current] if self.rows else None

    def step(self, by: int) -> None:
        """Stand on the row after (1) or before (-1), going round."""
        self._stand_on(self._current + by)

    def take(self) -> bool:
        """Take the current row; False where there is none."""
        if self.current is None:
            return False
        self.taken.emit(self.current.thing)
        return True

    def _stand_on(self, place: int) -> None:
        self._current = place % len(self.rows) if self.rows else 0
        for number, row in enumerate(self.rows):
            row.current = number == self._current
            row.update()

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, OfferRow):
            self.taken.emit(row.thing)
