"""The Goals page: what somebody wants to be true and what is true now, and the values behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination
from metanoia.ui.page import Page
from metanoia.ui.pages.goals.head import GOALS, VALUES
from metanoia.ui.pages.goals.room import GoalsRoom
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.journal import Journal
    from metanoia.ui.room import Room
    from metanoia.ui.settings import Settings


class GoalsPage(Page):
    """Two rooms, of which one is in view; the values are made when they are first gone to."""

    name = "goals"
    shows = frozenset({Kind.GOAL, Kind.VALUE, Kind.ACTION, Kind.ASSUMPTION, Kind.LINK, Kind.ENTRY})

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self._stack = QStackedWidget()
        self.setLayout(vbox(self._stack))
        self.goals: GoalsRoom = GoalsRoom(self)
        self._rooms: dict[int, Room] = {}
        self._behind: set[int] = set()  # rooms that have not heard of the latest change
        self._add(GOALS, self.goals)

    @property
    def room(self) -> Room:
        """The room in view."""
        return self._rooms[self._stack.currentIndex()]

    def go(self, destination: Destination) -> None:
        """Show the goal or value that ``destination`` names, or ask about a new one.

        The page alone is shown as it was left; asked for again, it shows the list of goals.
        """
        before = self.room
        if destination == Destination(page=self.name):
            if self.isVisible():
                self._show(GOALS)
                self.goals.show_list()
                self.room.take_focus()
        else:
            values = destination.section.startswith("values")
            self._show(VALUES if values else GOALS)
            self.room.go(destination)
        if self.room is not before and self.isVisible():
            self.room.take_focus()

    def where(self) -> Destination:
        """Return the way back to what is shown."""
        return self.room.where()

    def refresh(self) -> None:
        """Bring the room in view up to date; the other one once it is gone to."""
        self._behind = set(self._rooms)
        self._catch_up()

    def commands(self) -> list[Command]:
        """Return what can be done in the room in view."""
        return self.room.commands()

    def panes(self) -> Sequence[QWidget]:
        """Return the panes of the room in view."""
        return self.room.panes()

    def save(self) -> None:
        """Keep what is being written in either room."""
        for room in self._rooms.values():
            room.save()

    def blank(self) -> None:
        """Forget every goal and value."""
        for room in self._rooms.values():
            room.blank()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the room in view begins."""
        super().showEvent(event)
        focused = self.focusWidget()  # maybe in the other room, or in a part that is hidden now
        if focused is None or not focused.isVisible() or not self.room.isAncestorOf(focused):
            self.room.take_focus()

    def _show(self, number: int) -> None:
        if number not in self._rooms:
            from metanoia.ui.pages.goals.values.room import ValuesRoom

            self._add(number, ValuesRoom(self))
        if self._stack.currentIndex() != number:
            self._stack.setCurrentIndex(number)
            self._catch_up()
            self.commands_changed.emit()

    def _add(self, number: int, room: Room) -> None:
        self._rooms[number] = room
        self._stack.addWidget(room)
        self._behind.add(number)
        room.asked.connect(self.asked)
        room.said.connect(self.said)
        room.tab_asked.connect(self._tab_asked)
        room.commands_changed.connect(self.commands_changed)

    def _catch_up(self) -> None:
        number = self._stack.currentIndex()
        if number in self._behind and not self._stale:
            self._behind.discard(number)
            self._rooms[number].refresh()

    def _tab_asked(self, number: int) -> None:
        self._show(number)
        QTimer.singleShot(0, self, self._begin)  # once the tab that was taken has had the focus

    def _begin(self) -> None:
        self.room.take_focus()
