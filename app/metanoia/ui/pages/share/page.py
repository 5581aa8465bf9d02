"""The Share page: choose, check, seal; and the receipts of what was sealed before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.dialogs.hidden_names_sheet import HiddenNamesSheet
from metanoia.ui.dialogs.key_card_sheet import KeyCardSheet, sender_of
from metanoia.ui.page import Page
from metanoia.ui.pages.share import draft as drafts
from metanoia.ui.pages.share.arrival import Arrival
from metanoia.ui.pages.share.checking import Checking
from metanoia.ui.pages.share.draft import Draft
from metanoia.ui.pages.share.earlier import EarlierSheet
from metanoia.ui.pages.share.entry_sheet import EntrySheet
from metanoia.ui.pages.share.keeping_back import KeepingBack
from metanoia.ui.pages.share.panes import Panes
from metanoia.ui.pages.share.readers import Readers
from metanoia.ui.pages.share.receipts import Receipts
from metanoia.ui.pages.share.seal_step import SealStep
from metanoia.ui.pages.share.ticking import Ticking
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings


class SharePage(Page):
    """What is chosen stands on the left, the step one is at on the right."""

    name = "share"
    shows = frozenset(
        {
            *(Kind.ENTRY, Kind.PERSON, Kind.SHARE, Kind.ATTACHMENT, Kind.IMPORT, Kind.REPLY),
            *(Kind.GOAL, Kind.VALUE, Kind.ASSUMPTION, Kind.PREDICTION, Kind.TARGET, Kind.ACTION),
        }
    )

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.draft = Draft(sender=sender_of(journal))
        self.entry_sheet: EntrySheet | None = None
        self.ticking = Ticking(journal, self.draft, self)
        self.sides = Panes(self)
        self.readers = Readers(journal, self.sides.choose, self, self.draft)
        self.sides.sealed.answers.serve(journal)
        self.withholding = KeepingBack(self)
        self.checking = Checking(self)
        self.sealing = SealStep(self)
        self.receipts = Receipts(journal, self.sides, self)
        self.arrival = Arrival(journal, self)
        self.setLayout(vbox((self.sides, 1)))
        self._connect()
        self.readers.begin(self.draft)
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
        self.readers.refresh()
        self.ticking.tag = self._tag()
        self.ticking.refresh()
        if self.ticking.empty and self.sides.step in ("nothing", "choose"):
            self.sides.show_step("nothing")
        elif self.sides.step == "nothing":
            self.sides.show_step("choose")
        self.sides.choosing.show_earlier(self.journal.shares.count)
        self.receipts.refresh()
        self.withholding.refresh()
        self._show_ticks("")

    def commands(self) -> list[Command]:
        """Return what can be done while sharing."""
        return [
            Command("add-entries", self.tr("Add entries to the share"), self.add_entries, "", "plus"),
            Command("key-card", self.tr("Your key card"), self.show_card, "", "qr-code", "contact fingerprint"),
            Command("people", self.tr("People…"), self.readers.show_people, "", "users", "coach circle key card"),
            Command("earlier-shares", self.tr("Earlier shares"), self.show_earlier, "", "history", "receipts"),
            Command("bring-reply", self.tr("Bring in a reply…"), self.arrival.ask, "", "mail-open", "comments coach"),
            Command("withhold", self.tr("Withhold the selected words"), self.withholding.ask, "Ctrl+Shift+W", "eye-off", "redact hide passage"),
            Command("withheld-passages", self.tr("Withheld passages"), self.withholding.show_list, "", "eye-off", "redacted hidden"),
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
        chosen = self.draft.ticked() or self.draft.purpose or self.draft.cover_note
        return drafts.as_text(self.draft) if chosen else ""

    def take_back(self, text: str) -> None:
        """Choose again what was chosen before the journal was locked."""
        self.begin(drafts.from_text(text))
        self.refresh()

    def blank(self) -> None:
        """Forget what was chosen, checked and sealed."""
        self.checking.forget()
        self.withholding.withholder.forget()
        self.sealing.sealer.forget()
        self.arrival.forget()
        self.receipts.forget()
        self.draft = self.ticking.draft = Draft()
        self.ticking.forget()
        self.sides.choosing.forget()
        self.readers.forget(self.draft)

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
        choosing.show_tree(ticking.tree(), ticked=self.draft.ticked())
        choosing.show_problem(problem)
        if self.entry_sheet is not None:
            self.entry_sheet.show_ticked(ticking.ticked, ticking.barred, problem)
        attached = sum(len(self.journal.attachments.of(one)) for one in self.draft.entries)
        self.sides.choose.show_photos(attached)
        self._edited()

    def _tag(self) -> str:
        """Return the tag that entries for these readers wear, "" where there is none."""
        return next((one.tag for one in self.readers.people() if one.tag), "")

    @Slot(object)
    def _take_out(self, item: tuple[str, str]) -> None:
        self.ticking.take_out(item)

    @Slot()
    def _readers_chosen(self) -> None:
        self.ticking.tag = self._tag()
        self.ticking.refresh()
        self._show_ticks("")

    @Slot()
    def _edited(self) -> None:
        choose = self.sides.choose
        since = self.draft.since
        choose.write_into(self.draft)
        if self.draft.since != since:
            self.ticking.refresh()
            self.sides.choosing.show_tree(self.ticking.tree(), ticked=self.draft.ticked())
        named = bool(self.draft.sender.strip())
        untouched = not choose.from_name.isModified()
        choose.sender_labelled.set_error("" if named or untouched else self.tr("Your reader needs a name to know you by."))  # fmt: skip
        choose.check.setEnabled(self.draft.complete())
        if self.sides.step == "check" and not self.draft.complete():
            self._to_choose()
        self.checking.edited()

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.said.emit(Notice(text=sentence))

    # -- going from step to step

    def begin(self, draft: Draft) -> None:
        """Begin with ``draft`` in place of what was chosen."""
        self.checking.put_away()
        self.draft = self.ticking.draft = draft
        self.ticking.forget_unticked()
        self.readers.begin(draft)
        self.sides.choosing.show_leaving(None)

    @Slot()
    def _to_choose(self) -> None:
        self.receipts.forget()
        self.checking.put_away()
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
        if not (kept.ticked() or kept.purpose or kept.cover_note):
            return
        self.begin(Draft(sender=kept.sender))
        self.refresh()
        undo = partial(self._restore, kept)
        self.said.emit(Notice(text=self.tr("The share was put away"), undo=undo))

    def _restore(self, kept: Draft) -> None:
        self.begin(kept)
        self._to_choose()

    @Slot()
    def _write(self) -> None:
        self.asked.emit(Destination(page="today", new=True))

    def _connect(self) -> None:
        sides, choose, check = self.sides, self.sides.choose, self.sides.check
        tree = sides.choosing.tree
        pairs = (
            (self.ticking.changed, self._show_ticks),
            (self.readers.changed, self._readers_chosen),
            (self.readers.said, self.said),
            (self.checking.said, self._say),
            (self.receipts.said, self._say),
            (self.receipts.told, self.said),
            (self.receipts.left, self._to_choose),
            (self.arrival.came, self.receipts.show_answered),
            (self.arrival.said, self._say),
            (sides.sealed.answers.asked, self.arrival.ask),
            (sides.sealed.answers.gone_to, self.asked),
            (sides.sealed.answers.said, self.said),
            (sides.cross.clicked, self._leave_step),
            (sides.write.clicked, self._write),
            (sides.own_card.clicked, self.show_card),
            (tree.toggled, self.ticking.toggle_row),
            (tree.turned, self.ticking.turn),
            (sides.choosing.pressed_row, self.ticking.press),
            (sides.choosing.add_asked, self.add_entries),
            (sides.choosing.card_asked, self.show_card),
            (sides.choosing.history_asked, self.show_earlier),
            (choose.edited, self._edited),
            (choose.check_asked, self.checking.check),
            (choose.cancel_asked, self._cancel),
            (choose.names_asked, self.show_names),
            (check.problems.taken_out, self._take_out),
            (check.problems.names_asked, self.show_names),
            (check.back_asked, self._to_choose),
            (check.seal_asked, self.sealing.seal),
        )
        for signal, slot in pairs:
            signal.connect(slot)
