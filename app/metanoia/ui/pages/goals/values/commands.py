"""What can be done with values: by key, and from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.ui.destination import Command

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.values.room import ValuesRoom


def commands_of(room: ValuesRoom) -> list[Command]:
    """Return the commands of the room of values."""
    act, tr = room.acting, room.tr
    found = [
        Command("value-goals", tr("Back to the goals"), room.to_goals, "Ctrl+PgUp", "target", "tab"),
        Command("value-sort", tr("Sort the values"), room.sort, "Ctrl+Shift+S", "list", "order rank cards piles"),
        Command("value-rate", tr("Rate every value"), room.rate, "Ctrl+R", "scale", "quarter matters shows lived"),
        Command("value-rate-few", tr("Rate the three values that ask most"), room.rate_few, "", "scale", "month"),
        Command("value-add", tr("Add a value…"), act.add, "", "plus", "new"),
        Command("value-over-time", tr("Values over time"), room.turn_view, "Ctrl+M", "history", "chart ranks slope"),
        Command("value-trash", tr("Values recently deleted"), room.show_trash, "", "trash-2", "bin trash"),
    ]  # fmt: skip
    shown = room.detail_of()
    if shown is not None and shown.deleted_at is None:
        found += [
            Command("value-edit", tr("Edit this value…"), act.edit, "Ctrl+E", "pencil", "meaning rename"),
            Command("value-delete", tr("Move this value to Recently deleted"), act.delete, "", "trash-2"),
        ]  # fmt: skip
        if shown.state == "active":
            found.append(Command("value-retire", tr("Set this value aside"), act.retire, "", "circle-minus"))  # fmt: skip
        else:
            found.append(Command("value-take-up", tr("Take this value up again"), act.take_up, "", "undo-2"))  # fmt: skip
    return found
