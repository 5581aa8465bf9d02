"""One quiet line while a review is due: open it, or let it be this time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReviewLine(QFrame):
    """``opened``: go to the review; ``skipped``: not this time."""

    opened = Signal()
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label("", "body", "text2", wrap=True, size=13.5)
        self.open = Button(self.tr("Open"), "outline", size="s")
        self.skip = Button("", "ghost", size="s")
        middle = Qt.AlignmentFlag.AlignVCenter
        self.setLayout(
            hbox(
                (Icon("calendar-check", 17, "text2"), 0, middle), 11, (self.words, 1), 10,
                (self.open, 0, middle), 4, (self.skip, 0, middle), margins=(14, 5, 8, 5),
            )
        )  # fmt: skip
        self.open.clicked.connect(self.opened)
        self.skip.clicked.connect(self.skipped)
        theme().changed.connect(self.update)

    def say(self, words: str, open_: str, skip: str) -> None:
        """Show what is due, and the words of both buttons."""
        self.words.setText(words)
        self.open.setText(open_)
        self.open.setAccessibleName(f"{open_}. {words}")
        self.skip.setText(skip)
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = painter_of(self)
        rounded(painter, self.rect(), 10, theme().colour("sunken"), theme().colour("hairline"))
        painter.end()
