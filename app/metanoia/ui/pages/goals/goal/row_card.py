"""A card whose rows are made anew each time: a head, a button to add one, the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox

if TYPE_CHECKING:
    from collections.abc import Sequence


class RowCard(Card):
    """``asked`` names what is to be done, and carries with what; ``rearranged``: rows were made anew."""

    asked = Signal(str, object)
    rearranged = Signal()

    def __init__(self, title: str, *beside: Child, parent: QWidget | None = None) -> None:
        super().__init__(margins=(10, 8, 10, 13), parent=parent)
        self.title = Label(title, "strong")
        self.setMinimumWidth(1)
        self._column: QVBoxLayout = vbox()
        self._list: QWidget | None = None
        head = fixed(boxed(hbox(self.title, None, *beside, margins=(8, 0, 4, 0))), height=30)
        self.body.addLayout(vbox(head, 4, self._column, None))

    def show_rows(self, rows: Sequence[Child]) -> None:
        """Show other rows; the keyboard stays with the thing it was on, where that is still there."""
        focused = self.window().focusWidget()
        mine = isinstance(focused, QuietRow) and focused in self._rows()
        here = focused.item if isinstance(focused, QuietRow) and mine else ""
        at = self._items().index(here) if here else 0
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = boxed(vbox(*rows))
        self._column.addWidget(self._list)
        self._list.show()  # at once, so that the keyboard can go there
        if here and not self.focus_row(here) and (items := self._items()):
            self.focus_row(items[min(at, len(items) - 1)])
        self.rearranged.emit()

    def focus_row(self, item: str) -> bool:
        """Put the keyboard on the row of a thing; False if there is none."""
        for row in self._rows():
            if row.item == item:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _rows(self) -> list[QuietRow]:
        return self._list.findChildren(QuietRow) if self._list is not None else []

    def _items(self) -> list[str]:
        return [row.item for row in self._rows()]

    def forget(self) -> None:
        """Hold no words any more."""
        self.show_rows(())


def quiet(said: str) -> QWidget:
    """Return a sentence that stands where rows would."""
    label = Label(said, "label", "text3", weight=400, wrap=True)
    return boxed(vbox(label, margins=(8, 0, 8, 2)))
