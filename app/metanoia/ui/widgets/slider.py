"""How sure one is, from 0 to 100 per cent, on a line to slide along."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.scale import Scale

_LINE: Final = 4  # px at scale 1, as all below
_KNOB: Final = 8  # its radius
_EDGE: Final = 11  # left free at both ends, for the knob and its ring


class ConfidenceSlider(Scale):
    """A Scale of per cents: arrows move by 1, Page Up and Down by 10, "7" is 70 and "75" is 75."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 0, 100, page=10, parent=parent)

    def number_at(self, place: QPointF) -> int:
        """Return the per cent at ``place``."""
        left, width = self._span()
        return self._clamped(round((place.x() - left) / width * 100))

    def number_typed(self, digits: str) -> int | None:
        """Return the tens that one digit names, the number of two, and 100."""
        if len(digits) == 1:
            return int(digits) * 10
        number = int(digits)
        return number if len(digits) == 2 or number == 100 else None

    def sizeHint(self) -> QSize:
        """Return a comfortable length, and a height that can be hit."""
        return QSize(theme().px(200), theme().px(26))

    def minimumSizeHint(self) -> QSize:
        """Return the length below which a per cent can no longer be aimed at."""
        return QSize(theme().px(104), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, filled up to the knob; a hollow line while nothing is chosen."""
        painter = painter_of(self)
        left, width = self._span()
        px, colour = theme().px, theme().colour
        line = QRectF(left, self.height() / 2 - px(_LINE) / 2, width, px(_LINE))
        chosen = self.value()
        if chosen is None:
            rounded(painter, line, px(_LINE) / 2, colour("card"), colour("border"))
            self._paint_knob(painter, QPointF(line.center()), hollow=True)
        else:
            rounded(painter, line, px(_LINE) / 2, colour("pressed"))
            filled = QRectF(line.x(), line.y(), width * chosen / 100, line.height())
            tone = "plum_fill" if self.isEnabled() else "disabled"
            rounded(painter, filled, px(_LINE) / 2, colour(tone))
            self._paint_knob(painter, QPointF(filled.right(), line.center().y()), hollow=False)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 7)
        painter.end()

    def _paint_knob(self, painter: QPainter, centre: QPointF, *, hollow: bool) -> None:
        colour = theme().colour
        radius = theme().px(_KNOB) - 1.0
        moved = self.isSliderDown() or self._hovered
        tone = ("border" if hollow else "plum") if self.isEnabled() else "disabled"
        pen = QPen(colour(tone), 2.6 if moved and not hollow else 2)
        if hollow:
            pen = QPen(colour("plum" if moved else tone), 1.5)
            pen.setDashPattern([2.2, 2.2])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(colour("plum_soft" if self.isSliderDown() else "card"))
        painter.drawEllipse(centre, radius, radius)

    def _span(self) -> tuple[float, float]:
        """Return where 0 lies and how long the line is, in px."""
        edge = theme().px(_EDGE)
        return edge, max(1.0, self.width() - 2 * edge)
