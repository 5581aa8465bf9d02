"""What is kept back on the Share page: passages that are selected, and the sheets that list and find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.text.anchors import resolve
from metanoia.ui.destination import Notice
from metanoia.ui.pages.share.read_sheet import ReadSheet
from metanoia.ui.pages.share.sources import source_of
from metanoia.ui.pages.share.withheld_sheet import WithheldSheet
from metanoia.ui.pages.share.withhold_step import Withholder
from metanoia.ui.pages.share.withholding import Item, written_on
from metanoia.ui.people_words import in_a_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.withheld import Redaction
    from metanoia.ui.pages.share.page import SharePage

_SURE: Final = ("exact", "moved")


class KeepingBack(QObject):
    """Says what is withheld of what was ticked, from those it is for; withholds more."""

    def __init__(self, page: SharePage) -> None:
        super().__init__(page)
        self._page = page
        self.withholder = Withholder(page.journal, self)
        self.list_sheet: WithheldSheet | None = None
        self.read_sheet: ReadSheet | None = None
        self._instead_of: Sequence[Redaction] = ()
        check = page.sides.check
        check.bar.asked.connect(self._withhold_on_paper)
        check.withheld_asked.connect(self.show_list)
        check.problems.shown.connect(self.show_thing)
        check.problems.found.connect(self.find_of)
        page.sides.choosing.tree.read_asked.connect(self.read_row)
        self.withholder.told.connect(page.said)

    def chosen(self) -> set[Item]:
        """Return what is ticked."""
        draft = self._page.draft
        return {("entry", str(one)) for one in draft.entries} | {
            (str(kind), thing_id) for kind, thing_id in draft.things
        }

    def mine(self) -> list[Redaction]:
        """Return what is withheld of the ticked things from those it is for."""
        readers, ticked = {None, *self._page.draft.request().readers}, self.chosen()
        kept = self._page.journal.redactions.all()
        return [one for one in kept if one.item in ticked and one.party in readers]

    def count(self) -> int:
        """Return how many passages that are; one that is withheld from several counts once."""
        return len({(one.item, one.field, one.selector) for one in self.mine()})

    def lost(self) -> set[Item]:
        """Return the things of which a withheld passage cannot be found for sure."""
        return {one.item for one in self.mine() if not self._sure(one)}

    @Slot()
    def ask(self) -> None:
        """Bring the bar for the words that are selected, on paper or in the sheet that is open."""
        if self.read_sheet is not None:
            self.read_sheet.ask()
        elif self._page.sides.step != "check":
            self._say(
                self.tr("Check what leaves first, or open an entry with Enter to select in it.")
            )
        elif not self._page.sides.check.bar.ask():
            self._say(self.tr("Select the words to withhold first."))
            self._page.sides.check.paper.setFocus()

    @Slot()
    def show_list(self) -> None:
        """List every passage that is withheld."""
        self.list_sheet = WithheldSheet(self._page, self._page.journal)
        self.list_sheet.let_go.connect(self.withholder.let_go)
        self.list_sheet.find_asked.connect(self.find)
        self.list_sheet.closed.connect(self._list_closed)
        self.list_sheet.open()

    @Slot(object)
    def show_thing(self, item: Item) -> None:
        """Go where a thing is."""
        from metanoia.ui.connected.things import where
        from metanoia.ui.destination import Destination

        target = item[0] == "target"
        place = (
            Destination(page="team", section="target", item=item[1])
            if target
            else where(self._page.journal, *item)
        )
        self._page.asked.emit(place)

    @Slot(str)
    def read_row(self, key: str) -> None:
        """Show the entry or thing of a row of the tree as it is written."""
        kind, _, item_id = key.partition(":")
        self.read((kind, item_id))

    def read(self, item: Item) -> None:
        """Show a thing as it is written, to withhold passages of it."""
        reader = self._page.readers.told().withheld_from
        try:
            self.read_sheet = ReadSheet(self._page, self._page.journal, item, reader)
        except MetanoiaError as error:
            self._say(str(error))
            return
        self.read_sheet.withhold_asked.connect(self._withhold_in_sheet)
        self.read_sheet.closed.connect(self._sheet_closed)
        self.read_sheet.open()

    @Slot(object)
    def find(self, same: Sequence[Redaction]) -> None:
        """Show the thing of a passage that is lost; what is withheld there stands in its place."""
        self._instead_of = same
        self.read(same[0].item)

    @Slot(object)
    def find_of(self, item: Item) -> None:
        """Show a thing of which a withheld passage is lost."""
        kept = self._page.journal.redactions.of(item)
        lost = next((one for one in self.mine() if one.item == item and not self._sure(one)), None)
        if lost is not None:
            passage = (lost.field, lost.selector)
            self.find([one for one in kept if (one.field, one.selector) == passage])

    def refresh(self) -> None:
        """Show in the open sheets what the journal holds now."""
        if self.list_sheet is not None:
            self.list_sheet.refresh()
        if self.read_sheet is not None:
            self.read_sheet.show_texts()

    @Slot(bool)
    def _withhold_on_paper(self, everybody: bool) -> None:
        paper = self._page.sides.check.paper
        if paper.pages is not None:
            parties, name = self._parties(everybody)
            self.withholder.withhold(paper.reading, written_on(paper.pages), parties, name)

    @Slot(bool)
    def _withhold_in_sheet(self, everybody: bool) -> None:
        sheet = self.read_sheet
        if sheet is None:
            return
        parties, name = self._also_from_before(*self._parties(everybody))
        done = self.withholder.withhold(sheet.reading, sheet.written, parties, name)
        if done and self._instead_of:
            with self._page.journal.changes.write(Kind.SHARE):
                for one in self._instead_of:
                    self._page.journal.redactions.remove(one.id)
            self._instead_of = ()
            sheet.dismiss()

    def _parties(self, everybody: bool) -> tuple[Sequence[str | None], str]:
        """Return from whom it is withheld, and what to call them."""
        readers = self._page.readers
        parties = [one.id for one in readers.people()]
        return ([None], "") if everybody or not parties else (parties, readers.told().withheld_from)

    def _also_from_before(
        self, parties: Sequence[str | None], name: str
    ) -> tuple[Sequence[str | None], str]:
        """Return from whom it is withheld: from nobody less than the lost passage it stands for."""
        before = [one.party for one in self._instead_of if one.party not in parties]
        if not before or None in parties:
            return parties, name
        if None in before:
            return [None], ""
        every = [*parties, *before]
        people = self._page.journal.people
        return every, in_a_row([people.get(one).name for one in every if one is not None])

    def _sure(self, redaction: Redaction) -> bool:
        source = source_of(self._page.journal, redaction.item, redaction.field)
        placed = resolve(source, redaction.selector) if source is not None else None
        return placed is not None and placed.how in _SURE

    @Slot()
    def _list_closed(self) -> None:
        self.list_sheet = None

    @Slot()
    def _sheet_closed(self) -> None:
        self.read_sheet = None
        self._instead_of = ()

    def _say(self, sentence: str) -> None:
        self._page.said.emit(Notice(text=sentence))
