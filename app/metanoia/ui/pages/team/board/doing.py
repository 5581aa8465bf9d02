"""What a person does with learning targets: asked in a sheet, said in the journal, undone until it left."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.learning_targets import Target, TargetId
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.pages.team.board import words
from metanoia.ui.pages.team.board.sheets import Asked, EndSheet, TargetWordingSheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from metanoia.domain.learning_targets import Act, TargetOutcome
    from metanoia.journal import Journal
    from metanoia.ui.dialogs.writing_sheet import WritingSheet
    from metanoia.ui.pages.team.board.words import Known


class Doing(QObject):
    """``said`` carries a Notice, ``gone_to`` the Destination of a goal."""

    said = Signal(object)
    gone_to = Signal(object)

    def __init__(self, journal: Journal, over: QWidget) -> None:
        super().__init__(over)
        self._journal = journal
        self._over = over
        self._sheet: WritingSheet | None = None
        self._about: Known | None = None
        self._act: Act = "propose"

    @Slot(str, object)
    def do(self, what: str, known: Known) -> None:
        """Do what a card asks for."""
        {
            "agree": self._agree, "reword": self._reword, "again": self._again,
            "decline": self._decline, "withdraw": self._withdraw, "settle": self._settle,
            "unsay": self._take_back, "delete": self._delete, "restore": self._restore,
            "purge": self._purge, "goal": self._to_goal,
        }[what](known)  # fmt: skip

    @Slot()
    def propose(self) -> None:
        """Ask for a new target."""
        self._ask_wording(
            None, "propose",
            title=self.tr("Propose a learning target"),
            subtitle=self.tr("It is agreed once you both hold the very same words."),
            keep=self.tr("Propose"),
        )  # fmt: skip

    # -- said at once

    def _agree(self, known: Known) -> None:
        with self._saying_errors():
            self._journal.targets.say(known.target.id, "agree")
            self._did(known.target.id, self.tr("Agreed. Your next share says so."))

    def _take_back(self, known: Known) -> None:
        if known.my_last is not None:
            with self._saying_errors():
                self._journal.targets.unsay(known.target.id, known.my_last.id)
                self.said.emit(Notice(text=self.tr("Taken back, as if it had not been said")))

    # -- asked in a sheet

    def _reword(self, known: Known) -> None:
        opens = self.tr("Other words open it again, until {} agrees to them.")
        self._ask_wording(
            known, "counter",
            title=self.tr("Word it anew"), subtitle=opens.format(words.who(known)),
            keep=self.tr("Keep the wording"),
        )  # fmt: skip

    def _again(self, known: Known) -> None:
        self._ask_wording(
            known, "propose",
            title=self.tr("Propose it again"),
            subtitle=self.tr("What was said before stays in its history."), keep=self.tr("Propose"),
        )  # fmt: skip

    def _decline(self, known: Known) -> None:
        self._ask_end(
            known, "decline", self.tr("Decline this target"), self.tr("Decline"),
            self.tr("Why (if you like)"),
        )  # fmt: skip

    def _withdraw(self, known: Known) -> None:
        self._ask_end(
            known, "withdraw", self.tr("Withdraw this target"), self.tr("Withdraw"),
            self.tr("Why (if you like)"),
        )  # fmt: skip

    def _settle(self, known: Known) -> None:
        self._ask_end(
            known, "settle", self.tr("Close this target"), self.tr("Close it"),
            self.tr("What came of it (if you like)"),
        )  # fmt: skip

    def _ask_wording(
        self, known: Known | None, act: Act, *, title: str, subtitle: str, keep: str
    ) -> None:
        nobody, none = self.tr("Not with anybody yet"), self.tr("None")
        people = [(one.id, one.name) for one in self._journal.people.all()]
        goals = [(str(one.goal.id), one.goal.title) for one in self._journal.goals.rows("active")]
        old = None
        if known is not None:
            target = known.target
            old = Asked(known.standing.wording, target.party, target.goal, target.theme)
            if target.goal and target.goal not in [id_ for id_, _ in goals]:
                goals.append((target.goal, known.goal))
        self._open(
            TargetWordingSheet(
                self._over, today_of(self._journal), title=title, subtitle=subtitle, keep=keep,
                people=[(None, nobody), *people] if known is None else (),
                goals=[(None, none), *goals],
                themes=[(None, none), *self._journal.targets.themes()], old=old,
            ),
            known, act,
        )  # fmt: skip

    def _ask_end(self, known: Known, act: Act, title: str, keep: str, note: str) -> None:
        text = known.standing.wording.text
        sheet = EndSheet(self._over, title, text, keep=keep, outcome=act == "settle", note=note)
        self._open(sheet, known, act)

    def _open(self, sheet: TargetWordingSheet | EndSheet, about: Known | None, act: Act) -> None:
        self._sheet, self._about, self._act = sheet, about, act
        if isinstance(sheet, TargetWordingSheet):
            sheet.given.connect(self._worded)
        else:
            sheet.given.connect(self._ended)
        sheet.open()

    @Slot(object)
    def _worded(self, asked: Asked) -> None:
        targets, known = self._journal.targets, self._about
        try:
            if known is None:
                made = targets.propose(
                    asked.wording, party=asked.party, goal=asked.goal, theme=asked.theme
                )
                done = self.tr("Proposed. Put it into your next share.")
                self._did(made.id, done)
            else:
                self._word_anew(known.target, asked)
        except MetanoiaError as error:
            self._refuse(error)
            return
        self._close()

    def _word_anew(self, target: Target, asked: Asked) -> None:
        """Say the other words as one change with what it belongs to; either may have stayed."""
        targets = self._journal.targets
        reopened = self._act == "propose"
        with self._journal.changes.write():
            targets.tie(target.id, goal=asked.goal, theme=asked.theme)
            worded = reopened or asked.wording != target.standing.wording
            if worded:
                targets.say(target.id, self._act, wording=asked.wording)
        if worded:
            self._did(target.id, self.tr("Said. It waits for the same words from the other side."))
            return
        back = partial(targets.tie, target.id, goal=target.goal, theme=target.theme)
        if (asked.goal, asked.theme) != (target.goal, target.theme):
            self.said.emit(Notice(text=self.tr("Target changed"), undo=back))

    @Slot(object, str)
    def _ended(self, outcome: TargetOutcome | None, note: str) -> None:
        if self._about is None:
            return
        target = self._about.target.id
        try:
            self._journal.targets.say(target, self._act, outcome=outcome, note=note)
        except MetanoiaError as error:
            self._refuse(error)
            return
        self._close()
        done = {
            "decline": self.tr("Declined. Your next share says so."),
            "withdraw": self.tr("Withdrawn. Your next share says so."),
            "settle": self.tr("Closed. Your next share says so."),
        }
        self._did(target, done[self._act])

    # -- Recently deleted

    def _delete(self, known: Known) -> None:
        with self._saying_errors():
            self._journal.targets.trash(known.target.id)
            undo = partial(self._journal.targets.restore, known.target.id)
            self.said.emit(Notice(text=self.tr("Target moved to Recently deleted"), undo=undo))

    def _restore(self, known: Known) -> None:
        with self._saying_errors():
            self._journal.targets.restore(known.target.id)
            undo = partial(self._journal.targets.trash, known.target.id)
            self.said.emit(Notice(text=self.tr("Target restored"), undo=undo))

    def _purge(self, known: Known) -> None:
        text = self.tr("Its wordings and all that was said of it are erased. This cannot be undone.")  # fmt: skip
        sheet = GoneForGood(self._over, self.tr("Delete this target for good?"), text)
        self._about = known
        sheet.confirmed.connect(self._purged)
        sheet.open()

    @Slot()
    def _purged(self) -> None:
        if self._about is not None:
            with self._saying_errors():
                self._journal.targets.purge(self._about.target.id)

    # -- inside

    def _to_goal(self, known: Known) -> None:
        self.gone_to.emit(Destination(page="goals", item=known.target.goal or ""))

    def _did(self, target: TargetId, done: str) -> None:
        mine = [one for one in self._journal.targets.events(target) if one.actor == "journaler"]
        undo = partial(self._unsay, target, mine[-1].id)
        self.said.emit(Notice(text=done, undo=undo))

    def _unsay(self, target: TargetId, event: str) -> None:
        with self._saying_errors():
            self._journal.targets.unsay(target, event)

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.dismiss()
            self._sheet = None

    def _refuse(self, error: MetanoiaError) -> None:
        if self._sheet is not None:
            self._sheet.refuse(str(error))

    @contextmanager
    def _saying_errors(self) -> Iterator[None]:
        try:
            yield
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))


def today_of(journal: Journal) -> dt.date:
    """Return the day that it is for this journal."""
    return days.now(places.time_zone(), journal.meta.day_start).date
