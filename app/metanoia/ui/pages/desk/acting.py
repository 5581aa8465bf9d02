"""What a coach does about the client whose share is read: each opens a sheet and comes back here."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.replies import Draft
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.dialogs.key_card_sheet import sender_of as own_name
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.ui.pages.desk.client_sheet import ClientSheet
from metanoia.ui.pages.desk.closing_sheet import ClosingSheet
from metanoia.ui.pages.desk.notes_sheet import NotesSheet
from metanoia.ui.pages.desk.prep_sheet import PrepSheet
from metanoia.ui.pages.desk.seal_reply import ReplySealer, SealReplySheet, ToSeal
from metanoia.ui.pages.desk.targets_sheet import TargetsSheet
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.clients import CaseloadRow
    from metanoia.ui.pages.desk.page import DeskPage


class Acting(QObject):
    """Opens the sheets of the desk over its ``page``."""

    said = Signal(object)

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page = page
        self._person = ""  # whom the menu or question is about
        self._sealed_for = ""  # the name of who gets the reply that is sealed
        self.sealer = ReplySealer(page.journal, self)
        self.sealer.sealed.connect(self._sealed)
        self.sealer.failed.connect(self._failed)

    def today(self) -> dt.date:
        """Return the day it is."""
        return days.now(places.time_zone(), self._page.journal.meta.day_start).date

    def name(self) -> str:
        """Return what the client is called whose share is read."""
        row = self._page.row_of(self._page.writing.person or "")
        return row.shown if row else ""

    # -- the reply

    @Slot()
    def close_reply(self) -> None:
        """Write how the reply ends."""
        writing = self._page.writing
        if writing.open:
            ClosingSheet(self._page, writing, self.name(), self.today()).open()

    @Slot()
    def show_targets(self) -> None:
        """Show the learning targets with the client."""
        writing = self._page.writing
        if not writing.open or not self._flush():
            return
        TargetsSheet(
            self._page, self._page.journal, writing.person or "", writing.share, self.name(), self.today()
        ).open()  # fmt: skip

    @Slot()
    def seal(self) -> None:
        """Show what goes back, and seal it if that is meant."""
        page, writing = self._page, self._page.writing
        share = page.reader.share
        if not writing.open or share is None or self.sealer.busy or not self._flush():
            return
        writing.again()
        draft = writing.to_seal()
        if draft.empty:
            words = self.tr(
                "There is nothing in this reply yet. Write a comment or a closing note first."
            )
            self.said.emit(Notice(text=words))
            return
        from metanoia.exchange import reply

        titles = {leaf.item: leaf.name for leaf in page.reader.leaves}
        sheet = SealReplySheet(page, self.name(), draft, titles, reply.file_name(share, self.today()))  # fmt: skip
        sheet.place_chosen.connect(self._seal_into)
        sheet.open()

    @Slot()
    def discard_reply(self) -> None:
        """Go back to what was sealed last, or to nothing, with Undo."""
        writing, clients = self._page.writing, self._page.journal.clients
        if writing.person is None or not self._flush():
            return
        person, share = writing.person, writing.share
        try:
            kept = next((one for one in clients.shares(person) if one.id == share), None)
            if kept is None or not kept.draft:
                self.said.emit(Notice(text=self.tr("Nothing waits here to be sealed.")))
                return
            dropped = clients.discard_draft(person, share)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return
        words = self.tr("What was not sealed is discarded")
        undo = partial(self._take_up_again, person, share, dropped)
        self.said.emit(Notice(text=words, undo=undo))

    def _take_up_again(self, person: str, share: str, dropped: Draft) -> None:
        try:
            self._page.journal.clients.save_draft(person, share, dropped)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    @Slot()
    def save_again(self) -> None:
        """Save the file of the reply that was sealed last once more."""
        person = self._page.writing.person
        sent = self._last_sent()
        if person is None or sent is None:
            self.said.emit(Notice(text=self.tr("No reply to this share was sealed yet.")))
            return
        from metanoia.exchange import bundle

        name = bundle.file_name(self.today(), sent[0], bundle.REPLY_SUFFIX)
        kinds = self.tr("Replies (*{})").format(bundle.REPLY_SUFFIX)
        dialog = ask_where_to_save(self._page, self.tr("Save the sealed reply"), name, kinds, bundle.REPLY_SUFFIX[1:])  # fmt: skip
        dialog.fileSelected.connect(self._save_again)

    # -- about the client

    @Slot()
    def show_notes(self) -> None:
        """Show the private notes."""
        writing = self._page.writing
        if writing.person is not None:
            NotesSheet(
                self._page, self._page.journal, writing.person, self.name(), writing.share
            ).open()

    @Slot()
    def show_prep(self) -> None:
        """Show what is worth knowing before the next session."""
        writing = self._page.writing
        if writing.person is None or not self._flush():
            return
        sheet = PrepSheet(self._page, self._page.journal, writing.person, self.name(), self.today())
        sheet.item_asked.connect(self._page.reader.show_item)
        sheet.open()

    @Slot(str)
    def open_menu(self, person: str) -> None:
        """Offer what can be done with a client of the caseload."""
        row = self._page.row_of(person)
        if row is None:
            return
        self._person = person
        menu = Menu(self._page)
        menu.add(self.tr("Name and next session…"), self._edit_client, icon="pencil")
        menu.addSeparator()
        menu.add(self.tr("Delete everything of this client…"), self._ask_delete, icon="trash-2")
        menu.popup(self._page.cursor().pos())

    @Slot()
    def edit_current(self) -> None:
        """Change what the client is called, and the day of the next session."""
        self._person = self._page.writing.person or ""
        if self._person:
            self._edit_client()

    @Slot()
    def delete_current(self) -> None:
        """Ask whether everything of the client is to be deleted."""
        self._person = self._page.writing.person or ""
        if self._person:
            self._ask_delete()

    @Slot()
    def ask_delete_expired(self) -> None:
        """Ask whether shares past the day agreed on are to be deleted."""
        count = sum(len(row.expired) for row in self._page.clients)
        title = (
            self.tr("Delete 1 share for good?")
            if count == 1
            else self.tr("Delete {} shares for good?").format(count)
        )
        about = (
            self.tr("It goes from this desk and from its backups, with the comments on it. What you sent stays with your client.")
            if count == 1
            else self.tr("They go from this desk and from its backups, with the comments on them. What you sent stays with your clients.")
        )  # fmt: skip
        sheet = GoneForGood(self._page, title, about)
        sheet.confirmed.connect(self._delete_expired)
        sheet.open()

    # -- inside

    def _flush(self) -> bool:
        try:
            self._page.writing.flush()
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return False
        return True

    def _last_sent(self) -> tuple[str, int] | None:
        writing = self._page.writing
        for one in self._page.journal.clients.replies(writing.person) if writing.person else ():
            if one.share == writing.share and one.size:
                return one.review_id, one.seq
        return None

    @Slot(object)
    def _seal_into(self, file: Path) -> None:
        page, writing = self._page, self._page.writing
        share = page.reader.share
        if writing.person is None or share is None:
            return
        draft: Draft = writing.to_seal()
        self._sealed_for = self.name()
        self.sealer.seal(ToSeal(writing.person, share, draft, own_name(page.journal), file))

    @Slot(object)
    def _sealed(self, file: Path) -> None:
        self._page.writing.again()
        self._page.reading.show_foot()
        words = self.tr("Sealed as {}. Give the file to {}.").format(file.name, self._sealed_for)
        self.said.emit(Notice(text=words))

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._page.writing.again()
        self._page.reading.show_foot()
        self.said.emit(Notice(text=sentence))

    @Slot(str)
    def _save_again(self, chosen: str) -> None:
        sent, person = self._last_sent(), self._page.writing.person
        if not chosen or sent is None or person is None:
            return
        from metanoia.exchange import bundle

        try:
            bundle.save(Path(chosen), self._page.journal.clients.sealed(person, *sent), force=True)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
        else:
            self.said.emit(Notice(text=self.tr("Saved as {}.").format(Path(chosen).name)))

    @Slot()
    def _edit_client(self) -> None:
        row = self._page.row_of(self._person)
        if row is not None:
            ClientSheet(self._page, self._page.journal, row, self.today()).open()

    @Slot()
    def _ask_delete(self) -> None:
        row: CaseloadRow | None = self._page.row_of(self._person)
        if row is None:
            return
        sheet = GoneForGood(
            self._page,
            self.tr("Delete everything of {} for good?").format(row.shown),
            self.tr("Their shares, your replies, comments and notes go from this desk and its backups. What you sent stays with them."),
        )  # fmt: skip
        sheet.confirmed.connect(self._delete)
        sheet.open()

    @Slot()
    def _delete(self) -> None:
        self._page.reading.let_go(self._person)
        self._page.keeper.delete_client(self._person)

    @Slot()
    def _delete_expired(self) -> None:
        which = {row.person: row.expired for row in self._page.clients if row.expired}
        current = self._page.writing
        if current.share in which.get(current.person or "", ()):
            self._page.reading.let_go(current.person or "")
        self._page.keeper.delete_shares(which)
