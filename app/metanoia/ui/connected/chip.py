"""One thing that something is tied to, as a chip; of a value it says whether it is served or strained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.chip import Chip

if TYPE_CHECKING:
    from metanoia.ui.connected.things import Thing

_WIDEST: Final = 300  # px at scale 1
_AROUND: Final = 56  # px at scale 1 for icon, cross and padding
SIGNS: Final = {"serves": "▲", "strains": "▼"}


class ThingChip(Chip):
    """As wide as its name, up to 300 px at scale 1 or what it is given; the whole name is its hint."""

    def __init__(self, thing: Thing, parent: QWidget | None = None) -> None:
        self.thing = thing
        sign = SIGNS.get(thing.relation, "")
        self._words = f"{thing.name} {sign}".rstrip()
        self._sign = sign
        tone = "ochre" if sign and thing.relation == "strains" else thing.tone
        super().__init__(self._words, tone, thing.icon, removable=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        said = {"serves": self.tr("served"), "strains": self.tr("strained")}.get(thing.relation)
        what = ", ".join(filter(None, (thing.aside, said if sign else "")))
        self.setAccessibleName(f"{thing.name}, {what}")
        self.setToolTip(f"{thing.name}\n{what}")

    def sizeHint(self) -> QSize:
        """Return the size of the whole name, if that is not too wide."""
        width = QFontMetricsF(self._font()).horizontalAdvance(self._words) + theme().px(_AROUND)
        return QSize(min(round(width), theme().px(_WIDEST)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for the beginning of the name."""
        return QSize(theme().px(90), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name where there is no room for it; the sign behind it stays."""
        super().resizeEvent(event)
        metrics = QFontMetricsF(self._font())
        sign = f" {self._sign}" if self._sign else ""
        room = self.width() - theme().px(_AROUND) + 2 - metrics.horizontalAdvance(sign)
        name = metrics.elidedText(self.thing.name, Qt.TextElideMode.ElideRight, room)
        shown = name + sign
        if shown != self.text():
            self.setText(shown)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Do what a press does."""
        self.click()
