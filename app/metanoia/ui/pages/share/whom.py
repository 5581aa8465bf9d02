"""With whom: the people and circles of the journal, and six words in place of a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.share.draft import WORDS
from metanoia.ui.people_words import about, about_circle, circle_refusal
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.changed_keys import ChangedKeys
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.row import ChoiceRow
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.people import Circle, Person


class Choice(NamedTuple):
    """Who is chosen: ids of people, or WORDS alone; ``circle`` is the one they were chosen by."""

    to: tuple[str, ...] = ()
    circle: str | None = None


class Whom(QWidget):
    """``chosen`` carries a Choice; the other signals ask for somebody new, for all, and to compare.

    ``changed_asked`` and ``old_kept`` carry the id of a person whose keys changed.
    """

    chosen = Signal(object)
    new_asked = Signal()
    people_asked = Signal()
    compare_asked = Signal()
    changed_asked = Signal(str)
    old_kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ChoiceRow] = {}
        self.warnings: dict[str, ChangedKeys] = {}
        self.several = False
        self._choice = Choice()
        self._people: dict[str, Person] = {}
        self._circles: dict[str, Circle] = {}
        self._list = vbox(gap=9)
        self._cards = boxed(self._list)
        self.new = Button(self.tr("Someone new…"), "ghost", "plus", "s")
        self.also = Button(self.tr("And also…"), "ghost", "users", "s")
        self.hint = Label(self.tr("You need their key card first."), "caption", "text3")
        self.compare = Button(self.tr("Compare the fingerprint…"), "ghost", "fingerprint", "s")
        self.people = Button(self.tr("People…"), "ghost", "users", "s")
        buttons = FlowLayout(
            self.new, self.also, self.compare, self.people, self.hint, gap=4, line_gap=2
        )
        self.setLayout(vbox(self._cards, 6, boxed(buttons)))
        self.new.clicked.connect(self.new_asked)
        self.people.clicked.connect(self.people_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.also.clicked.connect(self._turn)
        self._show_buttons()

    def show_people(
        self, people: Sequence[Person], circles: Sequence[Circle], choice: Choice
    ) -> None:
        """Offer everybody who has a key to seal for, their circles, then the words."""
        known = {one.id: one for one in people}
        formed = {one.id: one for one in circles}
        if self.cards and (known, formed) == (self._people, self._circles):
            self.mark(choice)
            return
        at = next((key for key, card in self.cards.items() if card.hasFocus()), "")
        self._clear()
        self._people, self._circles = known, formed
        for person in people:
            if person.changed is not None:
                self._warn(person)
            elif person.age_recipient:
                face = Avatar(person.name, side=34)
                self._add(person.id, ChoiceRow(person.name, about(person), before=face))
        for circle in circles:
            self._add_circle(circle)
        words = ChoiceRow(
            self.tr("Six words instead of a key"),
            self.tr("For somebody without Metanoia: you tell them the words by phone"),
            before=IconTile("key-round", "plum", 34),
        )
        self._add(WORDS, words)
        self.mark(choice)
        if at in self.cards:
            self.cards[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, as it stands."""
        found: list[QWidget] = []
        for warning in self.warnings.values():
            found += [warning.compare, warning.keep_old]
        return [*found, *self.cards.values(), self.new, self.also, self.compare, self.people]

    def mark(self, choice: Choice) -> None:
        """Show who is chosen."""
        self._choice = choice
        self.several = self._people_chosen() and (self.several or len(choice.to) > 1)
        chosen = {choice.circle} if choice.circle else set(choice.to)
        for key, card in self.cards.items():
            blocked = card.blockSignals(True)
            card.setAutoExclusive(False)
            card.setChecked(key in chosen)
            alone = not (self.several and key in self._people)
            card.setAutoExclusive(alone)
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            card.update()
            card.blockSignals(blocked)
        for key, card in self.cards.items():
            card.take_stop(key in chosen)
        self._show_buttons()

    def unsure(self) -> Person | None:
        """Return the first of those chosen whose key can be compared and never was."""
        for person in (self._people.get(one) for one in self._choice.to):
            if person and person.signing_key is not None and person.verified_at is None:
                return person
        return None

    def _add_circle(self, circle: Circle) -> None:
        members = [self._people[one] for one in circle.members if one in self._people]
        refusal = circle_refusal(members)
        card = ChoiceRow(
            circle.name, refusal or about_circle(members), before=Avatar(circle.name, side=34)
        )
        if refusal:
            card.setEnabled(False)
            card.subtitle.set_colour("danger_text")
        self._add(circle.id, card)

    def _warn(self, person: Person) -> None:
        warning = ChangedKeys(person.name, person.refusal() or "")
        warning.compare_asked.connect(self._compare_changed)
        warning.old_kept.connect(self._keep_old)
        self.warnings[person.id] = warning
        self._list.addWidget(warning)
        warning.show()

    def _add(self, key: str, card: ChoiceRow) -> None:
        self.cards[key] = card
        card.toggled.connect(self._toggled)
        self._list.addWidget(card)
        card.show()  # now, so that it can take the focus

    def _clear(self) -> None:
        for card in (*self.cards.values(), *self.warnings.values()):
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards, self.warnings = {}, {}

    def _people_chosen(self) -> bool:
        choice = self._choice
        return choice.circle is None and any(one in self._people for one in choice.to)

    def _show_buttons(self) -> None:
        people = [key for key in self.cards if key in self._people]
        self.also.setVisible(self.several or (self._people_chosen() and len(people) > 1))
        self.also.setText(self.tr("Only one of them") if self.several else self.tr("And also…"))
        self.compare.setVisible(self.unsure() is not None)
        self.hint.setVisible(not people)

    def _choose(self, choice: Choice) -> None:
        self.mark(choice)
        self.chosen.emit(choice)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        sender = self.sender()
        key = next((one for one, card in self.cards.items() if card is sender), None)
        if key is None:
            return
        if self.several and key in self._people:
            ticked = (one for one, card in self.cards.items() if card.isChecked())
            self._choose(Choice(tuple(one for one in ticked if one in self._people)))
        elif on:
            self.several = False
            circle = self._circles.get(key)
            self._choose(Choice(circle.members, circle.id) if circle else Choice((key,)))

    @Slot()
    def _turn(self) -> None:
        """Let several be ticked, or one alone again."""
        self.several = not self.several
        self._choose(self._choice if self.several else Choice(self._choice.to[:1]))
        card = self.cards.get(next(iter(self._choice.to), ""))
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _compare_changed(self) -> None:
        self.changed_asked.emit(self._warned())

    @Slot()
    def _keep_old(self) -> None:
        self.old_kept.emit(self._warned())

    def _warned(self) -> str:
        sender = self.sender()
        return next(key for key, warning in self.warnings.items() if warning is sender)
