"""For whom a share is: who can be chosen, what was agreed with them, and whether their keys are sure."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import MetanoiaError
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.compare_sheet import CompareSheet, NewKeysSheet
from metanoia.ui.dialogs.people_sheet import PeopleSheet
from metanoia.ui.dialogs.person_sheet import PersonSheet
from metanoia.ui.pages.share.draft import WORDS, Draft
from metanoia.ui.pages.share.whom import Choice
from metanoia.ui.people_words import circle_refusal, key_state, keys_state, names_of

if TYPE_CHECKING:
    from metanoia.domain.people import Circle, Person
    from metanoia.journal import Journal
    from metanoia.ui.pages.share.choose import Choose

_USUALLY = dt.timedelta(days=90)


class Told(NamedTuple):
    """Readers in words: their name, how sure their keys are, and what to call one of them alone.

    ``withheld_from`` names all of them shortly, as in "Withhold from Tuesday circle".
    """

    name: str
    about: str
    first_name: str
    withheld_from: str = ""


class Readers(QObject):
    """``changed`` after another choice of readers or another term; ``said`` carries a Notice."""

    changed = Signal()
    said = Signal(object)

    def __init__(self, journal: Journal, choose: Choose, page: QWidget, draft: Draft) -> None:
        super().__init__(page)
        self._journal = journal
        self._choose = choose
        self._page = page
        self.draft = draft
        self._prefilled = ""
        whom = choose.whom
        whom.chosen.connect(self._chosen)
        whom.new_asked.connect(self.someone_new)
        whom.people_asked.connect(self.show_people)
        whom.compare_asked.connect(self._compare)
        whom.changed_asked.connect(self._compare_changed)
        whom.old_kept.connect(self._keep_old)

    # -- what the page asks

    def begin(self, draft: Draft) -> None:
        """Show another draft in place of the one before."""
        self.draft = draft
        self._prefilled = ""
        if draft.to and not draft.purpose:
            self._prefill()
        elif draft.until is None and self._journal.is_open:
            draft.until = self._today() + _USUALLY
        self._show_draft()

    def refresh(self) -> None:
        """Offer whom the journal knows now; whoever cannot be sealed for any more is not chosen."""
        people = self._journal.people.all()
        circles = self._journal.circles.all()
        before = self.draft.to
        self._choose.show_people(people, circles, self._still(people, circles))
        self._choose.show_names([one.term for one in self._journal.private_terms.all()])
        if self.draft.to != before:
            self._prefill()
            self._show_draft()
        self._show_reader()

    def forget(self, draft: Draft) -> None:
        """Show nobody, nothing that is said, and no name of the list."""
        self.begin(draft)
        self._choose.show_people([], [], Choice())
        self._choose.show_names(())

    def people(self) -> list[Person]:
        """Return the people that are chosen, by their order in the list."""
        return [self._journal.people.get(one) for one in self.draft.readers]

    def told(self) -> Told:
        """Return what to say of those who are chosen; the words in place of a key have no name."""
        people = self.people()
        if not people:
            return Told("", "", "")
        if len(people) == 1:
            state = key_state(people[0])
            name = people[0].name
            first = name.split()[0]
            return Told(name, state[:1].upper() + state[1:], first, first)
        circle = self.draft.circle
        name = self._journal.circles.get(circle).name if circle else names_of(people)
        state = keys_state(people)
        short = name if circle else self.tr("these {}").format(len(people))
        return Told(name, state[:1].upper() + state[1:], "", short)

    def ready(self) -> bool:
        """Return whether the terms let it be checked; else say at their fields what is missing."""
        draft = self.draft
        self._choose.write_into(draft)
        purpose = "" if draft.purpose else self.tr("Say what it is for: your reader sees it first.")
        until = draft.refusal(self._today()) or ""
        if draft.until is None:
            until = self.tr("Say until which day you share with them.")
        self._choose.terms.refuse(purpose, until)
        return not (purpose or until)

    # -- asking

    @Slot()
    def someone_new(self) -> None:
        """Ask for the key card of somebody new."""
        sheet = PersonSheet(self._page, self._journal)
        sheet.added.connect(self._added)
        sheet.open()

    @Slot()
    def show_people(self) -> None:
        """List everybody, and the circles."""
        PeopleSheet(self._page, self._journal).open()

    @Slot(str)
    def _added(self, person_id: str) -> None:
        person = self._journal.people.get(person_id)
        if person.changed is not None:
            self.refresh()
            self._compare_changed(person_id)
            return
        self._chosen(Choice((person_id,)))
        self.refresh()
        self._choose.whom.cards[person_id].setFocus()

    @Slot(object)
    def _chosen(self, choice: Choice) -> None:
        if (self.draft.to, self.draft.circle) == choice:
            return
        self._choose.write_into(self.draft)
        self.draft.to, self.draft.circle = choice
        self._prefill()
        self._show_draft()
        self.changed.emit()

    @Slot()
    def _compare(self) -> None:
        person = self._choose.whom.unsure()
        if person is not None:
            CompareSheet(self._page, self._journal, person).open()

    @Slot(str)
    def _compare_changed(self, person_id: str) -> None:
        sheet = NewKeysSheet(self._page, self._journal, self._journal.people.get(person_id))
        sheet.answered.connect(self._answered)
        sheet.open()

    @Slot(str)
    def _keep_old(self, person_id: str) -> None:
        before = self._journal.people.get(person_id)
        self._journal.people.dismiss_change(person_id)
        self._answered(before)

    @Slot(object)
    def _answered(self, before: Person) -> None:
        kept = self._journal.people.get(before.id).age_recipient == before.age_recipient
        words = (
            self.tr("The old key of {} is kept")
            if kept
            else self.tr("{} is known by the new key now")
        )
        undo = partial(self._undo, before)
        self.said.emit(Notice(text=words.format(before.name), undo=undo))

    def _undo(self, before: Person) -> None:
        try:
            self._journal.people.put_back(before)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    # -- what was agreed

    def _prefill(self) -> None:
        """Take what was agreed last with exactly these people; words typed meanwhile stay."""
        draft, today = self.draft, self._today()
        latest = self._journal.consents.latest(draft.readers) if draft.readers else None
        if draft.purpose in ("", self._prefilled):
            draft.purpose = self._prefilled = latest.agreed.purpose if latest else ""
        draft.until = today + _USUALLY
        if latest is not None:
            draft.keep_days = latest.agreed.keep_days
            draft.until = None if latest.ended_at else latest.agreed.ends_on
        draft.since = self._last_shared()

    def _show_draft(self) -> None:
        draft = self.draft
        self._choose.show_draft(draft, self._last_shared())
        self._show_reader()
        warning = ""
        if draft.until is not None:
            warning = draft.refusal(self._today()) or ""
        elif draft.to:
            warning = self.tr("You ended what you had agreed. Say until which day you share with them.")  # fmt: skip
        self._choose.terms.warn_of_end(warning)

    def _show_reader(self) -> None:
        several = len(self.draft.readers) > 1
        self._choose.terms.show_reader(self.told().first_name, several=several)

    def _last_shared(self) -> dt.date | None:
        """Return the day since which everything is new to all who are chosen; None if that is all."""
        readers = self.draft.readers
        shared = self._journal.people.last_shared() if readers else {}
        if not readers or any(one not in shared for one in readers):
            return None
        return min(shared[one] for one in readers).astimezone().date()

    def _today(self) -> dt.date:
        return days.now(places.time_zone(), self._journal.meta.day_start).date

    def _still(self, people: list[Person], circles: list[Circle]) -> Choice:
        """Return the choice as far as it still holds, and let the draft say so."""
        draft = self.draft
        known = {one.id: one for one in people}
        if draft.circle is not None:
            circle = next((one for one in circles if one.id == draft.circle), None)
            members = [known[one] for one in circle.members if one in known] if circle else []
            if circle is None or circle_refusal(members):
                draft.circle, draft.to = None, ()
            else:
                draft.to = circle.members
        elif WORDS not in draft.to:
            draft.to = tuple(one for one in draft.to if one in known and not known[one].refusal())
        return Choice(draft.to, draft.circle)
