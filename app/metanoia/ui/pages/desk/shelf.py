"""The left side of the desk: what was opened since the journal was unlocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.theme import theme
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.focus import OneStop, paint_ring
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.shares import OpenedShare


class Shelf(QWidget):
    """``open_asked`` for a file, ``chosen`` carries the id of a share to read."""

    open_asked = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ShelfRow] = []
        self.open = IconButton("folder-open", self.tr("Open a share…"), "Ctrl+O", kind="soft", size="m")  # fmt: skip
        self._to_read = heading(self.tr("To read"))
        self._list = vbox(gap=4)
        self._room = boxed(self._list)
        note = Label(
            self.tr("Shares open read-only and are never saved unsealed."), "caption", "text2",
            wrap=True,
        )  # fmt: skip
        about = Card(
            boxed(hbox((Icon("info", 16, "blue"), 0, Qt.AlignmentFlag.AlignTop), 10, (note, 1))),
            margins=(13, 11, 12, 12), tone="blue", radius=9,
        )  # fmt: skip
        head = hbox(Label(self.tr("Coach desk"), "h2"), None, self.open, margins=(14, 0, 0, 0))
        words = boxed(vbox(self._to_read, margins=(12, 0, 0, 0)))
        area = ScrollArea(boxed(vbox(self._room, None)))
        self.setLayout(vbox(boxed(head), 8, words, 6, (area, 1), 8, about, margins=(8, 18, 8, 13)))
        self.open.clicked.connect(self.open_asked)

    def show_shares(
        self, shares: Sequence[tuple[OpenedShare, str]], unread: set[str], current: str | None
    ) -> None:
        """List what was opened with the name of its sender; ``current`` is being read."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for share, name in shares:
            row = ShelfRow(share, name, new=share.id in unread, chosen=share.id == current)
            row.clicked.connect(self._pressed)
            self.rows.append(row)
            self._list.addWidget(row)
        self._to_read.setVisible(bool(shares))

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, ShelfRow):
            self.chosen.emit(row.share)


class ShelfRow(OneStop, LaidOutRow):
    """One opened share: who sealed it and when."""

    def __init__(self, share: OpenedShare, name: str, *, new: bool, chosen: bool) -> None:
        day = dates.short(share.created_at.astimezone().date())
        super().__init__(name, self.tr("Sealed {}").format(day))
        self.share = share.id
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setChecked(chosen)
        self.toggled.connect(self.take_stop)
        chip: tuple[Child, ...] = (6, Chip(self.tr("New"), "accent")) if new else ()
        self.fill(Avatar(name, side=34), 11, (self.words(), 1), *chip)
        pass_mouse_through(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and ring."""
        painter = painter_of(self)
        chosen = self.isChecked()
        ground = theme().colour("selected") if chosen else theme().colour("hover", self.hover)
        rounded(painter, self.rect(), 9, ground)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 9)
        painter.end()
