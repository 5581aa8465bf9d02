"""Shares as they arrive at the desk: opened, kept if their sender is a client, or held until the lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.people import Role
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.compare_sheet import CompareSheet, NewKeysSheet
from metanoia.ui.file_dialogs import ask_for_file
from metanoia.ui.pages.desk.keeping import KeptNow
from metanoia.ui.pages.desk.sheets import KeepSheet, WordsSheet, card_of

if TYPE_CHECKING:
    from metanoia.domain.clients import WholeShare
    from metanoia.domain.people import Person
    from metanoia.domain.shares import OpenedShare
    from metanoia.ui.pages.desk.opening import Refusal
    from metanoia.ui.pages.desk.page import DeskPage
    from metanoia.ui.pages.desk.sender import Sender


class Arriving(QObject):
    """Opens files for ``page``, takes what its opener brings, asks for words, and lets a new sender be kept."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page = page
        page.opener.opened.connect(self._opened)
        page.opener.refused.connect(self._refused)
        page.keeper.kept.connect(self._kept)
        page.keeper.refused.connect(self._not_kept)
        page.trouble.words_asked.connect(self._words_again)
        page.reader.compare_asked.connect(self.compare)
        for room in (page.shelf, page.invitation, page.trouble):
            room.open_asked.connect(self.ask_for_share)

    @Slot()
    def ask_for_share(self) -> None:
        """Let the person choose a sealed file."""
        page = self._page
        kinds = page.tr("Shares (*.metanoia);;All files (*)")
        dialog = ask_for_file(page, page.tr("Open a share"), kinds)
        dialog.fileSelected.connect(self._file_chosen)

    def open_file(self, file: Path, words: str | None = None) -> None:
        """Open a sealed file by the journal's key, or by words."""
        page = self._page
        if not page.reading.leave():
            return
        page.refusal = None
        page.show_room(page.waiting)
        page.opener.open(file, words)

    @Slot(str)
    def _file_chosen(self, chosen: str) -> None:
        if chosen:
            self.open_file(Path(chosen))

    @Slot(object)
    def _opened(self, whole: WholeShare) -> None:
        sender = self._page.sealed_by(whole.share)
        if self._is_client(sender) and sender.person is not None:
            self._page.keeper.keep(whole, sender.person.id)
            return
        self._hold(whole)

    def _hold(self, whole: WholeShare) -> None:
        share = whole.share
        self._page.shares = {share.id: whole} | {key: one for key, one in self._page.shares.items() if key != share.id}  # fmt: skip
        self._page.unread.add(share.id)
        self._page.reading.read_loose(share.id)

    @Slot(object)
    def _kept(self, now: KeptNow) -> None:
        self._page.shares.pop(now.whole.share.id, None)
        self._page.reading.read_kept(now.person, now.whole.share.id)
        row = self._page.row_of(now.person)
        self._page.banners.tell_withdrawn(row.shown if row else "", now.withdrawn)

    @Slot(object, str)
    def _not_kept(self, whole: WholeShare, sentence: str) -> None:
        self._hold(whole)
        self._page.said.emit(Notice(text=sentence))

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        self._page.refusal = refusal
        self._page.trouble.show_refusal(refusal)
        self._page.show_room(self._page.trouble)
        self._page.list_clients()
        if refusal.code == "needs-words":
            self._ask_words()
        elif refusal.code == "wrong-words":
            self._ask_words(refusal.sentence)

    @Slot()
    def _ask_words(self, problem: str = "") -> None:
        sheet = WordsSheet(self._page, problem)
        sheet.given.connect(self._try_words)
        sheet.open()

    @Slot(str)
    def _try_words(self, words: str) -> None:
        if self._page.refusal is not None:
            self.open_file(self._page.refusal.file, words)

    @Slot()
    def compare(self) -> None:
        """Compare the fingerprint of the sender, and keep them if they are new."""
        share = self._page.reader.share
        if share is None:
            return
        sender = self._page.sealed_by(share)
        if sender.person is not None and sender.state == "known":
            CompareSheet(self._page, self._page.journal, sender.person).open()
            return
        if (
            sender.state == "changed" and sender.person is not None
        ):  # a key of theirs came with another, or new keys wait
            self._take_keys(share, sender.person.id)
            return
        sheet = KeepSheet(self._page, self._page.journal, share, sender)
        sheet.kept.connect(self._person_kept)
        sheet.changed.connect(self._compare_changed)
        sheet.open()

    def _take_keys(self, share: OpenedShare, person: str) -> None:
        people = self._page.journal.people
        try:
            people.take_card(card_of(share), Role.CLIENT, person_id=person)
        except MetanoiaError as error:
            self._page.said.emit(Notice(text=str(error)))
            return
        self._compare_changed(person)

    @Slot(str)
    def _compare_changed(self, person: str) -> None:
        journal = self._page.journal
        sheet = NewKeysSheet(self._page, journal, journal.people.get(person))
        sheet.answered.connect(self._keys_answered)
        sheet.open()

    @Slot(object)
    def _keys_answered(self, before: Person) -> None:
        """Say which keys count now, and keep the share if they are those that signed it."""
        share = self._page.reader.share
        if share is not None and self._page.sealed_by(share).state == "compared":
            words = self._page.tr("{} is known by the new key now")
            self._person_kept(before.id)
        else:
            words = self._page.tr("The old key of {} is kept")
        self._page.said.emit(Notice(text=words.format(before.name)))

    @Slot(str)
    def _person_kept(self, person: str) -> None:
        """Move what they sealed from memory into the file of the new client."""
        share = self._page.reader.share
        whole = self._page.shares.get(share.id) if share is not None else None
        if whole is not None and self._page.journal.people.get(person).role is Role.CLIENT:
            self._page.keeper.keep(whole, person)

    @Slot()
    def _words_again(self) -> None:
        self._ask_words()

    def _is_client(self, sender: Sender) -> bool:
        known = sender.state in ("known", "compared") and sender.person is not None
        return known and sender.person is not None and sender.person.role is Role.CLIENT
