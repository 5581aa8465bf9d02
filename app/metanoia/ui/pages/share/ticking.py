"""Which entries are offered, which of them are ticked, and which may never be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.ui.pages.share.ticks import Line, line_of

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.pages.share.draft import Draft

_OFFERED: Final = 4


class Ticking(QObject):
    """Nothing is ticked by itself; ``changed`` after every tick, with a sentence if one was refused."""

    changed = Signal(str)

    def __init__(self, journal: Journal, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.draft = draft
        self.lines: list[Line] = []
        self.barred: set[EntryId] = set()

    @property
    def ticked(self) -> set[EntryId]:
        """Return what is ticked."""
        return set(self.draft.entries)

    def refresh(self) -> None:
        """Look anew at the journal: some newest entries are offered, and what is ticked stays."""
        entries = self._journal.entries
        self.barred = entries.never_shared()
        found = {row.id: line_of(row) for row in entries.newest(_OFFERED)}
        for entry_id in (*self.draft.entries, *(line.id for line in self.lines)):
            if entry_id not in found:
                try:
                    found[entry_id] = line_of(entries.row(entry_id))
                except NotFound:
                    self.draft.entries.pop(entry_id, None)
        self._show(found)

    def forget_unticked(self) -> None:
        """Offer only what is ticked, and the newest."""
        self.lines = [line for line in self.lines if line.id in self.draft.entries]
        self.refresh()

    @Slot(str)
    def toggle(self, entry_id: str) -> None:
        """Tick an entry or take its tick away; one that is never to be shared is refused."""
        self._set(EntryId(entry_id), EntryId(entry_id) not in self.draft.entries)

    def tick(self, entry_id: EntryId) -> None:
        """Tick an entry, as when one comes here from it."""
        self._set(entry_id, True)

    @Slot(bool)
    def tick_all(self, on: bool) -> None:
        """Tick every entry that is offered, or take every tick away."""
        for line in self.lines:
            if not on:
                self.draft.entries.pop(line.id, None)
            elif line.id not in self.barred:
                self.draft.entries[line.id] = None
        self.changed.emit("")

    def _set(self, entry_id: EntryId, on: bool) -> None:
        from metanoia.exchange.payload import refusal

        if not on:
            self.draft.entries.pop(entry_id, None)
            self.changed.emit("")
            return
        try:
            entry = self._journal.entries.get(entry_id)
        except NotFound as error:
            self.changed.emit(str(error))
            return
        why = refusal(entry)
        if why is None:
            self.draft.entries[entry_id] = None
            if all(line.id != entry_id for line in self.lines):
                shown = {line.id: line for line in self.lines}
                shown[entry_id] = line_of(self._journal.entries.row(entry_id))
                self._show(shown)
        self.changed.emit(why or "")

    def _show(self, found: dict[EntryId, Line]) -> None:
        self.lines = sorted(found.values(), key=_place, reverse=True)


def _place(line: Line) -> int:
    return line.n
