"""A bar across a page that stays until what it speaks of is settled."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.tile import Icon

Tone = Literal["info", "warn", "error", "prompt"]
_LOOKS: Final[dict[str, tuple[str, str]]] = {
    "info": ("blue", "info"),
    "warn": ("ochre", "triangle-alert"),
    "error": ("danger", "triangle-alert"),
    "prompt": ("accent", "sprout"),
}


class Banner(QFrame):
    """An icon, a sentence or two, an optional action, and a cross if it may be put away."""

    acted = Signal()
    dismissed = Signal()

    def __init__(
        self,
        text: str = "",
        tone: Tone = "info",
        *,
        icon: str | None = None,
        action: str = "",
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, usual = _LOOKS[tone]
        ink = f"{self._tone}_text"
        self._text = Label(text, "label", ink, weight=500, wrap=True)
        self.action = Button(action, "outline", size="s")
        if not action:
            self.action.hide()
        self.cross = IconButton("x", self.tr("Close"), token=ink)
        if not closable:
            self.cross.hide()
        self.setLayout(
            hbox(
                (Icon(icon or usual, 16, ink), 0, Qt.AlignmentFlag.AlignVCenter),
                11,
                (self._text, 1),
                12,
                self.action,
                4,
                self.cross,
                margins=(15, 7, 8, 7),
            )
        )
        self.action.clicked.connect(self.acted)
        self.cross.clicked.connect(self._dismiss)
        self.setAccessibleName(text)
        theme().changed.connect(self.update)

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()

    def say(self, text: str, action: str = "") -> None:
        """Show ``text``, with a button for ``action`` if given, and announce it."""
        self._text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = painter_of(self)
        rounded(painter, self.rect(), 9, theme().colour(f"{self._tone}_soft"))
        painter.end()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
