"""What can be done with a share that was sealed: read it again, find its file, keep a copy."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from metanoia.domain.errors import MetanoiaError
from metanoia.ui import dates, shared_pages
from metanoia.ui.destination import Notice
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.ui.pages.share.receipt import Receipt, receipt_of
from metanoia.ui.pages.share.withdraw_sheet import WithdrawSheet

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.pages.share.panes import Panes


class Receipts(QObject):
    """Shows one receipt at a time; ``said`` carries a sentence, ``told`` a Notice, ``left`` that one is done with it."""

    said = Signal(str)
    told = Signal(object)
    left = Signal()

    def __init__(self, journal: Journal, sides: Panes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._sides = sides
        self.shown: Receipt | None = None
        sides.receipt.read_asked.connect(self.read)
        sides.sealed.folder_asked.connect(self.show_folder)
        sides.sealed.copy_asked.connect(self.ask_where)
        sides.sealed.page_asked.connect(self.ask_where_page)
        sides.sealed.done_asked.connect(self.leave)
        sides.sealed.withdraw_asked.connect(self.ask_withdrawal)
        sides.sealed.stand_asked.connect(self.let_stand)
        sides.sealed.earlier.chosen.connect(self.show_past)
        sides.read_back.clicked.connect(self.back)

    def show(self, receipt: Receipt) -> None:
        """Show what was sealed, and what to do with it."""
        self.shown = receipt
        self._sides.receipt.show_receipt(receipt)
        replies = self._journal.replies.of_share(receipt.id)
        self._sides.sealed.show_receipt(receipt, replies, self._journal.shares.all())
        self._sides.show_step("receipt")
        self._sides.sealed.done.setFocus()

    @Slot(str)
    def show_past(self, share_id: str) -> None:
        """Show the receipt of a share that was sealed before."""
        try:
            self.show(receipt_of(self._journal, self._journal.shares.get(share_id)))
        except MetanoiaError as error:
            self.said.emit(str(error))

    def refresh(self) -> None:
        """Show what came back meanwhile."""
        if self.shown is not None:
            replies = self._journal.replies.of_share(self.shown.id)
            self._sides.sealed.show_replies(self.shown, replies)
            self._sides.sealed.show_rows(self.shown, self._journal.shares.all())

    @Slot()
    def ask_withdrawal(self) -> None:
        """Say what withdrawing can do, and ask."""
        if self.shown is not None:
            sheet = WithdrawSheet(self._sides, self.shown.seq, self.shown.first_name)
            sheet.confirmed.connect(self.withdraw)
            sheet.open()

    @Slot()
    def withdraw(self) -> None:
        """Ask the share back, with Undo."""
        if self.shown is not None:
            row = self._journal.shares.withdraw(self.shown.id)
            self._sides.sealed.show_top()  # where it says what that means
            undo = partial(self._stand, row.id)
            words = self.tr("Share {} is withdrawn").format(row.seq)
            self.told.emit(Notice(text=words, undo=undo))

    @Slot()
    def let_stand(self) -> None:
        """Take the withdrawal back, as long as no other share says it."""
        if self.shown is not None:
            self._stand(self.shown.id)

    def _stand(self, share_id: str) -> None:
        try:
            row = self._journal.shares.leave_standing(share_id)
        except MetanoiaError as error:
            self.said.emit(str(error))
        else:
            self.said.emit(self.tr("Share {} stands again").format(row.seq))

    @Slot(str)
    def show_answered(self, share_id: str) -> None:
        """Show the receipt of a share to which a reply just came in, and that reply."""
        if self.shown is None or self.shown.id != share_id:  # the words of this one are shown once
            self.show_past(share_id)
        self._sides.show_step("receipt")
        self._sides.sealed.show_answers()

    @Slot()
    def read(self) -> None:
        """Show the kept words of the share, exactly as they were sealed."""
        if self.shown is None:
            return
        day = dates.medium(self.shown.sealed_at.astimezone().date())
        self._sides.read_words.setText(self.tr("Exactly as sealed on {}").format(day))
        self._sides.reading.show_pages(self.shown.pages, self._pictures(self.shown))
        self._sides.show_step("reading")
        self._sides.read_back.setFocus()

    @Slot()
    def back(self) -> None:
        """Go from the words back to the receipt."""
        self._sides.reading.forget()
        self._sides.show_step("receipt")

    @Slot()
    def leave(self) -> None:
        """Be done with it; the six words are forgotten."""
        self.forget()
        self.left.emit()

    def forget(self) -> None:
        """Hold nothing any more."""
        self.shown = None
        for part in (self._sides.receipt, self._sides.sealed, self._sides.reading):
            part.forget()

    @Slot()
    def show_folder(self) -> None:
        """Show the folder of the file in the system's own window."""
        if self.shown is not None and self.shown.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shown.file.parent)))

    @Slot()
    def ask_where(self) -> None:
        """Let the person choose where a copy of the sealed file goes."""
        if self.shown is None or self.shown.file is None:
            return
        title = self.tr("Save a copy of the sealed share")
        dialog = ask_where_to_save(self._sides, title, self.shown.file.name, "", "metanoia")
        dialog.fileSelected.connect(self._save)

    @Slot()
    def ask_where_page(self) -> None:
        """Let the person choose where the page goes that opens the share in a browser."""
        from metanoia.exchange.reader_page import beside

        if self.shown is None or self.shown.file is None:
            return
        title = self.tr("Save the share as a web page")
        name = beside(self.shown.file).name
        kinds = self.tr("Web pages (*.html)")
        dialog = ask_where_to_save(self._sides, title, name, kinds, "html")
        dialog.fileSelected.connect(self._save_page)

    @Slot(str)
    def _save(self, chosen: str) -> None:
        if self.shown is None or self.shown.sealed is None or not chosen:
            return
        file = Path(chosen)
        if self._written(file, self.shown.sealed):
            self.shown = replace(self.shown, file=file)
            self.said.emit(self.tr("Copy saved as {}").format(file.name))

    @Slot(str)
    def _save_page(self, chosen: str) -> None:
        from metanoia.exchange.reader_page import reader_page

        if self.shown is None or self.shown.sealed is None or not chosen:
            return
        file = Path(chosen)
        if self._written(file, reader_page(self.shown.sealed)):
            self.said.emit(self.tr("Page saved as {}").format(file.name))

    def _written(self, file: Path, data: bytes) -> bool:
        from metanoia.exchange import bundle

        try:
            bundle.save(file, data, force=True)
        except MetanoiaError as error:
            self._sides.sealed.show_problem(str(error))
            return False
        self._sides.sealed.show_saved(file)
        return True

    def _pictures(self, receipt: Receipt) -> dict[str, bytes]:
        """Return the photos as they left; of an old share those that the journal still holds."""
        kept = shared_pages.pictures_in(self._journal.shares.files(receipt.id))
        for entry in receipt.pages.entries:
            for one in entry.attachments:
                if one.sha256 not in kept and (data := self._journal.attachments.data(one.sha256)):
                    kept[one.sha256] = data
        return kept
