"""Choosing a form: all of them, each with what it is for and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.forms import Form

_TONES: Final = {"mental_models": "plum", "spine": "accent", "shared_learning": "blue"}


class FormRow(LaidOutRow):
    """One form: its sign, its name, a sentence about it, and the minutes it takes."""

    radius = 10
    key_pressed = Signal(object)

    def __init__(self, form: Form) -> None:
        super().__init__(form.title, form.intro)
        self.key = form.key
        self.title = Label(form.title, "body", weight=600, wrap=True)
        self.subtitle = Label(form.intro, "label", "text2", weight=400, wrap=True, line=1.38)
        minutes = self.tr("{} min").format(form.minutes)
        time = Label(minutes, "caption", "text3", tabular=True)
        top = Qt.AlignmentFlag.AlignTop
        tile = IconTile(form.icon, _TONES.get(form.discipline, "accent"), 34)
        words = boxed(vbox(self.title, 1, self.subtitle))
        row = hbox((tile, 0, top), 13, (words, 1), 14, (time, 0, top), margins=(12, 10, 12, 11))
        self.setLayout(row)
        self.subtitle.setVisible(bool(form.intro))
        pass_mouse_through(self)
        self.setAccessibleName(f"{form.title}, {minutes}. {form.intro}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrows and letters to the sheet."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)


class FormSheet(DialogSheet):
    """``chosen`` carries the key of a form; arrows go through them, a letter to the next one so named."""

    chosen = Signal(str)

    def __init__(self, over: QWidget, forms: Sequence[Form]) -> None:
        super().__init__(
            over,
            over.tr("Begin a form"),
            over.tr("Questions to go through one by one. Your answers become an entry."),
            icon="notebook-pen",
            width=620,
        )
        self.rows: list[FormRow] = []
        parts: list[Child] = []
        for name, disciplines in self._groups():
            of_group = [form for form in forms if form.discipline in disciplines]
            if not of_group:
                continue
            head = boxed(vbox(heading(name), margins=(12, 14 if parts else 0, 0, 4)))
            parts.append(head)
            for form in of_group:
                row = FormRow(form)
                row.clicked.connect(self._pressed)
                row.key_pressed.connect(self._key)
                self.rows.append(row)
                parts.append(row)
        self.body.setContentsMargins(14, 14, 14, 14)
        self.add(*parts)

    def _groups(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (self.tr("Looking at how you think"), ("mental_models",)),
            (self.tr("Looking back"), ("spine",)),
            (
                self.tr("With others"),
                ("shared_learning", "shared_vision", "personal_mastery", "systems_thinking"),
            ),
        ]

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, FormRow):
            self.chosen.emit(row.key)

    def _key(self, event: object) -> None:
        row = self.sender()
        if not isinstance(event, QKeyEvent) or not isinstance(row, FormRow):
            return
        at = self.rows.index(row)
        key, letter = Qt.Key(event.key()), event.text().casefold()
        order = [*self.rows[at + 1 :], *self.rows[: at + 1]]
        target: FormRow | None = None
        if key == Qt.Key.Key_Down:
            target = order[0]
        elif key == Qt.Key.Key_Up:
            target = order[-2] if len(order) > 1 else None
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            target = self.rows[0 if key == Qt.Key.Key_Home else -1]
        elif letter.isalpha() and not event.modifiers():
            target = next((r for r in order if r.title.text().casefold().startswith(letter)), None)
        if target is not None:
            event.accept()
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(target, 0, 24)
