"""Second step: a few things to look at again, each with four answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.looking_again import Candidate
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.review.column import Column
from metanoia.ui.pages.review.place_row import PlaceRow, drop
from metanoia.ui.pages.review.thing_row import Answer, Asked, ThingRow
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.ui.pages.review.week.facts import WeekFacts

_LOOKS: Final = {"assumption": ("lightbulb", "plum"), "goal": ("target", "accent"), "value": ("heart", "ochre"), "map": ("waypoints", "accent")}  # fmt: skip


class AgainCard(Card):
    """One thing to look at again; put off for the third time, it may be set aside."""

    answered = Signal(object, str)  # the Candidate, and the answer
    rest_asked = Signal(object)

    def __init__(self, one: Candidate, today: dt.date, parent: QWidget | None = None) -> None:
        self.candidate = one
        self.place = PlaceRow(_asked(one, today))
        self.rest = Button(_rest_words(one), "outline", size="s")
        words = Label(_rest_asks(one), "label", wrap=True)
        self.park = boxed(hbox((words, 1), 10, self.rest, margins=(44, 12, 0, 0)))
        super().__init__(self.place, self.park, parent=parent)
        self.park.setVisible(one.asks_to_park and one.outcome == "later")
        self.place.answered.connect(self._answered)
        self.rest.clicked.connect(self._rest)

    @property
    def row(self) -> ThingRow:
        """What it is, with its four answers."""
        return self.place.row

    @Slot(str, str, str)
    def _answered(self, _key: str, answer: str, _line: str) -> None:
        self.answered.emit(self.candidate, answer)

    @Slot()
    def _rest(self) -> None:
        self.rest_asked.emit(self.candidate)


class AgainStep(Column):
    """``answered`` carries a Candidate and what was said of it, ``rest_asked`` one to set aside."""

    answered = Signal(object, str)
    rest_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        self.cards: dict[str, AgainCard] = {}
        self._cards = boxed(vbox(gap=14))
        words = tr("AgainStep", "Nothing asks to be looked at again this week.")
        self.nothing = Label(words, "body", "text2", wrap=True)
        about = tr("AgainStep", "These have not been touched for a while. Are they still so?")
        super().__init__(tr("AgainStep", "Look again"), about, self._cards, self.nothing, parent=parent)  # fmt: skip

    def show_facts(self, facts: WeekFacts) -> None:
        """Show what is to be looked at again; a card that stays the same keeps what is written in it."""
        wanted = [(one, _asked(one, facts.today)) for one in facts.agenda.again]
        layout = self._cards.layout()
        old, self.cards = self.cards, {}
        for one, asked in wanted:
            card = old.pop(one.id, None)
            focused = card is not None and _has_keyboard(card)
            if card is None or (card.row.asked, card.candidate) != (asked, one):
                card = self._made(one, facts.today, card)
            self.cards[one.id] = card
            if layout is not None:
                layout.addWidget(card)
            card.show()
            if focused and not _has_keyboard(card):
                card.row.take_focus()
        for gone in old.values():
            drop(gone)
        self._cards.setVisible(bool(wanted))
        self.nothing.setVisible(not wanted)
        self.about.setVisible(bool(wanted))

    def unsaved(self) -> str:
        """Return what is being written in a card."""
        places = [card.place.in_place for card in self.cards.values()]
        return "\n\n".join(text for one in places if one is not None and (text := one.unsaved()))

    def forget(self) -> None:
        """Show nothing."""
        for card in self.cards.values():
            drop(card)
        self.cards = {}

    def _made(self, one: Candidate, today: dt.date, before: AgainCard | None) -> AgainCard:
        card = AgainCard(one, today)
        card.answered.connect(self.answered)
        card.rest_asked.connect(self.rest_asked)
        if before is not None:
            asking = before.place.give_up()
            drop(before)
            if asking is not None:
                card.place.ask(asking)
        return card


def _has_keyboard(card: AgainCard) -> bool:
    focused = card.window().focusWidget()
    return focused is not None and card.isAncestorOf(focused)


def _asked(one: Candidate, today: dt.date) -> Asked:
    tr = QCoreApplication.translate
    icon, tone = _LOOKS.get(one.kind, ("lightbulb", "accent"))
    answers = (
        Answer("changed", tr("AgainStep", "Changed"), key="C"),
        Answer("evidence", tr("AgainStep", "New evidence"), key="E"),
        Answer("same", tr("AgainStep", "Still so"), key="S"),
        Answer("later", tr("AgainStep", "Not now"), key="N"),
    )
    return Asked(one.id, icon, tone, one.words, _about(one, today), answers, one.outcome or "")


def _about(one: Candidate, today: dt.date) -> str:
    tr = QCoreApplication.translate
    kind = {
        "assumption": tr("AgainStep", "Assumption"),
        "goal": tr("AgainStep", "Goal"),
        "value": tr("AgainStep", "Value"),
        "map": tr("AgainStep", "Map"),
    }.get(one.kind, "")
    parts = [kind]
    if one.confidence is not None:
        parts.append(tr("AgainStep", "{}% sure").format(one.confidence))
    if one.coach_asked:
        parts.append(tr("AgainStep", "a question about it is open"))
    if one.outcome is not None and one.due_on is not None:
        days = max(1, (one.due_on - today).days)
        again = counted(
            days, tr("AgainStep", "again tomorrow"), tr("AgainStep", "again in {} days")
        )
        parts.append(again)
    elif one.last_on is not None:
        parts.append(tr("AgainStep", "last touched {}").format(dates.ago(one.last_on, today)))
    return " · ".join(part for part in parts if part)


def _rest_asks(one: Candidate) -> str:
    tr = QCoreApplication.translate
    if one.kind == "map":
        return tr("AgainCard", "Not now, for the third time. Do you still need this map?")
    return tr("AgainCard", "Not now, for the third time. Would you rather let it rest?")


def _rest_words(one: Candidate) -> str:
    tr = QCoreApplication.translate
    return {
        "goal": tr("AgainCard", "Park it"),
        "value": tr("AgainCard", "Set it aside"),
        "map": tr("AgainCard", "Move it to Recently deleted"),
    }.get(one.kind, tr("AgainCard", "Drop it…"))
