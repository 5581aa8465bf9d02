"""The assumptions of the entry beside its text: one open, the others folded, and what was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.text.statement import quoted
from metanoia.ui.pages.today.assumption_card import AssumptionCard
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.anchors import Anchor
    from metanoia.domain.assumptions import Assumption


class LostPassage(QWidget):
    """Words that were marked and are no longer in the text."""

    again_asked = Signal(str)
    let_go = Signal(str)

    def __init__(self, anchor: Anchor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.anchor = anchor
        quote = quoted(" ".join(anchor.selector.exact.split()))
        words = Label(quote, "reading", "text2", wrap=True, italic=True, size=15, line=1.35)
        again = self.tr("Mark it again")
        self.again = Button(again, "outline", size="s", name=f"{again}: {quote}")
        self.again.setToolTip(self.tr("Select the words that say it now, then press this"))
        go = self.tr("Let it go")
        self.go = Button(go, "ghost", size="s", name=f"{go}: {quote}")
        self.setLayout(
            vbox(words, 6, boxed(hbox(self.again, 4, self.go, None)), margins=(6, 2, 6, 8))
        )
        self.again.clicked.connect(self._again)
        self.go.clicked.connect(self._go)

    def _again(self) -> None:
        self.again_asked.emit(self.anchor.id)

    def _go(self) -> None:
        self.let_go.emit(self.anchor.id)


class MarkedHere(QWidget):
    """Keeps each card as long as its assumption is marked in the entry, so that typing goes on.

    ``made`` carries a new card, to be connected.
    """

    made = Signal(object)
    again_asked = Signal(str)
    let_go = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, AssumptionCard] = {}
        self.lost: list[LostPassage] = []
        self._open: str | None = None
        self._cards: QVBoxLayout = vbox(gap=8)
        self._lost: QVBoxLayout = vbox()
        self._head = boxed(vbox(heading(self.tr("No longer in the text")), margins=(6, 14, 0, 5)))
        cards = boxed(vbox(self._cards, margins=(6, 4, 6, 4)))
        self.setLayout(vbox(cards, self._head, self._lost))
        self._head.hide()
        self.hide()

    @property
    def open_id(self) -> str | None:
        """The assumption whose card is open."""
        return self._open

    def show_assumptions(self, found: Sequence[Assumption], lost: Sequence[Anchor]) -> None:
        """Show the assumptions of the entry in that order, and the passages that are lost."""
        wanted = {one.id: one for one in found}
        for gone in [id_ for id_ in self.cards if id_ not in wanted]:
            _remove(self._cards, self.cards.pop(gone))
        for place, one in enumerate(found):
            card = self.cards.get(one.id)
            if card is None:
                card = self.cards[one.id] = AssumptionCard(one)
                card.unfolded.connect(self._unfolded)
                self.made.emit(card)
            else:
                card.show_assumption(one)
            if self._cards.indexOf(card) != place:
                self._cards.insertWidget(place, card)
        self._show_lost(lost)
        self._keep_one_open()
        self.setVisible(bool(found))

    def open_card(self, id_: str) -> AssumptionCard | None:
        """Open one card and fold the others; None where the entry has no such assumption."""
        if id_ not in self.cards:
            return None
        self._open = id_
        self._keep_one_open()
        return self.cards[id_]

    def point_at(self, id_: str | None) -> None:
        """Show whose sentence the caret stands in; None for none of them."""
        for card in self.cards.values():
            card.point(pointed=card.id == id_)

    def forget(self) -> None:
        """Forget every word."""
        for card in self.cards.values():
            card.forget()
        self._open = None
        self.show_assumptions((), ())

    def _keep_one_open(self) -> None:
        if self._open not in self.cards:
            self._open = next(iter(self.cards), None)
        for card in self.cards.values():
            if card.folded != (card.id != self._open):
                card.fold(folded=card.id != self._open)

    def _unfolded(self, id_: str) -> None:
        card = self.open_card(id_)
        if card is not None:
            card.take_focus()
            self.opened.emit(id_)

    def _show_lost(self, lost: Sequence[Anchor]) -> None:
        if [row.anchor for row in self.lost] == list(lost):
            return
        for row in self.lost:
            _remove(self._lost, row)
        self.lost = [LostPassage(anchor) for anchor in lost]
        for row in self.lost:
            row.again_asked.connect(self.again_asked)
            row.let_go.connect(self.let_go)
            self._lost.addWidget(row)
        self._head.setVisible(bool(lost))


def _remove(layout: QVBoxLayout, widget: QWidget) -> None:
    layout.removeWidget(widget)
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
