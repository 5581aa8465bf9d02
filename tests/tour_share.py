"""The tour's way over the Share page: from the first tick to a share that was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.people import Person
    from metanoia.exchange.seal import Checked
    from metanoia.ui.pages.share import SharePage
    from metanoia.ui.shell import Shell

TITLES = ("The silence I filled", "Walking with Ingrid’s question", "I jumped in before Lena")


class Sharing:
    """Walks the Share page of ``shell`` with somebody to share with."""

    def __init__(
        self,
        shell: Shell,
        shoot: Callable[[str], None],
        until: Callable[[Callable[[], bool]], None],
    ) -> None:
        self._shell = shell
        self._shoot = shoot
        self._until = until

    @property
    def page(self) -> SharePage:
        """The page."""
        return self._shell.current

    def choose_things(self) -> None:
        """Tick a goal with two of its parts, and an assumption; fold out another kind."""
        ticking, offered = self.page.ticking, self.page.ticking.offered
        goal, assumption = offered.things["goal"][0], offered.things["assumption"][0]
        for key in (
            f"goal:{goal.id}:words",
            f"goal:{goal.id}:chart",
            f"assumption:{assumption.id}",
        ):
            ticking.toggle_row(key)
        self._shoot("40-share-ticked")
        ticking.turn("group:value", False)
        ticking.turn(f"goal:{goal.id}", True)
        self.page.sides.choosing.tree.scrollToBottom()
        self._shoot("40-share-folded-out")

    def check(self, coach: Person) -> Checked:
        """Check what leaves, withhold a passage of it, and see what keeps it here."""
        page = self.page
        page.sides.choose.whom.cards[coach.id].click()
        page.sides.choose.purpose.setText("To prepare 19 March: what I do when the room goes quiet")
        page.sides.choose.check.click()
        self._until(lambda: page.sides.step == "check" and page.sides.check.seal.isEnabled())
        self._shoot("41-share-check")
        self._select("It took four minutes.")
        page.withholding.ask()
        self._shoot("41-share-withhold")
        page.sides.check.bar.everybody.click()
        self._settled()
        page.sides.check.not_shared.turn()
        self._shoot("41-share-withheld")
        page.sides.check.not_shared.turn()
        self._problems()
        return page.checking.checked

    def _problems(self) -> None:
        """An entry that was deleted meanwhile, and a passage that is not where it was."""
        from metanoia.text.anchors import select

        page, journal = self.page, self._shell.journal
        first, second, *_ = page.draft.entries
        said = "Something that was said before it was worded anew, and is nowhere now"
        lost = journal.redactions.add(("entry", second), "body", select(said, 0, len(said)))
        page.withholding.show_list()
        self._shoot("41-share-withheld-list")
        page.withholding.list_sheet.dismiss()
        journal.entries.trash(first)
        self._settled()
        self._shoot("41-share-problems")
        journal.redactions.remove(lost.id)
        journal.entries.restore(first)
        self._until(lambda: not page.checking.checker.busy and not page.checking.checked.problems)

    def read(self) -> None:
        """An entry as it is written, before it is checked."""
        self.page.withholding.read(("entry", next(iter(self.page.draft.entries))))
        self._shoot("40-share-read")
        self.page.withholding.read_sheet.dismiss()

    def receipts(self, past: str) -> None:
        """The question before a withdrawal, a withdrawn share, and the log of all."""
        from metanoia.ui.pages.share.withdraw_sheet import WithdrawSheet

        page = self.page
        page.receipts.show_past(past)
        page.receipts.ask_withdrawal()
        self._shoot("42-share-withdraw")
        sheet = next(
            one for one in self._shell.window().findChildren(WithdrawSheet) if one.is_open()
        )
        sheet.confirm.click()
        self._shell.toast.close()
        self._shoot("42-share-withdrawn")
        page.show_earlier()
        self._shoot("42-share-log")

    def _select(self, words: str) -> None:
        reading = self.page.sides.check.paper.reading
        start = reading.plain().index(words)
        cursor = QTextCursor(reading.document())
        cursor.setPosition(start)
        cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
        reading.setTextCursor(cursor)
        reading.setFocus()

    def _settled(self) -> None:
        """Wait until what leaves was worked out anew."""
        checking, answered = self.page.checking, []
        checking.checker.answered.connect(answered.append)
        self._until(lambda: bool(answered) and not checking.checker.busy)
        checking.checker.answered.disconnect(answered.append)
