"""The ring around the whole canvas: the keyboard is here, and nothing on the map is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of


class FocusRing(QWidget):
    """Lies over the canvas and lets the mouse through."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring just inside the edge."""
        painter = painter_of(self)
        paint_ring(painter, self.rect(), 10)
        painter.end()
