"""Strokes that the charts share, in the colours and fonts of the theme they are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from metanoia.ui.amounts import number
from metanoia.ui.theme import Theme

Mark = Literal["up", "down", "dot", "hollow", "range", "dashes", "diamond", "moved"]

LABEL: Final = 11  # px at scale 1 of what stands at the axes


class KeyEntry(NamedTuple):
    """One line of the key of a chart: a mark, its colour, and what it means."""

    mark: Mark
    token: str
    words: str


class Plot(NamedTuple):
    """The rectangle between the axes, and what stands at its edges."""

    box: QRectF
    left: float  # the value at the left edge
    right: float
    low: float  # the value at the lower edge
    high: float

    def x(self, value: float) -> float:
        """Return the px of ``value`` on the level axis; the middle where the axis has no length."""
        span = self.right - self.left
        share = (value - self.left) / span if span else 0.5
        return self.box.left() + self.box.width() * share

    def y(self, value: float) -> float:
        """Return the px of ``value`` on the upright axis."""
        return self.box.bottom() - self.box.height() * (value - self.low) / (self.high - self.low)

    def at(self, x: float, y: float) -> QPointF:
        """Return the place of both."""
        return QPointF(self.x(x), self.y(y))


def stroke(colour: QColor, width: float, dashes: Sequence[float] = ()) -> QPen:
    """Return a pen with round ends, or one of ``dashes`` (in widths of the line)."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def label_font(ink: Theme, *, strong: bool = False) -> QFont:
    """Return the font of what stands at the axes."""
    return ink.font("caption", size=LABEL, weight=600 if strong else 400, tabular=True)


def text_at(
    painter: QPainter,
    place: QPointF,
    words: str,
    ink: Theme,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    token: str = "text3",
    strong: bool = False,
    within: QRectF | None = None,
) -> QRectF:
    """Paint a few words centred upright on ``place``, moved into ``within``; return their rectangle."""
    font = label_font(ink, strong=strong)
    metrics = QFontMetricsF(font)
    box = QRectF(0, 0, metrics.horizontalAdvance(words) + 1, metrics.height())
    box.moveCenter(place)
    if align == Qt.AlignmentFlag.AlignRight:
        box.moveRight(place.x())
    elif align == Qt.AlignmentFlag.AlignLeft:
        box.moveLeft(place.x())
    if within is not None:
        box.moveRight(min(box.right(), within.right()))
        box.moveLeft(max(box.left(), within.left()))
    painter.setFont(font)
    painter.setPen(ink.colour(token))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
    return box


def level_lines(painter: QPainter, plot: Plot, values: Sequence[float], ink: Theme) -> None:
    """Paint a line across at each of ``values``, and the value at its left."""
    gap = ink.scale * 9
    for value in values:
        y, width = hairline(painter, plot.y(value))
        line = QPen(ink.colour("hairline"), width)
        line.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(line)
        painter.drawLine(QPointF(plot.box.left(), y), QPointF(plot.box.right(), y))
        place = QPointF(plot.box.left() - gap, y)
        text_at(painter, place, number(value, 2), ink, align=Qt.AlignmentFlag.AlignRight)


def hairline(painter: QPainter, value: float) -> tuple[float, float]:
    """Return where a thin line near ``value`` px lies, and its width, to fill whole px of the screen."""
    ratio = painter.device().devicePixelRatioF()
    wide = max(1, round(ratio))
    return (round(value * ratio - wide / 2) + wide / 2) / ratio, wide / ratio


def paint_mark(painter: QPainter, mark: Mark, place: QPointF, token: str, ink: Theme) -> None:
    """Paint one mark, set off from what lies under it by a line in the colour of the card."""
    size, colour = ink.scale, ink.colour
    painter.setBrush(colour(token))
    painter.setPen(QPen(colour("card"), 1.6 * size))
    if mark in ("up", "down"):
        half, rise = 5.6 * size, (5.2 if mark == "up" else -5.2) * size
        x, y = place.x(), place.y()
        corners = [
            QPointF(x - half, y + rise * 0.85),
            QPointF(x + half, y + rise * 0.85),
            QPointF(x, y - rise),
        ]
        painter.drawPolygon(QPolygonF(corners))
    elif mark == "dot":
        painter.setPen(QPen(colour("card"), 2 * size))
        painter.drawEllipse(place, 5.8 * size, 5.8 * size)
    elif mark == "hollow":
        painter.setPen(QPen(colour(token), 1.5 * size))
        painter.setBrush(colour("card"))
        painter.drawEllipse(place, 4.4 * size, 4.4 * size)
    elif mark in ("diamond", "moved"):
        if mark == "moved":
            painter.setPen(QPen(colour(token), 1.6 * size))
            painter.setBrush(colour("card"))
        painter.drawPolygon(diamond(place, (6.4 if mark == "diamond" else 5.2) * size))
    elif mark == "dashes":
        painter.setPen(stroke(colour(token), 1.2 * size, (4, 3)))
        reach = QPointF(11.5 * size, 0)
        painter.drawLine(place - reach, place + reach)
    else:
        bar = QRectF(0, 0, 6 * size, 16 * size)
        bar.moveCenter(place)
        painter.fillRect(bar, colour("blue_fill", 0.3))
        paint_mark(painter, "dot", place, token, ink)


def diamond(place: QPointF, reach: float) -> QPolygonF:
    """Return a ◆ around ``place``, ``reach`` px from its middle to each corner."""
    x, y = place.x(), place.y()
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    return QPolygonF([QPointF(*corner) for corner in corners])


def paint_key(
    painter: QPainter,
    room: QRectF,
    entries: Sequence[KeyEntry],
    ink: Theme,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint what the marks mean on one line in ``room``."""
    x = room.left()
    if align == Qt.AlignmentFlag.AlignRight:
        x = room.right() - key_width(entries, ink)
    font = ink.font("caption")
    metrics = QFontMetricsF(font)
    for entry in entries:
        wide = _mark_width(entry.mark, ink)
        paint_mark(painter, entry.mark, QPointF(x + wide / 2, room.center().y()), entry.token, ink)
        x += wide + ink.px(6)
        painter.setFont(font)
        painter.setPen(ink.colour("text2"))
        words = QRectF(x, room.top(), metrics.horizontalAdvance(entry.words) + 1, room.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, entry.words)
        x = words.right() + ink.px(14)


def key_width(entries: Sequence[KeyEntry], ink: Theme) -> float:
    """Return the px that ``paint_key`` takes."""
    metrics = QFontMetricsF(ink.font("caption"))
    gaps = ink.px(14) * max(0, len(entries) - 1)
    return gaps + sum(
        _mark_width(entry.mark, ink) + ink.px(6) + metrics.horizontalAdvance(entry.words) + 1
        for entry in entries
    )


def _mark_width(mark: Mark, ink: Theme) -> float:
    return ink.px(24 if mark == "dashes" else 12)
