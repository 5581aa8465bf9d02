"""Where somebody stands to something: five pills, and a strip of them over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui import dates
from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import blend, painter_of, rounded

PILLS: Final = 5
_PILL: Final = (19, 8)  # px at scale 1
_GAP: Final = 3.5
_COLUMN: Final = 64  # px at scale 1 of a day in the strip


class StancePills(QWidget):
    """Five pills, the one of the stance (0 to 4) dark and those before it shaded; dashed for none."""

    def __init__(self, stance: int | None = None, *, said: bool = True) -> None:
        super().__init__()
        self._stance = stance
        self._said = said
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of the five."""
        px = theme().px
        return QSize(PILLS * px(_PILL[0]) + (PILLS - 1) * px(_GAP), px(_PILL[1] + 1))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the five."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them from left to right."""
        painter = painter_of(self)
        width, height = theme().px(_PILL[0]), theme().px(_PILL[1])
        step = width + theme().px(_GAP)
        for number in range(PILLS):
            box = QRectF(number * step, (self.height() - height) / 2, width, height)
            paint_pill(painter, box, number, self._stance, said=self._said)
        painter.end()


class StanceStrip(QWidget):
    """Stances (day, 0 to 4 or None) from left to right: a column of five a day, filled up to the stance."""

    def __init__(self, stances: Sequence[tuple[dt.date, int | None]], name: str) -> None:
        super().__init__()
        self._stances = list(stances)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of all columns and their days."""
        px = theme().px
        pills = PILLS * _PILL[1] + (PILLS - 1) * _GAP
        return QSize(px(_COLUMN) * max(1, len(self._stances)), px(pills + 22))

    def minimumSizeHint(self) -> QSize:
        """Return the size of one column."""
        return QSize(theme().px(_COLUMN), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the latest columns that there is room for."""
        painter = painter_of(self)
        column = theme().px(_COLUMN)
        room = max(1, self.width() // column)
        font = theme().font("micro", weight=400)
        metrics = QFontMetricsF(font)
        width, height = theme().px(34), theme().px(_PILL[1])
        step = height + theme().px(_GAP)
        for place, (day, stance) in enumerate(self._stances[-room:]):
            left = place * column
            for number in range(PILLS):
                top = (PILLS - 1 - number) * step
                box = QRectF(left, top, width, height)
                paint_pill(painter, box, number, stance, said=True)
            painter.setFont(font)
            painter.setPen(theme().colour("text3"))
            below = QRectF(left, PILLS * step + 1, column - 4, metrics.height())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, dates.short(day, day))
        painter.end()


def paint_pill(
    painter: QPainter, box: QRectF, number: int, stance: int | None, *, said: bool
) -> None:
    """Paint pill ``number`` (0 to 4) of a stance: dark, shaded, empty, or dashed for not understood."""
    colour = theme().colour
    radius = box.height() / 2
    if stance is None and said:
        pen = QPen(colour("border"), 1, Qt.PenStyle.DashLine)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return
    shade = blend(colour("card"), colour("accent"), 0.36)
    ink = (
        colour("accent")
        if number == stance
        else shade if stance is not None and number < stance else colour("seg_track" if theme().scheme == "light" else "pressed")
    )  # fmt: skip
    rounded(painter, box, radius, ink)
