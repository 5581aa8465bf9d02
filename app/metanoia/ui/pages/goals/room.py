"""The goals: all of them with their tension, or the one that is looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.goals import GoalRow
from metanoia.ui.destination import Command, Destination
from metanoia.ui.pages.goals.listing.list_view import ListView
from metanoia.ui.room import Room
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.page import Page


class GoalsRoom(Room):
    """One of two views: the list, or a goal."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.trash = False
        self.listing = ListView()
        self.list = self.listing.list
        self._stack = QStackedWidget()
        self._stack.addWidget(self.listing)
        self.setLayout(vbox(self._stack))
        self.listing.searched.connect(self._list)
        self.listing.trash_asked.connect(self.show_trash)
        self.listing.head.tab_asked.connect(self.tab_asked)

    def go(self, destination: Destination) -> None:
        """Show a goal or Recently deleted, or ask what ``destination`` asks for."""
        self.show_trash(destination.section == "trash")

    def where(self) -> Destination:
        """Return the way back to what is shown."""
        return Destination(page=self.page.name, section="trash" if self.trash else "list")

    def refresh(self) -> None:
        """Show what the journal holds now."""
        self._list()

    def commands(self) -> list[Command]:
        """Return what can be done with the goals."""
        return []

    def panes(self) -> Sequence[QWidget]:
        """Return the parts in reading order."""
        return [self.listing.field, self.list]

    def take_focus(self) -> None:
        """Begin in the list."""
        self.listing.take_focus()

    def blank(self) -> None:
        """Forget every goal."""
        self.listing.forget()

    def show_list(self) -> None:
        """Show all goals."""
        self.show_trash(shown=False)

    def show_trash(self, shown: bool) -> None:
        """Show Recently deleted, or the goals again."""
        self.trash = shown
        self._list()

    def today(self) -> dt.date:
        """Return the journal day that it is now."""
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def _list(self) -> None:
        goals = self.journal.goals
        if self.trash:
            rows = [GoalRow(goal) for goal in goals.trashed()]
        else:
            rows = goals.rows(words=self.listing.typed)
        self.listing.show_rows(rows, self.today(), trash=self.trash, keep=self.list.goal)
