"""The seven days of a week side by side: what was written, and how much of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import KeyboardFocus, paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.wrapped import paint_wrapped

_GAP: Final = 9  # px at scale 1, as all below
_HEIGHT: Final = 112
_PADDING: Final = 11
_LINE: Final = 17
_LINES: Final = 3
_LEAST_WORDS: Final = 56  # of a card's inside, below which its title would be torn apart


class Written(NamedTuple):
    """What a day holds: the title of its entry, its words, and the entry's id."""

    title: str
    words: int
    entry: str = ""


class WeekDays(KeyboardFocus, QWidget):
    """A card for each day from Monday to Sunday; the bar is full on the day with the most words.

    Left, Right, Home and End walk the days; Enter and a click choose one that holds something.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._monday = self._today = dt.date(2000, 1, 3)
        self._days: Mapping[dt.date, Written] = {}
        self._here = 0
        self._pointed = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(
            self.tr("Left and Right walk the days. Enter opens what was written.")
        )
        theme().changed.connect(self._restyle)

    def show_week(self, monday: dt.date, days: Mapping[dt.date, Written], today: dt.date) -> None:
        """Show the seven days from ``monday`` on with what they hold."""
        self._monday, self._days, self._today = monday, days, today
        into = (today - monday).days
        self._here = into if 0 <= into < 7 else 0
        self.setAccessibleName(self._sentence())
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a title on three lines in each card."""
        return QSize(theme().px(700), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return room for the numbers of the days."""
        return QSize(theme().px(7 * 46), theme().px(_HEIGHT))

    def spoken(self, day: dt.date) -> str:
        """Return what a screen reader says of a day."""
        held = self._days.get(day)
        if held is None:
            return self.tr("{}: nothing written").format(dates.long(day, self._today))
        words = counted(held.words, self.tr("1 word"), self.tr("{} words"))
        return f"{dates.long(day, self._today)}: {held.title}, {words}"

    # -- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards."""
        painter = painter_of(self)
        most = max((held.words for held in self._days.values()), default=0)
        for number in range(7):
            self._paint_day(painter, number, most)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the days, or choose one."""
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: 6}
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._here)
        elif key in ends or key in steps:
            self._walk_to(ends.get(key, self._here + steps.get(key, 0)))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the day under the pointer, if it holds something."""
        day = self._day_at(event.position())
        self._pointed = day if self._day(day) in self._days else -1
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if self._pointed >= 0 else arrow)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Tint none."""
        self._pointed = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day that is clicked."""
        day = self._day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day >= 0:
            self._here = day
            self._choose(day)

    # -- inside

    def _paint_day(self, painter: QPainter, number: int, most: int) -> None:
        ink, box = theme(), self._box(number)
        px, colour = ink.px, ink.colour
        day = self._day(number)
        held, today = self._days.get(day), day == self._today
        fill = None if held is None else colour("hover" if number == self._pointed else "card")
        outline = colour("accent" if today else "hairline")
        rounded(painter, box, 10, fill, outline, 1.4 if today else 1.0)
        inner = box.adjusted(px(_PADDING), px(9), -px(_PADDING), -px(_PADDING))
        head = QRectF(inner.left(), inner.top(), inner.width(), px(18))
        middle = Qt.AlignmentFlag.AlignVCenter
        bold = ink.font("label", weight=600, tabular=True)
        painter.setFont(ink.font("caption"))
        painter.setPen(colour("text3"))
        name = dates.weekday(day)
        if QFontMetricsF(painter.font()).horizontalAdvance(name) > inner.width() - px(22):
            name = name[:1]
        painter.drawText(head, middle, name)
        painter.setFont(bold)
        painter.setPen(colour("accent_text" if today else "text"))
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, str(day.day))
        words = QRectF(inner.left(), head.bottom() + px(9), inner.width(), px(_LINE * _LINES))
        if held is None:
            painter.setFont(ink.font("label"))
            painter.setPen(colour("disabled"))
            painter.drawText(words, Qt.AlignmentFlag.AlignTop, "–")
        else:
            self._paint_held(painter, words, inner.bottom(), (held, most))
        if number == self._here and self.ring_shown():
            paint_ring(painter, box, 10)

    def _paint_held(
        self, painter: QPainter, words: QRectF, bottom: float, of: tuple[Written, int]
    ) -> None:
        ink, (held, most) = theme(), of
        if words.width() >= ink.px(_LEAST_WORDS):
            font = ink.font("label", size=12.5)
            lines = _LINES
            paint_wrapped(painter, words, held.title, font, ink.colour("text"), lines)
        high = float(ink.px(4))
        bar = QRectF(words.left(), bottom - high, words.width(), high)
        rounded(painter, bar, high / 2, ink.colour("pressed"))
        if held.words and most:
            bar.setWidth(max(bar.width() * held.words / most, high))
            rounded(painter, bar, high / 2, ink.colour("accent"))

    def _box(self, number: int) -> QRectF:
        gap = theme().px(_GAP)
        wide = (self.width() - 6 * gap) / 7
        return QRectF(number * (wide + gap), 0, wide, self.height())

    def _day(self, number: int) -> dt.date:
        return self._monday + dt.timedelta(days=max(0, number))

    def _day_at(self, place: QPointF) -> int:
        found = [number for number in range(7) if self._box(number).contains(place)]
        return found[0] if found else -1

    def _walk_to(self, number: int) -> None:
        self._here = min(6, max(0, number))
        self._by_keyboard = True
        self.update()
        said = QAccessibleAnnouncementEvent(self, self.spoken(self._day(self._here)))
        QAccessible.updateAccessibility(said)

    def _choose(self, number: int) -> None:
        day = self._day(number)
        if day in self._days:
            self.chosen.emit(day)

    def _sentence(self) -> str:
        """Return every day that holds something."""
        days = [self._day(number) for number in range(7)]
        said = [self.spoken(day) for day in days if day in self._days]
        week = self.tr("Week of {}").format(dates.medium(self._monday, self._today))
        return f"{week}. {'; '.join(said) or self.tr('nothing written')}."

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
