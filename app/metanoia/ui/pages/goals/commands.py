"""The commands of the goals: what their keys and the palette do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from metanoia.ui.destination import Command
from metanoia.ui.pages.goals.goal.moves import moves_of

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.room import GoalsRoom


def commands_of(room: GoalsRoom) -> list[Command]:
    """Return what can be done with the goals, and with the one that is looked at."""
    act, tr = room.acting, room.tr
    commands = [
        Command("goal-new", tr("New goal"), act.new, "Ctrl+Shift+N", "target", "vision describe"),
        Command("goal-find", tr("Search the goals"), room.look_for, "Ctrl+F", "search", "look for"),
        Command("goal-values", tr("Values"), room.to_values, "Ctrl+PgDown", "heart", "tab matters"),
        Command("goal-trash", tr("Deleted goals"), partial(room.show_trash, shown=True), "", "trash-2", "recently bin"),
        Command("goal-before", tr("Goal above"), room.before, "Alt+Up", "arrow-up"),
        Command("goal-after", tr("Goal below"), room.after, "Alt+Down", "arrow-down"),
    ]  # fmt: skip
    one = room.one
    if one is None:
        return commands
    known = room.view.known
    if known is not None and known.may_check_in:
        commands.append(Command("goal-note", tr("Note today’s reality"), act.note, "Ctrl+R", "footprints", "check in look"))  # fmt: skip
    keys = {"edit": "Ctrl+E", "connect": "Ctrl+Shift+G"}
    for group in moves_of(known) if known is not None else ():
        for move in group:
            text = move.text if move.id in ("write", "copy") else f"{one.title}: {move.text}"
            run = partial(act.do, move.id)
            commands.append(Command(f"goal-{move.id}", text, run, keys.get(move.id, ""), move.icon))
    return commands
