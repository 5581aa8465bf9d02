"""What rests on an assumption, in a sentence: said where it is about to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.ui.amounts import counted

if TYPE_CHECKING:
    from metanoia.journal import Journal


def maps_on(journal: Journal, assumption: str) -> str:
    """Return which living maps have a link that rests on an assumption, as a sentence; "" if none has."""
    found = journal.maps.with_assumption(assumption)
    if not found:
        return ""
    one = _tr("A link of the map “{}” rests on it.").format(found[0].title)
    return counted(len(found), one, _tr("Links of {} maps rest on it."))


def moved_to_trash(journal: Journal, assumption: str) -> str:
    """Return what is said once an assumption is in Recently deleted."""
    said = _tr("Assumption moved to Recently deleted")
    maps = maps_on(journal, assumption)
    return f"{said}. {maps}" if maps else said


def _tr(text: str) -> str:
    return QCoreApplication.translate("Resting", text)
