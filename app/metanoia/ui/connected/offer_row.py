"""One thing to choose in a list that the keyboard goes through without entering it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from metanoia.ui.theme import theme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.ui.connected.things import Thing


class OfferRow(LaidOutRow):
    """An icon, a name and what it is; ``current``: Enter takes it."""

    def __init__(self, thing: Thing) -> None:
        super().__init__(thing.name)
        self.thing = thing
        self.current = False
        self.title = Label(thing.name, "label", weight=500, elide=True)
        tone = "text2" if thing.tone == "neutral" else f"{thing.tone}_text"
        if thing.tone == "accent":
            tone = "accent"
        aside = Label(thing.aside, "caption", "text3", tabular=True)
        sign = Icon(thing.icon, 16, tone)
        self.setLayout(hbox(sign, 10, (self.title, 1), 10, aside, margins=(10, 7, 8, 7)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # one line
        pass_mouse_through(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field's arrows go through the rows
        self.setAccessibleName(f"{thing.name}, {thing.aside}")

    def hasHeightForWidth(self) -> bool:
        """Return False: the name is cut, not wrapped."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the row that is current, or pointed at."""
        painter = painter_of(self)
        strength = 1.0 if self.current else 0.6 * self.hover
        rounded(painter, self.rect(), 8, theme().colour("row_overlay", strength))
        painter.end()
