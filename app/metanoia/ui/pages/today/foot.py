"""The line under the text: how long it is, and that it is saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.amounts import counted
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.tile import Icon

_WORDS_A_MINUTE = 230


class Foot(QWidget):
    """Words, reading time and "Saved"; ``state`` is "", "saving", "saved" or "failed"."""

    state_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label("", "label", "text3", weight=400, tabular=True)
        self.minutes = Label("", "label", "text3", weight=400, tabular=True)
        self.saved = Label("", "label", "text3", weight=400)
        self._tick = Icon("check", 14, "text3")
        self._row = hbox(self.words, 14, self.minutes, None, self._tick, 6, self.saved)
        self.setLayout(self._row)
        self.state = ""
        self._tick.hide()

    def set_sides(self, left: int, right: int, above: int, below: int) -> None:
        """Leave so many px free around the line."""
        self._row.setContentsMargins(left, above, right, below)

    def show_count(self, words: int) -> None:
        """Say how many words there are and how long they take to read."""
        said = counted(words, self.tr("1 word"), self.tr("{} words"))
        self.words.setText(said if words else "")
        minutes = max(1, round(words / _WORDS_A_MINUTE))
        self.minutes.setText(self.tr("{} min").format(minutes) if words else "")

    def show_state(self, state: str) -> None:
        """Say whether the text is kept."""
        if state == self.state:
            return
        self.state = state
        said = {
            "saving": self.tr("Saving…"),
            "saved": self.tr("Saved"),
            "failed": self.tr("Not saved"),
        }
        self.saved.setText(said.get(state, ""))
        self.saved.set_colour("danger_text" if state == "failed" else "text3")
        self._tick.setVisible(state == "saved")
        self.state_changed.emit(state)
