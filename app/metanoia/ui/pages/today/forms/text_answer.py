"""An answer in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.domain.answers import passage
from metanoia.ui.pages.today.forms.answer import Answer, Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.pages.today.forms.made import MadeSlot, Thing
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.answers import Value
    from metanoia.domain.form_fields import Field

_ROOMY = 400  # characters: a question that may be answered at length shows two lines from the start


class TextAnswer(Answer):
    """A question above a field that grows; what was made from it stands below."""

    def __init__(self, field: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(field, setting, parent)
        self.text = AnswerField(self.name(), least=2 if field.max > _ROOMY else 1)
        self.relay(self.text)
        self.text.edited.connect(self._edited)
        self.text.make_asked.connect(self._make)
        self.slot = MadeSlot(field.makes) if field.makes else None
        below: list[QWidget] = []
        if self.slot is not None:
            self.slot.make_asked.connect(self._make)
            self.slot.pressed.connect(self.thing_pressed)
            self.slot.settled.connect(self.thing_settled)
            self.slot.due_asked.connect(self.due_asked)
            below = [boxed(hbox(None, self.slot))]
            self.slot.hide()
        self.setLayout(
            vbox(self.question, 6, self.text, *(part for one in below for part in (4, one)))
        )
        self.question.label.setBuddy(self.text)

    def value(self) -> Value | None:
        """Return the text, None for nothing but blanks."""
        text = self.text.text()
        return text if text.strip() else None

    def show_value(self, value: Value | None) -> None:
        """Show a text."""
        words = value if isinstance(value, str) else ""
        self.text.set_text(words)
        # an empty field shows room to write; what is written needs no more than itself
        self.text.set_least(2 if self.field.max > _ROOMY and not words else 1)
        self._measure()

    def take_focus(self) -> None:
        """Put the caret at the end."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.caret_to_end()

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        super().set_locked(locked)
        self.text.setReadOnly(locked)
        self.text.update()

    def place_of(self, field: AnswerField) -> str | None:
        """Return "KEY/0"."""
        return passage(self.field.key, 0) if field is self.text else None

    def field_at(self, place: str) -> AnswerField | None:
        """Return the field for "KEY/0"."""
        return self.text if place == passage(self.field.key, 0) else None

    def show_things(self, things: Sequence[Thing]) -> None:
        """Underline what became an assumption, and show below what the answer itself became."""
        length = len(self.text.text())
        marks = [one.passage for one in things if one.kind == "assumption" and one.passage]
        self.text.mark([(a, b) for a, b in marks if (a, b) != (0, length)] if self.slot else marks)
        if self.slot is not None:
            self.slot.show_things([one for one in things if one.kind == self.field.makes])
            self._measure()

    def _edited(self) -> None:
        self._measure()
        self.show_missing(False)

    def _measure(self) -> None:
        text = self.text.text()
        self.question.show_length(len(text), self.field.max)
        self.text.set_wrong(len(text) > self.field.max)
        if self.slot is not None:
            self.slot.offer(bool(text.strip()))
            self.slot.setVisible(bool(text.strip()))

    def _make(self) -> None:
        if self.field.makes and self.text.text().strip():
            self.make_asked.emit(passage(self.field.key, 0))
