"""A per cent to choose, with its caption and the number it stands at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.slider import ConfidenceSlider


class PercentField(QWidget):
    """``name`` above a slider that has no default; ``changed`` carries the number while it moves."""

    changed = Signal(int)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ConfidenceSlider(name)
        self._number = Label("", "strong", "plum_text", tabular=True, align=Qt.AlignmentFlag.AlignRight)  # fmt: skip
        fixed(self._number, 52)
        self._labelled = Labelled(name, boxed(hbox((self.field, 1), 10, self._number)), hint)
        self.setLayout(vbox(self._labelled))
        self.field.changed.connect(self._changed)
        self._show(None)

    def value(self) -> int | None:
        """Return the per cent, None while nobody chose one."""
        return self.field.value()

    def set_value(self, value: int | None) -> None:
        """Show a per cent without a signal, or that none is chosen."""
        self.field.set_value(value)
        self._show(value)

    def missing(self) -> str:
        """Return what to say where none was chosen."""
        return self.tr("Say how likely: slide, or type a number.")

    def set_error(self, error: str) -> None:
        """Say in one sentence what is wrong, or nothing if it is empty."""
        self._labelled.set_error(error)
        self.field.setAccessibleDescription(error)

    def error(self) -> str:
        """Return what is said to be wrong, empty if nothing."""
        return self._labelled.error()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would let a new order of Tab become a circle."""
        self.field.setFocus(event.reason())

    @Slot(int)
    def _changed(self, value: int) -> None:
        self._show(value)
        self.set_error("")
        self.changed.emit(value)

    def _show(self, value: int | None) -> None:
        self._number.setText("–" if value is None else self.tr("{}%").format(value))
