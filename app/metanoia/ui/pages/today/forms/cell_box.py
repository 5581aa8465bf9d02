"""One cell of a table under its caption: a text, a day, a per cent or a choice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.today.forms.answer import Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.pages.today.forms.choice import Choices
from metanoia.ui.pages.today.forms.made import MadeSlot
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.slider import ConfidenceSlider

if TYPE_CHECKING:
    from metanoia.domain.answers import Cell
    from metanoia.domain.form_fields import Column


class CellBox(QWidget):
    """One cell under its caption; what a text is to become stands beside the caption."""

    edited = Signal()
    rested = Signal()
    make_asked = Signal()

    def __init__(self, column: Column, setting: Setting, *, first: bool, makes: bool) -> None:
        super().__init__()
        self.column = column
        self.text: AnswerField | None = None
        self.slot = MadeSlot(column.makes or "prediction") if makes else None
        self._figure = Label("", "label", "plum_text", weight=600, tabular=True)
        caption = Label(column.label, "caption", "text2" if first else "text3", weight=500)
        body = self._body(setting, first=first)
        end: tuple[Child, ...] = (None, self._figure)
        self._figure.hide()
        head = boxed(hbox(caption, *end))
        beside: tuple[Child, ...] = ((body, 1),)
        if self.slot is not None:
            self.slot.make_asked.connect(self.make_asked)
            beside = ((body, 1), (self.slot, 0, Qt.AlignmentFlag.AlignTop))
        self.setLayout(vbox(head, 3, boxed(hbox(*beside))))

    def _body(self, setting: Setting, *, first: bool) -> QWidget:
        column = self.column
        if column.type == "percent":
            self._slider = ConfidenceSlider(column.label)
            self._slider.changed.connect(self._number_moved)
            self._slider.settled.connect(self._number_moved)
            return self._slider
        if column.type == "date":
            self._day = DayField(column.label, today=setting.today)
            self._day.day_changed.connect(self._passed_on)
            self._day.rested.connect(self.rested)
            return self._day
        if column.type == "choice":
            self._choices = Choices(column.options, column.label)
            self._choices.chosen.connect(self._passed_on)
            return self._choices
        self.text = AnswerField(column.label, single=True, size=16 if first else 15)
        self.text.edited.connect(self._text_edited)
        return self.text

    def cell(self) -> Cell | None:
        """Return what stands in the cell, None for nothing."""
        kind = self.column.type
        if kind == "percent":
            return self._slider.value()
        if kind == "date":
            return self._day.day()
        if kind == "choice":
            return self._choices.choice()
        return (self.text.text().strip() or None) if self.text else None

    def show_cell(self, cell: Cell | None) -> None:
        """Show what stands in the cell."""
        kind = self.column.type
        if kind == "percent":
            self._slider.set_value(cell if isinstance(cell, int) else None)
            self._say_number()
        elif kind == "date":
            self._day.set_day(cell if isinstance(cell, dt.date) else None)
        elif kind == "choice":
            self._choices.set_choice(cell if isinstance(cell, str) else None)
        elif self.text:
            self.text.set_text(cell if isinstance(cell, str) else "")
            self._measure()

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        kind = self.column.type
        if kind == "percent":
            self._slider.setEnabled(not locked)
        elif kind == "date":
            self._day.setReadOnly(locked)
        elif kind == "choice":
            self._choices.setEnabled(not locked)
        elif self.text:
            self.text.setReadOnly(locked)

    def _number_moved(self, _value: object) -> None:
        self._say_number()
        self.edited.emit()

    def _say_number(self) -> None:
        value = self._slider.value()
        self._figure.setText("" if value is None else f"{value}%")
        self._figure.setVisible(value is not None)

    def _passed_on(self, _value: object = None) -> None:
        self.edited.emit()

    def _text_edited(self) -> None:
        self._measure()
        self.edited.emit()

    def _measure(self) -> None:
        if self.text is None:
            return
        length = len(self.text.text())
        self.text.set_wrong(length > self.column.max)
        over = length > self.column.max * 0.9
        self._figure.setText(f"{length} / {self.column.max}" if over else "")
        self._figure.setVisible(over)
        if self.slot is not None:
            self.slot.offer(bool(self.text.text().strip()))
