"""A line drawn by hand: points set, moved and taken away on a chart of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)

from metanoia.domain.lines_over_time import FEWEST, SHAPES, shape_of_drawn
from metanoia.domain.maps import DRAWN, DRAWN_SCALE, Drawn
from metanoia.ui import dates
from metanoia.ui.amounts import number
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import Plot, level_lines, stroke, text_at
from metanoia.ui.widgets.drawn_points import STEP, DrawnPoints, rounded
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.time_axis import ticks

_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 12, 12, 26  # px at scale 1, as all below
_HIGH: Final = 220
_LABEL: Final = 74  # of a day at the axis
_COLUMNS: Final = DRAWN  # that Left and Right step through
_ALONG: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UP: Final = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
_SETS: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKES: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENDS: Final = (Qt.Key.Key_Home, Qt.Key.Key_End)
_KEPT_BACK: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class DrawnLine(Chart):
    """Click sets a point, a drag moves it. ``changed`` after each change, ``full`` for a 25th point.

    By keys: Left and Right go along the days, Home and End to the ends; Up and Down go up and down, with
    the point if there is one. Space and Enter set a point, Shift with Left and Right moves it by a day,
    Delete takes it away, Ctrl+Z takes back.
    """

    changed = Signal()
    full = Signal()

    def __init__(self, title: str, first: dt.date, last: dt.date) -> None:
        super().__init__(title)
        self._drawn = DrawnPoints(first, max(last, first + dt.timedelta(days=1)))
        self._held: dt.date | None = None  # the day of the point that the mouse holds
        self._cursor: Drawn | None = None  # where the keys are
        self.setAccessibleDescription(
            self.tr("Arrow keys go along the days, up and down. Space sets a point, Delete takes it away. Shift+F10 opens a menu: as a table, as a file.")
        )  # fmt: skip
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.refresh()

    @property
    def points(self) -> tuple[Drawn, ...]:
        """The points as they are now, the oldest first."""
        return self._drawn.points

    @property
    def cursor_at(self) -> Drawn | None:
        """The day and value that the keys are on, None before the first of them."""
        return self._cursor

    def show_points(self, points: Sequence[Drawn]) -> None:
        """Show other points; there is nothing to take back behind them."""
        self._drawn = DrawnPoints(self._drawn.first, self._drawn.last, points)
        self._cursor = None
        self.refresh()

    def can_undo(self) -> bool:
        """Tell whether there is a change to be taken back."""
        return self._drawn.can_undo()

    def undo(self) -> None:
        """Take the last change back; nothing happens if there was none."""
        if self._drawn.undo():
            self._tell(self._cursor)

    # -- what every chart says

    def sentence(self) -> str:
        """Return how many points there are, and which shape they have."""
        count = len(self.points)
        if not count:
            return self.tr("Nothing is drawn yet. {} points are enough for a shape.").format(FEWEST)
        if count < FEWEST:
            said = self.tr("1 point. {} more make a shape.") if count == 1 else self.tr("{} points. {} more make a shape.")  # fmt: skip
            return said.format(*((count,) if count > 1 else ()), FEWEST - count)
        return self.tr("{} points: {}.").format(count, SHAPES[shape_of_drawn(self.points)])

    def table(self) -> Table:
        """Return days and values."""
        rows = ((dates.short_with_year(one.date), number(one.value)) for one in self.points)
        plain = ((one.date.isoformat(), f"{one.value:.12g}") for one in self.points)
        return Table((self.tr("Day"), self.tr("Value")), tuple(rows), tuple(plain))

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the points."""
        plot = self._plot(room, ink)
        return [
            Spot(_place(plot, one), dates.medium(one.date), number(one.value))
            for one in self.points
        ]

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw axes, line and points."""
        plot, size = self._plot(room, ink), ink.scale
        low, high = DRAWN_SCALE
        level_lines(painter, plot, (low, (low + high) / 2, high), ink)
        below = plot.box.bottom() + ink.px(14)
        for tick in ticks(self._drawn.first, self._drawn.last, plot.box.width() / ink.px(_LABEL)):
            place = QPointF(plot.x(tick.day.toordinal()), below)
            text_at(painter, place, tick.words, ink, within=room)
        places = [_place(plot, one) for one in self.points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(stroke(ink.colour("accent"), 2 * size))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(QPen(ink.colour("card"), 2 * size))
        painter.setBrush(ink.colour("accent"))
        for place in places:
            painter.drawEllipse(place, 5.5 * size, 5.5 * size)

    def refresh(self) -> None:
        """Show and say what it holds now."""
        super().refresh()
        self.setAccessibleName(f"{self.title}: {self.sentence()}")

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(theme().px(520), theme().px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart, and where the keys are."""
        super().paintEvent(event)
        cursor = self._cursor
        if cursor is None or self._drawn.at(cursor.date) or not self.hasFocus():
            return
        painter = painter_of(self)
        plot = self._plot(self._room(), theme())
        place = _place(plot, cursor)
        painter.setPen(stroke(theme().colour("focus"), 1, (3, 3)))
        painter.drawLine(QPointF(place.x(), plot.box.top()), QPointF(place.x(), plot.box.bottom()))
        painter.setPen(QPen(theme().colour("focus"), 2))
        painter.drawEllipse(place, 5.5 * theme().scale, 5.5 * theme().scale)
        words = f"{dates.short(cursor.date)} · {number(cursor.value)}"
        over = QPointF(place.x(), plot.box.top() - theme().px(4))
        text_at(painter, over, words, theme(), token="text2", within=QRectF(self.rect()))
        painter.end()

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point, or set one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._cursor = None
        near = self._near(event.position())
        here = self.points[near] if near >= 0 else self._under(event.position())
        if near < 0 and not self._set(here):
            return
        self._held = here.date

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the point that is held."""
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        to = self._under(event.position())
        self._held = self._drawn.move(self._held, to, "held").date
        self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the point go."""
        if self._held is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drawn.let_go()
            self._cursor, self._held = self._drawn.at(self._held), None

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the days, set, move and take away points."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            self.undo()
        elif held & _KEPT_BACK:
            event.ignore()
        elif key in _ALONG:
            self._go(_ALONG[key], by_day=shift)
        elif key in _UP:
            self._rise(STEP * _UP[key])
        elif key in _ENDS and not held:
            self._to(self._drawn.first if key == Qt.Key.Key_Home else self._drawn.last)
        elif key in _SETS and not held:
            self._set(self._cursor or self._begin())
        elif key in _TAKES and self._cursor and self._drawn.at(self._cursor.date):
            self._drawn.take_away(self._cursor.date)
            self._tell(self._cursor)
        elif key == Qt.Key.Key_Escape and self._cursor:
            self._cursor = None
            self.refresh()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no more where the keys were."""
        super().focusOutEvent(event)
        self.update()

    # -- inside

    def _go(self, way: int, *, by_day: bool) -> None:
        """Go to the next stop, or by one day and take the point there along."""
        if self._cursor is None:
            self._to(self._drawn.first if way > 0 else self._drawn.last)
            return
        here = self._cursor
        if by_day and self._drawn.at(here.date):
            to = Drawn(here.date + dt.timedelta(days=way), here.value)
            self._tell(self._drawn.move(here.date, to, "days"))
            return
        stops = self._stops() if not by_day else [here.date + dt.timedelta(days=way)]
        beyond = [day for day in stops if (day > here.date if way > 0 else day < here.date)]
        if beyond:
            self._to(min(beyond) if way > 0 else max(beyond))

    def _stops(self) -> list[dt.date]:
        """Return the days that Left and Right stop at: those of points, and even distances between."""
        span = (self._drawn.last - self._drawn.first).days
        even = {round(span * column / _COLUMNS) for column in range(_COLUMNS + 1)}
        return [
            *(point.date for point in self.points),
            *(self._drawn.first + dt.timedelta(days=days) for days in even),
        ]

    def _to(self, day: dt.date) -> None:
        """Go to a day, at the height of the line there, else at the height of before."""
        day = min(max(day, self._drawn.first), self._drawn.last)
        height = self._drawn.height(day)
        if height is None:
            height = (self._cursor or self._begin()).value
        self._look(Drawn(day, height))

    def _rise(self, by: float) -> None:
        """Go up or down, with the point if there is one."""
        here = self._cursor
        if here is None:
            self._look(self._begin())
        elif self._drawn.at(here.date):
            to = Drawn(here.date, here.value + by)
            self._tell(self._drawn.move(here.date, to, ("height", here.date)))
        else:
            low, high = DRAWN_SCALE
            self._look(Drawn(here.date, min(max(here.value + by, low), high)))

    def _begin(self) -> Drawn:
        """Return where the keys begin: at the last point, else in the middle."""
        if self.points:
            return self.points[-1]
        middle = self._drawn.first + (self._drawn.last - self._drawn.first) / 2
        return Drawn(middle, sum(DRAWN_SCALE) / 2)

    def _set(self, new: Drawn) -> bool:
        if not self._drawn.set(new):
            self.full.emit()
            return False
        self._tell(new)
        return True

    def _tell(self, cursor: Drawn | None = None) -> None:
        """Show what was changed, with the keys at ``cursor``, and tell it."""
        self.refresh()
        if cursor is not None:
            self._look(self._drawn.at(cursor.date) or cursor)
        self.changed.emit()

    def _look(self, cursor: Drawn) -> None:
        """Put the keys on a day and a value, and say what is there."""
        self._cursor = cursor
        point = self._drawn.at(cursor.date)
        if point is not None:
            self.walk_to(self._drawn.place(cursor.date))
            return
        self._spot = self._pointed = -1
        self.update()
        said = self.tr("{}. {}, no point.").format(dates.medium(cursor.date), number(cursor.value))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _plot(self, room: QRectF, ink: Theme) -> Plot:
        px = ink.px
        box = room.adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_BOTTOM))
        return Plot(box, self._drawn.first.toordinal(), self._drawn.last.toordinal(), *DRAWN_SCALE)

    def _under(self, place: QPointF) -> Drawn:
        """Return the day and the half step at a place, those of the edge beyond it."""
        box = self._plot(self._room(), theme()).box
        across = min(max((place.x() - box.left()) / max(box.width(), 1), 0.0), 1.0)
        up = min(max((box.bottom() - place.y()) / max(box.height(), 1), 0.0), 1.0)
        days = round(across * (self._drawn.last - self._drawn.first).days)
        return Drawn(self._drawn.first + dt.timedelta(days=days), rounded(up * DRAWN_SCALE[1]))


def _place(plot: Plot, one: Drawn) -> QPointF:
    return plot.at(one.date.toordinal(), one.value)
