"""The picture of a year: day by day, line by line, and the weeks that were looked back on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget

from metanoia.ui import dates
from metanoia.ui.destination import Command, Destination
from metanoia.ui.pages.review.head import QUARTER, SECTIONS, YEAR, ReviewHead
from metanoia.ui.pages.review.week.facts import today_of
from metanoia.ui.pages.review.year import facts
from metanoia.ui.pages.review.year.cards import ByWhat, DayByDay, SmallLines
from metanoia.ui.room import Room
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.review_weeks import ReviewWeeks
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from metanoia.store.metrics import Grouping
    from metanoia.ui.page import Page

_TOP = 12  # groups that are shown


class YearRoom(Room):
    """Years back and forward; a day that is chosen opens in the Journal."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._back = 0  # years before this one
        self.today = today_of(self.journal)
        self.earlier = IconButton("chevron-left", self.tr("A year earlier"), "Ctrl PgUp")
        self.later = IconButton("chevron-right", self.tr("A year later"), "Ctrl PgDown")
        self.quarterly = Button(self.tr("Quarterly review"), "primary", "calendar-check")
        self.head = ReviewHead(YEAR, self.earlier, 2, self.later, 14, self.quarterly)
        self.title = Label(self.tr("Looking back over a year"), "h1", wrap=True)
        self.about = Label("", "body", "text2", wrap=True)
        self.days = DayByDay()
        self.lines = SmallLines()
        self.by_what = ByWhat()
        self.weeks = ReviewWeeks()
        self._weeks = Card(Label(self.tr("Weeks you looked back on"), "strong"), 8, self.weeks, margins=(19, 13, 19, 11))  # fmt: skip
        write = Button(self.tr("Write today’s entry"), "primary", "feather")
        write.clicked.connect(self._write)
        self.empty = EmptyState(
            "calendar", self.tr("What will a year look like?"),
            self.tr("Each day that holds a word or a number leaves a mark here. Empty days are only empty days."),
            write,
        )  # fmt: skip
        column = boxed(
            vbox(self.title, 4, self.about, 16, self.days, 14, self.lines, 14, self.by_what, 14, self._weeks, None, margins=(32, 12, 32, 24))
        )  # fmt: skip
        self._scroll = ScrollArea(column)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.empty)
        head = boxed(hbox((self.head, 1), margins=(32, 15, 28, 8)))
        self.setLayout(vbox(head, (self._stack, 1)))
        self._connect()

    # -- what every room answers

    def go(self, destination: Destination) -> None:
        """Show the year up to a day that ``destination`` names, or the one that was shown."""

    def where(self) -> Destination:
        """Return the way back."""
        return Destination(page=self.page.name, section=SECTIONS[YEAR])

    def refresh(self) -> None:
        """Show what the journal holds now."""
        journal = self.journal
        self.today = today = today_of(journal)
        first = journal.entries.first_day
        offered = facts.daily(journal, facts.span(today, self._back))
        nothing = first is None and not any(one.values for one in offered)
        self._stack.setCurrentWidget(self.empty if nothing else self._scroll)
        days = facts.span(today, self._back)
        self.earlier.setEnabled(self._reaches_before(days.first))
        self.later.setEnabled(self._back > 0)
        self.about.setText(self._said(days))
        self.days.show_year(offered, days)
        self.lines.show_lines(facts.lines(journal, days, today), days)
        self.weeks.show_weeks(journal.reviews.weeks(days.last), days.last)
        order_tabs(None, list(stops_in(self)))

    def commands(self) -> list[Command]:
        """Return the ways to other years."""
        return [
            Command("review.earlier", self.tr("A year earlier"), self.go_back, "Ctrl+PgUp", "chevron-left"),
            Command("review.later", self.tr("A year later"), self.go_on, "Ctrl+PgDown", "chevron-right"),
        ]  # fmt: skip

    def panes(self) -> Sequence[QWidget]:
        """Return the whole room."""
        return (self,)

    def take_focus(self) -> None:
        """Begin on the days."""
        shown = self.empty if self._stack.currentWidget() is self.empty else self.days.map
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def blank(self) -> None:
        """Forget every number shown."""
        self.days.forget()
        self.lines.show_lines([], facts.span(self.today, 0))
        self.by_what.bars.show_groups([], scale=(0, 10))
        self.weeks.show_weeks([], self.today)

    # -- years

    @Slot()
    def go_back(self) -> None:
        """Show the year before."""
        if self.earlier.isEnabled():
            self._back += 1
            self.refresh()

    @Slot()
    def go_on(self) -> None:
        """Show the year after."""
        if self._back > 0:
            self._back -= 1
            self.refresh()

    def _reaches_before(self, day: dt.date) -> bool:
        firsts = [self.journal.entries.first_day]
        for metric in self.journal.metrics.all(hidden=True):
            readings = self.journal.metrics.readings(metric.id)
            firsts.append(readings[0].date if readings else None)
        return any(first is not None and first < day for first in firsts)

    def _said(self, days: facts.Span) -> str:
        first = dates.month(days.first)
        last = self.tr("today") if not self._back else dates.month(days.last)
        return self.tr("{} to {}. Empty days are only empty days.").format(first, last)

    # -- inside

    @Slot()
    def _show_groups(self) -> None:
        one = self.days.daily()
        self.by_what.setVisible(one is not None and one.metric is not None)
        if one is None or one.metric is None:
            return
        which = cast("Grouping", self.by_what.grouping)
        groups = self.journal.metrics.by(one.metric.id, which)
        self.by_what.show_groups(one, groups[:_TOP])

    @Slot(object)
    def _day_chosen(self, day: dt.date) -> None:
        self.asked.emit(Destination(page="journal", date=day))

    @Slot(object)
    def _week_chosen(self, monday: dt.date) -> None:
        session = self.journal.reviews.session("weekly", monday)
        if session is not None and session.entry is not None:
            self.asked.emit(Destination(page="journal", entry=session.entry))

    @Slot()
    def _to_quarter(self) -> None:
        self.tab_asked.emit(QUARTER)

    @Slot()
    def _write(self) -> None:
        self.asked.emit(Destination(page="today"))

    def _connect(self) -> None:
        self.head.spans.asked.connect(self.tab_asked)
        self.earlier.clicked.connect(self.go_back)
        self.later.clicked.connect(self.go_on)
        self.quarterly.clicked.connect(self._to_quarter)
        self.days.day_chosen.connect(self._day_chosen)
        self.days.shown.connect(self._show_groups)
        self.by_what.asked.connect(self._show_groups)
        self.weeks.chosen.connect(self._week_chosen)
