"""What can be done with the shared vision: by key, and from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.ui.destination import Command

if TYPE_CHECKING:
    from metanoia.ui.pages.team.vision.room import VisionRoom


def commands_of(room: VisionRoom) -> list[Command]:
    """Return the commands of the room of the vision."""
    asking, tr = room.asking, room.tr
    found = [
        Command("vision-new", tr("Paste a vision…"), asking.about_new, "", "plus", "team organisation family shared aim"),
        Command("vision-trash", tr("Visions recently deleted"), room.show_trash, "", "trash-2", "bin trash"),
    ]  # fmt: skip
    if room.known.vision is None:
        return found
    if room.known.old:
        return [*found, Command("vision-now", tr("Back to today’s text"), room.show_now, "", "undo-2")]  # fmt: skip
    return [
        *found,
        Command("vision-look", tr("Look again at our aim"), asking.look_again, "Ctrl+R", "eye", "themes stance quarter"),
        Command("vision-new-text", tr("The text of the vision has changed…"), asking.about_new_text, "", "refresh-cw", "new replace"),
        Command("vision-edit", tr("Change text and themes…"), asking.about_text, "Ctrl+E", "pencil", "merge split reorder"),
        Command("vision-fit", tr("How my values and our aim fit"), room.fit.grid.take_focus, "", "scale", "grid strain serve"),
        Command("vision-delete", tr("Move this vision to Recently deleted"), room.delete, "", "trash-2"),
    ]  # fmt: skip
