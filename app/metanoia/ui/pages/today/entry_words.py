"""How an entry is named in a line: its title, else how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryRow

_LONGEST = 80


def line_of(row: EntryRow) -> str:
    """Return the title, else the beginning of the text, else "Untitled"."""
    said = row.title or row.excerpt
    if not said:
        return QCoreApplication.translate("Today", "Untitled")
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
