"""The third step: asked once more, sealed, and shown as a receipt."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.dialogs.key_card_sheet import SENDER_KEY
from metanoia.ui.pages.share.draft import Draft
from metanoia.ui.pages.share.receipt import receipt_of
from metanoia.ui.pages.share.sealing import Sealer, SealSheet, WorkingSheet

if TYPE_CHECKING:
    from metanoia.exchange.seal import ForKeys, ForWords, Sealed
    from metanoia.ui.pages.share.page import SharePage


class SealStep(QObject):
    """Seals what was checked, and nothing else."""

    def __init__(self, page: SharePage) -> None:
        super().__init__(page)
        self._page = page
        self._working: WorkingSheet | None = None
        self.sealer = Sealer(page.journal, self)
        self.sealer.sealed.connect(self._sealed)
        self.sealer.failed.connect(self._not_sealed)

    @Slot()
    def seal(self) -> None:
        """Ask once more, then where to."""
        checked = self._page.checking.checked
        if checked is None or checked.payload is None or self.sealer.busy:
            return
        names = [person.name for person in self._page.readers.people()]
        sheet = SealSheet(self._page, names, checked)
        sheet.place_chosen.connect(self.seal_into)
        sheet.open()

    @Slot(object)
    def seal_into(self, file: Path) -> None:
        """Seal what was checked into ``file``."""
        checked = self._page.checking.checked
        if checked is None:
            return
        self._working = WorkingSheet(self._page)
        self._working.open()
        self.sealer.seal(checked, self._to(), file)

    def _to(self) -> ForKeys | ForWords:
        from metanoia.exchange.seal import ForKeys, ForWords

        people = self._page.readers.people()
        if not people:
            return ForWords()
        recipients = tuple(person.age_recipient or "" for person in people)
        return ForKeys(recipients, tuple(person.id for person in people))

    @Slot(object, str, bytes)
    def _sealed(self, told: Sealed, share_id: str, data: bytes) -> None:
        self._stop_working()
        page = self._page
        with suppress(MetanoiaError):  # the words that open the share must be shown whatever fails
            page.journal.meta.set(SENDER_KEY, " ".join(page.draft.sender.split()))
        share = page.journal.shares.get(share_id)
        receipt = receipt_of(
            page.journal, share, words=told.words_to_say, file=told.file, sealed=data
        )
        page.begin(Draft(sender=page.draft.sender, to=page.draft.to, circle=page.draft.circle))
        page.receipts.show(receipt)

    @Slot(str)
    def _not_sealed(self, sentence: str) -> None:
        self._stop_working()
        self._page.sides.check.say_problem(sentence)

    def _stop_working(self) -> None:
        if self._working is not None:
            self._working.dismiss()
            self._working = None
