"""The coach's door: a desk of one's own, or a share that is to be opened now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.door.room import ColumnRoom, Or, shown_path
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.row import RowButton

if TYPE_CHECKING:
    from metanoia.ui.session import Session


class Coach(ColumnRoom):
    """For somebody who reads what others seal: with a file at hand, or to get a key first."""

    share_asked = Signal()
    desk_asked = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, 440, parent)
        self.title.setText(self.tr("A desk for a coach"))
        self.lead.setText(
            self.tr(
                "Clients seal for a key of yours. The desk holds it, and a locked file for each of them."
            )
        )
        self.share = Button(self.tr("Open a share…"), "primary", "folder-open", "l")
        self.share.stretch()
        self.make = RowButton(
            "users",
            self.tr("Make a desk"),
            self.tr("It takes a minute; then you have a key card to give"),
            tone="blue",
        )
        self.own = RowButton("users", self.tr("Open my desk"), "", tone="blue")
        self.back = Button(self.tr("Back"), "ghost", "arrow-left")
        self.build(
            self.share, 22, Or(), 20, self.own, self.make, 14, boxed(hbox(None, self.back, None))
        )
        self.share.clicked.connect(self.share_asked)
        self.make.clicked.connect(self.desk_asked)
        self.own.clicked.connect(self.desk_asked)
        self.back.clicked.connect(self.left)

    def show_desk(self, desk: Path | None) -> None:
        """Offer the desk in this folder, or to make one."""
        self.own.setVisible(desk is not None)
        self.make.setVisible(desk is None)
        if desk is not None:
            self.own.subtitle.setText(shown_path(desk))
            self.own.subtitle.show()

    def first_focus(self) -> QWidget:
        """Return the button that opens a share."""
        return self.share
