"""A few numbers in a row, of which one is chosen, as of importance."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.scale import Scale

_CELL: Final = 26  # px at scale 1
_WIDEST: Final = 40


class RatingRow(Scale):
    """A Scale whose numbers ``least`` to ``most`` stand side by side."""

    def __init__(self, name: str, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(name, least, most, page=max(1, (most - least) // 4), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def number_at(self, place: QPointF) -> int:
        """Return the number whose cell ``place`` lies in."""
        return self._clamped(self.minimum() + math.floor((place.x() - 3) / self._width()))

    def sizeHint(self) -> QSize:
        """Return room for each number."""
        count = self.maximum() - self.minimum() + 1
        return QSize(6 + count * theme().px(_CELL + 4), theme().px(_CELL) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the width below which the numbers could no longer be told apart."""
        count = self.maximum() - self.minimum() + 1
        return QSize(6 + count * max(20, theme().px(18)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and the numbers, the chosen one on a thumb of its own."""
        painter = painter_of(self)
        colour, alive = theme().colour, self.isEnabled()
        chosen = self.value()
        last = self._cell(self.maximum())
        track = QRectF(0, 0, last.right() + 3, self.height())
        rounded(painter, track, 8, colour("seg_track"))
        for number in range(self.minimum(), self.maximum() + 1):
            cell = self._cell(number)
            mine = number == chosen
            if mine:
                rounded(painter, cell, 6, colour("seg_thumb"), colour("plum"), 1.5)
            ink = ("plum_text" if mine else "text2") if alive else "disabled"
            painter.setFont(
                theme().font("label", weight=700 if mine else 500, size=12.5, tabular=True)
            )
            painter.setPen(colour(ink))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(number))
        if self.ring_shown():
            paint_ring(painter, track, 8)
        painter.end()

    def _width(self) -> float:
        count = self.maximum() - self.minimum() + 1
        return min((self.width() - 6) / count, theme().px(_WIDEST))

    def _cell(self, number: int) -> QRectF:
        width = self._width()
        return QRectF(3 + (number - self.minimum()) * width, 3, width, self.height() - 6)
