"""A goal itself: new, said anew, looked at, from state to state, deleted."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.goals import Goal, GoalId, NewCheckIn, NewGoal
from metanoia.ui.amounts import counted
from metanoia.ui.destination import Notice
from metanoia.ui.goal_doings.carrying import GoalCarrying

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.actions import Action
    from metanoia.domain.goals import CheckIn
    from metanoia.journal import Journal


class GoalDoings(GoalCarrying):
    """Asks, does, and offers to undo."""

    def __init__(self, journal: Journal, over: QWidget) -> None:
        super().__init__(journal, over)
        self._step: Action | None = None  # which becomes the goal that is asked about
        self._today = dt.date.min  # the day that is noted

    # -- new and changed

    def add(self, today: dt.date, title: str = "", *, value: str = "", part_of: str = "") -> None:
        """Ask about a new goal, part of the goal ``part_of``; it serves the ``value`` whose id is given."""
        from metanoia.ui.dialogs.goal_sheet import GoalSheet

        sheet = GoalSheet(
            self._over, today, self._possible_parents(None), title=title, part_of=part_of
        )
        sheet.given.connect(self._added)
        self._step = None
        self._open(sheet, None, value)

    def add_of_step(self, step: Action, today: dt.date) -> None:
        """Ask about the goal that a step becomes."""
        from metanoia.ui.dialogs.goal_sheet import GoalSheet

        sheet = GoalSheet(self._over, today, self._possible_parents(None), title=step.text[:120], part_of=step.goal or "")  # fmt: skip
        sheet.given.connect(self._added)
        self._step = step
        self._open(sheet, None)

    def edit(self, one: Goal, today: dt.date, begin: str = "") -> None:
        """Ask what it should say instead; begin in the field ``begin`` ("vision", "why"...)."""
        from metanoia.ui.dialogs.goal_sheet import GoalSheet

        sheet = GoalSheet(self._over, today, self._possible_parents(one), one)
        sheet.given.connect(self._edited)
        self._open(sheet, one.id)
        sheet.begin_with(begin)

    def _added(self, new: NewGoal) -> None:
        journal, value, step = self._journal, self._part, self._step
        try:
            with journal.changes.write():
                one = journal.goals.add(new, step=step.id if step else None)
                if value:
                    journal.ties.set_relation(("goal", one.id), ("value", value), "serves")
        except MetanoiaError as error:
            self._refuse(error)
            return
        self._close_sheet()
        self.shown.emit(one.id)
        said = self.tr("Goal kept") if one.state == "active" else self.tr("Kept as a draft: say what is true now to begin")  # fmt: skip
        self.said.emit(Notice(text=said, undo=partial(self._journal.goals.trash, one.id)))

    def _edited(self, new: NewGoal) -> None:
        def change(goal: GoalId) -> None:
            self._journal.goals.change(
                goal, title=new.title, vision=new.vision, reality=new.reality, why=new.why,
                importance=new.importance, started_on=new.started_on, target_on=new.target_on,
                cadence=new.cadence, parent=new.parent,
            )  # fmt: skip

        self._do_sheet(change, self.tr("Goal changed"))

    def _possible_parents(self, one: Goal | None) -> list[tuple[str, str]]:
        """Return (id, title) of the goals that this one could be part of."""
        rows = self._journal.goals.rows()
        return [
            (row.goal.id, row.goal.title)
            for row in rows
            if not row.goal.closed and (one is None or row.goal.id != one.id)
        ]

    # -- today's reality

    def check_in(self, one: Goal, today: dt.date) -> None:
        """Ask how close it is today and how strongly it pulls."""
        from metanoia.ui.dialogs.check_in_sheet import CheckInSheet

        goals = self._journal.goals
        checks = goals.check_ins(one.id)
        measures = [(one, goals.observations(one.id)) for one in goals.measures(one.id)]
        sheet = CheckInSheet(self._over, one, today, measures, checks[-1] if checks else None)
        sheet.given.connect(self._checked_in)
        self._today = today
        self._open(sheet, one.id)

    def remove_check_in(self, goal: GoalId, look: CheckIn) -> None:
        """Take a look back."""
        remove = partial(self._journal.goals.remove_check_in, look.id)
        self.do(goal, remove, self.tr("Look removed"))

    def _checked_in(self, new: NewCheckIn) -> None:
        today = self._today

        def check_in(goal: GoalId) -> None:
            self._journal.goals.check_in(goal, new, today=today)

        self._do_sheet(check_in, self.tr("Noted: {} of 10").format(new.closeness))

    # -- from state to state

    def activate(self, one: Goal) -> None:
        """Go for it."""
        self.do(
            one.id, partial(self._journal.goals.activate, one.id), self.tr("Active from now on")
        )

    def park(self, one: Goal) -> None:
        """Let it rest."""
        self.do(one.id, partial(self._journal.goals.park, one.id), self.tr("Parked"))

    def reopen(self, one: Goal) -> None:
        """Take it up again."""
        self.do(one.id, partial(self._journal.goals.reopen, one.id), self.tr("Taken up again"))

    def achieve(self, one: Goal) -> None:
        """Ask for a last word on what is true now."""
        from metanoia.ui.dialogs.goal_sentences import achieving

        sheet = achieving(self._over, one)
        sheet.given.connect(self._achieved)
        self._open(sheet, one.id)

    def release(self, one: Goal) -> None:
        """Ask for the sentence with which it is let go."""
        from metanoia.ui.dialogs.goal_sentences import releasing

        sheet = releasing(self._over, one)
        sheet.given.connect(self._released)
        self._open(sheet, one.id)

    def _achieved(self, note: str) -> None:
        self._do_sheet(partial(self._journal.goals.achieve, note=note), self.tr("Achieved"))

    def _released(self, sentence: str) -> None:
        release = partial(self._journal.goals.release, sentence=sentence)
        self._do_sheet(release, self.tr("Released"))

    # -- Recently deleted

    def trash(self, one: Goal) -> None:
        """Move it to Recently deleted."""
        with self._saying_errors():
            self._journal.goals.trash(one.id)
            undo = partial(self._bring_back, one.id)
            self.said.emit(Notice(text=self.tr("Goal moved to Recently deleted"), undo=undo))

    def restore(self, one: Goal) -> None:
        """Bring it back."""
        with self._saying_errors():
            self._journal.goals.restore(one.id)
            undo = partial(self._journal.goals.trash, one.id)
            self.said.emit(Notice(text=self.tr("Goal restored"), undo=undo))

    def purge(self, one: Goal) -> None:
        """Ask whether to delete it for good."""
        from metanoia.ui.dialogs.gone_for_good import GoneForGood
        from metanoia.ui.share_state import copies

        text = self.tr("Its history, measures and steps are erased. This cannot be undone.")
        text = f"{text} {copies(self._journal, ('goal', one.id))}".strip()
        sheet = GoneForGood(self._over, self.tr("Delete this goal for good?"), text)
        self._about = one.id
        sheet.confirmed.connect(self._purge)
        sheet.open()

    def empty_trash(self) -> None:
        """Ask whether to delete for good the goals in Recently deleted."""
        from metanoia.ui.dialogs.gone_for_good import GoneForGood

        count = len(self._journal.goals.trashed())
        title = counted(
            count, self.tr("Delete this goal for good?"), self.tr("Delete {} goals for good?")
        )
        text = self.tr("Their history, measures and steps are erased. This cannot be undone.")
        sheet = GoneForGood(self._over, title, text)
        sheet.confirmed.connect(self._empty_trash)
        sheet.open()

    def _purge(self) -> None:
        if self._about is not None:
            with self._saying_errors():
                self._journal.goals.purge(self._about)

    def _empty_trash(self) -> None:
        with self._saying_errors():
            self._journal.goals.empty_trash()

    def _bring_back(self, goal: GoalId) -> None:
        with self._saying_errors():
            self._journal.goals.restore(goal)
            self.shown.emit(goal)
