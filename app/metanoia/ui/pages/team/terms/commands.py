"""What can be done with common words: by key, and from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.ui.destination import Command

if TYPE_CHECKING:
    from metanoia.ui.pages.team.terms.room import TermsRoom


def commands_of(room: TermsRoom) -> list[Command]:
    """Return the commands of the room of common words."""
    tr = room.tr
    found = [
        Command("term-new", tr("Note a common word…"), room.ask_new, "", "plus", "meaning"),
        Command("term-trash", tr("Words recently deleted"), room.show_trash, "", "trash-2", "bin trash"),
    ]  # fmt: skip
    if room.detail.shown is not None:
        found += [
            Command("term-edit", tr("Change this word…"), room.edit, "Ctrl+E", "pencil", "meaning"),
            Command("term-delete", tr("Move this word to Recently deleted"), room.delete, "", "trash-2"),
        ]  # fmt: skip
    return found
