"""A list beside what is chosen in it; one of them at a time where there is no room for both."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Panel

ONE_BELOW: Final = 760  # px at scale 1
LIST_WIDTH: Final = 292


class TwoPanes(QSplitter):
    """``left`` at ``width`` px (at scale 1) and ``right`` in the rest; ``narrowed`` says when one hides."""

    narrowed = Signal(bool)

    def __init__(self, left: QWidget, right: QWidget, width: float = LIST_WIDTH) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._left = Panel(left, edges=("right",), margins=(0, 0, 1, 0))
        self._right = right
        self._width = width
        self.narrow = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setMinimumWidth(320)  # of one pane
        self.addWidget(self._left)
        self.addWidget(right)
        self.setStretchFactor(1, 1)

    def show_pane(self, *, right: bool) -> None:
        """Where there is room for one, show the right one or the list."""
        if self.narrow:
            self._left.setVisible(not right)
            self._right.setVisible(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        narrow = self.width() / theme().scale < ONE_BELOW
        if narrow != self.narrow:
            self.narrow = narrow
            self._left.setVisible(True)
            self._right.setVisible(not narrow)
            self.narrowed.emit(narrow)
        if not narrow:
            left = theme().px(self._width)
            self.setSizes([left, max(1, self.width() - left)])
