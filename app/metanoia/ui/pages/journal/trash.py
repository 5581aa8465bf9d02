"""Deleting entries for good: what is said before it, and that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.share_state import copies

if TYPE_CHECKING:
    from metanoia.domain.entries import Entry
    from metanoia.journal import Journal


class PurgeSheet(GoneForGood):
    """Asks about one entry; says which shares hold a copy of it."""

    def __init__(self, over: QWidget, journal: Journal, entry: Entry) -> None:
        text = over.tr("Its text, history, tags and pictures are erased. This cannot be undone.")
        text = f"{text} {copies(journal, ('entry', entry.id))}".strip()
        super().__init__(over, over.tr("Delete this entry for good?"), text)
        self._journal = journal
        self._entry = entry
        self.confirmed.connect(self._delete)

    @Slot()
    def _delete(self) -> None:
        self._journal.entries.purge(self._entry.id)


class EmptyTrashSheet(GoneForGood):
    """Asks about everything in Recently deleted."""

    def __init__(self, over: QWidget, journal: Journal) -> None:
        count = journal.entries.trashed_count
        text = over.tr("Texts, history, tags and pictures are erased. This cannot be undone.")
        title = over.tr("Delete {} entries for good?").format(count)
        super().__init__(over, title, text)
        self._journal = journal
        self.confirmed.connect(self._delete)

    @Slot()
    def _delete(self) -> None:
        self._journal.entries.empty_trash()
