"""A field with its caption above it, and a hint or what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon


class Labelled(QWidget):
    """``caption`` above ``field``; below it a quiet ``hint``, or one line of error that is announced."""

    def __init__(
        self, caption: str, field: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.caption = Label(caption, "label")
        self.caption.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(caption)
        self._hint = Label(hint, "caption", "text3", wrap=True)
        self._error = Label("", "label", "danger_text", wrap=True, weight=600)
        sign = Icon("triangle-alert", 16, "danger")
        self._below = boxed(
            hbox((sign, 0, Qt.AlignmentFlag.AlignTop), 9, (self._error, 1), margins=(0, 6, 0, 0))
        )
        self._hint_layout = hbox((self._hint, 1), margins=(0, 6, 0, 0))
        self._hint_row = boxed(self._hint_layout)
        column = vbox(self.caption, 6, field, self._below, self._hint_row)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column)
        self._below.hide()
        self._hint_row.setVisible(bool(hint))
        if hint:
            field.setAccessibleDescription(hint)

    def set_hint(self, hint: str) -> None:
        """Show another hint, or none."""
        self._hint.setText(hint)
        self._hint_row.setVisible(bool(hint))
        self.field.setAccessibleDescription(hint)

    def set_end(self, button: QWidget) -> None:
        """Put a quiet button at the end of the line that the hint stands on."""
        self._hint_layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def set_error(self, error: str) -> None:
        """Say in one sentence what is wrong with the field, or nothing if it is empty."""
        self._error.setText(error)
        self._below.setVisible(bool(error))
        mark = getattr(self.field, "set_wrong", None)
        if mark is not None:
            mark(bool(error))
        if error:
            self.field.setAccessibleDescription(error)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, error))
        else:
            self.field.setAccessibleDescription(self._hint.text())

    def error(self) -> str:
        """Return what is said to be wrong, empty if nothing."""
        return self._error.text()
