"""Where an answer to a comment is written."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.text_field import TextField

_KEYS: Final = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class AnswerEditor(QWidget):
    """``given`` by Ctrl+Enter or its button, ``escaped`` by Esc, ``left`` by Cancel."""

    given = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = TextField(
            self.tr("Your answer…"), name=self.tr("Your answer"), least=2, most=8
        )
        self.problem = Label("", "caption", "danger_text", weight=500, wrap=True)
        self.keep = Button(
            self.tr("Keep the answer"), "primary", "check", "s", hint=key_text("Ctrl+Enter")
        )
        self.cancel = Button(self.tr("Cancel"), "ghost", size="s")
        foot = boxed(hbox(self.keep, 6, self.cancel, None))
        self.setLayout(vbox(9, self.field, 4, self.problem, 6, foot))
        self.problem.hide()
        self.field.installEventFilter(self)
        self.keep.clicked.connect(self.given)
        self.cancel.clicked.connect(self.left)

    def refuse(self, sentence: str) -> None:
        """Say why the answer was not kept; "" for nothing."""
        self.field.set_wrong(bool(sentence))
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Enter and Esc, also where the page has a use for them."""
        if not isinstance(event, QKeyEvent) or event.type() not in _KEYS:
            return False
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        keeps = bool(control) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not keeps and event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the page's own Ctrl+Enter waits
        elif keeps:
            self.given.emit()
        else:
            self.escaped.emit()
        return True
