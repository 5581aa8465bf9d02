"""The canvas with all that floats over it: title, tools, zoom, and the whole map small."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.systems.canvas import Canvas, Minimap
from metanoia.ui.pages.systems.map.head import MapHead
from metanoia.ui.pages.systems.map.toolbar import Toolbar, ZoomBox
from metanoia.ui.theme import theme

_EDGE: Final = 12  # px from the edges of the canvas
_HEAD: Final = 560  # px at scale 1 that a title may be wide


class Stage(QWidget):
    """One canvas at a time; ``show_canvas`` puts another in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.canvas: Canvas | None = None
        self.minimap: Minimap | None = None
        self.head = MapHead(self)
        self.tools = Toolbar(self)
        self.zoom = ZoomBox(self)
        self.head.reached.connect(self._place)
        theme().changed.connect(self._place)

    def show_canvas(self, canvas: Canvas | None) -> None:
        """Show a canvas in place of the one before, which is let go."""
        for old in (self.minimap, self.canvas):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.canvas, self.minimap = canvas, None
        if canvas is not None:
            canvas.setParent(self)
            self.minimap = Minimap(canvas, self)
            canvas.show()
            canvas.lower()
            canvas.zoom_changed.connect(self.zoom.show_zoom)
            canvas.tool_changed.connect(self.tools.show_tool)
            self.zoom.show_zoom(canvas.zoom)
            self.tools.show_tool(canvas.tool)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything into its place."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = theme().px
        words = self.head.reach() + px(24)  # no more, so that the map beside them is reached
        width = min(px(_HEAD), self.width() - px(52), words)
        self.head.setGeometry(px(20), px(12), width, self.head.sizeHint().height())
        tools, zoom = self.tools.sizeHint(), self.zoom.sizeHint()
        bottom = self.height() - px(_EDGE)
        left = px(_EDGE)
        beside = left + zoom.width() + tools.width() <= self.width()
        middle = max((self.width() - tools.width()) // 2, left + zoom.width() if beside else 0)
        above = 0 if beside else tools.height()
        self.tools.setGeometry(middle, bottom - tools.height(), tools.width(), tools.height())
        self.zoom.setGeometry(left, bottom - zoom.height() - above, zoom.width(), zoom.height())
        if self.canvas is not None:
            head = self.head.geometry()
            self.canvas.keep_clear(head.bottom(), tools.height() + above, head.right())
            self.canvas.setGeometry(self.rect())
        if self.minimap is not None:
            size = self.minimap.sizeHint()
            right = self.width() - size.width() - 2 * px(_EDGE)
            under = tools.height() if middle + tools.width() > right else px(_EDGE)
            self.minimap.move(right, bottom - size.height() - under)
            self.minimap.raise_()
