"""The head of each room's list: the page's name, a way to add, and the way to the other room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.segmented import Segmented

ASSUMPTIONS: Final = 0
PREDICTIONS: Final = 1


class RoomHead(QWidget):
    """Title, "+", "⋯" and the two rooms side by side, of which ``current`` is shown.

    ``beside`` stands before the "+". ``tab_asked`` carries the room that was chosen.
    """

    new_asked = Signal()
    more_asked = Signal()
    tab_asked = Signal(int)

    def __init__(self, current: int, new: str, *beside: QWidget, key: str = "") -> None:
        super().__init__()
        self._current = current
        self.title = Label(self.tr("Assumptions"), "h2")
        self.new = IconButton("plus", new, key, kind="soft")
        self.more = IconButton("ellipsis", self.tr("More"))
        names = [self.tr("Assumptions"), self.tr("Predictions")]
        self.tabs = Segmented(names, current, name=self.tr("What to show"))
        others: list[Child] = []
        for widget in beside:
            others += [widget, 4]
        title = hbox(self.title, None, *others, self.new, 2, self.more, margins=(22, 0, 10, 0))
        tabs = boxed(hbox(self.tabs, None, margins=(20, 0, 18, 0)))
        self.setLayout(vbox(18, boxed(title), 10, tabs))
        self.new.clicked.connect(self.new_asked)
        self.more.clicked.connect(self.more_asked)
        self.tabs.chosen.connect(self._chosen)

    def _chosen(self, room: int) -> None:
        """Ask for the other room; here this one stays the one that is shown."""
        if room != self._current:
            self.tabs.set_current(self._current)
            self.tab_asked.emit(room)
