"""Today's reality of a goal: how close, how strongly it pulls, what its measures show, a note."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.goals import NOTE_LIMIT, NewCheckIn, check_number
from metanoia.ui import dates
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.numbers import typed_number, with_unit
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.rating import RatingRow
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.goals import CheckIn, Goal, Measure, Observation


class CheckInSheet(WritingSheet):
    """``given`` carries a NewCheckIn; ``last`` is the look before, or today's, which it replaces."""

    given = Signal(object)

    def __init__(
        self,
        over: QWidget,
        one: Goal,
        today: dt.date,
        measures: Sequence[tuple[Measure, Sequence[Observation]]] = (),
        last: CheckIn | None = None,
    ) -> None:
        super().__init__(
            over, over.tr("Note today’s reality"), one.title, keep=over.tr("Note it"),
            icon="footprints", tone="ochre", width=560,
        )  # fmt: skip
        same = last if last is not None and last.date == today else None
        self.closeness = RatingRow(self.tr("How close is it?"), 0, 10)
        self.pull = RatingRow(self.tr("How strongly does it pull?"), 0, 10)
        self.note = TextField(self.tr("Twice I waited, and twice it worked."), name=self.tr("A note (if you like)"), least=2, most=6)  # fmt: skip
        self.closeness_labelled = Labelled(self.tr("How close is it?"), self.closeness, _since(last, today))  # fmt: skip
        self.pull_labelled = Labelled(self.tr("How strongly does it pull?"), self.pull, self.tr("10: I would work on it tonight. 0: it leaves me cold."))  # fmt: skip
        self.note_labelled = Labelled(self.tr("A note (if you like)"), self.note)
        self.add(self.closeness_labelled, 14, self.pull_labelled)
        self.measured: list[tuple[str, Labelled]] = []
        for measure, seen in measures:
            self._add_measure(measure, seen, today)
        self.add(14, self.note_labelled)
        if same is not None:
            self.closeness.set_value(same.closeness)
            self.pull.set_value(same.pull)
            self.note.setPlainText(same.note)
        self.closeness.changed.connect(self._edited)
        self.pull.changed.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        values = tuple(self._text(labelled) for _, labelled in self.measured)
        return (self.closeness.value(), self.pull.value(), self.note.toPlainText(), *values)

    @Slot()
    def keep(self) -> None:
        """Give the look, or say what is missing at the first field where something is."""
        closeness, pull = self.closeness.value(), self.pull.value()
        unsaid = self.tr("Say it with a number: press a digit, or click one.")
        wrong = [
            (self.closeness_labelled, unsaid if closeness is None else ""),
            (self.pull_labelled, unsaid if pull is None else ""),
            *((labelled, self._number_problem(labelled)) for _, labelled in self.measured),
            (self.note_labelled, refusal(assumptions.text, self.note.toPlainText(), self.tr("The note"), NOTE_LIMIT)),
        ]  # fmt: skip
        for labelled, sentence in wrong:
            labelled.set_error(sentence)
        unfit = [labelled.field for labelled, sentence in wrong if sentence]
        if unfit or closeness is None or pull is None:
            unfit[0].setFocus()
            return
        values = []
        for measure, labelled in self.measured:
            number = typed_number(self._text(labelled))
            if number is not None:
                values.append((measure, number))
        self.refuse("")
        self.given.emit(
            NewCheckIn(
                closeness=closeness, pull=pull, note=self.note.toPlainText(), values=tuple(values)
            )
        )

    # -- inside

    def _add_measure(self, measure: Measure, seen: Sequence[Observation], today: dt.date) -> None:
        last = seen[-1] if seen else None
        name = f"{measure.name} ({measure.unit})" if measure.unit else measure.name
        field = LineField(name=name)
        hint = ""
        if last is not None and last.date == today:
            field.setText(with_unit(last.value, ""))
        elif last is not None:
            said = with_unit(last.value, measure.unit)
            hint = self.tr("{} on {}").format(said, dates.medium(last.date, today))
        labelled = Labelled(name, field, hint)
        field.textChanged.connect(self._edited)
        self.measured.append((measure.id, labelled))
        self.add(14, labelled)

    def _text(self, labelled: Labelled) -> str:
        return labelled.field.text().strip() if isinstance(labelled.field, LineField) else ""

    def _number_problem(self, labelled: Labelled) -> str:
        said = self._text(labelled)
        if not said:
            return ""
        number = typed_number(said)
        if number is None:
            return self.tr("That is no number. Type it in figures, or leave it empty.")
        return refusal(check_number, number)

    @Slot()
    def _edited(self) -> None:
        fields = [self.closeness_labelled, self.pull_labelled]
        for labelled in (*fields, *(one for _, one in self.measured)):
            if labelled.field is self.sender() and labelled.error():
                labelled.set_error("")


def _since(last: CheckIn | None, today: dt.date) -> str:
    """Return what was said last, or how to read the scale."""
    if last is None:
        return _tr("10: what I want is true. 0: nothing of it is.")
    if last.date == today:
        return _tr("You noted it today already. This replaces it.")
    return _tr("{} on {}. Look first, then choose.").format(
        last.closeness, dates.medium(last.date, today)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("CheckInSheet", text)
