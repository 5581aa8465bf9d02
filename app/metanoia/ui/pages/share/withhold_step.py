"""Withholding passages: what was selected goes into the journal, and is taken back by Undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.kinds import Kind
from metanoia.text.anchors import select
from metanoia.ui.amounts import counted
from metanoia.ui.destination import Notice
from metanoia.ui.pages.share.sources import source_of
from metanoia.ui.pages.share.withholding import Chosen, Item, Place, Written, chosen, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.withheld import Redaction
    from metanoia.journal import Journal
    from metanoia.ui.widgets.reading import Reading


class Withholder(QObject):
    """``told`` carries a Notice of what was withheld, with its Undo, or why nothing was."""

    told = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._known: tuple[str, list[Place]] = ("", [])

    def withhold(
        self,
        reading: Reading,
        written: Sequence[Written],
        parties: Sequence[str | None],
        name: str,
    ) -> bool:
        """Withhold what is selected in ``reading`` from these people, or from everybody (None).

        Return whether anything was.
        """
        selected = reading.chosen()
        if selected is None:
            self._say(self.tr("Select the words to withhold first."))
            return False
        found = chosen(reading.plain(), self._places(reading.plain(), written), *selected)
        added = self._add(found, parties)
        if not added:
            self._say(
                self.tr("These are not words of an entry or a thing. What a share is for is changed in the first step.")
            )  # fmt: skip
            return False
        some = counted(len(added) // len(parties), self.tr("1 passage"), self.tr("{} passages"))
        words = self.tr("{} withheld from {}").format(some, name or self.tr("everybody"))
        self.told.emit(Notice(text=words, undo=partial(self._take_back, added)))
        return True

    def withheld(self, item: Item, field: str, start: int, stop: int, party: str | None) -> None:
        """Withhold a place of a field's source."""
        source = source_of(self._journal, item, field)
        if source is not None:
            self._journal.redactions.add(item, field, select(source, start, stop), party)

    def let_go(self, same: Sequence[Redaction]) -> None:
        """Let a passage leave again, for all it is withheld from, with Undo."""
        with self._journal.changes.write(Kind.SHARE):
            for redaction in same:
                self._journal.redactions.remove(redaction.id)
        undo = partial(self._put_back, tuple(same))
        self.told.emit(Notice(text=self.tr("The passage is no longer withheld"), undo=undo))

    def _put_back(self, same: Sequence[Redaction]) -> None:
        with self._journal.changes.write(Kind.SHARE):
            for redaction in same:
                self._journal.redactions.put_back(redaction)

    def _places(self, plain: str, written: Sequence[Written]) -> list[Place]:
        if self._known[0] != plain:
            self._known = (plain, places(plain, written))
        return self._known[1]

    def _add(self, found: Sequence[Chosen], parties: Sequence[str | None]) -> list[Redaction]:
        added = []
        with self._journal.changes.write(Kind.SHARE):
            for one in found:
                source = source_of(self._journal, one.item, one.field)
                span = one.span(source) if source else None
                if source is None or span is None:
                    continue
                try:
                    selector = select(source, *span)
                except Refused:  # nothing but blanks
                    continue
                added += [
                    self._journal.redactions.add(one.item, one.field, selector, party)
                    for party in parties
                ]
        return added

    @Slot()
    def forget(self) -> None:
        """Hold nothing any more."""
        self._known = ("", [])

    def _take_back(self, added: Sequence[Redaction]) -> None:
        try:
            with self._journal.changes.write(Kind.SHARE):
                for redaction in added:
                    self._journal.redactions.remove(redaction.id)
        except MetanoiaError as error:
            self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.told.emit(Notice(text=sentence))
