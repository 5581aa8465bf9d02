"""A day, typed in words or figures or chosen from the month that opens beside them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.month_grid import MonthGrid
from metanoia.ui.widgets.popover import Popover


class DayField(QWidget):
    """Takes a day, those ``ahead`` of today too; ``day_changed`` carries it, or None once it is empty.

    Words are read on Enter and as the field is left; what names no day is said below.
    """

    day_changed = Signal(object)
    rested = Signal()

    def __init__(
        self, name: str, *, today: dt.date, ahead: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._ahead = ahead
        self._day: dt.date | None = None
        self._unread = False
        example = self.tr("A day, or “in two weeks”") if ahead else self.tr("A day, or “yesterday”")
        self.field = _Line(example, name=name)
        self.field.setAccessibleName(name)
        self.calendar = self.field.add_button("calendar-days", self.tr("Choose from a calendar"))
        self.refusal = Label("", "label", "danger_text", wrap=True, weight=500)
        self.refusal.hide()
        self.setLayout(vbox(self.field, 4, self.refusal))
        self.field.textEdited.connect(self._typing)
        self.field.returnPressed.connect(self._read)
        self.field.left.connect(self._left)
        self.calendar.clicked.connect(self.open_month)

    def day(self) -> dt.date | None:
        """Return the day, read from what is typed; None where there is none, or none is named."""
        self._read()
        return self._day

    def set_day(self, day: dt.date | None) -> None:
        """Show a day, or none; nothing is emitted."""
        self._day = day
        self._unread = False
        words = f"{dates.weekday(day)} {dates.medium(day, self._today)}" if day else ""
        self.field.setText(words)
        self._refuse("")

    def set_wrong(self, wrong: bool) -> None:
        """Outline the field as wrong, or as right again; say why in words beside it."""
        self.field.set_wrong(wrong)

    def setReadOnly(self, fixed: bool) -> None:
        """Show the day without letting it be changed."""
        self.field.setReadOnly(fixed)
        self.calendar.setVisible(not fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would let a new order of Tab become a circle."""
        self.field.setFocus(event.reason())

    def open_month(self) -> None:
        """Open the month of the day, or of today."""
        self._read()
        month = MonthChoice(self._today, self._day or self._today, ahead=self._ahead)
        popover = Popover(self.field, month, width=316, margins=(14, 10, 14, 14))
        month.grid.chosen.connect(self._choose)
        month.grid.chosen.connect(popover.dismiss)
        popover.open()
        month.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, day: object) -> None:
        if isinstance(day, dt.date):
            self.set_day(day)
            self.day_changed.emit(day)

    def _typing(self) -> None:
        self._unread = True
        self._refuse("")

    def _left(self) -> None:
        self._read()
        self.rested.emit()

    def _read(self) -> None:
        if not self._unread:
            return
        self._unread = False
        before, words = self._day, self.field.text().strip()
        if not words:
            self._day = None
        else:
            from metanoia.text.spoken_day import spoken_day

            self._day = spoken_day(words, self._today, ahead=self._ahead)
            if self._day is None:
                self._refuse(
                    self.tr("That names no day. Try “12 June”, “Friday” or “in two weeks”.")
                )
            elif not self._ahead and self._day > self._today:
                self._day = None
                self._refuse(self.tr("That day has not come yet. Choose today or a day before it."))
            else:
                self.set_day(self._day)
        if self._day != before:
            self.day_changed.emit(self._day)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.field.set_wrong(bool(sentence))
        self.field.setAccessibleDescription(sentence)


class _Line(LineField):
    """A line that says when it is left; Alt+Down opens what its button opens."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self._buttons[0].click()
            return
        super().keyPressEvent(event)


class MonthChoice(QWidget):
    """A month to choose a day from, by ``grid``; its head turns to the months beside it."""

    def __init__(self, today: dt.date, day: dt.date, *, ahead: bool) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Choose a day"))
        self.grid = MonthGrid(today, day, ahead=ahead)
        self._name = Label(dates.month(day), "strong")
        before = IconButton("chevron-left", self.tr("Month before"), "PgUp")
        after = IconButton("chevron-right", self.tr("Month after"), "PgDown")
        before.clicked.connect(self._back)
        after.clicked.connect(self._on)
        self.grid.month_turned.connect(self._turned)
        self.setLayout(vbox(boxed(hbox(self._name, None, before, 2, after)), 6, self.grid))
        QWidget.setTabOrder(self.grid, before)
        QWidget.setTabOrder(before, after)

    def _turned(self, first: object) -> None:
        if isinstance(first, dt.date):
            self._name.setText(dates.month(first))

    def _back(self) -> None:
        self.grid.turn(-1)

    def _on(self) -> None:
        self.grid.turn(1)
