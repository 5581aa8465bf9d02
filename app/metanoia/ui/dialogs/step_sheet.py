"""A step towards a goal, and by when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.actions import NewAction
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.actions import Action


class StepSheet(WritingSheet):
    """``given`` carries a NewAction without its goal."""

    given = Signal(object)

    def __init__(self, over: QWidget, goal: str, today: dt.date, old: Action | None = None) -> None:
        title = over.tr("Change this step") if old else over.tr("A step towards it")
        super().__init__(
            over, title, goal, keep=over.tr("Keep"), icon="footprints", tone="accent", width=520
        )
        self.step = TextField(self.tr("Count to ten on Tuesday."), name=self.tr("The step"), least=2, most=6)  # fmt: skip
        self.due = DayField(self.tr("By when (if you like)"), today=today)
        smallest = self.tr("What is the smallest honest step, and when exactly does it happen?")
        self.step_labelled = Labelled(self.tr("The step"), self.step, smallest)
        self.add(self.step_labelled, 14, Labelled(self.tr("By when (if you like)"), self.due))
        if old is not None:
            self.step.setPlainText(old.text)
            self.due.set_day(old.due_on)
        self.step.textChanged.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        return self.step.toPlainText(), self.due.field.text()

    @Slot()
    def keep(self) -> None:
        """Give the step, or say what is wrong."""
        what = self.tr("The step")
        problem = refusal(assumptions.needed, self.step.toPlainText(), what)
        self.step_labelled.set_error(problem)
        day = self.due.day()
        unread = day is None and self.due.field.text().strip()
        if problem or unread:
            (self.step if problem else self.due.field).setFocus()
            return
        self.refuse("")
        self.given.emit(NewAction(text=self.step.toPlainText(), due_on=day))

    @Slot()
    def _edited(self) -> None:
        self.step_labelled.set_error("")
