"""What is there of the kinds that were chosen, and stays here: counted, and by name once folded out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

_HEIGHT: Final = 150


class StaysHere(NamedTuple):
    """Things of one kind that were not ticked: "11 assumptions", the first names, how many more."""

    counted: str
    names: tuple[str, ...]
    more: int = 0


class NotShared(QWidget):
    """One line above the foot; it folds out to the names. Nothing of it is ever sent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = Button("", "ghost", "chevron-right", "s")
        self.counts = Label("", "label", "text2", weight=400, elide=True)
        self.names = Label("", "label", "text2", weight=400, wrap=True)
        self._area = ScrollArea(boxed(vbox(self.names, None, margins=(10, 2, 10, 8))))
        self._area.setFixedHeight(_HEIGHT)
        self._area.hide()
        self.fold.setText(self.tr("Not in this share"))
        self.setLayout(vbox(boxed(hbox(self.fold, 6, (self.counts, 1))), self._area))
        self.fold.clicked.connect(self.turn)

    def show_left(self, left: Sequence[StaysHere]) -> None:
        """Say what stays here; hide if it is nothing."""
        self.counts.setText(", ".join(one.counted for one in left))
        lines = []
        for one in left:
            more = [self.tr("and {} more").format(f"{one.more:,}")] if one.more else []
            lines.append(f"{one.counted}: " + "; ".join([*one.names, *more]))
        self.names.setText("\n".join(lines))
        self.setVisible(bool(left))

    def forget(self) -> None:
        """Hold nothing any more."""
        self.show_left([])
        self._area.hide()
        self.fold.set_icon("chevron-right")

    @Slot()
    def turn(self) -> None:
        """Fold out the names, or fold them in."""
        opened = self._area.isHidden()
        self._area.setVisible(opened)
        self.fold.set_icon("chevron-down" if opened else "chevron-right")
