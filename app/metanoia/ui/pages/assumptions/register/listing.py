"""The list of assumptions: single letters do something, others jump to where they begin."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from metanoia.ui.pages.assumptions.register.painter import AssumptionPainter
from metanoia.ui.widgets.grouped_list import GroupedList
from metanoia.ui.widgets.row_painter import Head

_DOING = {Qt.Key.Key_T: "test", Qt.Key.Key_R: "rate", Qt.Key.Key_V: "evidence"}


class RegisterList(GroupedList):
    """``letter`` names what a single key asks for: "test", "rate" or "evidence".

    Any other letter begins a word to jump to; then all letters go on with it until they rest.
    """

    letter = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("Assumptions", "Assumptions")
        super().__init__(name, AssumptionPainter, parent)
        self._jump = ""
        self._since = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a single letter asks for, or jump to the statement that begins so."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)  # fmt: skip
        text = event.text()
        if plain and text.isprintable() and text and self._jumping(event):
            self._jump += text.casefold()
            self._since.start()
            self._jump_to(self._jump)
        elif plain and event.key() in _DOING and self.current is not None:
            self.letter.emit(_DOING[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _jumping(self, event: QKeyEvent) -> bool:
        """Return whether a letter is part of a word to jump to."""
        if self._jump and self._since.elapsed() < QApplication.keyboardInputInterval():
            return True
        self._jump = ""
        acts = event.key() in _DOING or event.key() == Qt.Key.Key_E
        return event.text().strip() != "" and not (acts and self.current is not None)

    def _jump_to(self, start: str) -> None:
        rows = [row for row in self.rows if not isinstance(row, Head)]
        here = self.current
        at = rows.index(here) if here in rows else 0
        ahead = rows[at + (len(start) == 1) :] + rows
        for row in ahead:
            statement: str = getattr(row, "statement", "")
            if statement.casefold().lstrip("“\"'").startswith(start):
                if self.choose(row.id):
                    self.chosen.emit(row.id)
                return
