"""The Share page: choose, check, seal; and the receipts of what was sealed before."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.dialogs.compare_sheet import CompareSheet
from metanoia.ui.dialogs.hidden_names_sheet import HiddenNamesSheet
from metanoia.ui.dialogs.key_card_sheet import SENDER_KEY, KeyCardSheet, sender_of
from metanoia.ui.dialogs.person_sheet import PersonSheet
from metanoia.ui.page import Page
from metanoia.ui.pages.share import draft as drafts
from metanoia.ui.pages.share.arrival import Arrival
from metanoia.ui.pages.share.checker import Checker
from metanoia.ui.pages.share.draft import WORDS, Draft
from metanoia.ui.pages.share.earlier import EarlierSheet
from metanoia.ui.pages.share.entry_sheet import EntrySheet
from metanoia.ui.pages.share.panes import Panes
from metanoia.ui.pages.share.receipt import receipt_of
from metanoia.ui.pages.share.receipts import Receipts
from metanoia.ui.pages.share.sealing import Sealer, SealSheet, WorkingSheet
from metanoia.ui.pages.share.ticking import Ticking
from metanoia.ui.pages.share.whom import key_state
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from metanoia.domain.people import Person
    from metanoia.exchange.seal import Checked, ForKeys, ForWords, Sealed
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_REST: Final = 200  # ms after the last tick until what would leave is worked out


class SharePage(Page):
    """What is chosen stands on the left, the step one is at on the right."""

    name = "share"
    shows = frozenset(
        {Kind.ENTRY, Kind.PERSON, Kind.SHARE, Kind.ATTACHMENT, Kind.IMPORT, Kind.REPLY}
    )

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.draft = Draft(sender=sender_of(journal))
        self.checked: Checked | None = None
        self.entry_sheet: EntrySheet | None = None
        self._working: WorkingSheet | None = None
        self._wants_check = False
        self.ticking = Ticking(journal, self.draft, self)
        self.checker = Checker(journal, self)
        self.sealer = Sealer(journal, self)
        self.sides = Panes(self)
        self.sides.sealed.answers.serve(journal)
        self.receipts = Receipts(journal, self.sides, self)
        self.arrival = Arrival(journal, self)
        self.setLayout(vbox((self.sides, 1)))
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._connect()
        self.sides.choose.show_draft(self.draft)
        self.sides.show_step("choose")

    # -- the page

    def go(self, destination: Destination) -> None:
        """Tick the entry that ``destination`` names, or bring in the reply in its file."""
        if destination.file is not None:
            self.arrival.bring_in(destination.file)
        if destination.entry is not None:
            self._to_choose()
            self.ticking.refresh()
            self.ticking.tick(destination.entry)

    def refresh(self) -> None:
        """Show what the journal holds now; nothing that is ticked loses its tick."""
        if not self.journal.is_open:
            return
        self.ticking.refresh()
        if not self.ticking.lines and self.sides.step in ("nothing", "choose"):
            self.sides.show_step("nothing")
        elif self.sides.step == "nothing":
            self.sides.show_step("choose")
        people = [one for one in self.journal.people.all() if one.age_recipient]
        if self.draft.to != WORDS and self.draft.to not in [one.id for one in people]:
            self.draft.to = None
        self.sides.choose.show_people(people, self.draft.to)
        self.sides.choose.show_names(len(self.journal.private_terms.all()))
        self.sides.choosing.show_earlier(len(self.journal.shares.all()))
        self.receipts.refresh()
        self._show_ticks("")

    def commands(self) -> list[Command]:
        """Return what can be done while sharing."""
        return [
            Command("add-entries", self.tr("Add entries to the share"), self.add_entries, "", "plus"),
            Command("key-card", self.tr("Your key card"), self.show_card, "", "qr-code", "contact fingerprint"),
            Command("earlier-shares", self.tr("Earlier shares"), self.show_earlier, "", "history", "receipts"),
            Command("bring-reply", self.tr("Bring in a reply…"), self.arrival.ask, "", "mail-open", "comments coach"),
            Command("find-in-share", self.tr("Search in what leaves"), self.look_for, "Ctrl+F", "search"),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the left and the right side."""
        sides = self.sides
        right = {"check": sides.check.paper, "reading": sides.reading, "receipt": sides.sealed}
        left: QWidget = sides.receipt if sides.step in ("receipt", "reading") else sides.choosing
        return [left, right.get(sides.step, sides.choose)]

    def unsaved(self) -> str:
        """Return what was chosen and not sealed yet."""
        chosen = self.draft.entries or self.draft.cover_note
        return drafts.as_text(self.draft) if chosen else ""

    def take_back(self, text: str) -> None:
        """Choose again what was chosen before the journal was locked."""
        self._begin(drafts.from_text(text))
        self.refresh()

    def blank(self) -> None:
        """Forget what was chosen, checked and sealed."""
        self._soon.stop()
        self.checker.forget()
        self.sealer.forget()
        self.arrival.forget()
        self.checked = None
        self.receipts.forget()
        self.draft = self.ticking.draft = Draft()
        self.ticking.lines = []
        self.sides.choosing.forget()
        self.sides.check.forget()
        self.sides.choose.show_draft(self.draft)
        self.sides.choose.show_people([], None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the sides."""
        super().resizeEvent(event)
        self.sides.fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a step back on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.sides.cross.isVisible():
            self._leave_step()
            return
        super().keyPressEvent(event)

    # -- choosing

    @Slot()
    def add_entries(self) -> None:
        """Open the whole journal to tick in."""
        if self.sides.step not in ("choose", "check"):
            self._to_choose()
        self.entry_sheet = EntrySheet(self, self.journal)
        self.entry_sheet.toggled.connect(self.ticking.toggle)
        self.entry_sheet.closed.connect(self._entries_added)
        self.entry_sheet.show_ticked(self.ticking.ticked, self.ticking.barred)
        self.entry_sheet.open()

    @Slot()
    def show_card(self) -> None:
        """Show the journal's own key card."""
        KeyCardSheet(self, self.journal, self.draft.sender).open()

    @Slot()
    def show_names(self) -> None:
        """Show the list of names to hide, to be changed."""
        HiddenNamesSheet(self, self.journal).open()

    @Slot()
    def show_earlier(self) -> None:
        """List what was sealed before."""
        sheet = EarlierSheet(self, self.journal.shares.all())
        sheet.chosen.connect(self.receipts.show_past)
        sheet.open()

    @Slot()
    def look_for(self) -> None:
        """Search in what leaves, once it is there to be checked."""
        if self.sides.step == "check":
            self.sides.check.look_for()

    @Slot()
    def _entries_added(self) -> None:
        self.entry_sheet = None
        self._show_ticks("")

    @Slot(str)
    def _show_ticks(self, problem: str) -> None:
        ticking, choosing = self.ticking, self.sides.choosing
        whole = self.journal.entries.count
        choosing.show_entries(ticking.lines, ticking.ticked, ticking.barred, whole)
        choosing.show_problem(problem)
        if self.entry_sheet is not None:
            self.entry_sheet.show_ticked(ticking.ticked, ticking.barred, problem)
        attached = sum(len(self.journal.attachments.of(one)) for one in self.draft.entries)
        self.sides.choose.show_photos(attached)
        self._edited()

    @Slot()
    def _edited(self) -> None:
        choose = self.sides.choose
        self.draft.cover_note = choose.note()
        self.draft.sender = choose.from_name.text()
        self.draft.attachments = choose.photos.isChecked()
        self.draft.hide_names = choose.names.isChecked()
        named = bool(self.draft.sender.strip())
        untouched = not choose.from_name.isModified()
        choose.sender_labelled.set_error("" if named or untouched else self.tr("Your reader needs a name to know you by."))  # fmt: skip
        choose.check.setEnabled(self.draft.complete())
        if self.sides.step == "check" and not self.draft.complete():
            self._to_choose()
        # what is checked is what leaves: another tick means another check
        self._wants_check = self.sides.step == "check"
        if self._wants_check:
            self.sides.check.seal.setEnabled(False)
        self._soon.start()

    @Slot(str)
    def _reader_chosen(self, to: str) -> None:
        self.draft.to = to
        person = self._person()
        self.sides.choose.show_reader(person.name.split()[0] if person else "")
        self._edited()

    def _person(self) -> Person | None:
        to = self.draft.to
        return None if to is None or to == WORDS else self.journal.people.get(to)

    @Slot()
    def _someone_new(self) -> None:
        sheet = PersonSheet(self, self.journal)
        sheet.added.connect(self._someone_added)
        sheet.open()

    @Slot(str)
    def _someone_added(self, person_id: str) -> None:
        self.draft.to = person_id
        self.refresh()
        self._reader_chosen(person_id)
        self.sides.choose.whom.cards[person_id].setFocus()

    @Slot()
    def _compare(self) -> None:
        person = self._person()
        if person is not None:
            CompareSheet(self, self.journal, person).open()

    # -- checking

    @Slot()
    def _work_out(self) -> None:
        if self.draft.entries and self.journal.is_open:
            self.checker.ask(self.draft.request())
        elif not self.draft.entries:
            self.sides.choosing.show_leaving(None)

    @Slot()
    def check(self) -> None:
        """Work out what leaves and show it."""
        if not self.draft.complete():
            return
        self._soon.stop()
        self._wants_check = True
        self.checker.ask(self.draft.request())

    @Slot(object)
    def _worked_out(self, checked: Checked) -> None:
        if not self.draft.entries or checked.request != self.draft.request():
            return
        self.sides.choosing.show_leaving(checked)
        if checked.problems and not self._wants_check:
            self.sides.choosing.show_problem(checked.problems[0].sentence)
        if self._wants_check:
            self._wants_check = False
            if self.sides.step in ("choose", "check"):  # not over a receipt opened meanwhile
                self._show_check(checked)

    def _show_check(self, checked: Checked) -> None:
        self.checked = checked
        person = self._person()
        first = person.name.split()[0] if person else ""
        check = self.sides.check
        check.show_checked(checked, first)
        if person is not None:
            state = key_state(person)
            check.show_reader(person.name, state[:1].upper() + state[1:], first, words=False)
        else:
            about = self.tr("You see the words once it is sealed")
            check.show_reader(self.tr("Six words instead of a key"), about, "", words=True)
        if self.sides.step != "check":
            self.sides.show_step("check")
            check.paper.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._wants_check = False
        self.said.emit(Notice(text=sentence))

    # -- sealing

    @Slot()
    def seal(self) -> None:
        """Ask once more, then where to."""
        if self.checked is None or self.checked.payload is None or self.sealer.busy:
            return
        person = self._person()
        reader = person.name.split()[0] if person else ""
        sheet = SealSheet(self, reader, self.checked, words=person is None)
        sheet.place_chosen.connect(self._seal_into)
        sheet.open()

    @Slot(object)
    def _seal_into(self, file: Path) -> None:
        if self.checked is None:
            return
        self._working = WorkingSheet(self)
        self._working.open()
        self.sealer.seal(self.checked, self._to(), file)

    def _to(self) -> ForKeys | ForWords:
        from metanoia.exchange.seal import ForKeys, ForWords

        person = self._person()
        if person is None:
            return ForWords()
        return ForKeys((person.age_recipient or "",), (person.id,))

    @Slot(object, str, bytes)
    def _sealed(self, told: Sealed, share_id: str, data: bytes) -> None:
        self._stop_working()
        with suppress(MetanoiaError):  # the words that open the share must be shown whatever fails
            self.journal.meta.set(SENDER_KEY, " ".join(self.draft.sender.split()))
        share = self.journal.shares.get(share_id)
        receipt = receipt_of(
            self.journal, share, words=told.words_to_say, file=told.file, sealed=data
        )
        self._begin(Draft(sender=self.draft.sender, to=self.draft.to))
        self.receipts.show(receipt)

    @Slot(str)
    def _not_sealed(self, sentence: str) -> None:
        self._stop_working()
        self.sides.check.problems.say(sentence)

    def _stop_working(self) -> None:
        if self._working is not None:
            self._working.dismiss()
            self._working = None

    # -- going from step to step

    def _begin(self, draft: Draft) -> None:
        """Begin with ``draft`` in place of what was chosen."""
        self.checked = None
        self.draft = self.ticking.draft = draft
        self.ticking.forget_unticked()
        self.sides.choose.show_draft(draft)
        self.sides.check.forget()
        self.sides.choosing.show_leaving(None)

    @Slot()
    def _to_choose(self) -> None:
        self.receipts.forget()
        self.checked = None
        self.sides.check.forget()
        self.sides.show_step("choose")
        self.refresh()

    @Slot()
    def _leave_step(self) -> None:
        if self.sides.step == "reading":
            self.receipts.back()
        else:
            self._to_choose()

    @Slot()
    def _cancel(self) -> None:
        """Take every tick and word away, with Undo."""
        kept = self.draft
        if not (kept.entries or kept.cover_note):
            return
        self._begin(Draft(sender=kept.sender))
        self.refresh()
        undo = partial(self._restore, kept)
        self.said.emit(Notice(text=self.tr("The share was put away"), undo=undo))

    def _restore(self, kept: Draft) -> None:
        self._begin(kept)
        self._to_choose()

    @Slot()
    def _write(self) -> None:
        self.asked.emit(Destination(page="today", new=True))

    def _connect(self) -> None:
        sides, choose, check = self.sides, self.sides.choose, self.sides.check
        pairs = (
            (self._soon.timeout, self._work_out),
            (self.ticking.changed, self._show_ticks),
            (self.checker.answered, self._worked_out),
            (self.checker.failed, self._say),
            (self.sealer.sealed, self._sealed),
            (self.sealer.failed, self._not_sealed),
            (self.receipts.said, self._say),
            (self.receipts.left, self._to_choose),
            (self.arrival.came, self.receipts.show_answered),
            (self.arrival.said, self._say),
            (sides.sealed.answers.asked, self.arrival.ask),
            (sides.sealed.answers.gone_to, self.asked),
            (sides.sealed.answers.said, self.said),
            (sides.cross.clicked, self._leave_step),
            (sides.write.clicked, self._write),
            (sides.own_card.clicked, self.show_card),
            (sides.choosing.toggled, self.ticking.toggle),
            (sides.choosing.all_asked, self.ticking.tick_all),
            (sides.choosing.add_asked, self.add_entries),
            (sides.choosing.card_asked, self.show_card),
            (sides.choosing.history_asked, self.show_earlier),
            (choose.whom.chosen, self._reader_chosen),
            (choose.whom.new_asked, self._someone_new),
            (choose.whom.compare_asked, self._compare),
            (choose.edited, self._edited),
            (choose.check_asked, self.check),
            (choose.cancel_asked, self._cancel),
            (choose.names_asked, self.show_names),
            (check.back_asked, self._to_choose),
            (check.seal_asked, self.seal),
        )
        for signal, slot in pairs:
            signal.connect(slot)
