"""The ladder on which an assumption stands, or the way to climb one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.ladder import Ladder
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from metanoia.ui.pages.assumptions.register.known import Climb, Known


class LadderCard(Card):
    """From what happened up to what was done; ``entry_asked`` leads to the form it was written with."""

    walk_asked = Signal()
    entry_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(18, 12, 14, 14), parent=parent)
        self.climb: Climb | None = None
        self.ladder = Ladder(self.tr("Ladder of inference, from the top down"))
        self.read = Button("", "ghost", "footprints", "s")
        self.upwards = Label(self.tr("read upwards"), "caption", "text3")
        self.invitation = Label(
            self.tr("Which steps led from what a camera would have seen to this? Walk them down, one at a time."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self.walk = Button(self.tr("Walk the ladder"), "outline", "footprints", "s")
        title = Label(self.tr("Ladder of inference"), "strong")
        head = boxed(hbox(title, None, self.upwards, margins=(0, 4, 4, 4)))
        self._empty = boxed(vbox(self.invitation, 10, boxed(hbox(self.walk, None)), 4))
        self._there = boxed(vbox(self.ladder, 8, boxed(hbox(self.read, None))))
        self.body.addWidget(boxed(vbox(head, 6, self._empty, self._there, None)))
        self.walk.clicked.connect(self.walk_asked)
        self.read.clicked.connect(self.entry_asked)

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show the ladder, or how to climb one."""
        before, self.climb = self.climb, known.climb
        climb = known.climb
        open_ = not known.one.closed and known.one.deleted_at is None
        self._there.setVisible(climb is not None)
        self.upwards.setVisible(climb is not None)
        self._empty.setVisible(climb is None)
        self.setVisible(climb is not None or open_)
        if climb != before:
            self.ladder.show_rungs(climb.rungs if climb else (), climb.current if climb else None)
        if climb is not None:
            self.read.setText(self.tr("Written {}").format(dates.ago(climb.date, today)))

    def forget(self) -> None:
        """Hold no words any more."""
        self.climb = None
        self.ladder.show_rungs(())
