"""A journal that is a coach's desk and nothing else, until its owner wants the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from metanoia.journal import Journal

_PURPOSE: Final = "purpose"
_DESK: Final = "desk"
_WHOLE: Final = "desk_shows_all"
SHOWN: Final = frozenset({"desk", "settings"})  # the pages of such a desk


def is_desk(journal: Journal) -> bool:
    """Return whether the journal was made as a coach's desk."""
    return journal.meta.get(_PURPOSE) == _DESK


def is_alone(journal: Journal) -> bool:
    """Return whether the desk and the settings are all that is shown of it."""
    return is_desk(journal) and journal.meta.get(_WHOLE) != "1"


def make_desk(journal: Journal) -> None:
    """Let a new journal be a desk."""
    journal.meta.set(_PURPOSE, _DESK)


def show_whole(journal: Journal, *, whole: bool) -> None:
    """Show the rest of the journal beside the desk, or the desk alone again."""
    if whole:
        journal.meta.set(_WHOLE, "1")
    else:
        journal.meta.forget(_WHOLE)
