"""A line drawn by hand: points set, moved and taken away on a chart of days."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF

from metanoia.domain.line_shape import shape
from metanoia.domain.lines_over_time import SHAPES
from metanoia.domain.maps import DRAWN, DRAWN_SCALE, Drawn
from metanoia.ui import dates
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.time_axis import ticks

FEWEST: Final = 6  # points that have a shape
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 12, 12, 26
_DOT: Final = 5
_HIT: Final = 12  # px around a point
_STEP: Final = 0.5


class DrawnLine(Chart):
    """Click sets a point, a drag moves it, Delete takes it away; ``changed`` after each of these.

    Left and Right go from point to point, Up and Down move one, with Shift Left and Right move it in
    time; Space sets one between two. ``full`` says that there are 24 already.
    """

    changed = Signal()
    full = Signal()

    def __init__(self, title: str, first: dt.date, last: dt.date) -> None:
        super().__init__(title)
        self.first, self.last = first, last
        self.points: list[Drawn] = []
        self._held = -1
        self._before: list[list[Drawn]] = []
        self.setMinimumHeight(theme().px(220))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_points(self, points: tuple[Drawn, ...]) -> None:
        """Show other points; there is nothing to undo behind them."""
        self.points = sorted(points)
        self._before.clear()
        if self.points:
            self.first = min(self.first, self.points[0].date)
            self.last = max(self.last, self.points[-1].date)
        self.refresh()

    def undo(self) -> None:
        """Take the last change back; nothing happens if there was none."""
        while self._before:
            before = self._before.pop()
            if before != self.points:  # a point may have been held and not moved
                self.points = before
                self._say()
                return

    # -- what every chart says

    def sentence(self) -> str:
        """Return how many points there are, and which shape they have."""
        count = len(self.points)
        if count < FEWEST:
            return self.tr("{} of at least {} points. Click to set one.").format(count, FEWEST)
        said = SHAPES[shape([point.value for point in self.points], DRAWN_SCALE)]
        return self.tr("{} points: {}.").format(count, said)

    def table(self) -> Table:
        """Return days and values."""
        rows = tuple((dates.medium(one.date), f"{one.value:g}") for one in self.points)
        plain = tuple((one.date.isoformat(), f"{one.value:g}") for one in self.points)
        return Table((self.tr("Day"), self.tr("Value")), rows, plain)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the points."""
        return [
            Spot(self._place(room, one), f"{one.value:g}", dates.medium(one.date))
            for one in self.points
        ]

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw axes, line and points."""
        area = self._area(room)
        painter.setFont(ink.font("micro", tabular=True))
        for value in (0, 5, 10):
            y = area.bottom() - area.height() * value / 10
            painter.setPen(QPen(ink.colour("hairline"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(ink.colour("text3"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(room.left(), y - 8, ink.px(_LEFT) - 8, 16), right, str(value))
        for tick in ticks(self.first, self.last, area.width() / ink.px(74)):
            x = self._x(area, tick.day)
            box = QRectF(x - 40, area.bottom() + 6, 80, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, tick.words)
        places = [self._place(room, one) for one in self.points]
        painter.setPen(QPen(ink.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(QPen(ink.colour("card"), 2))
        painter.setBrush(ink.colour("accent"))
        for place in places:
            painter.drawEllipse(place, ink.px(_DOT), ink.px(_DOT))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(theme().px(520), theme().px(240))

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point, or set one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        room, at = self._room(), event.position()
        self._held = self._at(room, at)
        if self._held < 0:
            self._set(self._drawn(room, at))
            self._held = self._at(room, at)
        else:
            self._remember()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the point that is held."""
        if self._held < 0:
            super().mouseMoveEvent(event)
            return
        self._move(self._held, self._drawn(self._room(), event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the point go."""
        if self._held >= 0:
            self.walk_to(self._held)
            self._held = -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, set and take away points."""
        key, at = event.key(), self._spot
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key == Qt.Key.Key_Z:
            self.undo()
        elif key == Qt.Key.Key_Space:
            self._set_between()
        elif 0 <= at < len(self.points) and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remember()
            del self.points[at]
            self._say(max(at - 1, 0))
        elif 0 <= at < len(self.points) and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            one = self.points[at]
            self._remember()
            self._move(at, Drawn(one.date, one.value + (_STEP if key == Qt.Key.Key_Up else -_STEP)))
        elif 0 <= at < len(self.points) and shift and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            one, day = self.points[at], dt.timedelta(days=1 if key == Qt.Key.Key_Right else -1)
            self._remember()
            self._move(at, Drawn(one.date + day, one.value))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    # -- inside

    def _area(self, room: QRectF) -> QRectF:
        px = theme().px
        return room.adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_BOTTOM))

    def _x(self, area: QRectF, day: dt.date) -> float:
        span = max((self.last - self.first).days, 1)
        return area.left() + area.width() * (day - self.first).days / span

    def _place(self, room: QRectF, one: Drawn) -> QPointF:
        area = self._area(room)
        return QPointF(self._x(area, one.date), area.bottom() - area.height() * one.value / 10)

    def _drawn(self, room: QRectF, at: QPointF) -> Drawn:
        area = self._area(room)
        span = (self.last - self.first).days
        way = min(max((at.x() - area.left()) / max(area.width(), 1), 0.0), 1.0)
        up = min(max((area.bottom() - at.y()) / max(area.height(), 1), 0.0), 1.0)
        return Drawn(self.first + dt.timedelta(days=round(way * span)), round(up * 20) / 2)

    def _at(self, room: QRectF, at: QPointF) -> int:
        for number, one in enumerate(self.points):
            if (self._place(room, one) - at).manhattanLength() <= theme().px(_HIT):
                return number
        return -1

    def _remember(self) -> None:
        self._before.append(list(self.points))

    def _set(self, new: Drawn) -> None:
        others = [one for one in self.points if one.date != new.date]
        if len(others) >= DRAWN:
            self.full.emit()
            return
        self._remember()
        self.points = sorted([*others, new])
        self._say(self.points.index(new))

    def _set_between(self) -> None:
        """Set a point after the one that is looked at, half way to the next; the first in the middle."""
        if not self.points:
            middle = self.first + (self.last - self.first) / 2
            self._set(Drawn(middle, 5.0))
            return
        here = self.points[max(self._spot, 0)]
        after = [one for one in self.points if one.date > here.date]
        until = after[0] if after else Drawn(self.last, here.value)
        day = here.date + (until.date - here.date) / 2
        if day == here.date:
            day = until.date
        if day != here.date:
            self._set(Drawn(day, round(here.value + until.value) / 2))

    def _move(self, number: int, to: Drawn) -> None:
        """Move a point between its neighbours, within the chart."""
        low, high = DRAWN_SCALE
        one_day = dt.timedelta(days=1)
        first = self.points[number - 1].date + one_day if number else self.first
        later = number + 1 < len(self.points)
        last = self.points[number + 1].date - one_day if later else self.last
        day = min(max(to.date, first), last)
        self.points[number] = Drawn(day, min(max(to.value, low), high))
        self._say(number)

    def _say(self, spot: int = -1) -> None:
        self.refresh()
        if 0 <= spot < len(self.points):
            self.walk_to(spot)
        self.changed.emit()
