"""Where the columns of the values lie, and how one row of them is painted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from metanoia.ui import dates
from metanoia.ui.theme import Theme
from metanoia.ui.widgets.chart_ink import KeyEntry, hairline, paint_key, text_at
from metanoia.ui.widgets.dumbbell import (
    paint_dumbbell,
    paint_dumbbell_axis,
    paint_dumbbell_numbers,
)
from metanoia.ui.widgets.evidence_weeks import paint_evidence_weeks
from metanoia.ui.widgets.wrapped import paint_wrapped

if TYPE_CHECKING:
    from metanoia.ui.widgets.value_chart import ValueLine

_NARROW: Final = 620  # px at scale 1, as all below
_EDGE: Final = 22
_HEAD: Final = 53
_ROW: Final = 76
_TALL: Final = 122  # of a row with its weeks below
_RANK: Final = 34
_MARGIN: Final = 22  # on both sides of the line from 0 to 10, for the numbers


class Layout(NamedTuple):
    """The columns in px; ``pitch`` is the height of a row."""

    left: float
    top: float
    width: float
    head: float
    pitch: float
    height: float
    axis: tuple[float, float]  # from where to where the line from 0 to 10 goes
    weeks: tuple[float, float]
    narrow: bool

    def row(self, number: int) -> QRectF:
        """Return the rectangle of a row."""
        top = self.top + self.head + number * self.pitch
        return QRectF(self.left, top, self.width, self.pitch)

    def moved(self, place: QPointF) -> Layout:
        """Return the same from ``place`` on."""
        x = place.x()
        axis, weeks = ((one + x, other + x) for one, other in (self.axis, self.weeks))
        return self._replace(left=x, top=place.y(), axis=axis, weeks=weeks)


def layout_of(width: float, rows: int, ink: Theme) -> Layout:
    """Return the columns for ``rows`` in ``width`` px."""
    px = ink.px
    narrow = width < px(_NARROW)
    right = width - px(_EDGE)
    strip = min(px(150), max(px(104), width * 0.22))
    weeks = (right - strip, right)
    axis = min(px(190), max(px(120), width * 0.27))
    end = (right if narrow else weeks[0] - px(26)) - px(_MARGIN)
    if narrow:
        weeks = (end - axis, end)
    pitch = px(_TALL if narrow else _ROW)
    height = px(_HEAD) + max(1, rows) * pitch + px(6)
    return Layout(0, 0, width, px(_HEAD), pitch, height, (end - axis, end), weeks, narrow)


def paint_head(painter: QPainter, place: Layout, days: tuple[dt.date, dt.date], ink: Theme) -> None:
    """Paint what the marks mean, the numbers of the line, and the first and last week."""
    px = ink.px
    start, stop = place.axis
    keys = QRectF(start - px(2), place.top + px(12), stop - start, px(20))
    matters = [
        KeyEntry("diamond", "accent", _tr("matters")),
        KeyEntry("dot", "ochre_fill", _tr("shows")),
    ]
    paint_key(painter, keys, matters, ink)
    low = place.top + px(42)
    paint_dumbbell_numbers(painter, QRectF(start, low - 8, stop - start, 16), ink=ink)
    left, right = place.weeks
    high = place.top + px(12)
    if place.narrow:
        left, high = place.left + px(_EDGE), low - px(10)
    served = [
        KeyEntry("up", "accent", _tr("serves")),
        KeyEntry("down", "ochre_fill", _tr("strains")),
    ]
    paint_key(painter, QRectF(left, high, right - left, px(20)), served, ink)
    if place.narrow:
        return
    first, today = days
    month, year = dates.month_and_year(first)
    words = month if first.year == today.year else f"{month} {year}"
    text_at(painter, QPointF(left, low), words, ink, align=Qt.AlignmentFlag.AlignLeft)
    this = QPointF(right, low)
    text_at(painter, this, _tr("this week"), ink, align=Qt.AlignmentFlag.AlignRight)


def paint_row(
    painter: QPainter,
    place: Layout,
    number: int,
    line: ValueLine,
    ink: Theme,
    *,
    tinted: bool,
    last: bool,
) -> None:
    """Paint one value: its rank, its words, the line from 0 to 10 and its weeks."""
    px, row = ink.px, place.row(number)
    ground = "sunken" if tinted else "card"
    if tinted:
        painter.fillRect(row.adjusted(1, 0, -1, -1), ink.colour(ground))
    start, stop = place.axis
    band = QRectF(start, row.top(), stop - start, row.height())
    paint_dumbbell_axis(painter, band, ink=ink)
    if place.narrow:
        band.setHeight(px(_ROW) - px(10))
        under = QRectF(place.weeks[0], band.bottom() - px(6), stop - start, px(56))
        ends = QRectF(under.left() - 2, under.top(), under.width() + 4, under.height())
        painter.fillRect(ends, ink.colour(ground))
        paint_evidence_weeks(painter, under, line.weeks, ink=ink)
    else:
        left, right = place.weeks
        strip = QRectF(left, row.top(), right - left, row.height())
        paint_evidence_weeks(painter, strip, line.weeks, ink=ink)
    paint_dumbbell(painter, band, line.matters, line.shows, ink=ink, ground=ground)
    _words(painter, place, row, line, ink)
    if not last:
        y, width = hairline(painter, row.bottom())
        painter.setPen(QPen(ink.colour("hairline"), width))
        painter.drawLine(QPointF(row.left() + px(_EDGE), y), QPointF(row.right() - px(_EDGE), y))


def _words(painter: QPainter, place: Layout, row: QRectF, line: ValueLine, ink: Theme) -> None:
    """Paint rank, name, and what it means on up to two lines, around the middle of the row."""
    px = ink.px
    left = row.left() + px(_EDGE)
    if line.rank is not None:
        painter.setFont(ink.font("h2", size=18, weight=500, tabular=True))
        painter.setPen(ink.colour("text3"))
        rank = QRectF(left, row.top(), px(_RANK), row.height())
        painter.drawText(rank, Qt.AlignmentFlag.AlignVCenter, str(line.rank))
    left += px(_RANK)
    room = place.axis[0] - px(_MARGIN) - left
    name, meaning = ink.font("strong"), ink.font("reading", size=14)
    pitch = QFontMetricsF(meaning).height()
    wide = QFontMetricsF(meaning).horizontalAdvance(line.meaning)
    lines = 0 if not line.meaning.strip() else 1 if wide <= room else 3 if place.narrow else 2
    height = px(21) + lines * pitch
    top = row.center().y() - height / 2
    painter.setFont(name)
    painter.setPen(ink.colour("text"))
    said = QFontMetricsF(name).elidedText(line.name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(left, top, room, px(20)), Qt.AlignmentFlag.AlignVCenter, said)
    if lines:
        box = QRectF(left, top + px(21), room, lines * pitch)
        paint_wrapped(painter, box, line.meaning, meaning, ink.colour("text2"), lines)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ValueChart", words)
