"""The register's commands: what its keys and the palette do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.ui.destination import Command
from metanoia.ui.pages.assumptions.register.moves import moves_of

if TYPE_CHECKING:
    from metanoia.ui.pages.assumptions.register.room import RegisterRoom


def commands_of(room: RegisterRoom) -> list[Command]:
    """Return what can be done in the register, and with the assumption that is looked at."""
    act, tr = room.acting, room.tr
    return [
        Command("assumption-new", tr("New assumption"), act.new, "Ctrl+Shift+A", "lightbulb", "write down"),
        Command("assumption-find", tr("Search the assumptions"), room.look_for, "Ctrl+F", "search"),
        Command("assumption-before", tr("Assumption above"), room.before, "Alt+Up", "chevron-up"),
        Command("assumption-after", tr("Assumption below"), room.after, "Alt+Down", "chevron-down"),
        Command("assumption-predictions", tr("Predictions"), room.to_predictions, "Ctrl+PgDown", "hourglass", "tab record forecast"),
        Command("assumption-map", tr("Importance and confidence"), room.turn_map, "Ctrl+M", "chart-scatter", "map scatter test first"),
        Command("assumption-test", tr("Test this assumption…"), act.test, "Ctrl+T", "flask-conical", "experiment small"),
        Command("assumption-finish", tr("Finish its next test…"), act.finish_next, "Ctrl+Shift+T", "check", "result experiment"),
        Command("assumption-rate", tr("How sure am I?"), act.rate, "Ctrl+R", "sliders-horizontal", "confidence rate"),
        Command("assumption-evidence", tr("Add evidence…"), act.evidence, "Ctrl+Shift+E", "plus", "supports challenges"),
        Command("assumption-link", tr("Link a goal, value, map or entry…"), room.link, "Ctrl+Shift+G", "link", "connect"),
        Command("assumption-edit", tr("Edit this assumption…"), act.edit, "Ctrl+E", "pencil"),
        Command("assumption-trash", tr("Deleted assumptions"), room.show_trash, "", "trash-2", "recently bin"),
        *_moves_of(room),
    ]  # fmt: skip


def _moves_of(room: RegisterRoom) -> list[Command]:
    """Return what has no key, as far as it can be done with the assumption that is looked at."""
    act, tr = room.acting, room.tr
    if room.detail.known is None:
        return []
    moves = moves_of(room.detail.known)
    possible = {move.id for group in moves.groups() for move in group}
    offered = {
        "write": Command("assumption-write", tr("Write about this assumption"), act.write, "", "pen-line"),
        "ladder": Command("assumption-ladder", tr("Walk the ladder"), act.walk_ladder, "", "footprints", "climb back down"),
        "edit": Command("assumption-if-wrong", tr("What would I see if it were wrong?"), act.say_if_wrong, "", "eye"),
        "confirm": Command("assumption-confirm", tr("It has held up so far"), act.confirm, "", "circle-check"),
        "hold": Command("assumption-hold", tr("Back to held"), act.hold, "", "lightbulb"),
        "revise": Command("assumption-revise", tr("Revise this assumption…"), act.revise, "", "refresh-cw"),
        "drop": Command("assumption-drop", tr("Drop this assumption…"), act.drop, "", "circle-minus"),
        "take_up": Command("assumption-take-up", tr("Take this assumption up again"), act.take_up, "", "undo-2"),
        "copy": Command("assumption-copy", tr("Copy this assumption as text"), act.copy, "", "copy"),
        "delete": Command("assumption-delete", tr("Move this assumption to Recently deleted"), act.delete, "", "trash-2"),
    }  # fmt: skip
    return [command for move, command in offered.items() if move in possible]
