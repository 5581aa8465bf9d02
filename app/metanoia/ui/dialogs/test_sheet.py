"""A small test of an assumption: an act, safe and small, whose outcome is foretold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.experiments import NewExperiment
from metanoia.text.statement import quoted
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.percent_field import PercentField
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption
    from metanoia.domain.experiments import Experiment
    from metanoia.domain.predictions import Prediction


@dataclass(frozen=True, slots=True)
class SaidTest:
    """What the sheet was told: the test, and the first confidence where there was none yet."""

    new: NewExperiment
    confidence: int | None


class TestSheet(WritingSheet):
    """Asks how sure one is first, where that was never said; ``given`` carries a SaidTest."""

    __test__ = False  # it only looks like one of pytest's
    given = Signal(object)

    def __init__(
        self,
        over: QWidget,
        one: Assumption,
        today: dt.date,
        old: Experiment | None = None,
        foretold: Prediction | None = None,
    ) -> None:
        title = over.tr("Change this test") if old else over.tr("A small test")
        super().__init__(
            over,
            title,
            quoted(one.statement),
            keep=over.tr("Keep"),
            icon="flask-conical",
            width=600,
        )
        self._today = today
        self._old = old
        self._first = one.confidence is None and old is None
        self.sure = PercentField(self.tr("How sure am I of it now?"), self.tr("So that you can see later what the test has moved."))  # fmt: skip
        self.plan = TextField(self.tr("Count to ten after each question. Note who speaks."), name=self.tr("What I will do"), least=2, most=5)  # fmt: skip
        self.safe = TextField(
            self.tr("One meeting; at worst there is a pause."),
            name=self.tr("Why it is safe and small"),
            least=1,
            most=4,
        )
        self.foretold = TextField(
            self.tr("Nobody speaks before I do."),
            name=self.tr("What I predict, if the assumption holds"),
            least=1,
            most=4,
        )
        self.percent = PercentField(self.tr("How likely is that?"))
        self.weaken = TextField(self.tr("Somebody answers within the ten seconds."), name=self.tr("What result would weaken it"), least=1, most=4)  # fmt: skip
        self.due = DayField(self.tr("By when"), today=today)
        self.plan_labelled = Labelled(self.tr("What I will do"), self.plan, self.tr("An act that others could see. Thinking it over is no test."))  # fmt: skip
        self.safe_labelled = Labelled(self.tr("Why it is safe and small"), self.safe)
        self.foretold_labelled = Labelled(self.tr("What I predict, if the assumption holds"), self.foretold)  # fmt: skip
        self.weaken_labelled = Labelled(self.tr("What result would weaken it"), self.weaken)
        self.due_labelled = Labelled(self.tr("By when"), self.due)
        first = (self.sure, 16, Divider("pressed"), 16) if self._first else ()
        self.add(
            *first, self.plan_labelled, 14, self.safe_labelled, 14, self.foretold_labelled, 10,
            self.percent, 14, self.weaken_labelled, 14, self.due_labelled,
        )  # fmt: skip
        if not self._first:
            self.sure.setParent(self)
            self.sure.hide()
        self._fill(old, foretold)
        for field in self._texts():
            field.field.textChanged.connect(self._edited)  # type: ignore[attr-defined]

    def written(self) -> object:
        """Return what is written now."""
        texts = tuple(labelled.field.toPlainText() for labelled in self._texts())  # type: ignore[attr-defined]
        return (*texts, self.percent.value(), self.due.field.text(), self.sure.value())

    @Slot()
    def keep(self) -> None:
        """Give the test, or say what is missing at the first field where something is."""
        due, percent, sure = self.due.day(), self.percent.value(), self.sure.value()
        wrong: list[tuple[Labelled | PercentField, str]] = [
            (self.sure, self._sure_problem(sure)),
            (self.plan_labelled, self._missing(self.plan, self.tr("What you will do"))),
            (self.safe_labelled, self._missing(self.safe, self.tr("Why it is safe and small"))),
            (self.foretold_labelled, refusal(assumptions.statement, self.foretold.toPlainText())),
            (self.percent, "" if percent is not None else self.percent.missing()),
            (self.weaken_labelled, self._missing(self.weaken, self.tr("What would weaken it"))),
            (self.due_labelled, self._due_problem(due)),
        ]
        for field, sentence in wrong:
            field.set_error(sentence)
        unfit = [field.field for field, sentence in wrong if sentence]
        if unfit or due is None or percent is None:
            (unfit[0] if unfit else self.due.field).setFocus()
            return
        self.refuse("")
        new = NewExperiment(
            plan=self.plan.toPlainText(), smallest_safe=self.safe.toPlainText(),
            foretold=self.foretold.toPlainText(), percent=percent,
            would_weaken=self.weaken.toPlainText(), due_on=due,
        )  # fmt: skip
        self.given.emit(SaidTest(new, sure if self._first else None))

    # -- inside

    def _fill(self, old: Experiment | None, foretold: Prediction | None) -> None:
        if old is None:
            return
        self.plan.setPlainText(old.plan)
        self.safe.setPlainText(old.smallest_safe)
        self.weaken.setPlainText(old.would_weaken)
        self.due.set_day(old.due_on)
        if foretold is not None:
            self.foretold.setPlainText(foretold.statement)
            self.percent.set_value(foretold.last)

    def _texts(self) -> tuple[Labelled, ...]:
        return (
            self.plan_labelled,
            self.safe_labelled,
            self.foretold_labelled,
            self.weaken_labelled,
        )

    def _missing(self, field: TextField, what: str) -> str:
        rule: Callable[..., object] = assumptions.needed
        return refusal(rule, field.toPlainText(), what)

    def _sure_problem(self, sure: int | None) -> str:
        if sure is None and self._first:
            return self.tr("Say first how sure you are of it: slide, or type a number.")
        return ""

    def _due_problem(self, due: dt.date | None) -> str:
        if due is None:
            # a day that cannot be read has been told by the field already
            return "" if self.due.field.text().strip() else self.tr("Say by when you will have done it.")  # fmt: skip
        moved = self._old is None or due != self._old.due_on
        return self.tr("That day has passed. Choose today or a later one.") if moved and due < self._today else ""  # fmt: skip

    @Slot()
    def _edited(self) -> None:
        for labelled in self._texts():
            if labelled.field is self.sender() and labelled.error():
                labelled.set_error("")
