"""One month of days: a bar under each day that was written on, moved through by the arrow keys."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import KeyboardFocus, paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded

_HEAD: Final = 26
_ROW: Final = 38
_DAY: Final = 34
_WEEKS: Final = 6  # always, so that nothing moves from month to month


class MonthGrid(KeyboardFocus, QWidget):
    """Shows the month around ``day``, the day the keys stand on; days after ``today`` are dimmed.

    ``moved`` is emitted when another day comes under the keys, ``month_turned`` with another month's
    first day, ``chosen`` on Enter or a click; a day after ``today`` comes by ``refused`` instead,
    unless days ``ahead`` can be chosen as well.
    """

    moved = Signal(object)
    month_turned = Signal(object)
    chosen = Signal(object)
    refused = Signal(object)

    def __init__(
        self, today: dt.date, day: dt.date, *, ahead: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.today = today
        self._last = dt.date.max if ahead else today
        self.day = day
        self._shown = day
        self._words: dict[dt.date, int] = {}
        self._hovered: dt.date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(
            self.tr("Arrow keys move by day, Page Up and Page Down by month, Enter chooses")
        )
        self._name()
        theme().changed.connect(self.updateGeometry)

    def show_words(self, words: dict[dt.date, int]) -> None:
        """Show how many words each day holds."""
        self._words = words
        self._name()
        self.update()

    def move_to(self, day: dt.date) -> None:
        """Put the keys on ``day``, and turn to its month."""
        turned = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        if turned:
            self.month_turned.emit(day.replace(day=1))
        self._name()
        self.moved.emit(day)
        self.update()
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken(day)))

    def turn(self, months: int) -> None:
        """Turn ``months`` on, keeping the day of the month as far as there is one."""
        count = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(count, 12)
        if dt.MINYEAR <= year <= dt.MAXYEAR:
            last = calendar.monthrange(year, month + 1)[1]
            self.move_to(dt.date(year, month + 1, min(self.day.day, last)))

    def first_and_last(self) -> tuple[dt.date, dt.date]:
        """Return the first and the last day of the month in view."""
        last = calendar.monthrange(self.day.year, self.day.month)[1]
        return self.day.replace(day=1), self.day.replace(day=last)

    def spoken(self, day: dt.date) -> str:
        """Return what a screen reader says of a day."""
        words = self._words.get(day, 0)
        said = dates.full(day)
        if not words:
            return said
        return f"{said}, {counted(words, self.tr('1 word'), self.tr('{} words'))}"

    def sizeHint(self) -> QSize:
        """Return the size of six weeks under their weekdays."""
        px = theme().px
        return QSize(px(292), px(_HEAD) + (_WEEKS - 1) * px(_ROW) + px(_DAY))

    def minimumSizeHint(self) -> QSize:
        """Return the same: days do not shrink."""
        return QSize(theme().px(7 * _DAY), self.sizeHint().height())

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by day, week, month; choose on Enter."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_to(self.first_and_last()[key == Qt.Key.Key_End])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.day)
        elif key == Qt.Key.Key_Y:
            self._choose(self.today - dt.timedelta(days=1))
        elif key == Qt.Key.Key_T:
            self._choose(self.today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day that is clicked."""
        day = self._day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the day under the pointer."""
        day = self._day_at(event.position())
        self._hovered = day if day and day <= self._last else None
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if self._hovered else arrow)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Tint none."""
        self._hovered = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring around the day, however focus came: the keys work from there."""
        super().focusInEvent(event)
        self._by_keyboard = True

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip how much a day holds."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(QPointF(event.pos()))
            if day is not None:
                QToolTip.showText(event.globalPos(), self.spoken(day), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint weekdays and days."""
        painter = painter_of(self)
        self._paint_head(painter)
        most = max(self._words.values(), default=0)
        for day, box in self._boxes():
            self._paint_day(painter, day, box, most)
        painter.end()

    # -- inside

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(theme().font("caption", size=11.5))
        painter.setPen(theme().colour("text3"))
        width = self.width() / 7
        for column in range(7):
            number = (_first_weekday() + column) % 7 + 1
            name = QLocale().dayName(number, QLocale.FormatType.ShortFormat)[:2]
            box = QRectF(column * width, 0, width, theme().px(_HEAD - 6))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_day(self, painter: QPainter, day: dt.date, box: QRectF, most: int) -> None:
        colour, px = theme().colour, theme().px
        chosen, words = day == self._shown, self._words.get(day, 0)
        if chosen:
            rounded(painter, box, 9, colour("accent"))
        elif day == self._hovered:
            rounded(painter, box, 9, colour("row_overlay"))
        if day == self.today and not chosen:
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        weight = 600 if words or chosen or day == self.today else 400
        painter.setFont(theme().font("label", weight=weight, tabular=True))
        ink = "text" if words else "text3"
        if self._last == dt.date.max:
            ink = "text" if day >= self.today else "text3"
        elif day > self._last:
            ink = "disabled"
        painter.setPen(colour("on_accent" if chosen else ink))
        number = box.adjusted(0, px(3), 0, -px(11)) if words else box.adjusted(0, 0, 0, -px(4))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if words:
            length = px(6) + px(12) * words / most
            bar = QRectF(box.center().x() - length / 2, box.bottom() - px(9), length, px(3))
            rounded(painter, bar, px(1.5), colour("on_accent" if chosen else "accent"))
        if day == self.day and self.hasFocus():
            paint_ring(painter, box, 9, inset="on_accent" if chosen else None)

    def _boxes(self) -> list[tuple[dt.date, QRectF]]:
        px = theme().px
        width, side = self.width() / 7, px(_DAY)
        first, last = self.first_and_last()
        lead = (first.isoweekday() - 1 - _first_weekday()) % 7
        boxes = []
        for place in range(last.day):
            row, column = divmod(lead + place, 7)
            x = column * width + (width - side) / 2
            box = QRectF(x, px(_HEAD) + row * px(_ROW), side, side)
            boxes.append((first + dt.timedelta(days=place), box))
        return boxes

    def _day_at(self, place: QPointF) -> dt.date | None:
        return next((day for day, box in self._boxes() if box.contains(place)), None)

    def _step(self, days: int) -> None:
        try:
            self.move_to(self.day + dt.timedelta(days=days))
        except OverflowError:
            return

    def _choose(self, day: dt.date) -> None:
        if day > self._last:
            self.refused.emit(day)
            return
        self.chosen.emit(day)

    def _name(self) -> None:
        first, last = self.first_and_last()
        written = sum(first <= day <= last for day in self._words)
        held = counted(written, self.tr("1 day with entries"), self.tr("{} days with entries"))
        self.setAccessibleName(f"{dates.month(self.day)}, {held}. {self.spoken(self.day)}")


def _first_weekday() -> int:
    """Return the weekday that a week begins with here, 0 for Monday."""
    return QLocale().firstDayOfWeek().value - 1
