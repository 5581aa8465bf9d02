"""The first room: make a journal, open one that exists, or look around in a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, WrongPassphrase
from metanoia.ui.door.room import ColumnRoom, Doing, Or
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.row import RowButton

if TYPE_CHECKING:
    from metanoia.ui.session import Session


class Welcome(ColumnRoom):
    """Three ways in; the sample is one quiet button."""

    create_asked = Signal()
    folder_asked = Signal()
    desk_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, 420, parent)
        self.title.setText(self.tr("A place to change your mind"))
        self.lead.setText(
            self.tr(
                "A private journal that lives on this computer only, locked with your passphrase."
            )
        )
        self.make = Button(self.tr("Make a journal"), "primary", "feather", "l")
        self.make.stretch()
        self.existing = RowButton(
            "folder-open",
            self.tr("Open an existing journal"),
            self.tr("From its folder, also on another disk"),
        )
        self.desk = RowButton(
            "users",
            self.tr("I am a coach: open a share"),
            self.tr("Read what somebody sealed for you, at a desk of your own"),
            tone="blue",
        )
        self.sample = Button(self.tr("Look around in a sample journal"), "ghost", "compass")
        self.doing = Doing(boxed(hbox(None, self.sample, None)))
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.build(
            self.problem, 4, self.make, 22, Or(), 20, self.existing, 8, self.desk, 18, self.doing
        )
        self.make.clicked.connect(self.create_asked)
        self.existing.clicked.connect(self.folder_asked)
        self.desk.clicked.connect(self.desk_asked)
        self.sample.clicked.connect(self._look_around)

    def first_focus(self) -> QWidget:
        """Return the button that makes a journal."""
        return self.make

    def refuse(self, error: Exception) -> bool:
        """Say why the sample could not be opened."""
        self.settle()
        if not isinstance(error, MetanoiaError) or isinstance(error, WrongPassphrase):
            return False
        self.problem.say(str(error))
        return True

    def settle(self) -> None:
        """Offer the ways in again."""
        self.doing.rest()
        self.problem.hide()
        self.setEnabled(True)

    @Slot()
    def _look_around(self) -> None:
        self.problem.hide()
        self.doing.work(self.tr("Laying out a year of somebody’s journal…"))
        self.session.look_around()
