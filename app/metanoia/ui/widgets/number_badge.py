"""A number on a small round ground."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.tile import Square


class NumberBadge(Square):
    """The number of a theme, as it stands in the text of the vision."""

    def __init__(self, number: int, side: float = 24, parent: QWidget | None = None) -> None:
        self._number = number
        super().__init__(side, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and number."""
        painter = painter_of(self)
        rounded(painter, self.rect(), self.width() / 2, theme().colour("accent_soft"))
        painter.setFont(theme().font("caption", weight=600))
        painter.setPen(theme().colour("accent_text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
