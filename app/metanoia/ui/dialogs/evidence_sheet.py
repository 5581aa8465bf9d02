"""Evidence: what was seen that speaks for or against an assumption, and how much it says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.assumptions import SOURCE_LIMIT, NewEvidence, Stance
from metanoia.text.statement import quoted
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.percent_field import PercentField
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.strength import StrengthPicker
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption, Evidence
    from metanoia.domain.entries import EntryId


class EvidenceSheet(WritingSheet):
    """``given`` carries NewEvidence, and how sure one is after it, None if that was not said.

    Of an ``old`` piece it is not asked how sure one is now.
    """

    given = Signal(object, object)

    def __init__(
        self,
        over: QWidget,
        one: Assumption,
        today: dt.date,
        old: Evidence | None = None,
        *,
        entry: EntryId | None = None,
    ) -> None:
        """Ask what was seen of ``one``, in ``entry`` where that is known."""
        title = over.tr("Change this evidence") if old else over.tr("What have you seen?")
        super().__init__(over, title, quoted(one.statement), keep=over.tr("Keep"), icon="scale")
        self._today = today
        self._new = old is None
        self._entry = entry
        self.stance = Segmented([self.tr("Challenges it"), self.tr("Supports it")], name=self.tr("What it does"))  # fmt: skip
        self.text = TextField(self.tr("Jonas had the answer in his notes."), name=self.tr("What I saw or heard"), least=2, most=6)  # fmt: skip
        self.weight = StrengthPicker(self.tr("How strong it is"), "ochre")
        self.source = LineField(self.tr("heard at lunch"), name=self.tr("Where it comes from (if you like)"))  # fmt: skip
        self.source.setMaxLength(SOURCE_LIMIT)
        self.day = DayField(self.tr("When"), today=today, ahead=False)
        self.sure = PercentField(self.tr("How sure am I now? (if you like)"), self._until_now(one))
        self.text_labelled = Labelled(self.tr("What I saw or heard"), self.text)
        self.day_labelled = Labelled(self.tr("When"), self.day)
        self._sure_row = boxed(vbox(14, self.sure))
        strength = Label(self.tr("How strong it is"), "label")
        self.add(
            boxed(hbox(self.stance, None)), 14, self.text_labelled, 14, strength, 6,
            boxed(hbox(self.weight, None)), 14,
            Labelled(self.tr("Where it comes from (if you like)"), self.source), 14,
            self.day_labelled, self._sure_row,
        )  # fmt: skip
        self._fill(old)
        self.stance.chosen.connect(self._stance_chosen)
        self.text.textChanged.connect(self._text_edited)

    def first_focus(self) -> QWidget:
        """Begin with what was seen."""
        return self.text

    def written(self) -> object:
        """Return what is written now."""
        return (
            self.stance.current(), self.text.toPlainText(), self.weight.value(),
            self.source.text(), self.day.field.text(), self.sure.value(),
        )  # fmt: skip

    @Slot()
    def keep(self) -> None:
        """Give the evidence, or say what is missing."""
        day = self.day.day()
        what = self.tr("What you saw")
        problem = refusal(assumptions.needed, self.text.toPlainText(), what)
        self.text_labelled.set_error(problem)
        unread = day is None and bool(self.day.field.text().strip())
        if problem or unread:
            (self.text if problem else self.day.field).setFocus()
            return
        self.refuse("")
        new = NewEvidence(
            stance=self._stance(), text=self.text.toPlainText(), weight=self.weight.value() or 1,
            source=self.source.text(), observed_on=day or self._today, entry=self._entry,
        )  # fmt: skip
        self.given.emit(new, self.sure.value() if self._new else None)

    # -- inside

    def _fill(self, old: Evidence | None) -> None:
        self.day.set_day(old.observed_on if old else self._today)
        self.weight.set_value(old.weight if old else None)
        if old is None:
            return
        self.stance.set_current(0 if old.stance < 0 else 1)
        self.weight.set_tone("ochre" if old.stance < 0 else "accent")
        self.text.setPlainText(old.text)
        self.source.setText(old.source)
        self._sure_row.hide()

    def _until_now(self, one: Assumption) -> str:
        if one.confidence is None:
            return ""
        return self.tr("{}% until now").format(one.confidence)

    def _stance(self) -> Stance:
        return -1 if self.stance.current() == 0 else 1

    @Slot()
    def _stance_chosen(self) -> None:
        self.weight.set_tone("ochre" if self._stance() < 0 else "accent")

    @Slot()
    def _text_edited(self) -> None:
        self.text_labelled.set_error("")
