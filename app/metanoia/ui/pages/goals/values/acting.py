"""What is done from the room with the value that is shown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.values import Value
from metanoia.ui.destination import Destination, Notice

if TYPE_CHECKING:
    from metanoia.domain.actions import ActionId
    from metanoia.domain.values import Seen
    from metanoia.ui.pages.goals.values.asking import Asking
    from metanoia.ui.pages.goals.values.doing import Doing
    from metanoia.ui.pages.goals.values.room import ValuesRoom


class Acting(QObject):
    """Takes what was pressed in the room, does it, and says what could not be done."""

    def __init__(self, room: ValuesRoom, doing: Doing, asking: Asking) -> None:
        super().__init__(room)
        self._room = room
        self._doing = doing
        self._asking = asking

    @Slot()
    def add(self) -> None:
        """Ask about a new value."""
        self._asking.about_new()

    @Slot()
    def edit(self) -> None:
        """Ask what the value that is shown should be called and mean."""
        if (one := self._room.detail_of()) is not None and one.deleted_at is None:
            self._asking.about(one)

    @Slot()
    def retire(self) -> None:
        """Set the value that is shown aside."""
        if (one := self._room.detail_of()) is not None:
            self.say(self._doing.retire(one))

    @Slot()
    def take_up(self) -> None:
        """Take the value that is shown up again."""
        if (one := self._room.detail_of()) is not None:
            self.say(self._doing.take_up(one))

    @Slot()
    def delete(self) -> None:
        """Move the value that is shown to Recently deleted."""
        if (one := self._room.detail_of()) is not None and one.deleted_at is None:
            self.say(self._doing.trash(one))
            self._room.show_all()

    @Slot()
    def restore_shown(self) -> None:
        """Bring the deleted value that is shown back."""
        if (one := self._room.detail_of()) is not None:
            self.restore(one)

    @Slot(object)
    def restore(self, one: Value) -> None:
        """Bring a deleted value back."""
        self.say(self._doing.restore(one))

    @Slot(object)
    def remove_rating(self, day: dt.date) -> None:
        """Take away the rating that the shown value had on ``day``."""
        if (one := self._room.detail_of()) is not None:
            self.say(self._doing.remove_rating(one.id, day))

    @Slot(object)
    def go_to_seen(self, seen: Seen) -> None:
        """Lead to the entry, or to the goal of the step, that served or strained a value."""
        if seen.item_type == "entry":
            self._ask(Destination(page="journal", entry=EntryId(seen.item_id)))
            return
        try:
            goal = self._room.journal.actions.get(cast("ActionId", seen.item_id)).goal
        except NotFound as error:
            self.say(str(error))
            return
        if goal is not None:
            self.go_to_goal(goal)
        else:
            self.say(self.tr("That step belongs to no goal; it waits in the weekly review."))

    @Slot(str)
    def go_to_goal(self, goal: str) -> None:
        """Lead to a goal."""
        self._ask(Destination(page=self._room.page.name, item=goal))

    @Slot(str)
    def new_goal_for(self, value: str) -> None:
        """Ask about a new goal that serves a value."""
        self._ask(Destination(page=self._room.page.name, new=True, item=value))

    @Slot()
    def new_goal(self) -> None:
        """Ask about a new goal that serves the value that is shown."""
        if (one := self._room.detail_of()) is not None:
            self.new_goal_for(one.id)

    def say(self, refused: str) -> None:
        """Say why something was refused, nothing for ""."""
        if refused:
            self._room.said.emit(Notice(text=refused))

    def _ask(self, destination: Destination) -> None:
        self._room.asked.emit(destination)
