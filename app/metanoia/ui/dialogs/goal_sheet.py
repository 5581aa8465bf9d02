"""A goal, new or said anew: what I want to be true, what is true now, why, how much, by when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions, tension
from metanoia.domain.errors import Refused
from metanoia.domain.goals import CADENCES, TITLE_LIMIT, WHY_LIMIT, WORDS_LIMIT, GoalId, NewGoal
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.rating import RatingRow
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.goals import Goal


class GoalSheet(WritingSheet):
    """``given`` carries a NewGoal; ``parents`` are (id, title) of the goals it may be part of."""

    given = Signal(object)

    def __init__(
        self,
        over: QWidget,
        today: dt.date,
        parents: Sequence[tuple[str, str]],
        old: Goal | None = None,
        *,
        title: str = "",
        part_of: str = "",
    ) -> None:
        asked = over.tr("Edit this goal") if old else over.tr("What do you want to create?")
        said = over.tr("A picture of what you want, next to an honest look at where you are.")
        super().__init__(
            over, asked, said, keep=over.tr("Keep"), icon="target", tone="accent", width=620
        )
        self._old = old
        self._parents = ["", *(parent for parent, _ in parents)]
        self.name = LineField(self.tr("Lead meetings where others think aloud first"), name=self.tr("Its name"))  # fmt: skip
        self.vision = TextField(self.tr("The room thinks before I do. I leave curious."), name=self.tr("What I want to be true"), least=3, most=9)  # fmt: skip
        self.reality = TextField(self.tr("- I spoke first in 6 of the last 8 meetings"), name=self.tr("What is true now"), least=3, most=9)  # fmt: skip
        self.why = TextField(self.tr("What it would give me, and whom it would serve."), name=self.tr("Why"), least=1, most=5)  # fmt: skip
        self.importance = RatingRow(self.tr("How much it matters"), 0, 10)
        self.started = DayField(self.tr("Since when"), today=today)
        self.target = DayField(self.tr("By when (if you like)"), today=today)
        self.cadence = ComboBox(self._cadences(), name=self.tr("Look again"))
        self.parent_goal = ComboBox([self.tr("No other goal"), *(name for _, name in parents)], name=self.tr("Part of"))  # fmt: skip
        self.name_labelled = Labelled(self.tr("Its name"), self.name)
        self.vision_labelled = Labelled(self.tr("What I want to be true"), self.vision, self._present())  # fmt: skip
        self.reality_labelled = Labelled(self.tr("What is true now"), self.reality, self.tr("What would someone who likes you, but owes you nothing, say is the case today?"))  # fmt: skip
        self.why_labelled = Labelled(self.tr("Why"), self.why)
        self.target_labelled = Labelled(self.tr("By when (if you like)"), self.target)
        self.parent_labelled = Labelled(self.tr("Part of"), self.parent_goal)
        self.add(
            self.name_labelled, 14, self.vision_labelled, 14, self.reality_labelled, 14,
            self.why_labelled, 14, Labelled(self.tr("How much it matters"), self.importance), 14,
            Labelled(self.tr("Since when"), self.started), 14, self.target_labelled, 14,
            Labelled(self.tr("Look again"), self.cadence), 14, self.parent_labelled,
        )  # fmt: skip
        self.parent_labelled.setVisible(bool(parents))
        self._fill(old, title, part_of)
        self.vision.textChanged.connect(self._vision_edited)
        for field in (self.name, self.reality, self.why):
            field.textChanged.connect(self._edited)
        self._vision_edited()

    def begin_with(self, name: str) -> None:
        """Put the keyboard into the field ``name``: "vision", "reality", "why" or "target"."""
        fields: dict[str, QWidget] = {"vision": self.vision, "reality": self.reality, "why": self.why, "target": self.target}  # fmt: skip
        if name in fields:
            fields[name].setFocus()

    def written(self) -> object:
        """Return what is written now."""
        return (
            self.name.text(), self.vision.toPlainText(), self.reality.toPlainText(),
            self.why.toPlainText(), self.importance.value(), self.started.field.text(),
            self.target.field.text(), self.cadence.currentIndex(), self.parent_goal.currentIndex(),
        )  # fmt: skip

    @Slot()
    def keep(self) -> None:
        """Give the goal, or say what is wrong at the first field where something is."""
        active = self._old is not None and self._old.state == "active"
        wants, is_true = self.tr("What you want to be true"), self.tr("What is true now")
        rule = assumptions.needed if active else assumptions.text
        wrong = (
            (self.name_labelled, refusal(self._title)),
            (self.vision_labelled, refusal(rule, self.vision.toPlainText(), wants, WORDS_LIMIT)),
            (self.reality_labelled, refusal(rule, self.reality.toPlainText(), is_true, WORDS_LIMIT)),
            (self.why_labelled, refusal(assumptions.text, self.why.toPlainText(), self.tr("Why"), WHY_LIMIT)),
        )  # fmt: skip
        for labelled, sentence in wrong:
            labelled.set_error(sentence)
        unfit = [labelled.field for labelled, sentence in wrong if sentence]
        unfit += [day.field for day in (self.started, self.target) if self._unread(day)]
        if unfit:
            unfit[0].setFocus()
            return
        try:
            new = self._new()
        except Refused as error:
            self.refuse(str(error))
            return
        self.refuse("")
        self.given.emit(new)

    # -- inside

    def _new(self) -> NewGoal:
        importance = self.importance.value()
        return NewGoal(
            title=self.name.text(), vision=self.vision.toPlainText(),
            reality=self.reality.toPlainText(), why=self.why.toPlainText(),
            importance=5 if importance is None else importance, started_on=self.started.day(),
            target_on=self.target.day(), cadence=CADENCES[self.cadence.currentIndex()],
            parent=GoalId(self._parents[self.parent_goal.currentIndex()]) or None,
        )  # fmt: skip

    def _fill(self, old: Goal | None, title: str, part_of: str) -> None:
        if old is None:
            self.name.setText(title)
            parent: str | None = part_of
        else:
            self.name.setText(old.title)
            self.vision.setPlainText(old.vision)
            self.reality.setPlainText(old.reality)
            self.why.setPlainText(old.why)
            self.importance.set_value(old.importance)
            self.started.set_day(old.started_on)
            self.target.set_day(old.target_on)
            self.cadence.setCurrentIndex(CADENCES.index(old.cadence))
            parent = old.parent
        if parent in self._parents:
            self.parent_goal.setCurrentIndex(self._parents.index(parent or ""))

    def _title(self) -> None:
        what = self.tr("The goal’s name")
        assumptions.needed(assumptions.line(self.name.text(), TITLE_LIMIT, what), what)

    def _unread(self, field: DayField) -> bool:
        """Return whether something stands there that names no day; the field has said so itself."""
        return field.day() is None and bool(field.field.text().strip())

    def _present(self) -> str:
        return self.tr("In the present, as if it were so: what is there, not how to get there.")

    def _cadences(self) -> list[str]:
        names = {
            7: self.tr("Every week"), 14: self.tr("Every two weeks"), 30: self.tr("Every month"),
        }  # fmt: skip
        return [names[days] for days in CADENCES]

    @Slot()
    def _vision_edited(self) -> None:
        """Warn gently of words that say a direction or what shall not be, instead of what is there."""
        if self.vision_labelled.error():
            self.vision_labelled.set_error("")
        words = tension.vision_hints(self.vision.toPlainText())
        if not words:
            self.vision_labelled.set_hint(self._present())
            return
        said = self.tr(
            "“{}” names a direction or what shall not be. What is there once it is true?"
        )
        self.vision_labelled.set_hint(said.format("”, “".join(words)))

    @Slot()
    def _edited(self) -> None:
        for labelled in (self.name_labelled, self.reality_labelled, self.why_labelled):
            if labelled.field is self.sender() and labelled.error():
                labelled.set_error("")
