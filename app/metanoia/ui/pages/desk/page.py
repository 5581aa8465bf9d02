"""The Coach desk: shares that others sealed, opened read-only and forgotten at the lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination
from metanoia.ui.dialogs.compare_sheet import CompareSheet
from metanoia.ui.dialogs.key_card_sheet import KeyCardSheet
from metanoia.ui.dialogs.key_card_sheet import sender_of as own_name
from metanoia.ui.file_dialogs import ask_for_file
from metanoia.ui.page import Page
from metanoia.ui.pages.desk.opening import Opener, Refusal
from metanoia.ui.pages.desk.reader import Reader
from metanoia.ui.pages.desk.rooms import Invitation, Trouble, Waiting
from metanoia.ui.pages.desk.sender import Sender, sender_of
from metanoia.ui.pages.desk.sheets import KeepSheet, SummarySheet, WordsSheet
from metanoia.ui.pages.desk.shelf import Shelf
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.layout import hbox

if TYPE_CHECKING:
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_LEFT: Final = 252
_NARROW_LEFT: Final = 212
_ROOMY: Final = 760  # px at scale 1 of the page


class DeskPage(Page):
    """What was opened stands on the left, the share that is read on the right; nothing is kept."""

    name = "desk"
    shows = frozenset({Kind.PERSON})

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.shares: dict[str, OpenedShare] = {}
        self.unread: set[str] = set()
        self.refusal: Refusal | None = None
        self.opener = Opener(journal, self)
        self.shelf = Shelf()
        self.invitation = Invitation()
        self.waiting = Waiting()
        self.trouble = Trouble()
        self.reader = Reader()
        self._left = Panel((self.shelf, 1), edges=("right",))
        self._right = QStackedWidget()
        for room in (self.invitation, self.waiting, self.trouble, self.reader):
            self._right.addWidget(room)
        self.setLayout(hbox(self._left, (self._right, 1)))
        self.setAcceptDrops(True)
        self._connect()

    # -- the page

    def go(self, destination: Destination) -> None:
        """Open the file that ``destination`` names."""
        if destination.file is not None:
            self.open_file(destination.file)

    def refresh(self) -> None:
        """Show anew whose keys are known."""
        if not self.journal.is_open:
            return
        share = self.reader.share
        if share is not None:
            self.reader.show_sender(self._sender(share))
        self._list()

    def commands(self) -> list[Command]:
        """Return what can be done at the desk."""
        return [
            Command("open-share", self.tr("Open a share…"), self.ask_for_share, "Ctrl+O", "folder-open"),
            Command("entry-before", self.tr("Entry before"), self.reader.show_before, "Alt+Up", "chevron-left"),
            Command("entry-after", self.tr("Next entry"), self.reader.show_after, "Alt+Down", "chevron-right"),
            Command("share-summary", self.tr("Summary of this share"), self.show_summary, "", "list"),
            Command("key-card", self.tr("Your key card"), self.show_card, "", "qr-code", "contact fingerprint"),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return what was opened, and what is read."""
        reading: QWidget = self.reader.text if self.reader.isVisible() else self._right
        return [self.shelf, reading]

    def blank(self) -> None:
        """Forget every share."""
        self.opener.forget()
        self.shares, self.unread, self.refusal = {}, set(), None
        self.reader.forget()
        self.shelf.show_shares([], set(), None)
        self._right.setCurrentWidget(self.invitation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shelf as wide as it reads well."""
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
            self.open_file(file)

    # -- opening

    @Slot()
    def ask_for_share(self) -> None:
        """Let the person choose a sealed file."""
        kinds = self.tr("Shares (*.metanoia);;All files (*)")
        dialog = ask_for_file(self, self.tr("Open a share"), kinds)
        dialog.fileSelected.connect(self._file_chosen)

    def open_file(self, file: Path, words: str | None = None) -> None:
        """Open a sealed file by the journal's key, or by words."""
        self.refusal = None
        self._right.setCurrentWidget(self.waiting)
        self.opener.open(file, words)

    @Slot(str)
    def _file_chosen(self, chosen: str) -> None:
        if chosen:
            self.open_file(Path(chosen))

    @Slot(object)
    def _opened(self, share: OpenedShare) -> None:
        self.shares = {share.id: share} | {key: one for key, one in self.shares.items() if key != share.id}  # fmt: skip
        self.unread.add(share.id)
        self._read(share.id)

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self.trouble.show_refusal(refusal)
        self._right.setCurrentWidget(self.trouble)
        self._list()
        if refusal.code == "needs-words":
            self._ask_words()
        elif refusal.code == "wrong-words":
            self._ask_words(refusal.sentence)

    @Slot()
    def _ask_words(self, problem: str = "") -> None:
        sheet = WordsSheet(self, problem)
        sheet.given.connect(self._try_words)
        sheet.open()

    @Slot(str)
    def _try_words(self, words: str) -> None:
        if self.refusal is not None:
            self.open_file(self.refusal.file, words)

    # -- reading

    @Slot(str)
    def _read(self, share_id: str) -> None:
        share = self.shares[share_id]
        self.refusal = None
        self.reader.show_share(share, self._sender(share))
        self._right.setCurrentWidget(self.reader)
        self._list()
        self.unread.discard(share_id)
        self.reader.text.setFocus()

    def _sender(self, share: OpenedShare) -> Sender:
        return sender_of(self.journal, share)

    def _list(self) -> None:
        rows = [(share, self._sender(share).name) for share in self.shares.values()]
        reading = self._right.currentWidget() is self.reader and self.reader.share
        self.shelf.show_shares(rows, self.unread, reading.id if reading else None)

    @Slot()
    def _compare(self) -> None:
        share = self.reader.share
        if share is None:
            return
        sender = self._sender(share)
        if sender.person is not None and sender.state == "known":
            CompareSheet(self, self.journal, sender.person).open()
        else:
            KeepSheet(self, self.journal, share, sender).open()

    @Slot()
    def show_summary(self) -> None:
        """Show what the share that is read holds."""
        if self.reader.share is not None:
            sheet = SummarySheet(self, self.reader.share, self._sender(self.reader.share))
            sheet.chosen.connect(self.reader.show_entry)
            sheet.open()

    @Slot()
    def show_card(self) -> None:
        """Show the journal's own key card."""
        KeyCardSheet(self, self.journal, own_name(self.journal)).open()

    def _connect(self) -> None:
        pairs = (
            (self.opener.opened, self._opened),
            (self.opener.refused, self._refused),
            (self.shelf.open_asked, self.ask_for_share),
            (self.shelf.chosen, self._read),
            (self.invitation.open_asked, self.ask_for_share),
            (self.invitation.card_asked, self.show_card),
            (self.trouble.open_asked, self.ask_for_share),
            (self.trouble.card_asked, self.show_card),
            (self.reader.compare_asked, self._compare),
            (self.reader.summary_asked, self.show_summary),
        )
        for signal, slot in pairs:
            signal.connect(slot)
        self.trouble.words_asked.connect(self._words_again)

    @Slot()
    def _words_again(self) -> None:
        self._ask_words()


def _dropped(data: QMimeData) -> Path | None:
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
