"""The room of conversations: prepare one, bring a case to the circle, pass a lesson on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.entries import EntryId
from metanoia.ui.destination import Command, Destination
from metanoia.ui.pages.team.conversations.case_files import CaseFiles
from metanoia.ui.pages.team.conversations.known import CASE, LESSON, PREPARED, Known, read
from metanoia.ui.pages.team.conversations.rows import LessonRow, SpokenRow
from metanoia.ui.pages.team.head import CONVERSATIONS, TeamHead
from metanoia.ui.room import Room
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.page import Page

_STACKED_BELOW: Final = 760  # px at scale 1


class ConversationsRoom(Room):
    """Entries on the left, newest first, and "What I taught" beside them; or how to begin."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.prepare = Button(self.tr("Before we meet"), "primary", "calendar-clock", "s")
        self.bring = Button(self.tr("Case for the circle"), "outline", "users", "s")
        self.pass_on = Button(self.tr("Lesson passed on"), "outline", "send", "s")
        self.head = TeamHead(CONVERSATIONS)
        self.files = CaseFiles(self.journal, self)
        self.rows: list[SpokenRow] = []
        self.lessons: list[LessonRow] = []
        self._export: SpokenRow | None = None
        self._entries, self._taught = vbox(), vbox()
        self.begin = Button(self.tr("Prepare a conversation"), "primary", "calendar-clock")
        self.begin_lesson = Button(self.tr("Pass a lesson on"), "ghost", "send")
        self._views = QStackedWidget()
        self._full, self._empty = self._full_view(), self._empty_view()
        for view in (self._full, self._empty):
            self._views.addWidget(view)
        head = boxed(hbox(self.head, margins=(32, 18, 26, 0)))
        self.setLayout(vbox(head, 6, (self._views, 1)))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show the room."""

    def where(self) -> Destination:
        """Return the way back to this room."""
        return Destination(page=self.page.name, section="conversations")

    def refresh(self) -> None:
        """Show what the journal holds now."""
        known = read(self.journal)
        self._show_entries(known)
        self._show_taught(known)
        self._views.setCurrentWidget(self._full if known.entries else self._empty)

    def commands(self) -> list[Command]:
        """Return what can be begun here."""
        return [
            Command("meet", self.tr("Before we meet"), self.begin_meeting, "", "calendar-clock", "prepare session coach"),
            Command("case", self.tr("Case for the circle"), self.begin_case, "", "users", "peers question"),
            Command("lesson", self.tr("Lesson passed on"), self.begin_passing, "", "send", "taught"),
        ]  # fmt: skip

    def panes(self) -> Sequence[QWidget]:
        """Return head, entries and lessons."""
        return [self.head, *(self.rows[:1]), *(self.lessons[:1])]

    def take_focus(self) -> None:
        """Begin with the newest entry, or with what to begin."""
        if self._views.currentWidget() is self._empty:
            self.begin.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.rows:
            self.rows[0].row.setFocus(Qt.FocusReason.TabFocusReason)

    def blank(self) -> None:
        """Forget every text."""
        nothing = Known((), ())
        self._show_entries(nothing)
        self._show_taught(nothing)

    # -- doing

    @Slot()
    def begin_meeting(self) -> None:
        """Begin the form before a conversation."""
        self._begin(PREPARED)

    @Slot()
    def begin_case(self) -> None:
        """Begin a case for the circle."""
        self._begin(CASE)

    @Slot()
    def begin_passing(self) -> None:
        """Begin with a lesson to pass on."""
        self._begin(LESSON)

    @Slot(str)
    def open_entry(self, entry: str) -> None:
        """Lead to an entry, to go on writing."""
        self.asked.emit(Destination(page="today", entry=EntryId(entry)))

    @Slot(object)
    def open_export(self, row: SpokenRow) -> None:
        """Offer what a case can leave as."""
        self._export = row
        menu = Menu(self)
        menu.add(self.tr("Save as Markdown…"), self._as_markdown, icon="file-text")
        menu.add(self.tr("Save as PDF, with the run-sheet…"), self._as_pdf, icon="printer")
        menu.open_below(row.export)

    # -- inside

    def _begin(self, form: str) -> None:
        self.asked.emit(Destination(page="today", new=True, form=form))

    @Slot()
    def _as_markdown(self) -> None:
        if self._export is not None:
            self.files.ask_for_markdown(self._export.id)

    @Slot()
    def _as_pdf(self) -> None:
        if self._export is not None:
            self.files.ask_for_pdf(self._export.id)

    def _show_entries(self, known: Known) -> None:
        _empty(self._entries)
        self.rows = []
        today = self._today()
        for one in known.entries:
            if self.rows:
                self._entries.addWidget(boxed(vbox(Divider(), margins=(10, 0, 10, 0))))
            row = SpokenRow(one, today)
            row.row.opened.connect(self.open_entry)
            row.export_asked.connect(self.open_export)
            self.rows.append(row)
            self._entries.addWidget(row)

    def _show_taught(self, known: Known) -> None:
        _empty(self._taught)
        self.lessons = []
        today = self._today()
        for year, lessons in known.taught:
            self._taught.addWidget(boxed(vbox(heading(str(year)), margins=(8, 10, 8, 2))))
            for one in lessons:
                row = LessonRow(one, today)
                row.opened.connect(self.open_entry)
                self.lessons.append(row)
                self._taught.addWidget(row)
        if not known.taught:
            text = self.tr("What you learned and told somebody stands here, year by year.")
            self._taught.addWidget(boxed(vbox(Label(text, "label", "text3", weight=400, wrap=True), margins=(8, 8, 8, 8))))  # fmt: skip

    def _today(self) -> dt.date:
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def _full_view(self) -> QWidget:
        buttons = boxed(hbox(self.prepare, 8, self.bring, 8, self.pass_on, None))
        entries = Card(self._entries, None, margins=(8, 8, 0, 8))
        title = boxed(vbox(Label(self.tr("What I taught"), "strong"), margins=(8, 0, 8, 0)))
        taught = Card(title, self._taught, None, margins=(12, 14, 12, 12))
        self._cards = hbox((entries, 3), 14, (taught, 2))
        said = self.tr(
            "Prepare a talk, think with others about a case, and pass on what you learned."
        )
        column = vbox(
            Label(said, "label", "text2", weight=400, wrap=True), 14, buttons, 16, self._cards, None,
            margins=(32, 10, 32, 24),
        )  # fmt: skip
        return ScrollArea(boxed(column))

    def _empty_view(self) -> QWidget:
        text = self.tr(
            "Five minutes before you meet your coach, a case for people who help you think, a lesson "
            "that you told somebody: they are entries like any other, and stand together here."
        )
        title = self.tr("With whom will you think next?")
        return EmptyState("users", title, text, self.begin, self.begin_lesson)

    def _connect(self) -> None:
        for signal, slot in (
            (self.head.tab_asked, self.tab_asked),
            (self.prepare.clicked, self.begin_meeting),
            (self.begin.clicked, self.begin_meeting),
            (self.bring.clicked, self.begin_case),
            (self.pass_on.clicked, self.begin_passing),
            (self.begin_lesson.clicked, self.begin_passing),
            (self.files.said, self.said),
        ):
            signal.connect(slot)
        theme().changed.connect(self._fit)

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what was taught below the entries where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return what one card needs: the other can go below it."""
        return QSize(theme().px(420), super().minimumSizeHint().height())

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() / theme().scale < _STACKED_BELOW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(way)


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
