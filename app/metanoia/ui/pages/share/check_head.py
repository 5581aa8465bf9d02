"""The line above what leaves: whose eyes it is for, what is kept back, and the search in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.choose import SIDE
from metanoia.ui.theme import theme
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

_FIELD: Final = 150
_GAPS: Final = 16 + 9 + 12 + 6 + 8 + 8 + 8  # px at scale 1: the icon and what lies between


class CheckHead(QWidget):
    """What is kept back goes to a line of its own where the sentence would have to be cut short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.exactly = Label("", "label", "accent_text", weight=600, elide=True)
        self.hidden = Chip("", "plum", "eye-off")
        self.withheld = Chip("", "neutral", "eye-off", clickable=True)
        self.found = Label("", "caption", "text2", tabular=True)
        self.field = LineField(
            self.tr("Search in it"), name=self.tr("Search in what leaves"), size="s",
            icon="search", clearable=True,
        )  # fmt: skip
        fixed(self.field, _FIELD)
        self._chips = boxed(hbox(self.hidden, 6, self.withheld))
        self._line = hbox(
            Icon("eye", 16, "accent_text"), 9, (self.exactly, 1), 12, self._chips, 8, self.found, 8, self.field,
        )  # fmt: skip
        self._below = hbox(None, margins=(25, 5, 0, 1))
        self._below_box = boxed(self._below)
        self.setLayout(vbox(boxed(self._line), self._below_box, margins=(SIDE + 6, 0, SIDE, 0)))
        self.show_hidden(0)
        self.show_withheld(0)
        theme().changed.connect(self._place)

    def show_exactly(self, sentence: str) -> None:
        """Say what stands below."""
        self.exactly.setText(sentence)
        self._place()

    def show_hidden(self, count: int) -> None:
        """Say how many names are hidden."""
        self.hidden.setVisible(bool(count))
        self.hidden.setText(counted(count, self.tr("1 name hidden"), self.tr("{} names hidden")))
        self._place()

    def show_withheld(self, count: int) -> None:
        """Say how many passages are withheld from these readers; the list of them is behind it."""
        self.withheld.setVisible(bool(count))
        self.withheld.setText(counted(count, self.tr("1 withheld"), self.tr("{} withheld")))
        self.withheld.setAccessibleDescription(self.tr("The list of withheld passages"))
        self._place()

    def show_found(self, words: str) -> None:
        """Say how often the words were found."""
        self.found.setText(words)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence the room it needs."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return a width at which the sentence alone is cut short."""
        return QSize(theme().px(_FIELD + SIDE * 2 + 60), super().minimumSizeHint().height())

    @Slot()
    def _place(self) -> None:
        chips = [one for one in (self.hidden, self.withheld) if not one.isHidden()]
        needed = sum(one.sizeHint().width() for one in (self.exactly, self.found, *chips))
        room = self.width() - theme().px(2 * SIDE + 6 + _FIELD + _GAPS)
        below = bool(chips) and needed > room
        if below != (self._below.indexOf(self._chips) >= 0):
            if below:
                self._line.removeWidget(self._chips)
                self._below.insertWidget(0, self._chips)
            else:
                self._below.removeWidget(self._chips)
                self._line.insertWidget(4, self._chips)
        self._below_box.setVisible(below)
