"""The head of both rooms: the page's name, and the way from the goals to the values and back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, hbox
from metanoia.ui.widgets.segmented import Segmented

GOALS: Final = 0
VALUES: Final = 1


class GoalsHead(QWidget):
    """Title and the two rooms side by side, of which ``current`` is shown; ``beside`` to the right.

    ``tab_asked`` carries the room that was chosen.
    """

    tab_asked = Signal(int)

    def __init__(self, current: int, *beside: Child) -> None:
        super().__init__()
        self._current = current
        self.title = Label(self.tr("Goals"), "h2")
        names = [self.tr("Goals"), self.tr("Values")]
        self.tabs = Segmented(names, current, name=self.tr("What to show"))
        self.setLayout(hbox(self.title, 18, self.tabs, None, *beside))
        self.tabs.chosen.connect(self._chosen)

    def _chosen(self, room: int) -> None:
        """Ask for the other room; here this one stays the one that is shown."""
        if room != self._current:
            self.tabs.set_current(self._current)
            self.tab_asked.emit(room)
