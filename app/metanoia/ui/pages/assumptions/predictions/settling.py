"""Settling a prediction: the outcome that was pressed, and a line on what happened if one likes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.predictions import NOTE_LIMIT, Outcome
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox


class SettleLine(QWidget):
    """``settled`` carries outcome and line once Enter or the button keeps them; Esc leaves it open."""

    settled = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome: Outcome = "yes"
        self.said = Label("", "label", weight=600)
        self.note = LineField(
            self.tr("What happened, in a line (if you like)"),
            name=self.tr("What happened, in a line"),
            size="s",
        )
        self.note.setMaxLength(NOTE_LIMIT)
        self.keep = Button(self.tr("Settle"), "primary", "check", "s")
        self.leave = Button(self.tr("Cancel"), "ghost", size="s")
        self.early = Label("", "caption", "text2", wrap=True)
        row = boxed(hbox(self.said, 12, (self.note, 1), 8, self.keep, 2, self.leave))
        self.setLayout(vbox(10, row, 4, self.early))
        self.keep.clicked.connect(self._settle)
        self.note.returnPressed.connect(self._settle)
        self.leave.clicked.connect(self._leave)
        self.hide()

    def written(self) -> tuple[Outcome, str] | None:
        """Return the outcome with the line that is being written, None while there is none."""
        text = self.note.text()
        return (self._outcome, text) if text and not self.isHidden() else None

    def ask(self, outcome: Outcome, early: str = "", line: str = "") -> None:
        """Ask for the line that goes with an outcome; ``early`` says when it will count.

        With a ``line`` that was begun earlier the keyboard stays where it is.
        """
        self._outcome = outcome
        words = {
            "yes": self.tr("It came true."),
            "no": self.tr("It did not."),
            "void": self.tr("It cannot be settled."),
        }
        self.said.setText(words[outcome])
        self.early.setText(early)
        self.early.setVisible(bool(early))
        self.show()
        if line:
            self.note.setText(line)
        else:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Ask for nothing."""
        self.note.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc: nothing is settled."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _settle(self) -> None:
        self.settled.emit(self._outcome, self.note.text())

    @Slot()
    def _leave(self) -> None:
        self.forget()
        self.left.emit()
