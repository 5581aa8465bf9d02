"""The Coach desk: what clients sealed, kept here in a file for each; read, commented on and answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.dialogs.key_card_sheet import KeyCardSheet
from metanoia.ui.dialogs.key_card_sheet import sender_of as own_name
from metanoia.ui.page import Page
from metanoia.ui.pages.desk.acting import Acting
from metanoia.ui.pages.desk.arriving import Arriving
from metanoia.ui.pages.desk.banners import DeskBanners
from metanoia.ui.pages.desk.caseload import Caseload
from metanoia.ui.pages.desk.commands import commands_of
from metanoia.ui.pages.desk.keeping import Keeper
from metanoia.ui.pages.desk.opening import Opener, Refusal
from metanoia.ui.pages.desk.reader import Reader
from metanoia.ui.pages.desk.reading import Reading
from metanoia.ui.pages.desk.rooms import Damaged, Invitation, Trouble, Waiting
from metanoia.ui.pages.desk.sender import Sender, sender_of
from metanoia.ui.pages.desk.sheets import SummarySheet
from metanoia.ui.pages.desk.writing import Writing
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from metanoia.domain.clients import CaseloadRow, WholeShare
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_REPLY: Final = ".metanoia-reply"
_LEFT: Final = 252
_NARROW_LEFT: Final = 212
_ROOMY: Final = 760  # px at scale 1 of the page


class DeskPage(Page):
    """Clients stand on the left, the share that is read on the right.

    The shares of people who are not kept are held in memory, read-only, until the lock.
    """

    name = "desk"
    shows = frozenset({Kind.PERSON, Kind.CLIENT})

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.shares: dict[str, WholeShare] = {}
        self.unread: set[str] = set()
        self.clients: list[CaseloadRow] = []
        self.refusal: Refusal | None = None
        self.writing = Writing(journal, self, self)
        self.opener = Opener(journal, self)
        self.keeper = Keeper(journal, self)
        self.shelf = Caseload()
        self.invitation = Invitation()
        self.waiting = Waiting()
        self.trouble = Trouble()
        self.damaged = Damaged()
        self.banners = DeskBanners()
        self.reader = Reader(journal, self.writing)
        self.acting = Acting(self)
        self.reading = Reading(self)
        self.arriving = Arriving(self)
        self._left = Panel((self.shelf, 1), edges=("right",))
        self._right = QStackedWidget()
        for room in (self.invitation, self.waiting, self.trouble, self.damaged, self.reader):
            self._right.addWidget(room)
        self.setLayout(hbox(self._left, (boxed(vbox(self.banners, (self._right, 1))), 1)))
        self.setAcceptDrops(True)
        self._connect()

    # -- the page

    def go(self, destination: Destination) -> None:
        """Open the file that ``destination`` names, or the client."""
        if destination.file is not None:
            self.arriving.open_file(destination.file)
        elif destination.item:
            self.reading.read_client(destination.item)

    def refresh(self) -> None:
        """Show anew whose keys are known, and what is kept of whom."""
        if not self.journal.is_open:
            return
        self.journal.snippets.begin()
        self.list_clients()
        self.reading.settle()
        share = self.reader.share
        if share is not None:
            if self.writing.open:
                self.writing.again()
            self.reader.show_sender(self.sealed_by(share))
            self.reading.show_foot()

    def commands(self) -> list[Command]:
        """Return what can be done at the desk."""
        return commands_of(self)

    def panes(self) -> list[QWidget]:
        """Return the clients, and what is read."""
        reading: QWidget = self.reader.text if self.reader.isVisible() else self._right
        return [self.shelf, reading]

    def save(self) -> None:
        """Keep the reply as far as it is written."""
        self.writing.flush()

    def blank(self) -> None:
        """Forget every share, name and word."""
        self.opener.forget()
        self.keeper.forget()
        self.acting.sealer.forget()
        self.shares, self.unread, self.refusal = {}, set(), None
        self.writing.forget()
        self.reader.forget()
        self.banners.forget()
        self.clients = []
        self.shelf.forget()
        self._right.setCurrentWidget(self.invitation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the caseload as wide as it reads well."""
        super().resizeEvent(event)
        px = theme().px
        self._left.setFixedWidth(px(_LEFT if self.width() >= px(_ROOMY) else _NARROW_LEFT))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        file = _dropped(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.arriving.open_file(file)

    @property
    def room(self) -> QWidget | None:
        """What is shown on the right: what is read, or one of the rooms."""
        return self._right.currentWidget()

    def show_room(self, room: QWidget) -> None:
        """Show one of the rooms in place of what is read."""
        self._right.setCurrentWidget(room)

    def row_of(self, person: str) -> CaseloadRow | None:
        """Return the line of a client."""
        return next((one for one in self.clients if one.person == person), None)

    def sealed_by(self, share: OpenedShare) -> Sender:
        """Return who sealed a share, as far as this journal knows."""
        return sender_of(self.journal, share)

    def list_clients(self) -> None:
        """Show the clients, and what is open here only."""
        clients = self.journal.clients
        self.clients = clients.caseload(self.acting.today())
        self.invitation.show_clients(len(self.clients))
        loose = [(one.share, self.sealed_by(one.share).name) for one in self.shares.values()]
        reading = self.room is self.reader and self.reader.share
        person = self.writing.person or ""
        if self.room is self.damaged:
            person = self.damaged.objectName()
        current = (person, reading.id if reading else "")
        row = self.row_of(person)
        kept = clients.shares(person) if row is not None and not row.damaged else []
        self.shelf.show_clients(
            self.clients, loose, kept, current, self.unread, self.acting.today()
        )
        self.banners.tell_expired(sum(len(one.expired) for one in self.clients))

    @Slot()
    def show_summary(self) -> None:
        """Show what the share that is read holds."""
        if self.reader.share is not None:
            sheet = SummarySheet(self, self.reader.share, self.sealed_by(self.reader.share))
            sheet.chosen.connect(self.reader.show_item)
            sheet.open()

    @Slot()
    def show_card(self) -> None:
        """Show the journal's own key card."""
        KeyCardSheet(self, self.journal, own_name(self.journal)).open()

    def _connect(self) -> None:
        acting, reader = self.acting, self.reader
        pairs = (
            (self.shelf.menu_asked, acting.open_menu),
            (self.invitation.card_asked, self.show_card), (self.trouble.card_asked, self.show_card),
            (self.banners.delete_asked, acting.ask_delete_expired),
            (reader.summary_asked, self.show_summary),
            (reader.prep_asked, acting.show_prep), (reader.notes_asked, acting.show_notes),
            (reader.foot.closing_asked, acting.close_reply),
            (reader.foot.targets_asked, acting.show_targets), (reader.foot.seal_asked, acting.seal),
            (reader.foot.discard_asked, acting.discard_reply),
            (reader.comments.said, self.said), (acting.said, self.said),
            (self.writing.failed, self._unsaved),
        )  # fmt: skip
        for signal, slot in pairs:
            signal.connect(slot)

    @Slot(str)
    def _unsaved(self, sentence: str) -> None:
        self.said.emit(Notice(text=sentence))


def _dropped(data: QMimeData) -> Path | None:
    """Return the file that may be a share; a journal's folder and a reply are for the window."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return None if file.is_dir() or file.suffix == _REPLY else file
