"""Last step: one thing to do, small enough, within two weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.actions import Action, NewAction
from metanoia.store.form_library import library
from metanoia.ui import dates
from metanoia.ui.pages.review.column import Column, emptied
from metanoia.ui.pages.review.questions import TextQuestion
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from metanoia.domain.goals import GoalRow
    from metanoia.ui.pages.review.week.facts import WeekFacts

AHEAD: Final = 14  # days that a commitment may take
_USUAL: Final = 7


class Kept(Card):
    """A step that came of this review, and the way to take it back."""

    taken_back = Signal(object)

    def __init__(self, one: Action, today: dt.date, parent: QWidget | None = None) -> None:
        self.action = one
        tr = QCoreApplication.translate
        words = Label(one.text, "strong", wrap=True)
        by = tr("Kept", "By {} {}").format(dates.weekday(one.due_on), dates.medium(one.due_on, today)) if one.due_on else ""  # fmt: skip
        self.back = Button(tr("Kept", "Take it back"), "ghost", size="s", name=tr("Kept", "Take back: {}").format(one.text))  # fmt: skip
        text = boxed(vbox(words, 2, Label(by, "caption", "text2")))
        super().__init__(
            boxed(hbox(IconTile("square-check", "accent", 32), 12, (text, 1), 10, self.back)),
            margins=(16, 14, 12, 14), parent=parent,
        )  # fmt: skip
        self.back.clicked.connect(self._take_back)

    @Slot()
    def _take_back(self) -> None:
        self.taken_back.emit(self.action)


class CommitmentStep(Column):
    """``committed`` carries the NewAction, ``taken_back`` an Action that is not to be."""

    committed = Signal(object)
    taken_back = Signal(object)

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        field = next(one for one in library()["weekly"].fields if one.key == "one")
        self.one = TextQuestion(field)
        self.day = DayField(tr("CommitmentStep", "By when"), today=today)
        self.goal = ComboBox(name=tr("CommitmentStep", "For which goal"))
        self.commit = Button(tr("CommitmentStep", "Commit to it"), "soft", "check")
        self._day = Labelled(tr("CommitmentStep", "By when"), self.day)
        self._goal = Labelled(tr("CommitmentStep", "For a goal (if you like)"), self.goal)
        self._goals: list[str] = [""]
        self._today = today
        self._kept_rows = boxed(vbox(gap=10))
        self.kept: list[Action] = []
        about = tr(
            "CommitmentStep",
            "The smallest honest step, and when exactly it happens. One is enough.",
        )
        pair = boxed(hbox((self._day, 1), 14, (self._goal, 1)))
        super().__init__(
            tr("CommitmentStep", "One commitment"), about, self.one, 14, pair, 14,
            boxed(hbox(self.commit, None)), 18, self._kept_rows, parent=parent,
        )  # fmt: skip
        self.day.set_day(today + dt.timedelta(days=_USUAL))
        self.commit.clicked.connect(self._commit)
        self.day.day_changed.connect(self._judge_day)

    def show_facts(
        self, facts: WeekFacts, goals: Sequence[GoalRow], kept: Sequence[Action]
    ) -> None:
        """Show what was committed to in this review, and the goals that a step may serve."""
        self._today = facts.today
        ids = ["", *(row.goal.id for row in goals)]
        if ids != self._goals:
            chosen = self._goals[max(0, self.goal.currentIndex())] if self.goal.count() else ""
            self._goals = list(ids)
            self.goal.clear()
            none = QCoreApplication.translate("CommitmentStep", "None")
            self.goal.addItems([none, *(row.goal.title for row in goals)])
            self.goal.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self._goal.setVisible(len(ids) > 1)
        if list(kept) != self.kept:
            self.kept = list(kept)
            emptied(self._kept_rows)
            for one in kept:
                row = Kept(one, facts.today)
                row.taken_back.connect(self.taken_back)
                layout = self._kept_rows.layout()
                if layout is not None:
                    layout.addWidget(row)
        self._kept_rows.setVisible(bool(kept))

    def wish(self) -> NewAction | None:
        """Return what is to be committed to; None (and a sentence says why) where that cannot be.

        Raises Refused for no words at all.
        """
        day = self.day.day()
        if not self._judge_day(day):
            self.day.field.setFocus()
            return None
        goal = self._goals[max(0, self.goal.currentIndex())] or None
        return NewAction(text=self.one.field.toPlainText(), due_on=day, goal=goal)

    def is_open(self) -> bool:
        """Tell whether there are words that nobody committed to yet."""
        words = self.one.field.toPlainText().strip()
        return bool(words) and words not in [one.text for one in self.kept]

    def forget(self) -> None:
        """Show nothing of the journal."""
        emptied(self._kept_rows)
        self.kept, self._goals = [], [""]
        self.goal.clear()

    @Slot(object)
    def _judge_day(self, day: object) -> bool:
        tr = QCoreApplication.translate
        wrong = ""
        if not isinstance(day, dt.date):
            wrong = tr("CommitmentStep", "Say by when, within the next two weeks.")
        elif not self._today <= day <= self._today + dt.timedelta(days=AHEAD):
            wrong = tr("CommitmentStep", "Choose a day within the next two weeks.")
        self._day.set_error(wrong)
        return not wrong

    @Slot()
    def _commit(self) -> None:
        self.committed.emit(None)
