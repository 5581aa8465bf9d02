"""The left side while a share is chosen and checked: what is ticked, and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.tree import ShareTree
from metanoia.ui.pages.share.tree_rows import ADD
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.exchange.seal import Checked
    from metanoia.ui.pages.share.tree_rows import Row

_SIDE = 26
_OWN = 4  # px that a row keeps free around its box, for its ring


class Choosing(QWidget):
    """The title, the tree of what may leave, and the foot "Leaving this computer"."""

    add_asked = Signal()
    pressed_row = Signal(str)
    card_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(self.tr("Share with a coach"), "h2", wrap=True)
        self.lead = Label(
            self.tr("Nothing leaves this computer until you seal it."), "label", "text2",
            weight=400, wrap=True,
        )  # fmt: skip
        self.note = Card(
            boxed(
                hbox(
                    (Icon("hand", 16, "accent_text"), 0, Qt.AlignmentFlag.AlignTop), 10,
                    (
                        Label(
                            self.tr("Nothing is ticked for you. A goal never brings its entries along."),
                            "label", "accent_text", weight=400, wrap=True,
                        ),
                        1,
                    ),
                )
            ),
            margins=(14, 10, 12, 11), tone="accent", radius=9,
        )  # fmt: skip
        self.tree = ShareTree()
        self.problem = Label("", "label", "danger_text", weight=500, wrap=True)
        self.problem.hide()
        self.card = Button(self.tr("Your key card"), "ghost", "qr-code", "s")
        self.history = Button("", "ghost", "history", "s")
        self.bytes = Label("", "label", "text2", weight=400, tabular=True)
        self.summary = Label("", "caption", "text2", wrap=True)
        self._lay_out()
        self.tree.pressed_row.connect(self._row_pressed)
        self.card.clicked.connect(self.card_asked)
        self.history.clicked.connect(self.history_asked)
        self.show_earlier(0)
        self.show_leaving(None)

    def show_tree(self, rows: Sequence[Row], *, ticked: bool) -> None:
        """Show what may leave; the hint stays until something is ``ticked``."""
        self.tree.show_rows(rows)
        self.note.setVisible(not ticked)
        self._fit_tree()

    def show_problem(self, problem: str) -> None:
        """Say in a sentence what is refused, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def show_leaving(self, checked: Checked | None) -> None:
        """Say what the bytes that would leave come to; None for nothing yet."""
        if checked is None:
            self.bytes.setText("0 KB")
            self.summary.setText(self.tr("Nothing yet."))
        elif checked.payload is None:
            self.bytes.setText("")
            self.summary.setText(self.tr("It cannot leave like this."))
        else:
            words, _, size = checked.summary.rpartition(". ")
            self.bytes.setText(size)
            self.summary.setText(f"{words}.")

    def show_counted(self, words: str) -> None:
        """Say what is ticked while what it comes to is worked out."""
        if words not in self.summary.text():
            self.bytes.setText("…")
            self.summary.setText(f"{words}.")

    def show_earlier(self, count: int) -> None:
        """Offer the receipts of earlier shares, if there are any."""
        self.history.setVisible(bool(count))
        words = counted(count, self.tr("1 earlier share"), self.tr("{} earlier shares"))
        self.history.setText(words)

    def forget(self) -> None:
        """Show nothing."""
        self.tree.show_rows([])
        self.show_problem("")
        self.show_leaving(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tree the room there is."""
        super().resizeEvent(event)
        self._fit_tree()

    def _fit_tree(self) -> None:
        self.tree.setMaximumHeight(max(1, self.tree.whole_height()))
        self.tree.updateGeometry()

    def _lay_out(self) -> None:
        top = vbox(self.title, 4, self.lead, 16, self.note, margins=(_OWN, 0, 0, 0))
        body = vbox(
            boxed(top), 8, (self.tree, 100), 8, self.problem, None,
            boxed(hbox(self.card, 2, self.history, None)), 10,
            margins=(_SIDE - _OWN, 22, 21 - _OWN, 0),
        )  # fmt: skip
        leaving = Label(self.tr("Leaving this computer"), "label", weight=600)
        foot = vbox(
            Divider(), 13, boxed(hbox(leaving, None, self.bytes)), 3, self.summary,
            margins=(_SIDE, 0, 21, 18),
        )  # fmt: skip
        self.setLayout(vbox((boxed(body), 1), boxed(foot)))

    @Slot(str)
    def _row_pressed(self, key: str) -> None:
        if key == ADD:
            self.add_asked.emit()
        else:
            self.pressed_row.emit(key)
