"""Third step: the week day by day, what moved in it, an entry from before, and three questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.entries import EntryId
from metanoia.store.form_library import library
from metanoia.ui import dates
from metanoia.ui.destination import Destination
from metanoia.ui.pages.review.column import Column, emptied
from metanoia.ui.pages.review.questions import LinesQuestion, TextQuestion
from metanoia.ui.pages.review.week.moved_card import MovedCard, belief_card, goal_card
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.week_days import WeekDays, Written

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QResizeEvent

    from metanoia.domain.entries import EntryRow
    from metanoia.ui.pages.review.week.facts import WeekFacts

_SIDE_BY_SIDE = 620  # px at scale 1 from which two cards stand beside one another


class BeforeCard(Card):
    """An entry of a year, a quarter or a month ago to read again."""

    asked = Signal(object)
    not_again_asked = Signal(object)

    def __init__(self, row: EntryRow, today: dt.date, parent: QWidget | None = None) -> None:
        self.entry = row
        tr = QCoreApplication.translate
        days = (today - row.date).days
        ago = tr("BeforeCard", "About a year ago") if days > 300 else tr("BeforeCard", "Some three months ago") if days > 60 else tr("BeforeCard", "A month ago")  # fmt: skip
        title = row.title or tr("BeforeCard", "Without a title")
        self.read = Button(tr("BeforeCard", "Read it"), "outline", "book-open", "s")
        self.no_more = Button(tr("BeforeCard", "Not again"), "ghost", size="s", name=tr("BeforeCard", "Do not bring “{}” up again").format(title))  # fmt: skip
        when = Label(f"{ago} · {dates.medium(row.date, today)}", "caption", "text2")
        excerpt = Label(row.excerpt, "reading", "text2", wrap=True)
        if not row.excerpt:  # a label without a parent must not be shown: it would be a window
            excerpt.hide()
        super().__init__(
            when, 4, Label(title, "strong", wrap=True), 4, excerpt, 10,
            boxed(hbox(self.read, 4, self.no_more, None)), parent=parent,
        )  # fmt: skip
        excerpt.setVisible(bool(row.excerpt))
        self.read.clicked.connect(self._read)
        self.no_more.clicked.connect(self._no_more)

    @Slot()
    def _read(self) -> None:
        self.asked.emit(Destination(page="journal", entry=self.entry.id))

    @Slot()
    def _no_more(self) -> None:
        self.not_again_asked.emit(self.entry)


class ThisWeekStep(Column):
    """``asked`` carries a Destination, ``not_again_asked`` the EntryRow that is not to come up again."""

    asked = Signal(object)
    not_again_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        fields = {field.key: field for field in library()["weekly"].fields}
        self.days = WeekDays()
        self.surprised = TextQuestion(fields["surprised"])
        self.granted = LinesQuestion(fields["took_for_granted"])
        self.moved = TextQuestion(fields["moved"])
        self.cards: list[MovedCard] = []
        self.before: BeforeCard | None = None
        self._moved_rows = boxed(vbox(gap=14))
        self._before_row = boxed(vbox())
        self._entries: dict[dt.date, EntryId] = {}
        self._shown: tuple[object, ...] | None = None
        self._wide = True
        quiet = tr("ThisWeekStep", "No goal was looked at and no assumption moved. A quiet week is a week too.")  # fmt: skip
        self.quiet = Label(quiet, "body", "text2", wrap=True)
        about = tr("ThisWeekStep", "Look first, judge later. Notice where the gap changed and what you were doing when it did.")  # fmt: skip
        super().__init__(
            tr("ThisWeekStep", "What moved this week"), about, self.days, 17, self._moved_rows,
            self.quiet, 17, self._before_row, 18, self.surprised, 18, self.granted, 18, self.moved,
            parent=parent,
        )  # fmt: skip
        self.days.chosen.connect(self._day_chosen)

    def show_facts(self, facts: WeekFacts) -> None:
        """Show the week; what is being written stays."""
        written = {day: _written(rows) for day, rows in facts.days_.items() if rows}
        self._entries = {day: EntryId(one.entry) for day, one in written.items()}
        self.days.show_week(facts.monday, written, facts.today)
        shown = (facts.goals, facts.beliefs, facts.agenda.before, facts.today)
        if shown == self._shown:
            return
        focused = next((n for n, card in enumerate(self.cards) if card.hasFocus()), None)
        self._shown = shown
        self.cards = [goal_card(move) for move in facts.goals]
        self.cards += [belief_card(move) for move in facts.beliefs]
        for card in self.cards:
            card.asked.connect(self.asked)
        self._lay_out_cards()
        self.quiet.setVisible(not self.cards)
        self._show_before(facts)
        if focused is not None and self.cards:
            self.cards[min(focused, len(self.cards) - 1)].setFocus()

    def forget(self) -> None:
        """Show nothing of the journal."""
        self._shown = None
        self.cards = []
        emptied(self._moved_rows)
        emptied(self._before_row)
        self.before = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two cards side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() / theme().scale >= _SIDE_BY_SIDE
        if wide != self._wide:
            self._wide = wide
            self._lay_out_cards()

    def _lay_out_cards(self) -> None:
        layout = self._moved_rows.layout()
        if layout is None:
            return
        for card in self.cards:
            card.setParent(None)
        emptied(self._moved_rows)
        step = 2 if self._wide else 1
        for first in range(0, len(self.cards), step):
            pair = self.cards[first : first + step]
            layout.addWidget(boxed(hbox(*((card, 1) for card in pair), gap=14)))
            for card in pair:
                card.show()
        self._moved_rows.setVisible(bool(self.cards))

    def _show_before(self, facts: WeekFacts) -> None:
        emptied(self._before_row)
        self.before = None
        row, layout = facts.agenda.before, self._before_row.layout()
        self._before_row.setVisible(row is not None)
        if row is not None and layout is not None:
            self.before = BeforeCard(row, facts.today)
            self.before.asked.connect(self.asked)
            self.before.not_again_asked.connect(self.not_again_asked)
            layout.addWidget(self.before)

    @Slot(object)
    def _day_chosen(self, day: dt.date) -> None:
        if day in self._entries:
            self.asked.emit(Destination(page="journal", entry=self._entries[day]))


def _written(rows: list[EntryRow]) -> Written:
    longest = max(rows, key=lambda row: row.words)
    title = longest.title or longest.excerpt
    return Written(title, sum(row.words for row in rows), longest.id)
