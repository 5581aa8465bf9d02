"""With whom: the people of the journal, and six words in place of a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.people import Person, Role
from metanoia.ui import dates
from metanoia.ui.pages.share.draft import WORDS
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row import ChoiceRow
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from collections.abc import Sequence


class Whom(QWidget):
    """``chosen`` carries a person's id or WORDS; the other two ask for somebody new, and to compare."""

    chosen = Signal(str)
    new_asked = Signal()
    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ChoiceRow] = {}
        self._unsure: set[str] = set()
        self._list = vbox(gap=9)
        self._cards = boxed(self._list)
        self.new = Button(self.tr("Someone new…"), "ghost", "plus", "s")
        self.hint = Label(self.tr("You need their key card first."), "caption", "text3")
        self.compare = Button(self.tr("Compare the fingerprint…"), "ghost", "fingerprint", "s")
        self.compare.hide()
        row = hbox(self.new, 8, self.hint, None, self.compare)
        self.setLayout(vbox(self._cards, 6, boxed(row)))
        self.new.clicked.connect(self.new_asked)
        self.compare.clicked.connect(self.compare_asked)

    def show_people(self, people: Sequence[Person], chosen: str | None) -> None:
        """Offer everybody who has a key to seal for, then the words; ``chosen`` is marked."""
        for card in self.cards.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        self._unsure = {
            one.id for one in people if one.signing_key is not None and one.verified_at is None
        }
        for person in people:
            if person.age_recipient:
                self._add(person.id, ChoiceRow(person.name, about(person), before=Avatar(person.name, side=34)))  # fmt: skip
        words = ChoiceRow(
            self.tr("Six words instead of a key"),
            self.tr("For somebody without Metanoia: you tell them the words by phone"),
            before=IconTile("key-round", "plum", 34),
        )
        self._add(WORDS, words)
        self.mark(chosen)

    def mark(self, chosen: str | None) -> None:
        """Show who is chosen."""
        for key, card in self.cards.items():
            blocked = card.blockSignals(True)
            card.setAutoExclusive(False)
            card.setChecked(key == chosen)
            card.setAutoExclusive(True)
            card.blockSignals(blocked)
            card.take_stop(key == chosen)
        self.compare.setVisible(chosen in self._unsure)
        self.hint.setVisible(not self.compare.isVisibleTo(self))

    def _add(self, key: str, card: ChoiceRow) -> None:
        self.cards[key] = card
        card.toggled.connect(self._toggled)
        self._list.addWidget(card)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        if not on:
            return
        for key, card in self.cards.items():
            if card is self.sender():
                self.compare.setVisible(key in self._unsure)
                self.hint.setVisible(key not in self._unsure)
                self.chosen.emit(key)


def about(person: Person) -> str:
    """Say what the person is and how sure their key is: "My coach · key compared 2 February"."""
    roles = {
        Role.COACH: _tr("My coach"),
        Role.PEER: _tr("A peer"),
        Role.CLIENT: _tr("Somebody I coach"),
    }
    return f"{roles[person.role]}  ·  {key_state(person)}"


def key_state(person: Person) -> str:
    """Say how sure it is that the key is theirs."""
    if person.signing_key is None:
        return _tr("key without a card")
    if person.verified_at is None:
        return _tr("key not compared yet")
    day = dates.medium(person.verified_at.astimezone().date())
    return _tr("key compared {}").format(day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Whom", text)
