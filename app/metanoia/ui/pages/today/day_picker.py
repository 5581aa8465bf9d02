"""The calendar that opens from the day of an entry: a month, a field for words, this day in other years."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from metanoia.ui import dates
from metanoia.ui.pages.today.entry_words import line_of
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.month_grid import MonthGrid
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.row import LaidOutRow

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryRow
    from metanoia.journal import Journal

_SAID = 76  # characters of each that are shown


class DayPicker(QWidget):
    """``chosen`` carries a day, ``opened`` the id of an entry of the same day in another year."""

    chosen = Signal(object)
    opened = Signal(object)
    resized = Signal()

    def __init__(
        self,
        journal: Journal,
        today: dt.date,
        day: dt.date,
        *,
        years: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._years = years  # of this day, as far as there is room for them
        self._journal = journal
        self._today = today
        self.setAccessibleName(self.tr("Pick a day"))
        self.month = Label("", "strong")
        self.grid = MonthGrid(today, day)
        self.field = LineField(
            self.tr("A date, or “last Friday”"),
            name=self.tr("A date in words"),
            icon="text-cursor-input",
        )
        self.refusal = Label("", "label", "danger_text", wrap=True, weight=500)
        self.refusal.hide()
        self._memories: QVBoxLayout = vbox(gap=6)
        self._memory_head = Label(self.tr("On this day"), "strong", size=13.5)
        self._memory_day = Label("", "caption", "text3")
        self._lay_out()
        self.grid.moved.connect(self._moved)
        self.grid.month_turned.connect(self._turned)
        self.grid.chosen.connect(self.chosen)
        self.grid.refused.connect(self._refuse)
        self.field.returnPressed.connect(self._said)
        self.field.textEdited.connect(self._typing)
        self._turned()
        self._remember(day)

    def _lay_out(self) -> None:
        today = Button(self.tr("Today"), "ghost", size="s")
        before = IconButton("chevron-left", self.tr("Month before"), "PgUp")
        after = IconButton("chevron-right", self.tr("Month after"), "PgDown")
        today.clicked.connect(self._choose_today)
        before.clicked.connect(self._back)
        after.clicked.connect(self._on)
        head = boxed(hbox(self.month, None, today, 2, before, 2, after))
        upper = boxed(
            vbox(head, 8, self.grid, 6, self.field, self.refusal, margins=(18, 10, 18, 16))
        )
        self._lower = boxed(
            vbox(
                boxed(hbox(self._memory_head, None, self._memory_day)),
                8,
                self._memories,
                margins=(18, 14, 18, 14),
            )
        )
        self._rule = Divider()
        self.setLayout(vbox(upper, self._rule, self._lower))
        QWidget.setTabOrder(self.grid, self.field)
        QWidget.setTabOrder(self.field, today)
        QWidget.setTabOrder(today, before)
        QWidget.setTabOrder(before, after)

    def _moved(self, day: object) -> None:
        if isinstance(day, dt.date):
            self._show_refusal("")
            self._remember(day)

    def _turned(self, _first: object = None) -> None:
        first, last = self.grid.first_and_last()
        self.month.setText(dates.month(first))
        self.grid.show_words(self._journal.entries.day_words(first, last))

    def _remember(self, day: dt.date) -> None:
        rows = self._journal.entries.on_this_day(day, self._years) if self._years else []
        while (shown := self._memories.takeAt(0)) is not None:
            widget = shown.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            memory = Memory(row)
            memory.clicked.connect(self._open_memory)
            self._memories.addWidget(memory)
        self._memory_day.setText(dates.short(day, day))
        self._lower.setVisible(bool(rows))
        self._rule.setVisible(bool(rows))
        self.resized.emit()

    def _open_memory(self) -> None:
        memory = self.sender()
        if isinstance(memory, Memory):
            self.opened.emit(memory.entry)

    def _choose_today(self) -> None:
        self.chosen.emit(self._today)

    def _back(self) -> None:
        self.grid.turn(-1)

    def _on(self) -> None:
        self.grid.turn(1)

    def _typing(self) -> None:
        self._show_refusal("")

    def _said(self) -> None:
        from metanoia.text.spoken_day import spoken_day

        if not self.field.text().strip():
            return
        day = spoken_day(self.field.text(), self._today)
        if day is None:
            self._show_refusal(
                self.tr("That names no day. Try “12 March”, “yesterday” or “3 days ago”.")
            )
        elif day > self._today:
            self._refuse(day)
        else:
            self.grid.move_to(day)
            self.chosen.emit(day)

    def _refuse(self, _day: object) -> None:
        self._show_refusal(self.tr("That day has not come yet. Choose today or a day before it."))

    def _show_refusal(self, sentence: str) -> None:
        if sentence == self.refusal.text() and self.refusal.isHidden() != bool(sentence):
            return
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.field.set_wrong(bool(sentence) and bool(self.field.text()))
        self.field.setAccessibleDescription(sentence)
        self.resized.emit()


class Memory(LaidOutRow):
    """An entry of the same day in another year."""

    def __init__(self, row: EntryRow, parent: QWidget | None = None) -> None:
        super().__init__(line_of(row), row.excerpt if row.title else "", parent)
        self.entry = row.id
        self.title = Label(line_of(row), "label", weight=600, wrap=True, line=1.35)
        self.subtitle = Label(_beginning(row), "reading", "text2", wrap=True, size=14, line=1.34)
        if not (row.title and row.excerpt):
            self.subtitle.hide()
        year = Label(str(row.date.year), "label", "accent_text", weight=600, tabular=True)
        fixed(year, 46)
        self.setLayout(
            hbox(
                (year, 0, Qt.AlignmentFlag.AlignTop),
                (boxed(vbox(self.title, 2, self.subtitle)), 1),
                margins=(0, 4, 0, 4),
            )
        )
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{row.date.year}, {line_of(row)}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hover and ring."""
        painter = painter_of(self)
        box = self.rect().adjusted(-6, 0, 6, 0)
        rounded(painter, box, 8, theme().colour("row_overlay", 0.7 * self.hover))
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()


def _beginning(row: EntryRow) -> str:
    text = row.excerpt
    if len(text) <= _SAID:
        return text
    return text[:_SAID].rpartition(" ")[0].rstrip(" ,;:.") + "…"
