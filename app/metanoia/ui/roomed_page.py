"""A page of several rooms, of which one is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.destination import Command, Destination
from metanoia.ui.page import Page
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.journal import Journal
    from metanoia.ui.room import Room
    from metanoia.ui.settings import Settings


class RoomedPage(Page):
    """The first room is made with the page, each other one when it is first gone to."""

    first = 0

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self._stack = QStackedWidget()
        self.setLayout(vbox(self._stack))
        self._rooms: dict[int, Room] = {}
        self._behind: set[int] = set()  # rooms that have not heard of the latest change
        self._shown = self.first
        self._add(self.first)

    @property
    def room(self) -> Room:
        """The room in view."""
        return self._rooms[self._shown]

    def made(self, number: int) -> Room:
        """Make the room of that number; its module is imported here."""
        raise NotImplementedError

    def number_of(self, destination: Destination) -> int:
        """Return the number of the room that ``destination`` is about."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """The page is in view and was asked for again: show what it begins with."""
        self.show_room(self.first)

    def go(self, destination: Destination) -> None:
        """Show what ``destination`` names in its room.

        The page alone is shown as it was left; asked for again, it begins anew.
        """
        before = self.room
        if destination == Destination(page=self.name):
            if self.isVisible():
                self.begin_anew()
        else:
            self.show_room(self.number_of(destination))
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
        """Return what can be done in the room in view."""
        return self.room.commands()

    def panes(self) -> Sequence[QWidget]:
        """Return the panes of the room in view."""
        return self.room.panes()

    def save(self) -> None:
        """Keep what is being written in any room. May raise."""
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
        focused = self.focusWidget()  # maybe in another room, or in a part that is hidden now
        if focused is None or not focused.isVisible() or not self.room.isAncestorOf(focused):
            self.room.take_focus()

    def show_room(self, number: int) -> None:
        """Bring a room into view."""
        if number not in self._rooms:
            self._add(number)
        if self._shown != number:
            self._shown = number
            self._stack.setCurrentWidget(self.room)
            self._catch_up()
            self.commands_changed.emit()

    @Slot(int)
    def enter(self, number: int) -> None:
        """Bring a room into view, and the keyboard with it."""
        self.show_room(number)
        QTimer.singleShot(0, self, self._begin)  # once the tab that was taken has had the focus

    def _add(self, number: int) -> None:
        room = self._rooms[number] = self.made(number)
        self._stack.addWidget(room)
        self._behind.add(number)
        room.asked.connect(self.asked)
        room.said.connect(self.said)
        room.tab_asked.connect(self.enter)
        room.commands_changed.connect(self.commands_changed)

    def _catch_up(self) -> None:
        if self._shown in self._behind and not self._stale:
            self._behind.discard(self._shown)
            self.room.refresh()

    def _begin(self) -> None:
        self.room.take_focus()
