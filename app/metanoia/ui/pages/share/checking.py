"""The way to the second step: what would leave is worked out after each tick, and shown when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.pages.share.checker import Checker
from metanoia.ui.pages.share.left_out import counted_draft, left_out

if TYPE_CHECKING:
    from metanoia.domain.shares import ShareRequest
    from metanoia.exchange.seal import Checked
    from metanoia.ui.pages.share.page import SharePage

_REST: Final = 200  # ms after the last tick until what would leave is worked out


class Checking(QObject):
    """``said`` carries a sentence where it cannot be worked out."""

    said = Signal(str)

    def __init__(self, page: SharePage) -> None:
        super().__init__(page)
        self._page = page
        self.checked: Checked | None = None
        self.checker = Checker(page.journal, self)
        self._wanted = False
        self._consent: str | None = None
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._soon.timeout.connect(self._work_out)
        self.checker.answered.connect(self._worked_out)
        self.checker.failed.connect(self._failed)

    def edited(self) -> None:
        """Work it out anew soon: what is checked is what leaves, so another tick is another check."""
        check = self._page.sides.check
        self._wanted = self._page.sides.step == "check"
        if self._wanted:
            check.seal.setEnabled(False)
        if self._page.draft.ticked():
            self._page.sides.choosing.show_counted(counted_draft(self._page.draft))
        self._soon.start()

    @Slot()
    def check(self) -> None:
        """Work out what leaves and show it."""
        draft = self._page.draft
        if draft.complete() and self._page.readers.ready():
            self._soon.stop()
            self._wanted = True
            self._consent = self._agree()
            self.checker.ask(self._request())

    def put_away(self) -> None:
        """Let what was checked count no more."""
        self.checked = None
        self._page.sides.check.forget()

    def forget(self) -> None:
        """Hold nothing, and answer nothing that was asked before."""
        self._soon.stop()
        self.checker.forget()
        self.put_away()

    def _request(self) -> ShareRequest:
        """Return what is asked for; on the way to the second step and on it, under what was agreed."""
        final = self._wanted or self._page.sides.step == "check"
        return self._page.draft.request(self._consent if final else None)

    def _agree(self) -> str | None:
        """Keep what is agreed with the readers, and return its id: it leaves with the share."""
        draft, journal = self._page.draft, self._page.journal
        try:
            return journal.consents.agree(draft.agreed(), draft.readers, source=self._page).id
        except MetanoiaError as error:
            self.said.emit(str(error))
            return None

    @Slot()
    def _work_out(self) -> None:
        draft, journal = self._page.draft, self._page.journal
        if draft.ticked() and journal.is_open:
            self.checker.ask(self._request())
        elif not draft.ticked():
            self._page.sides.choosing.show_leaving(None)

    @Slot(object)
    def _worked_out(self, checked: Checked) -> None:
        sides, draft = self._page.sides, self._page.draft
        if not draft.ticked() or checked.request != self._request():
            return
        sides.choosing.show_leaving(checked)
        if checked.problems and not self._wanted:
            sides.choosing.show_problem(checked.problems[0].sentence)
        if self._wanted:
            self._wanted = False
            if sides.step in ("choose", "check"):  # not over a receipt opened meanwhile
                self._show(checked)

    def _show(self, checked: Checked) -> None:
        self.checked = checked
        check = self._page.sides.check
        name, about, first, withheld_from = self._page.readers.told()
        again = self._page.sides.step == "check"
        withholding = self._page.withholding
        several = len(self._page.draft.readers) > 1
        check.show_checked(checked, first, withholding.lost(), several=several)
        check.show_withheld(withholding.count())
        check.bar.show_reader(withheld_from)
        check.show_left(left_out(self._page.journal, self._page.draft, self._page.ticking.offered))
        if name:
            check.show_reader(name, about, first, words=False)
        else:
            about = self.tr("You see the words once it is sealed")
            check.show_reader(self.tr("Six words instead of a key"), about, "", words=True)
        if not again:
            check.begin()
            self._page.sides.show_step("check")
            check.paper.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._wanted = False
        self.said.emit(sentence)
