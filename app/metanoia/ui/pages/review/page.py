"""The Review page: looking back on the week and the quarter, step by step, and on a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination
from metanoia.ui.page import Page
from metanoia.ui.pages.review.head import QUARTER, SECTIONS, WEEK, YEAR
from metanoia.ui.pages.review.week.room import WeekRoom
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.journal import Journal
    from metanoia.ui.pages.review.quarter.room import QuarterRoom
    from metanoia.ui.pages.review.year.room import YearRoom
    from metanoia.ui.settings import Settings

    Span = WeekRoom | QuarterRoom | YearRoom


class ReviewPage(Page):
    """Three rooms, of which one is in view; quarter and year are made when they are first gone to."""

    name = "review"
    shows = frozenset(
        {
            Kind.REVIEW, Kind.ENTRY, Kind.GOAL, Kind.ASSUMPTION, Kind.PREDICTION, Kind.ACTION,
            Kind.VALUE, Kind.METRIC, Kind.LINK,
        }
    )  # fmt: skip

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self._stack = QStackedWidget()
        self.setLayout(vbox(self._stack))
        self.week = WeekRoom(self)
        self._rooms: dict[int, Span] = {}
        self._behind: set[int] = set()  # rooms that have not heard of the latest change
        self._shown = WEEK
        self._add(WEEK, self.week)

    @property
    def room(self) -> Span:
        """The room in view."""
        return self._rooms[self._shown]

    def go(self, destination: Destination) -> None:
        """Show the week, or the quarter or year that ``destination`` names.

        The page alone is shown as it was left; asked for again, it shows the week.
        """
        before = self.room
        spans = {section: span for span, section in SECTIONS.items()}
        if destination == Destination(page=self.name):
            if self.isVisible():
                self._show(WEEK)
        else:
            self._show(spans.get(destination.section, WEEK))
            self.room.go(destination)
        if self.room is not before and self.isVisible():
            self.room.take_focus()

    def where(self) -> Destination:
        """Return the way back to what is shown."""
        return self.room.where()

    def refresh(self) -> None:
        """Bring the room in view up to date; the others once they are gone to."""
        self._behind = set(self._rooms)
        self._catch_up()

    def commands(self) -> list[Command]:
        """Return what can be done in the room in view, and the ways to the others."""
        ways = [
            Command("review.week", self.tr("Review of the week"), self.to_week, icon="calendar-check"),
            Command("review.quarter", self.tr("Review of the quarter"), self.to_quarter, icon="compass"),
            Command("review.year", self.tr("Look back over a year"), self.to_year, icon="calendar"),
        ]  # fmt: skip
        return self.room.commands() + ways

    def panes(self) -> Sequence[QWidget]:
        """Return the panes of the room in view."""
        return self.room.panes()

    def save(self) -> None:
        """Keep what is being written. May raise."""
        for room in self._rooms.values():
            room.save()

    def unsaved(self) -> str:
        """Return what could not be kept."""
        return "\n\n".join(text for room in self._rooms.values() if (text := room.unsaved()))

    def blank(self) -> None:
        """Forget every text shown."""
        for room in self._rooms.values():
            room.blank()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the room in view begins."""
        super().showEvent(event)
        focused = self.focusWidget()
        if focused is None or not focused.isVisible() or not self.room.isAncestorOf(focused):
            self.room.take_focus()

    @Slot()
    def to_week(self) -> None:
        """Show the week."""
        self._span_asked(WEEK)

    @Slot()
    def to_quarter(self) -> None:
        """Show the quarter."""
        self._span_asked(QUARTER)

    @Slot()
    def to_year(self) -> None:
        """Show the year."""
        self._span_asked(YEAR)

    def _show(self, span: int) -> None:
        if span not in self._rooms:
            self._add(span, self._made(span))
        if span != self._shown:
            self._shown = span
            self._stack.setCurrentWidget(self._rooms[span])
            self._catch_up()
            self.commands_changed.emit()

    def _made(self, span: int) -> Span:
        if span == QUARTER:
            from metanoia.ui.pages.review.quarter.room import QuarterRoom

            return QuarterRoom(self)
        from metanoia.ui.pages.review.year.room import YearRoom

        return YearRoom(self)

    def _add(self, span: int, room: Span) -> None:
        self._rooms[span] = room
        self._stack.addWidget(room)
        self._behind.add(span)
        room.asked.connect(self.asked)
        room.said.connect(self.said)
        room.tab_asked.connect(self._span_asked)
        room.commands_changed.connect(self.commands_changed)

    def _catch_up(self) -> None:
        if self._shown in self._behind and not self._stale:
            self._behind.discard(self._shown)
            self.room.refresh()

    @Slot(int)
    def _span_asked(self, span: int) -> None:
        self._show(span)
        QTimer.singleShot(0, self, self._begin)  # once the tab that was taken has had the focus

    def _begin(self) -> None:
        self.room.take_focus()
