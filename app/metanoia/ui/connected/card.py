"""What a thing is tied to, on a card of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.connected.row import ConnectedRow
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox

if TYPE_CHECKING:
    from collections.abc import Collection

    from metanoia.journal import Journal


class ConnectedCard(Card):
    """A ConnectedRow under the title "Connected"."""

    asked = Signal(object)
    said = Signal(object)

    def __init__(
        self,
        journal: Journal,
        item_type: str,
        *,
        without: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.row = ConnectedRow(journal, item_type, without=without)
        title = Label(self.tr("Connected"), "strong")
        super().__init__(boxed(hbox(title, None)), 10, self.row, None, margins=(18, 14, 18, 14), parent=parent)  # fmt: skip
        self.row.asked.connect(self.asked)
        self.row.said.connect(self.said)

    def show_thing(self, item_id: str) -> None:
        """Show what a thing is tied to; "" for nothing."""
        self.row.show_thing(item_id)

    def forget(self) -> None:
        """Hold no names any more."""
        self.row.forget()
