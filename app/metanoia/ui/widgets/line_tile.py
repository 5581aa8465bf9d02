"""The line of one variable, small: its name, what it did, and the shape of that in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.domain.lines_over_time import SHAPES
from metanoia.ui import dates
from metanoia.ui.amounts import number
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from metanoia.domain.lines_over_time import Line

_SIZE: Final = (176, 104)  # px at scale 1
_EDGE: Final = 11
_LONG: Final = 1e7  # from which a value is told by its power of ten


class LineTile(Pressable):
    """One line on its own scale, whose lowest and highest value stand beside it."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.line = line
        self.chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(said(line))
        self.setToolTip(said(line))

    def choose(self, *, chosen: bool) -> None:
        """Show that its variable is chosen on the map, or not."""
        self.chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size at the scale of the moment."""
        return QSize(theme().px(_SIZE[0]), theme().px(_SIZE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, line and words."""
        painter = painter_of(self)
        colour, px = theme().colour, theme().px
        ground = colour("selected") if self.chosen else colour("card")
        rounded(painter, self.rect(), 10, ground, colour("hairline"))
        rounded(painter, self.rect(), 10, colour("hover", 0.5 * self.hover))
        room = QRectF(self.rect()).adjusted(px(_EDGE), px(8), -px(_EDGE), -px(8))
        middle = Qt.AlignmentFlag.AlignVCenter
        for text, font, ink, top in (
            (self.line.name, theme().font("caption", weight=600), "text", room.top()),
            (_below(self.line), theme().font("micro"), "text2", room.bottom() - px(16)),
        ):
            painter.setFont(font)
            painter.setPen(colour(ink))
            words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRectF(room.left(), top, room.width(), px(16)), middle, words)
        ends, font = scale_ends(self.line), theme().font("micro", tabular=True)
        wide = max(QFontMetricsF(font).horizontalAdvance(end) for end in ends)
        area = room.adjusted(max(wide + px(5), px(26)), px(24), -px(4), -px(22))
        painter.setFont(font)
        painter.setPen(colour("text3"))
        right = Qt.AlignmentFlag.AlignRight | middle
        for end, y in zip(ends, (area.bottom(), area.top()), strict=True):
            painter.drawText(
                QRectF(room.left(), y - px(7), area.left() - px(5) - room.left(), px(14)),
                right,
                end,
            )
        places = _places(self.line, area)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        pen = QPen(colour("accent"), 1.6)
        if self.line.feed == "drawn":
            pen.setStyle(Qt.PenStyle.DashLine)  # drawn from memory, not measured
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(places[-1], 2.6, 2.6)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 10)
        painter.end()


def said(line: Line) -> str:
    """Return what a line says, in a sentence."""
    first, last = line.points[0], line.points[-1]
    days = _tr("from {} to {}").format(dates.medium(first[0]), dates.medium(last[0]))
    unit = f" {line.unit}" if line.unit else ""
    values = _tr("{} to {}{}").format(_said(first[1]), _said(last[1]), unit)
    return f"{line.name}: {SHAPES[line.shape]}, {values}, {days}. {_source(line)}"


def scale_ends(line: Line) -> tuple[str, str]:
    """Return the lowest and the highest value of its axis in a few letters."""
    low, high = (f"{end:.1e}" if abs(end) >= _LONG else _said(end) for end in line.scale)
    return low, high


def _said(value: float) -> str:
    return number(value, 2 if abs(value) < 1 else 1)


def _below(line: Line) -> str:
    return f"{SHAPES[line.shape]} · {_source(line)}"


def _source(line: Line) -> str:
    return line.source or _tr("drawn by hand")


def _places(line: Line, area: QRectF) -> list[QPointF]:
    low, high = line.scale
    first, last = line.points[0][0], line.points[-1][0]
    span = (last - first).days
    return [
        QPointF(
            area.left() + area.width() * ((day - first).days / span if span else 0.5),
            area.bottom() - area.height() * (min(max(value, low), high) - low) / (high - low),
        )
        for day, value in line.points
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("LineTile", text)
