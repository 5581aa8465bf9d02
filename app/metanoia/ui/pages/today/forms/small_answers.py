"""Answers that are given at once: how far one believes it, a rating, a choice, a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.pages.today.forms.answer import Answer, Setting
from metanoia.ui.pages.today.forms.choice import Choices
from metanoia.ui.theme import theme
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.rating import RatingRow
from metanoia.ui.widgets.slider import ConfidenceSlider

if TYPE_CHECKING:
    from metanoia.domain.answers import Value
    from metanoia.domain.form_fields import Field

_SLIDER = 420  # px at scale 1, at most


class PercentAnswer(Answer):
    """A question, the slider below it, and the figure at its end."""

    def __init__(self, field: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(field, setting, parent)
        self.slider = ConfidenceSlider(self.name())
        self.figure = Label("", "strong", "plum_text", tabular=True)
        self.slider.changed.connect(self._moved)
        self.slider.settled.connect(self._settled)
        row = boxed(hbox((self.slider, 1), 14, self.figure))
        self.setLayout(vbox(self.question, 4, row))
        self._room = row
        self._fit()
        theme().changed.connect(self._fit)

    def value(self) -> Value | None:
        """Return the per cent, None while untouched."""
        return self.slider.value()

    def show_value(self, value: Value | None) -> None:
        """Show a per cent, or the untouched slider."""
        self.slider.set_value(value if isinstance(value, int) else None)
        self._say()

    def take_focus(self) -> None:
        """Put the keyboard on the slider."""
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_locked(self, locked: bool) -> None:
        """Let it be seen only."""
        super().set_locked(locked)
        self.slider.setEnabled(not locked)

    def _moved(self, _value: int) -> None:
        self._say()
        self.show_missing(False)
        self.edited.emit()

    def _settled(self, _value: int) -> None:
        self._moved(_value)
        self.rested.emit()

    def _say(self) -> None:
        value = self.slider.value()
        self.figure.setText("" if value is None else f"{value}%")

    def _fit(self) -> None:
        self._room.setMaximumWidth(theme().px(_SLIDER))
        self.figure.setMinimumWidth(theme().px(40))


class RatingAnswer(Answer):
    """A question and a row of numbers."""

    def __init__(self, field: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(field, setting, parent)
        self.rating = RatingRow(self.name(), field.min, field.max)
        self.rating.changed.connect(self._changed)
        self.setLayout(vbox(self.question, 6, boxed(hbox(self.rating, None))))

    def value(self) -> Value | None:
        """Return the number taken, None for none."""
        return self.rating.value()

    def show_value(self, value: Value | None) -> None:
        """Show a number, or none."""
        self.rating.set_value(value if isinstance(value, int) else None)

    def take_focus(self) -> None:
        """Put the keyboard on the row."""
        self.rating.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_locked(self, locked: bool) -> None:
        """Let it be seen only."""
        super().set_locked(locked)
        self.rating.setEnabled(not locked)

    def _changed(self, _value: object) -> None:
        self.show_missing(False)
        self.edited.emit()
        self.rested.emit()


class ChoiceAnswer(Answer):
    """A question and chips to choose among."""

    def __init__(self, field: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(field, setting, parent)
        self.choices = Choices(field.options, self.name())
        self.choices.chosen.connect(self._chosen)
        self.setLayout(vbox(self.question, 7, self.choices))

    def value(self) -> Value | None:
        """Return the key of the option taken."""
        return self.choices.choice()

    def show_value(self, value: Value | None) -> None:
        """Show the option taken."""
        self.choices.set_choice(value if isinstance(value, str) else None)

    def take_focus(self) -> None:
        """Put the keyboard on the chips."""
        self.choices.take_focus()

    def set_locked(self, locked: bool) -> None:
        """Let it be seen only."""
        super().set_locked(locked)
        self.choices.set_fixed(locked)

    def _chosen(self) -> None:
        self.show_missing(False)
        self.edited.emit()
        self.rested.emit()


class DateAnswer(Answer):
    """A question and a field for a day, ahead or behind."""

    def __init__(self, field: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(field, setting, parent)
        self.days = DayField(self.name(), today=setting.today)
        self.days.day_changed.connect(self._changed)
        self.days.rested.connect(self.rested)
        self.said = Label("", "reading", size=16)
        self.said.hide()
        self.setLayout(vbox(self.question, 6, self.days, self.said))
        self._fit()
        theme().changed.connect(self._fit)

    def value(self) -> Value | None:
        """Return the day."""
        return self.days.day()

    def show_value(self, value: Value | None) -> None:
        """Show a day."""
        self.days.set_day(value if isinstance(value, dt.date) else None)

    def take_focus(self) -> None:
        """Put the caret into the field."""
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        super().set_locked(locked)
        day = self.days.day()
        self.said.setText(dates.long(day, self.setting.today) if day else "")
        self.said.setVisible(locked)
        self.days.setVisible(not locked)

    def _changed(self, _day: object) -> None:
        self.show_missing(False)
        self.edited.emit()

    def _fit(self) -> None:
        self.days.setMaximumWidth(theme().px(300))
