"""What a person does with an assumption: asked in a sheet, done in the journal, undone from the notice."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from metanoia.domain.assumptions import (
    Assumption,
    AssumptionId,
    Evidence,
    NewAssumption,
    NewEvidence,
)
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.experiments import Experiment, Result
from metanoia.domain.kinds import Kind
from metanoia.domain.predictions import PredictionId
from metanoia.ui.amounts import counted
from metanoia.ui.carrying import Carrying
from metanoia.ui.destination import Notice
from metanoia.ui.resting import maps_on, moved_to_trash

if TYPE_CHECKING:
    from metanoia.domain.predictions import Prediction
    from metanoia.store.assumptions import Assumptions
    from metanoia.ui.dialogs.test_sheet import SaidTest


class Doings(Carrying[AssumptionId]):
    """Each act can be undone by making everything about the assumption what it was."""

    kind = Kind.ASSUMPTION

    @property
    def _things(self) -> Assumptions:
        return self._journal.assumptions

    # -- new and changed

    def add(self, statement: str = "") -> None:
        """Ask about a new assumption."""
        from metanoia.ui.dialogs.assumption_sheet import AssumptionSheet

        sheet = AssumptionSheet(self._over, statement=statement)
        sheet.given.connect(self._added)
        self._open(sheet, None)

    def edit(self, one: Assumption, *, if_wrong: bool = False) -> None:
        """Ask what it should say instead; begin with what would be seen ``if_wrong``."""
        from metanoia.ui.dialogs.assumption_sheet import AssumptionSheet

        sheet = AssumptionSheet(self._over, one)
        sheet.given.connect(self._edited)
        self._open(sheet, one.id)
        if if_wrong:
            sheet.begin_with_if_wrong()

    def _added(self, new: NewAssumption) -> None:
        try:
            one = self._journal.assumptions.add(new)
        except MetanoiaError as error:
            self._refuse(error)
            return
        self._close_sheet()
        self.shown.emit(one.id)
        undo = partial(self._journal.assumptions.trash, one.id)
        self.said.emit(Notice(text=self.tr("Assumption kept"), undo=undo))

    def _edited(self, new: NewAssumption) -> None:
        change = partial(
            self._journal.assumptions.change, statement=new.statement, about=new.about,
            person=new.person, if_wrong=new.if_wrong, importance=new.importance,
        )  # fmt: skip
        self._do_sheet(change, self.tr("Assumption changed"))

    # -- how sure

    def rate(self, one: AssumptionId, sure: int, reason: str) -> None:
        """Keep how sure somebody is now."""
        rate = partial(self._journal.assumptions.rate, confidence=sure, reason=reason)
        self._do(one, rate, self.tr("Noted: {}%").format(sure))

    # -- evidence

    def add_evidence(self, one: Assumption, today: dt.date, entry: EntryId | None = None) -> None:
        """Ask what was seen, in ``entry`` where that is known."""
        from metanoia.ui.dialogs.evidence_sheet import EvidenceSheet

        sheet = EvidenceSheet(self._over, one, today, entry=entry)
        sheet.given.connect(self._evidence_added)
        self._open(sheet, one.id)

    def edit_evidence(self, one: Assumption, evidence: Evidence, today: dt.date) -> None:
        """Ask what should be said of it instead."""
        from metanoia.ui.dialogs.evidence_sheet import EvidenceSheet

        sheet = EvidenceSheet(self._over, one, today, evidence)
        sheet.given.connect(self._evidence_changed)
        self._open(sheet, one.id, evidence.id)

    def remove_evidence(self, evidence: Evidence) -> None:
        """Take a piece of evidence away."""

        def remove(_: AssumptionId) -> None:
            self._journal.assumptions.remove_evidence(evidence.id)

        self._do(evidence.assumption, remove, self.tr("Evidence removed"))

    def _evidence_added(self, new: NewEvidence, sure: int | None) -> None:
        add = partial(self._journal.assumptions.add_evidence, new=new, confidence=sure)
        self._do_sheet(add, self.tr("Evidence added"))

    def _evidence_changed(self, new: NewEvidence) -> None:
        part = self._part

        def change(_: AssumptionId) -> None:
            self._journal.assumptions.change_evidence(part, new)

        self._do_sheet(change, self.tr("Evidence changed"))

    # -- small tests

    def plan(self, one: Assumption, today: dt.date) -> None:
        """Ask for a small test."""
        from metanoia.ui.dialogs.test_sheet import TestSheet

        sheet = TestSheet(self._over, one, today)
        sheet.given.connect(self._planned)
        self._open(sheet, one.id)

    def change_test(self, one: Assumption, test: Experiment, today: dt.date) -> None:
        """Ask how a test that has not begun should be instead."""
        from metanoia.ui.dialogs.test_sheet import TestSheet

        sheet = TestSheet(self._over, one, today, test, self._foretold(test))
        sheet.given.connect(self._test_changed)
        self._open(sheet, one.id, test.id)

    def finish(self, one: Assumption, test: Experiment) -> None:
        """Ask what became of a test."""
        from metanoia.ui.dialogs.result_sheet import ResultSheet

        sheet = ResultSheet(self._over, one, test, self._foretold(test))
        sheet.given.connect(self._finished)
        self._open(sheet, one.id, test.id)

    def start(self, test: Experiment) -> None:
        """Note that a test has begun."""

        def start(_: AssumptionId) -> None:
            self._journal.experiments.start(test.id)

        self._do(test.assumption, start, self.tr("The test has begun"))

    def let_go(self, test: Experiment) -> None:
        """Give a test up; what it foretold is withdrawn."""

        def let_go(_: AssumptionId) -> None:
            self._journal.experiments.abandon(test.id)

        self._do(test.assumption, let_go, self.tr("Test let go"))

    def _planned(self, said: SaidTest) -> None:
        def plan(one: AssumptionId) -> None:
            if said.confidence is not None:
                self._journal.assumptions.rate(one, said.confidence)
            self._journal.experiments.plan(one, said.new)

        self._do_sheet(plan, self.tr("Test planned"))

    def _test_changed(self, said: SaidTest) -> None:
        part = self._part

        def change(_: AssumptionId) -> None:
            self._journal.experiments.change(part, said.new)

        self._do_sheet(change, self.tr("Test changed"))

    def _finished(self, result: Result) -> None:
        part = self._part

        def finish(_: AssumptionId) -> None:
            self._journal.experiments.finish(part, result)

        self._do_sheet(finish, self.tr("Test finished: {}% now").format(result.confidence))

    def _foretold(self, test: Experiment) -> Prediction | None:
        if test.prediction is None:
            return None
        return self._journal.predictions.get(PredictionId(test.prediction))

    # -- from state to state

    def confirm(self, one: Assumption) -> None:
        """Note that it has held up so far."""
        self._do(one.id, self._journal.assumptions.confirm, self.tr("It has held up so far"))

    def hold(self, one: Assumption) -> None:
        """Take that back."""
        self._do(one.id, self._journal.assumptions.hold, self.tr("Back to held"))

    def take_up(self, one: Assumption) -> None:
        """Go on with what was dropped."""
        self._do(one.id, self._journal.assumptions.take_up, self.tr("Taken up again"))

    def revise(self, one: Assumption) -> None:
        """Ask what to say instead."""
        from metanoia.ui.dialogs.revise_sheet import ReviseSheet

        sheet = ReviseSheet(self._over, one)
        sheet.given.connect(self._revised)
        self._open(sheet, one.id)

    def drop(self, one: Assumption) -> None:
        """Ask why it is dropped."""
        from metanoia.ui.dialogs.drop_sheet import DropSheet

        tests = self._journal.experiments.of(one.id)
        maps = maps_on(self._journal, one.id)
        sheet = DropSheet(self._over, one, testing=any(test.open for test in tests), maps=maps)
        sheet.given.connect(self._dropped)
        self._open(sheet, one.id)

    def _revised(self, statement: str) -> None:
        followers: list[str] = []

        def revise(one: AssumptionId) -> None:
            followers.append(self._journal.assumptions.revise(one, statement).id)

        self._do_sheet(revise, self.tr("Revised; the new one begins as noticed"))
        if followers:
            self.shown.emit(followers[0])

    def _dropped(self, reason: str) -> None:
        drop = partial(self._journal.assumptions.drop, reason=reason)
        self._do_sheet(drop, self.tr("Assumption dropped"))

    # -- Recently deleted

    def trash(self, one: Assumption) -> None:
        """Move it to Recently deleted."""
        with self._saying_errors():
            self._journal.assumptions.trash(one.id)
            undo = partial(self._bring_back, one.id)
            self.said.emit(Notice(text=moved_to_trash(self._journal, one.id), undo=undo))

    def restore(self, one: Assumption) -> None:
        """Bring it back."""
        with self._saying_errors():
            self._journal.assumptions.restore(one.id)
            undo = partial(self._journal.assumptions.trash, one.id)
            self.said.emit(Notice(text=self.tr("Assumption restored"), undo=undo))

    def purge(self, one: Assumption) -> None:
        """Ask whether to delete it for good."""
        from metanoia.ui.dialogs.gone_for_good import GoneForGood
        from metanoia.ui.share_state import copies

        text = self.tr("Its history, evidence and tests are erased. This cannot be undone.")
        maps = maps_on(self._journal, one.id)
        if maps:
            maps += self.tr(" Those links stay, and rest on nothing.")
        text = " ".join(filter(None, (text, maps, copies(self._journal, ("assumption", one.id)))))
        sheet = GoneForGood(self._over, self.tr("Delete this assumption for good?"), text)
        self._about = one.id
        sheet.confirmed.connect(self._purge)
        sheet.open()

    def empty_trash(self, count: int) -> None:
        """Ask whether to delete for good the ``count`` assumptions in Recently deleted."""
        from metanoia.ui.dialogs.gone_for_good import GoneForGood

        text = self.tr("Their history, evidence and tests are erased. This cannot be undone.")
        title = counted(
            count,
            self.tr("Delete this assumption for good?"),
            self.tr("Delete {} assumptions for good?"),
        )
        sheet = GoneForGood(self._over, title, text)
        sheet.confirmed.connect(self._empty_trash)
        sheet.open()

    def _purge(self) -> None:
        if self._about is not None:
            with self._saying_errors():
                self._journal.assumptions.purge(self._about)

    def _empty_trash(self) -> None:
        with self._saying_errors():
            self._journal.assumptions.empty_trash()

    def _bring_back(self, one: AssumptionId) -> None:
        with self._saying_errors():
            self._journal.assumptions.restore(one)
            self.shown.emit(one)
