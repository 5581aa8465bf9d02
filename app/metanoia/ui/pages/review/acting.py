"""What is done in a review: each thing once, told in a line, and undone by the same line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from metanoia.domain.actions import ActionId, ActionState
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.goals import GoalId
from metanoia.domain.kinds import Kind
from metanoia.domain.looking_again import Candidate, Outcome
from metanoia.domain.predictions import Outcome as Came
from metanoia.domain.predictions import PredictionId
from metanoia.domain.values import ValueId
from metanoia.ui.destination import Notice
from metanoia.ui.doings import Doings
from metanoia.ui.goal_doings.goals import GoalDoings

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryRow
    from metanoia.domain.learning_targets import TargetEvent, TargetId, TargetOutcome
    from metanoia.domain.reviews import ReviewKind, SessionId
    from metanoia.ui.page import Page

F = TypeVar("F")


class Acting(QObject):
    """``said`` carries the Notice. What cannot be done is returned as a sentence, "" if it is done."""

    said = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._journal = page.journal
        self.beliefs = Doings(page.journal, page)
        self.goals = GoalDoings(page.journal, page)
        self.beliefs.said.connect(self.said)
        self.goals.said.connect(self.said)

    def settle(self, kind: str, key: str, answer: str, line: str) -> str:
        """Settle a prediction, a step, or count one coming of a plan's cue."""
        if kind == "prediction":
            return self._settle_prediction(PredictionId(key), cast(Came, answer), line)
        if kind == "plan":
            return self._count(ActionId(key), used=answer == "used")
        return self._settle_action(ActionId(key), cast(ActionState, answer), line)

    def finish_test(self, key: str) -> None:
        """Ask in a sheet what became of a small test."""
        test = self._journal.experiments.get(key)
        self.beliefs.finish(self._journal.assumptions.get(test.assumption), test)

    def look(self, session: SessionId, one: Candidate, outcome: Outcome, today: dt.date) -> str:
        """Keep what was said of a thing that came up again."""
        reviews = self._journal.reviews
        words = {
            "changed": self.tr("Changed: it comes up again sooner"),
            "evidence": self.tr("New evidence noted"),
            "same": self.tr("Still so: it comes up again later"),
            "later": self.tr("Not now: it comes up again in a week"),
        }[outcome]
        try:
            former = reviews.outcome(session, one.kind, one.id, outcome, today=today)
        except MetanoiaError as error:
            return str(error)
        self._tell(words, partial(reviews.put_back, former))
        return ""

    def open_in_place(self, one: Candidate, outcome: str, today: dt.date) -> bool:
        """Ask in a sheet what changed, or what was seen; False where there is none for it."""
        if one.kind == "goal":
            goal = self._journal.goals.get(GoalId(one.id))
            if outcome == "changed":
                self.goals.edit(goal, today, "reality")
            else:
                self.goals.check_in(goal, today)
            return True
        if one.kind == "assumption" and outcome == "evidence":
            self.beliefs.add_evidence(self._journal.assumptions.get(AssumptionId(one.id)), today)
            return True
        return False

    def rest(self, one: Candidate) -> None:
        """Set aside what was put off again and again."""
        if one.kind == "goal":
            self.goals.park(self._journal.goals.get(GoalId(one.id)))
        elif one.kind == "value":
            values, key = self._journal.values, ValueId(one.id)
            self._do(
                self.tr("Set aside"), partial(values.retire, key), values.former, values.put_back
            )
        elif one.kind == "map":
            self._trash_map(one.id)
        else:
            self.beliefs.drop(self._journal.assumptions.get(AssumptionId(one.id)))

    def _trash_map(self, one: str) -> None:
        maps = self._journal.maps
        try:
            maps.trash(one)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return
        self._tell(self.tr("Map moved to Recently deleted"), partial(maps.restore, one))

    def rate_value(
        self, one: ValueId, importance: int, lived: int | None, note: str, today: dt.date
    ) -> str:
        """Keep how much a value matters and how far it showed."""
        values = self._journal.values
        rate = partial(values.rate, one, importance, lived, note, today=today)
        return self._do(self.tr("Noted"), rate, values.former, values.put_back)

    def settle_target(self, one: TargetId, outcome: TargetOutcome, line: str) -> str:
        """Close a learning target that was agreed."""
        targets = self._journal.targets
        try:
            targets.say(one, "settle", outcome=outcome, note=line)
        except MetanoiaError as error:
            return str(error)
        said = targets.events(one)[-1]
        self._tell(self.tr("Closed. Your next share says so."), partial(self._unsay, said))
        return ""

    def _unsay(self, said: TargetEvent) -> None:
        try:
            self._journal.targets.unsay(said.target, said.id)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    def not_again(self, entry: EntryRow) -> str:
        """Let an entry come up from before no more."""
        reviews = self._journal.reviews
        try:
            reviews.not_again(entry.id)
        except MetanoiaError as error:
            return str(error)
        self._tell(self.tr("It does not come up again"), partial(reviews.again_after_all, entry.id))
        return ""

    def skip(self, kind: ReviewKind, today: dt.date) -> str:
        """Skip the review of this week or quarter."""
        reviews = self._journal.reviews
        said = {
            "weekly": self.tr("Skipped. Nothing is lost; next week asks again."),
            "quarterly": self.tr("Skipped. Nothing is lost; next quarter asks again."),
        }[kind]
        former = partial(reviews.former, kind, today)
        return self._do(said, partial(reviews.skip, kind, today), former, reviews.put_back)

    def finish(self, kind: ReviewKind, today: dt.date) -> str:
        """Say that the review of this week or quarter is done."""
        reviews = self._journal.reviews
        former = partial(reviews.former, kind, today)

        def finish() -> None:
            with self._journal.changes.write(Kind.REVIEW):
                reviews.finish(reviews.begin(kind, today).id)

        return self._do(self.tr("The review is kept"), finish, former, reviews.put_back)

    # -- inside

    def _settle_prediction(self, one: PredictionId, outcome: Came, note: str) -> str:
        words = {
            "yes": self.tr("Settled: it came true"),
            "no": self.tr("Settled: it did not come true"),
            "void": self.tr("Set to void"),
        }[outcome]
        store = self._journal.predictions
        settle = partial(store.settle, one, outcome, note=note)
        return self._do(words, settle, partial(store.former, one), store.put_back)

    def _settle_action(self, one: ActionId, state: ActionState, line: str) -> str:
        words = {
            "done": self.tr("Done"),
            "partly": self.tr("Partly done"),
            "not_done": self.tr("Not done"),
        }.get(state, self.tr("Step dropped"))
        store = self._journal.actions
        settle = partial(store.settle, one, state, line)
        return self._do(words, settle, partial(store.former, one), store.put_back)

    def _count(self, one: ActionId, *, used: bool) -> str:
        words = self.tr("Counted: it came, and you did") if used else self.tr("Counted: it came")
        store = self._journal.actions
        count = partial(store.met, one, used)
        return self._do(words, count, partial(store.former, one), store.put_back)

    def _do(
        self,
        words: str,
        change: Callable[[], object],
        former: Callable[[], F],
        put_back: Callable[[F], object],
    ) -> str:
        try:
            before = former()
            change()
        except MetanoiaError as error:
            return str(error)
        self._tell(words, partial(put_back, before))
        return ""

    def _tell(self, words: str, undo: Callable[[], object]) -> None:
        self.said.emit(Notice(text=words, undo=undo))
