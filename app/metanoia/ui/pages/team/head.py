"""The head of the three rooms: the page's name, the way from room to room, and what is done here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, hbox
from metanoia.ui.widgets.segmented import Segmented

VISION: Final = 0
WORDS: Final = 1
CONVERSATIONS: Final = 2


class TeamHead(QWidget):
    """Title and the rooms side by side, of which ``current`` is shown; ``beside`` to the right.

    ``tab_asked`` carries the room that was chosen.
    """

    tab_asked = Signal(int)

    def __init__(self, current: int, *beside: Child) -> None:
        super().__init__()
        self._current = current
        self.title = Label(self.tr("Team"), "h2")
        names = [self.tr("Shared vision"), self.tr("Common words"), self.tr("Conversations")]
        self.tabs = Segmented(names, current, name=self.tr("What to show"))
        self.setLayout(hbox(self.title, 18, self.tabs, None, *beside))
        self.tabs.chosen.connect(self._chosen)

    def _chosen(self, room: int) -> None:
        """Ask for the other room; here this one stays the one that is shown."""
        if room != self._current:
            self.tabs.set_current(self._current)
            self.tab_asked.emit(room)
