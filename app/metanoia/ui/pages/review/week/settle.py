"""First step: what became of predictions, steps and tests whose day has come, and of plans."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.reviews import SETTLED_AT_ONCE
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.review.column import Column
from metanoia.ui.pages.review.thing_row import Answer, Asked, ThingRow, ThingRows
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.comments_card import CommentsCard
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.actions import Action
    from metanoia.domain.experiments import Experiment
    from metanoia.domain.predictions import PredictionRow
    from metanoia.domain.replies import KeptComment
    from metanoia.ui.pages.review.week.facts import WeekFacts


class _Group(Card):
    def __init__(self, title: str) -> None:
        self.rows = ThingRows()
        super().__init__(heading(title, "text2"), 14, self.rows)


class SettleStep(Column):
    """``answered`` carries the kind of thing, its id, the answer and a line."""

    answered = Signal(str, str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        tr = partial(QCoreApplication.translate, "SettleStep")
        self.groups = {
            "prediction": _Group(tr("Predictions")),
            "action": _Group(tr("Steps")),
            "experiment": _Group(tr("Small tests")),
            "plan": _Group(tr("If-then plans")),
        }
        self.asks = CommentsCard(asks=True)
        self._put_off: set[str] = set()  # questions that may wait until the next week
        self._week: dt.date | None = None
        self.more = Button("", "ghost", "chevron-down", "s")
        self.nothing = Label(tr("Nothing is waiting to be settled."), "body", "text2", wrap=True)
        self._all = False
        self._facts: WeekFacts | None = None
        about = tr("What was said would happen, and what you meant to do. A word each is enough.")
        super().__init__(
            tr("Settle what is due"), about, vbox(*self.groups.values(), gap=14), 12,
            boxed(hbox(self.more, None)), 14, self.asks, self.nothing, parent=parent,
        )  # fmt: skip
        self.more.clicked.connect(self._show_all)
        self.asks.rows.put_off.connect(self._later)
        for group in self.groups.values():
            group.rows.answered.connect(self._answered)

    def show_facts(self, facts: WeekFacts) -> None:
        """Show what is due: at most seven things, then how many more there are."""
        self._facts = facts
        if self._week != facts.monday:
            self._week, self._put_off = facts.monday, set()
        waiting = [one for one in facts.questions if one.kept.said.id not in self._put_off]
        self.asks.show_comments(waiting)
        settle, today = facts.agenda.settle, facts.today
        room = len(settle) if self._all else SETTLED_AT_ONCE
        shown: dict[str, list[Asked]] = {
            "prediction": [self._prediction(one, today) for one in settle.predictions],
            "action": [self._action(one, today) for one in settle.actions],
            "experiment": [self._experiment(one, today) for one in settle.experiments],
        }
        for kind, asked in shown.items():
            self._fill(kind, asked[:room])
            room -= min(room, len(asked))
        self._fill("plan", [self._plan(one) for one in facts.plans])
        rest = 0 if self._all else max(0, len(settle) - SETTLED_AT_ONCE)
        self.more.setText(counted(rest, self.tr("1 more"), self.tr("{} more")))
        self.more.setVisible(rest > 0)
        self.nothing.setVisible(not len(settle) and not facts.plans and not waiting)
        self.about.setVisible(not self.nothing.isVisibleTo(self))

    def rows(self) -> list[ThingRow]:
        """Return the rows shown."""
        return [row for group in self.groups.values() for row in group.rows.rows]

    def unsaved(self) -> str:
        """Return the lines that are being written."""
        begun = [row.unsaved() for row in self.rows()]
        begun += [row.written() for row in self.asks.rows.rows]
        return "\n\n".join(text for text in begun if text)

    def refuse(self, kind: str, key: str, sentence: str) -> None:
        """Say beside a thing why its answer cannot be taken."""
        row = self.groups[kind].rows.row(key)
        if row is not None:
            row.refuse(sentence)

    def forget(self) -> None:
        """Show nothing."""
        for kind in self.groups:
            self._fill(kind, [])
        self.asks.forget()

    def _fill(self, kind: str, asked: Sequence[Asked]) -> None:
        self.groups[kind].rows.show_things(asked)
        self.groups[kind].setVisible(bool(asked))

    def _prediction(self, one: PredictionRow, today: dt.date) -> Asked:
        line = self.tr("What happened, in a line (if you like)")
        answers = (
            Answer("yes", self.tr("Yes"), line, key="Y"),
            Answer("no", self.tr("No"), line, key="N"),
            Answer("void", self.tr("Void"), line, key="V"),
        )
        about = self.tr("You said {}% · due {}").format(one.last, dates.ago(one.due_on, today))
        return Asked(one.id, "hourglass", "plum", one.statement, about, answers)

    def _action(self, one: Action, today: dt.date) -> Asked:
        line = self.tr("What came of it, in a line (if you like)")
        answers = (
            Answer("done", self.tr("Done"), line, key="D"),
            Answer("partly", self.tr("Partly"), line, key="P"),
            Answer("not_done", self.tr("Not done"), line, key="N"),
            Answer("dropped", self.tr("Drop"), line, key="X"),
        )
        due = self.tr("By {}").format(dates.ago(one.due_on, today)) if one.due_on else ""
        return Asked(one.id, "square-check", "accent", _said(one), due, answers)

    def _experiment(self, one: Experiment, today: dt.date) -> Asked:
        answers = (Answer("result", self.tr("How did it go?"), key="R"),)
        about = self.tr("By {}").format(dates.ago(one.due_on, today))
        return Asked(one.id, "flask-conical", "plum", one.plan, about, answers)

    def _plan(self, one: Action) -> Asked:
        answers = (
            Answer("used", self.tr("It came, and I did"), key="U"),
            Answer("met", self.tr("It came, and I did not"), key="M"),
        )
        about = self.tr("{} of {}").format(one.times_used, one.times_met) if one.times_met else ""
        return Asked(one.id, "footprints", "ochre", _said(one), about, answers)

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        if self._facts is not None:
            rows = len(self.rows())
            self.show_facts(self._facts)
            self.rows()[min(rows, len(self.rows()) - 1)].take_focus()

    @Slot(object)
    def _later(self, kept: KeptComment) -> None:
        self._put_off.add(kept.said.id)
        if self._facts is not None:
            self.show_facts(self._facts)

    @Slot(str, str, str)
    def _answered(self, key: str, answer: str, line: str) -> None:
        kind = next(kind for kind, group in self.groups.items() if group.rows is self.sender())
        self.answered.emit(kind, key, answer, line)


def _said(one: Action) -> str:
    if one.kind != "if_then":
        return one.text
    said = QCoreApplication.translate("SettleStep", "If {}, then I will {}")
    return said.format(one.cue, one.text)
