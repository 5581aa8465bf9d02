"""For whom a share is: who was chosen, and how somebody new becomes known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.ui.dialogs.compare_sheet import CompareSheet
from metanoia.ui.dialogs.person_sheet import PersonSheet
from metanoia.ui.pages.share.draft import WORDS

if TYPE_CHECKING:
    from metanoia.domain.people import Person
    from metanoia.ui.pages.share.page import SharePage


class Readers(QObject):
    """``chosen`` once it is for other people than before."""

    chosen = Signal()

    def __init__(self, page: SharePage) -> None:
        super().__init__(page)
        self._page = page
        choose = page.sides.choose
        choose.whom.chosen.connect(self.choose)
        choose.whom.new_asked.connect(self.add_someone)
        choose.whom.compare_asked.connect(self.compare)

    def people(self) -> list[Person]:
        """Return the people it is for; none where six words open it, or nobody was chosen yet."""
        to = self._page.draft.to
        return [] if to is None or to == WORDS else [self._page.journal.people.get(to)]

    def first_names(self) -> str:
        """Return what to call those it is for, "" where nobody is known by name."""
        return ", ".join(person.name.split()[0] for person in self.people())

    def tag(self) -> str:
        """Return the tag that entries for these people wear, "" where there is none."""
        tags = [getattr(person, "tag", None) for person in self.people()]
        return next(filter(None, tags), "")

    def refresh(self) -> None:
        """Offer the people that are known now."""
        draft, journal = self._page.draft, self._page.journal
        people = [one for one in journal.people.all() if one.age_recipient]
        if draft.to != WORDS and draft.to not in [one.id for one in people]:
            draft.to = None
        self._page.sides.choose.show_people(people, draft.to)

    @Slot(str)
    def choose(self, to: str) -> None:
        """Let it be for this person, or for whoever has the six words."""
        self._page.draft.to = to
        self._page.sides.choose.show_reader(self.first_names())
        self.chosen.emit()

    @Slot()
    def add_someone(self) -> None:
        """Let a person become known."""
        sheet = PersonSheet(self._page, self._page.journal)
        sheet.added.connect(self._added)
        sheet.open()

    @Slot(str)
    def _added(self, person_id: str) -> None:
        self._page.draft.to = person_id
        self._page.refresh()
        self.choose(person_id)
        self._page.sides.choose.whom.cards[person_id].setFocus()

    @Slot()
    def compare(self) -> None:
        """Compare fingerprints with the person it is for."""
        for person in self.people():
            CompareSheet(self._page, self._page.journal, person).open()
