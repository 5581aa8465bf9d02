"""How strong a piece of evidence is: one to three dots, to see and to choose."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.scale import Scale

MOST: Final = 3
_DOT: Final = 3.4  # radius in px at scale 1
_PITCH: Final = 9


def dots_width() -> int:
    """Return the width in px that ``paint_dots`` takes."""
    return theme().px(MOST * _PITCH + 1)


def paint_dots(painter: QPainter, left: float, middle: float, weight: int, tone: str) -> None:
    """Paint ``weight`` (1 to 3) filled dots and hollow ones up to three, from ``left`` around ``middle``.

    ``tone`` is the colour of supporting ("accent") or challenging ("ochre") evidence.
    """
    px = theme().scale
    fill = theme().colour(tone if tone == "accent" else f"{tone}_fill")
    line = theme().colour(tone)
    for number in range(MOST):
        centre = QPointF(left + (number + 0.5) * _PITCH * px, middle)
        filled = number < weight
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(line, 1.1))
        painter.setBrush(fill if filled else Qt.BrushStyle.NoBrush)
        radius = _DOT * px - (0 if filled else 0.4)
        painter.drawEllipse(centre, radius, radius)


class StrengthDots(QWidget):
    """The strength of one piece of evidence, 1 to 3, in the colour of what it speaks for."""

    def __init__(self, weight: int, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weight = weight
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_weight(weight)
        theme().changed.connect(self._restyle)

    def show_weight(self, weight: int) -> None:
        """Show another strength."""
        self._weight = weight
        self.setAccessibleName(self.tr("Strength {} of {}").format(weight, MOST))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the dots on a line of text."""
        return QSize(dots_width(), theme().px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots."""
        painter = painter_of(self)
        paint_dots(painter, 0, self.height() / 2, self._weight, self._tone)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class StrengthPicker(Scale):
    """A Scale of 1 to 3, each with its dots and a word."""

    def __init__(self, name: str, tone: str = "accent", parent: QWidget | None = None) -> None:
        self._words = ("", "", "")
        self._tone = tone
        super().__init__(name, 1, MOST, parent=parent)
        self._words = (self.tr("a hint"), self.tr("a sign"), self.tr("strong"))
        said = self.tr("{} of {}, {}")
        self.setAccessibleDescription(
            "; ".join(said.format(place + 1, MOST, word) for place, word in enumerate(self._words))
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: str) -> None:
        """Paint the dots in the colour of ``tone``: "accent" for supporting, "ochre" for challenging."""
        self._tone = tone
        self.update()

    def number_at(self, place: QPointF) -> int:
        """Return the strength whose cell ``place`` lies in."""
        return self._clamped(1 + math.floor((place.x() - 3) / self._width()))

    def sizeHint(self) -> QSize:
        """Return room for dots and words."""
        words = max(QFontMetricsF(self._font(True)).horizontalAdvance(word) for word in self._words)
        cell = math.ceil(words) + dots_width() + theme().px(28)
        return QSize(6 + MOST * cell, theme().px(26) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and three cells, the chosen one on a thumb."""
        painter = painter_of(self)
        colour, px = theme().colour, theme().px
        rounded(painter, self.rect(), 8, colour("seg_track"))
        width = self._width()
        for number in range(1, MOST + 1):
            cell = QRectF(3 + (number - 1) * width, 3, width, self.height() - 6)
            mine = number == self.value()
            if mine:
                rounded(painter, cell, 6, colour("seg_thumb"), colour("border"))
            paint_dots(painter, cell.x() + px(9), cell.center().y(), number, self._tone)
            painter.setFont(self._font(mine))
            painter.setPen(colour("text" if mine else "text2"))
            words = cell.adjusted(px(15) + dots_width(), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words[number - 1])
        if self.ring_shown():
            paint_ring(painter, self.rect(), 8)
        painter.end()

    def _width(self) -> float:
        return (self.width() - 6) / MOST

    def _font(self, chosen: bool) -> QFont:
        return theme().font("label", weight=600 if chosen else 500, size=12.5)
