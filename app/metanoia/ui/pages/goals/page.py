"""The Goals page: what somebody wants to be true and what is true now, and the values behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.kinds import Kind
from metanoia.ui.pages.goals.head import GOALS, VALUES
from metanoia.ui.pages.goals.room import GoalsRoom
from metanoia.ui.roomed_page import RoomedPage

if TYPE_CHECKING:
    from metanoia.ui.destination import Destination
    from metanoia.ui.room import Room


class GoalsPage(RoomedPage):
    """The goals, and the values."""

    name = "goals"
    shows = frozenset(
        {
            Kind.GOAL,
            Kind.VALUE,
            Kind.ACTION,
            Kind.ASSUMPTION,
            Kind.LINK,
            Kind.ENTRY,
            Kind.REPLY,
            Kind.TARGET,
            Kind.MAP,
        }
    )
    first = GOALS
    goals: GoalsRoom

    def made(self, number: int) -> Room:
        """Make the room of goals, or that of values."""
        if number == VALUES:
            from metanoia.ui.pages.goals.values.room import ValuesRoom

            return ValuesRoom(self)
        self.goals = GoalsRoom(self)
        return self.goals

    def number_of(self, destination: Destination) -> int:
        """Tell values by the section."""
        return VALUES if destination.section.startswith("values") else GOALS

    def begin_anew(self) -> None:
        """Show the list of goals."""
        super().begin_anew()
        self.goals.show_list()
        self.room.take_focus()
