"""What can be done with an assumption as it stands now: the one list behind its menus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from metanoia.ui.pages.assumptions.register.known import Known


class Move(NamedTuple):
    """One thing that can be done; ``key`` is shown beside it."""

    id: str
    text: str
    icon: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """What may become of an assumption, what to do with it, and what to do with its words."""

    onward: tuple[Move, ...] = ()
    working: tuple[Move, ...] = ()
    closing: tuple[Move, ...] = ()
    last: tuple[Move, ...] = ()

    def groups(self) -> list[tuple[Move, ...]]:
        """Return the groups of the whole menu that are not empty."""
        return [group for group in (self.working, self.closing, self.last) if group]


def moves_of(known: Known) -> Moves:
    """Return what can be done with an assumption (method 2.3 says what may follow what)."""
    one = known.one
    copy = Move("copy", _tr("Copy as text"), "copy")
    gone = Move("delete", _tr("Move to Recently deleted"), "trash-2", "Del")
    write = Move("write", _tr("Write about it"), "pen-line")
    if one.deleted_at is not None:
        return Moves()
    if one.state == "revised":
        after = Move("successor", _tr("Go on with what it was revised to"), "arrow-right")
        follower = (after,) if known.revised_into else ()
        return Moves(follower, (), follower, (copy, gone))
    if one.state == "dropped":
        again = (Move("take_up", _tr("Take up again"), "undo-2"),)
        return Moves(again, (), again, (copy, gone))
    states = (*_held_up(known), *_closing())
    first = () if one.confidence is not None else (_rate(),)
    tested = Move("test", _tr("Test it…"), "flask-conical", "T")
    onward = (*first, tested, *states) if one.state != "testing" else states
    working = (
        Move("edit", _tr("Edit…"), "pencil", "E"),
        _rate(),
        Move("evidence", _tr("Add evidence…"), "plus", "V"),
        tested,
        write,
        Move("ladder", _tr("Walk the ladder"), "footprints"),
    )
    return Moves(onward, working, states, (copy, gone))


def _held_up(known: Known) -> tuple[Move, ...]:
    if known.one.state == "confirmed":
        return (Move("hold", _tr("Back to held"), "lightbulb"),)
    if known.may_hold_up:
        return (Move("confirm", _tr("It has held up so far"), "circle-check"),)
    return ()


def _closing() -> tuple[Move, ...]:
    return (
        Move("revise", _tr("Revise…"), "refresh-cw"),
        Move("drop", _tr("Drop…"), "circle-minus"),
    )


def _rate() -> Move:
    return Move("rate", _tr("How sure am I?…"), "sliders-horizontal", "R")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
