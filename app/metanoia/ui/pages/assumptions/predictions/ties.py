"""What a prediction belongs to, as far as that has not been deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from metanoia.domain.predictions import Prediction
    from metanoia.journal import Journal


class Tied(NamedTuple):
    """An assumption or an entry that a prediction belongs to: its id, and what it is called."""

    kind: Literal["assumption", "entry"]
    id: str
    words: str


def tied_to(journal: Journal, one: Prediction) -> list[Tied]:
    """Return the assumption that a prediction is about, and the entry it was made in."""
    found = []
    if one.assumption is not None:
        about = journal.assumptions.get(one.assumption)
        if about.deleted_at is None:
            found.append(Tied("assumption", about.id, about.statement))
    if one.entry is not None:
        entry = journal.entries.row(one.entry)
        if entry.deleted_at is None:
            untitled = QCoreApplication.translate("Predictions", "Untitled")
            found.append(Tied("entry", entry.id, entry.title or entry.excerpt or untitled))
    return found
