"""The head of the assumption that is looked at: where it stands, since when, and what can be done."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.pages.assumptions.register.moves import Moves, moves_of
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.ui.pages.assumptions.register.known import Known


class DetailHead(QWidget):
    """State, first day, "Test it", "⋯"; ``asked`` names what is to be done: "test", "revise"..."""

    asked = Signal(str)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moves = Moves()
        self.back = IconButton("arrow-left", self.tr("Back to the list"), "Esc")
        self.state = Chip("", "plum", clickable=True)
        self.since = Label("", "label", "text3", weight=400, elide=True)
        self.test = Button(self.tr("Test it"), "primary", "flask-conical", "s")
        self.take_up = Button(self.tr("Take up again"), "outline", "undo-2", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self._back_row = boxed(hbox(self.back, 4))
        self.show_back(shown=False)
        self.setLayout(
            hbox(self._back_row, self.state, 8, (self.since, 1), 8, self.test, self.take_up, 6, self.more)
        )  # fmt: skip
        self.state.clicked.connect(self._open_states)
        self.test.clicked.connect(self._test)
        self.take_up.clicked.connect(self._take_up)
        self.more.clicked.connect(self._open_menu)
        self.back.clicked.connect(self.back_asked)

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show where the assumption stands."""
        one = known.one
        self._moves = moves_of(known)
        look = words.look(one.state)
        self.state.setText(words.state(one.state))
        self.state.set_look(look.tone, look.icon)
        self.state.setToolTip(self.tr("What can become of it"))
        self.state.setAccessibleName(self.tr("{}: what can become of it").format(words.state(one.state)))  # fmt: skip
        self.since.setText(words.noticed(one.created_at, today))
        gone = one.deleted_at is not None
        self.test.setVisible(not one.closed and not gone)
        self.take_up.setVisible(one.state == "dropped" and not gone)
        self.state.setEnabled(bool(self._moves.onward))
        self.more.setVisible(not gone)

    def show_back(self, shown: bool) -> None:
        """Show the way back to the list, where there is room for one pane only."""
        self._back_row.setVisible(shown)

    def _open_states(self) -> None:
        menu = Menu(self)
        for move in self._moves.onward:
            menu.add(move.text, partial(self.asked.emit, move.id), icon=move.icon)
        menu.open_below(self.state)

    def _open_menu(self) -> None:
        menu = Menu(self)
        for place, group in enumerate(self._moves.groups()):
            if place:
                menu.addSeparator()
            for move in group:
                menu.add(move.text, partial(self.asked.emit, move.id), icon=move.icon, key=move.key)
        menu.open_below(self.more)

    def _test(self) -> None:
        self.asked.emit("test")

    def _take_up(self) -> None:
        self.asked.emit("take_up")
