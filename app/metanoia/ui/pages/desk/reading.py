"""What is read at the desk: a share of a client or of somebody else, with the reply that is written to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.ui import dates
from metanoia.ui.destination import Notice
from metanoia.ui.pages.desk.keeping import takes_long

if TYPE_CHECKING:
    from metanoia.domain.shares import OpenedShare
    from metanoia.ui.pages.desk.page import DeskPage


class Reading(QObject):
    """Leads the reader of ``page`` from share to share; nothing is left before its reply is kept."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page = page
        self._journal = page.journal
        page.keeper.read.connect(self._show_kept)
        page.keeper.done.connect(self._changed_beside)
        page.keeper.failed.connect(self._change_failed)
        page.shelf.loose_chosen.connect(self.read_loose)
        page.shelf.client_chosen.connect(self.read_client)
        page.shelf.kept_chosen.connect(self.read_kept)
        page.damaged.back_asked.connect(self._bring_back)
        page.writing.changed.connect(self.show_foot)
        page.reader.comments.margin.edited.connect(self._count_words)

    @Slot(str)
    def read_loose(self, share_id: str) -> None:
        """Read a share of somebody who is not kept."""
        if not self.leave():
            return
        self._page.writing.begin(None, "")
        self._show(self._page.shares[share_id].share)
        self._page.unread.discard(share_id)

    @Slot(str)
    def read_client(self, person: str) -> None:
        """Read the newest share of a client, or say what is wrong with their file."""
        row = self._page.row_of(person)
        if row is None or not self.leave():
            return
        if row.last_share is not None and not row.damaged:
            self.read_kept(person, row.last_share)
            return
        self._page.writing.forget()
        self._page.reader.forget()
        self._page.show_room(self._page.invitation)
        if row.damaged:
            can = self._journal.clients.can_bring_back(person) is not None
            self._page.damaged.setObjectName(person)
            self._page.damaged.show_damage(row.damaged, backed_up=can)
            self._page.show_room(self._page.damaged)
        self._page.list_clients()

    @Slot(str, str)
    def read_kept(self, person: str, share_id: str) -> None:
        """Read a share that is kept of a client; a large one beside the window."""
        if not self.leave():
            return
        from metanoia.exchange import client_desk

        try:
            if takes_long(self._journal.clients, person, (share_id,)):
                self._page.damaged.setObjectName("")
                self._page.show_room(self._page.waiting)
                self._page.keeper.read_again(person, share_id)
                return
            share = client_desk.opened(self._journal.clients, person, share_id)
        except MetanoiaError as error:
            self._page.said.emit(Notice(text=str(error)))
            return
        self._show_kept(person, share)

    @Slot(str, object)
    def _show_kept(self, person: str, share: OpenedShare) -> None:
        try:
            self._page.writing.begin(person, share.id)
            self._journal.clients.mark_read(person, share.id, source=self._page)
        except MetanoiaError as error:
            self._page.said.emit(Notice(text=str(error)))
            return
        self._show(share)

    def _show(self, share: OpenedShare) -> None:
        self._page.refusal = None
        person = self._page.writing.person
        asked = self._journal.clients.questions(person) if person and share.answers else []
        self._page.reader.show_share(
            share, self._page.sealed_by(share), {one.comment: one.text for one in asked}
        )
        self._page.show_room(self._page.reader)
        self._page.list_clients()
        self.show_foot()
        self._page.reader.text.setFocus()

    def show_foot(self) -> None:
        """Say how far the reply is."""
        person = self._page.writing.person
        if person is None or not self._journal.is_open:
            return
        kept = next((one for one in self._journal.clients.shares(person) if one.id == self._page.writing.share), None)  # fmt: skip
        sent, unsealed = "", self._page.writing.waiting or (kept is not None and kept.draft)
        if kept is not None and kept.replied_at is not None:
            sent = self._page.tr("Reply sealed {}").format(
                dates.moment(kept.replied_at.astimezone())
            )
            if unsealed:
                sent = self._page.tr("Changed since you sealed it; saved on your desk only")
        open_states = ("proposed", "countered", "agreed")
        targets = [one for one in self._journal.clients.targets(person) if one.standing.state in open_states]  # fmt: skip
        row = self._page.row_of(person)
        self._page.reader.foot.show_reply(
            row.shown if row else "", self._page.writing, len(targets), sent=sent, unsealed=unsealed
        )

    def let_go(self, person: str) -> None:
        """Stop reading what is about to be deleted."""
        if self._page.writing.person == person:
            self._page.writing.forget()
            self._page.reader.forget()
            self._page.show_room(self._page.invitation)

    def leave(self) -> bool:
        """Keep the reply that is being written; False if that failed, and a notice says why."""
        try:
            self._page.writing.flush()
        except MetanoiaError as error:
            self._page.said.emit(Notice(text=str(error)))
            return False
        self._page.keeper.want("")  # a large share that is read meanwhile is not shown in its place
        return True

    def settle(self) -> None:
        """Let go of a share that is not kept any more."""
        person = self._page.writing.person
        if person is None:
            return
        row = self._page.row_of(person)
        kept = [] if row is None or row.damaged else self._journal.clients.shares(person)
        if all(one.id != self._page.writing.share for one in kept):
            self.let_go(person)

    @Slot()
    def _bring_back(self) -> None:
        self._page.show_room(self._page.waiting)
        self._page.keeper.bring_back(self._page.damaged.objectName())

    @Slot()
    def _changed_beside(self) -> None:
        if self._page.room is self._page.waiting and not self._page.opener.busy:
            self.read_client(self._page.damaged.objectName())

    @Slot(str)
    def _change_failed(self, sentence: str) -> None:
        if self._page.room is self._page.waiting:
            self._page.show_room(
                self._page.damaged if self._page.damaged.objectName() else self._page.invitation
            )
        self._page.said.emit(Notice(text=sentence))

    @Slot()
    def _count_words(self) -> None:
        self.show_foot()
