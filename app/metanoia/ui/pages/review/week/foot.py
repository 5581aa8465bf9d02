"""Below a step: the way back, where one is, and the way on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox


class StepFoot(QWidget):
    """``back``, whether all is saved, "2 of 4", and ``next`` with the name of what comes."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.back = Button(self.tr("Back"), "ghost", "arrow-left")
        self.state = Label("", "caption", "text3")
        self.count = Label("", "caption", "text2")
        self.next = Button("", "primary")
        parts = (self.back, 12, self.state, None, self.count, 14, self.next)
        self.setLayout(hbox(*parts, margins=(28, 10, 28, 18)))

    def show_step(self, step: int) -> None:
        """Show that ``step`` (from 0) is in view."""
        self.back.setVisible(step > 0)
        self.count.setText(self.tr("{} of {}").format(step + 1, len(self._names)))
        if step + 1 == len(self._names):
            self.next.setText(self.tr("Finish"))
        else:
            following = self._names[step + 1]
            words = self.tr("Next: {}")
            self.next.setText(words.format(following[:1].lower() + following[1:]))
