"""The Team page: the shared vision, the words held in common, and the conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metanoia.domain.kinds import Kind
from metanoia.ui.pages.team.head import CONVERSATIONS, VISION, WORDS
from metanoia.ui.pages.team.vision.room import VisionRoom
from metanoia.ui.roomed_page import RoomedPage

if TYPE_CHECKING:
    from metanoia.ui.destination import Destination
    from metanoia.ui.room import Room

SECTIONS: Final = {"words": WORDS, "conversations": CONVERSATIONS}


class TeamPage(RoomedPage):
    """The vision with what is learned for it, the common words, the conversations."""

    name = "team"
    shows = frozenset(
        {Kind.VISION, Kind.TERM, Kind.TARGET, Kind.VALUE, Kind.GOAL, Kind.LINK, Kind.ENTRY}
        | {Kind.ACTION, Kind.PERSON, Kind.REPLY, Kind.SHARE}
    )
    first = VISION

    def made(self, number: int) -> Room:
        """Make the room of the vision, of the words, or of the conversations."""
        if number == WORDS:
            from metanoia.ui.pages.team.terms.room import TermsRoom

            return TermsRoom(self)
        if number == CONVERSATIONS:
            from metanoia.ui.pages.team.conversations.room import ConversationsRoom

            return ConversationsRoom(self)
        return VisionRoom(self)

    def number_of(self, destination: Destination) -> int:
        """Tell the room by the section."""
        return SECTIONS.get(destination.section.partition("/")[0], VISION)

    def begin_anew(self) -> None:
        """Show the vision."""
        super().begin_anew()
        self.room.take_focus()
