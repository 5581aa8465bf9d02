"""What can be done with a goal as it stands now: the one list behind menus, keys and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.goal.known import Known


class Move(NamedTuple):
    """One thing that can be done; ``key`` is shown beside it."""

    id: str
    text: str
    icon: str
    key: str = ""


def states_of(known: Known) -> list[Move]:
    """Return what may become of a goal (method 2.3 says what may follow what)."""
    state = known.goal.state
    if known.example or known.goal.deleted_at is not None:
        return []
    if known.goal.closed:
        return [Move("reopen", _tr("Take it up again"), "undo-2")]
    release = Move("release", _tr("Release it…"), "feather")
    active = Move("activate", _tr("Make it active"), "target")
    if state == "draft":
        return [active, release]
    achieve = Move("achieve", _tr("It is true now…"), "circle-check")
    if state == "parked":
        return [active, achieve, release]
    return [Move("park", _tr("Park it"), "archive"), achieve, release]


def moves_of(known: Known) -> list[list[Move]]:
    """Return the groups of a goal's whole menu."""
    if known.example or known.goal.deleted_at is not None:
        return []
    working = []
    if known.open:
        working = [
            Move("edit", _tr("Edit…"), "pencil", "E"),
            Move("add_step", _tr("Add a step…"), "footprints", "S"),
            Move("add_plan", _tr("Add an if-then plan…"), "waypoints"),
            Move("add_part", _tr("Add a goal that is part of it…"), "target"),
            Move("connect", _tr("Connect it…"), "link", "Ctrl+Shift+G"),
        ]
    write = [
        Move("write", _tr("Write about it"), "pen-line"),
        Move("copy", _tr("Copy as text"), "copy"),
    ]
    gone = [Move("delete", _tr("Move to Recently deleted"), "trash-2", "Del")]
    return [group for group in (working, states_of(known), write, gone) if group]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Goals", text)
