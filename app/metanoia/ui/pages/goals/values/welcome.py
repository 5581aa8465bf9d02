"""What the room says while there are no values: an invitation to the sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.goals.head import VALUES, GoalsHead
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.values.known import Known


class Welcome(QWidget):
    """``sort_asked`` begins the sort, ``add_asked`` adds one value without it."""

    tab_asked = Signal(int)
    sort_asked = Signal()
    add_asked = Signal()
    trash_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = GoalsHead(VALUES)
        self.sort = Button(self.tr("Sort the cards"), "primary", "list")
        self.add = Button(self.tr("Add one by hand"), "ghost", "plus")
        self.deleted = Button(self.tr("Recently deleted"), "ghost", "trash-2", "s")
        text = self.tr(
            "Forty-two cards, three piles, a few choices between two: ten minutes, and you know what "
            "you would give up last. You can leave and go on at any time."
        )
        empty = EmptyState("scale", self.tr("What matters to you?"), text, self.sort, self.add)
        head = boxed(hbox(self.head, margins=(32, 18, 18, 0)))
        foot = boxed(hbox(None, self.deleted, None, margins=(0, 0, 0, 20)))
        self.setLayout(vbox(head, (empty, 1), foot))
        self.head.tab_asked.connect(self.tab_asked)
        self.sort.clicked.connect(self.sort_asked)
        self.add.clicked.connect(self.add_asked)
        self.deleted.clicked.connect(self.trash_asked)

    def show_known(self, known: Known) -> None:
        """Offer to go on with a sort that was begun, and to look at what was deleted."""
        self.sort.setText(self.tr("Go on sorting") if known.draft else self.tr("Sort the cards"))
        self.deleted.setVisible(bool(known.deleted))

    def take_focus(self) -> None:
        """Put the keyboard on the way in."""
        self.sort.setFocus(Qt.FocusReason.TabFocusReason)
