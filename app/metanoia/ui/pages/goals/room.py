"""The goals: all of them with their tension, or the one that is looked at."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import NotFound
from metanoia.domain.goals import Goal, GoalId, GoalRow
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.goals.acting import Acting
from metanoia.ui.pages.goals.commands import commands_of
from metanoia.ui.pages.goals.goal.example import example
from metanoia.ui.pages.goals.goal.goal_view import GoalView
from metanoia.ui.pages.goals.goal.known import gather
from metanoia.ui.pages.goals.head import VALUES
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
        self.view = GoalView(page.journal)
        self.acting = Acting(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.view)
        self.setLayout(vbox(self._stack))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show a goal or Recently deleted, or ask what ``destination`` asks for."""
        if destination.new:  # once the page is in view, so that a sheet lies over it
            ask = partial(self.acting.new, destination.title, destination.item)
            QTimer.singleShot(0, self, ask)
        elif destination.item:
            self.show_goal(destination.item)
            if destination.section == "check-in" and self.one is not None:
                QTimer.singleShot(0, self, self.acting.note)
        else:
            self.show_trash(destination.section == "trash")

    def where(self) -> Destination:
        """Return the way back to the goal that is looked at, or to the list."""
        one = self.one
        if one is not None:
            return Destination(page=self.page.name, item=one.id)
        return Destination(page=self.page.name, section="trash" if self.trash else "list")

    def refresh(self) -> None:
        """Show what the journal holds now; the goal that is looked at stays."""
        self._list()
        known = self.view.known
        if known is None or known.example:
            return
        try:
            self.view.show_known(gather(self.journal, known.goal.id, self.today()))
        except NotFound:
            self.show_list()

    def commands(self) -> list[Command]:
        """Return what can be done with the goals, and with the one that is looked at."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return the search field and the list, or the head and the page of a goal."""
        if self._goal_shown:
            return [self.view.bar, self.view.area]
        return [self.listing.field, self.list]

    def take_focus(self) -> None:
        """Begin in the list, or with what is done most with the goal."""
        if self._goal_shown:
            self.view.take_focus()
        else:
            self.listing.take_focus()

    def blank(self) -> None:
        """Forget every goal."""
        self.listing.forget()
        self.view.forget()
        self._stack.setCurrentWidget(self.listing)

    # -- showing

    @property
    def one(self) -> Goal | None:
        """The goal that is looked at; in the list the one that is chosen."""
        if self._goal_shown:
            known = self.view.known
            return known.goal if known is not None and not known.example else None
        return None

    @property
    def example_shown(self) -> bool:
        """Whether the example is looked at."""
        return self._goal_shown and self.view.known is not None and self.view.known.example

    def today(self) -> dt.date:
        """Return the journal day that it is now."""
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def show_goal(self, goal: str) -> None:
        """Look at a goal."""
        try:
            known = gather(self.journal, GoalId(goal), self.today())
        except NotFound:
            self.said.emit(Notice(text=self.tr("That goal is no longer in this journal.")))
            return
        self.trash = known.goal.deleted_at is not None
        self.view.show_known(known)
        self._show(self.view)
        self._list()
        self.list.choose(goal)

    def show_example(self) -> None:
        """Look at a goal that is in no journal."""
        self.view.show_known(example(self.today()))
        self._show(self.view)

    def show_list(self) -> None:
        """Show all goals."""
        self.show_trash(shown=False)

    def show_trash(self, shown: bool) -> None:
        """Show Recently deleted, or the goals again."""
        here, turned = self.one, self.trash != shown
        self.trash = shown
        self.view.forget()
        self._list(here.id if here else "")
        self._show(self.listing)
        if turned and self.isVisible():
            self.take_focus()

    def leave_goal(self, following: str = "") -> None:
        """Go back to the list, where ``following`` is chosen; what was looked at is about to go."""
        if self._goal_shown:
            self.view.forget()
            self._show(self.listing)
        self.list.choose(following)

    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        self.show_list()
        self.listing.look_for()

    def to_values(self) -> None:
        """Ask for the values."""
        self.tab_asked.emit(VALUES)

    def before(self) -> None:
        """Choose the goal above; look at it where one is looked at."""
        self._step(-1)

    def after(self) -> None:
        """Choose the goal below; look at it where one is looked at."""
        self._step(1)

    # -- inside

    @property
    def _goal_shown(self) -> bool:
        return self._stack.currentWidget() is self.view

    def _show(self, view: QWidget) -> None:
        if self._stack.currentWidget() is view:
            if view is self.view:
                self.commands_changed.emit()
            return
        self._stack.setCurrentWidget(view)
        self.commands_changed.emit()
        if self.isVisible():
            self.take_focus()

    def _list(self, keep: str = "") -> None:
        goals = self.journal.goals
        if self.trash:
            rows = [GoalRow(goal) for goal in goals.trashed()]
        else:
            rows = goals.rows(words=self.listing.typed)
        keep = keep or self.list.goal
        self.listing.show_rows(rows, self.today(), trash=self.trash, keep=keep)

    def _step(self, by: int) -> None:
        self.list.step(by)
        if self._goal_shown and self.one is not None and self.list.goal:
            self.show_goal(self.list.goal)

    def _opened(self) -> None:
        if self.list.goal:
            self.show_goal(self.list.goal)

    def _back(self) -> None:
        self.show_trash(self.trash)

    def _in_list(self, name: str) -> None:
        """Look at the goal that is chosen, and do with it what ``name`` says."""
        goal = self.list.goal
        if goal:
            self.show_goal(goal)
            self.acting.do(name)

    def _note_chosen(self) -> None:
        self._in_list("note")

    def _edit_chosen(self) -> None:
        self._in_list("edit")

    def _delete_chosen(self) -> None:
        if self.list.goal and not self.trash:
            chosen = self.journal.goals.get(GoalId(self.list.goal))
            self.leave_goal(self.list.neighbour(chosen.id))
            self.acting.goals.trash(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list, and from Recently deleted to the goals."""
        escape = event.key() == Qt.Key.Key_Escape
        if escape and self._goal_shown:
            self._back()
        elif escape and self.trash:
            self.show_list()
        elif self._goal_shown and self.acting.do_by_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        listing, view, acting = self.listing, self.view, self.acting
        for signal, slot in (
            (listing.searched, self._list),
            (listing.trash_asked, self.show_trash),
            (listing.new_asked, acting.new),
            (listing.empty_trash_asked, acting.goals.empty_trash),
            (listing.body.example_asked, self.show_example),
            (listing.head.tab_asked, self.tab_asked),
            (self.list.opened, self._opened),
            (self.list.note_asked, self._note_chosen),
            (self.list.edit_asked, self._edit_chosen),
            (self.list.delete_asked, self._delete_chosen),
            (view.back_asked, self._back),
            (view.asked, acting.do),
            (view.connected.asked, self.asked),
            (view.connected.said, self.said),
            (view.comments.said, self.said),
            (view.targets.asked, self.asked),
            (view.lines.asked, self.asked),
            (acting.said, self.said),
            (acting.asked, self.asked),
            (acting.shown, self.show_goal),
        ):
            signal.connect(slot)
