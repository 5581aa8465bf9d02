"""A goal on one line: where it was a week ago, where it is, and where it is meant to be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.amounts import number
from metanoia.ui.theme import theme
from metanoia.ui.widgets.chart_ink import diamond
from metanoia.ui.widgets.paint import painter_of

_TRACK: Final = 4  # px at scale 1, as all below
_DOT: Final = 6.8
_BEFORE: Final = 4.2
_DIAMOND: Final = 7.6


def paint_tension(
    painter: QPainter,
    rect: QRect | QRectF,
    now: float | None,
    before: float | None = None,
    vision: float = 10.0,
    *,
    scale: tuple[float, float] = (0.0, 10.0),
) -> None:
    """Paint a dot at ``now``, a hollow one at ``before`` and a ◆ at ``vision`` on a line through ``rect``.

    ``scale`` is what its ends stand for; what lies beyond is painted at the end. Nothing is painted
    for a ``now`` or ``before`` of None, for unknown is not 0.
    """
    ink = theme()
    size, colour = ink.scale, ink.colour
    box = QRectF(rect)
    y, margin = box.center().y(), (_DIAMOND + 1) * size
    low, high = scale
    span = (high - low) or 1.0

    def place(value: float) -> float:
        share = min(1.0, max(0.0, (value - low) / span))
        return box.left() + margin + (box.width() - 2 * margin) * share

    end = place(vision)
    _stroke(painter, place(low), place(high), y, QBrush(colour("pressed")), size)
    if now is not None:
        here = place(now)
        fill = QLinearGradient(here, 0, end, 0)
        fill.setColorAt(0, colour("ochre_fill"))
        fill.setColorAt(1, colour("accent"))
        _stroke(painter, here, end, y, QBrush(fill), size)
    if before is not None and before != now:
        painter.setPen(QPen(colour("ochre_fill"), 1.6 * size))
        painter.setBrush(colour("card"))
        painter.drawEllipse(QPointF(place(before), y), _BEFORE * size, _BEFORE * size)
    painter.setPen(QPen(colour("card"), 2 * size))
    painter.setBrush(colour("accent"))
    painter.drawPolygon(diamond(QPointF(end, y), _DIAMOND * size))
    if now is not None:
        reach = (_DOT if abs(place(now) - end) > _DOT * size else _DOT * 0.55) * size
        painter.setBrush(colour("ochre_fill"))
        painter.drawEllipse(QPointF(place(now), y), reach, reach)


class TensionLine(QWidget):
    """Shows one goal on one line; what it shows is its accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: float | None = None
        self._before: float | None = None
        self._vision = 10.0
        self._scale = (0.0, 10.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def show_tension(
        self,
        now: float | None,
        before: float | None = None,
        vision: float = 10.0,
        *,
        scale: tuple[float, float] = (0.0, 10.0),
        words: str = "",
    ) -> None:
        """Show reality ``now`` and ``before`` against ``vision``; ``words`` say it instead of numbers."""
        self._now, self._before, self._vision, self._scale = now, before, vision, scale
        self.setAccessibleName(words or self._words())
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line as wide as a card's inside."""
        return QSize(theme().px(200), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the width below which the marks cover one another."""
        return QSize(theme().px(72), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = painter_of(self)
        paint_tension(
            painter, self.rect(), self._now, self._before, self._vision, scale=self._scale
        )
        painter.end()

    def _words(self) -> str:
        vision = number(self._vision)
        if self._now is None:
            return self.tr("Vision {}, reality not noted yet").format(vision)
        said = self.tr("Reality {}, vision {}").format(number(self._now), vision)
        if self._before is None or self._before == self._now:
            return said
        return self.tr("{}, before {}").format(said, number(self._before))

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _stroke(
    painter: QPainter, start: float, end: float, y: float, brush: QBrush, size: float
) -> None:
    pen = QPen(brush, _TRACK * size)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(start, y), QPointF(end, y))
