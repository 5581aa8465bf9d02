"""The end of a sort: the new order beside the old one, to be kept or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout


class OrdersStep(QWidget):
    """``kept`` once the new order shall stand."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.keep = Button(self.tr("Keep this order"), "primary", "check", hint=key_text("Ctrl+Enter"))  # fmt: skip
        self.wrong = Label("", "label", "danger_text", wrap=True)
        self.new_rows, self.old_rows = vbox(gap=8), vbox(gap=8)
        self.old_title = Label("", "caption", "text2", weight=600)
        new = Card(Label(self.tr("Now"), "caption", "text2", weight=600), 12, self.new_rows, None, margins=(22, 16, 22, 18))  # fmt: skip
        self._old = Card(self.old_title, 12, self.old_rows, None, fill="canvas", margins=(22, 16, 22, 18))  # fmt: skip
        title = Label(self.tr("What matters, in this order"), "h1", size=24, wrap=True)
        column = vbox(
            title, 18, boxed(hbox((new, 1), 18, (self._old, 1))), 18,
            boxed(hbox((self.wrong, 1), 12, self.keep)), None, margins=(40, 14, 40, 20),
        )  # fmt: skip
        self.setLayout(vbox(ScrollArea(boxed(column))))
        self.keep.clicked.connect(self.kept)

    def show_orders(self, new: Sequence[str], old: Sequence[str], sorted_on: str) -> None:
        """Show the new order, and beside it the old one of the day ``sorted_on``."""
        self.wrong.setText("")
        _clear(self.new_rows)
        _clear(self.old_rows)
        for rank, name in enumerate(new, 1):
            self.new_rows.addWidget(_row(rank, name, self._moved(rank, name, old)))
        for rank, name in enumerate(old, 1):
            gone = "" if name in new else self.tr("not in the new one")
            self.old_rows.addWidget(_row(rank, name, gone))
        self._old.setVisible(bool(old))
        self.old_title.setText(sorted_on)

    def take_focus(self) -> None:
        """Put the keyboard on what keeps the order."""
        self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Forget both orders."""
        _clear(self.new_rows)
        _clear(self.old_rows)

    def _moved(self, rank: int, name: str, old: Sequence[str]) -> str:
        if not old:
            return ""
        if name not in old:
            return self.tr("new")
        by = old.index(name) + 1 - rank
        return f"↑ {by}" if by > 0 else f"↓ {-by}" if by < 0 else self.tr("as before")


def _row(rank: int, name: str, aside: str) -> QWidget:
    number = fixed(Label(str(rank), "strong", "text3", tabular=True), 26)
    end = Label(aside, "caption", "text3", tabular=True)
    return boxed(hbox(number, 6, (Label(name, "strong", wrap=True), 1), 8, (end, 0, Qt.AlignmentFlag.AlignVCenter)))  # fmt: skip


def _clear(layout: QVBoxLayout) -> None:
    while (old := layout.takeAt(0)) is not None:
        if (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()
