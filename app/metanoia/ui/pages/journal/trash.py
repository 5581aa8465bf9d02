"""Deleting for good: the one thing here that cannot be undone, so it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.domain.entries import Entry
    from metanoia.journal import Journal


class _GoneForGood(DialogSheet):
    def __init__(self, over: QWidget, title: str, text: str, action: str) -> None:
        super().__init__(over, title, text, icon="trash-2", tone="danger", width=460)
        leave = Button(self.tr("Keep"), "ghost")
        self.confirm = Button(action, "danger", "trash-2")
        leave.clicked.connect(self.dismiss)
        self.confirm.clicked.connect(self._confirmed)
        self.set_foot(None, leave, 8, self.confirm)

    def _confirmed(self) -> None:
        self.delete()
        self.dismiss()

    def delete(self) -> None:
        """Delete what was asked about."""
        raise NotImplementedError


class PurgeSheet(_GoneForGood):
    """Asks about one entry; says which shares hold a copy of it."""

    def __init__(self, over: QWidget, journal: Journal, entry: Entry) -> None:
        text = over.tr("Its text, history, tags and pictures are erased. This cannot be undone.")
        if journal.shares.of_entry(entry.id):
            text += " " + over.tr("Copies in shares that you sealed stay with those who have them.")
        super().__init__(over, over.tr("Delete this entry for good?"), text, over.tr("Delete for good"))  # fmt: skip
        self._journal = journal
        self._entry = entry

    def delete(self) -> None:
        """Erase the entry."""
        self._journal.entries.purge(self._entry.id)


class EmptyTrashSheet(_GoneForGood):
    """Asks about everything in Recently deleted."""

    def __init__(self, over: QWidget, journal: Journal) -> None:
        count = journal.entries.trashed_count
        text = over.tr("Texts, history, tags and pictures are erased. This cannot be undone.")
        title = over.tr("Delete {} entries for good?").format(count)
        super().__init__(over, title, text, over.tr("Delete for good"))
        self._journal = journal

    def delete(self) -> None:
        """Erase all of them."""
        self._journal.entries.empty_trash()
