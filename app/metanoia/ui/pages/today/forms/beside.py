"""Two answers side by side, so that one is written in sight of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox

if TYPE_CHECKING:
    from metanoia.ui.pages.today.forms.answer import Answer

_STACK_BELOW = 520  # px at scale 1


class Beside(QWidget):
    """``answer``, and left of it what was answered to ``other``, as soon as there is something."""

    def __init__(self, other: Answer, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._other = other
        self._caption = Label(other.field.label, "caption", "ochre_text", weight=600, wrap=True)
        self._words = Label("", "reading", "text", wrap=True, size=16, line=1.5)
        self.card = Card(
            self._caption, 6, self._words, None, margins=(16, 13, 16, 14), tone="ochre", radius=9
        )
        top = Qt.AlignmentFlag.AlignTop
        self._row = hbox((self.card, 2), (answer, 3, top), gap=20)
        self.setLayout(self._row)
        other.edited.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is answered now."""
        value = self._other.value()
        words = value.strip() if isinstance(value, str) else ""
        self._words.setText(words)
        self.card.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put one above the other where there is little room."""
        super().resizeEvent(event)
        below = self.width() < theme().px(_STACK_BELOW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if below else directions.LeftToRight)
