"""A measure of a goal: a number to reach, or a band to stay in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.goals import NewMeasure
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.numbers import typed_number, with_unit
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from metanoia.domain.goals import Measure

REACH, HOLD = 0, 1


class MeasureSheet(WritingSheet):
    """``given`` carries a NewMeasure; of an ``old`` one the kind, the start and the target stay."""

    given = Signal(object)

    def __init__(self, over: QWidget, goal: str, old: Measure | None = None) -> None:
        title = over.tr("Change this measure") if old else over.tr("How would you measure it?")
        super().__init__(
            over, title, goal, keep=over.tr("Keep"), icon="sliders-horizontal", tone="ochre",
            width=520,
        )  # fmt: skip
        self._old = old
        self.kind = Segmented([self.tr("Reach a number"), self.tr("Stay in a band")], name=self.tr("What kind"))  # fmt: skip
        self.name = LineField(self.tr("Meetings in which I spoke first"), name=self.tr("What is measured"))  # fmt: skip
        self.unit = LineField(self.tr("of 10, hours, %"), name=self.tr("Unit (if it has one)"))
        names = (self.tr("Where it starts"), self.tr("Where it should be"), self.tr("From"), self.tr("To"), self.tr("Too far outside by"))  # fmt: skip
        self.numbers = [LineField(name=name) for name in names]
        self.start, self.target, self.low, self.high, self.slack = self.numbers
        self._labels = [Labelled(name, field) for name, field in zip(names, self.numbers, strict=True)]  # fmt: skip
        self._labels[4].set_hint(self.tr("As far outside as it may get: there the gap counts as whole."))  # fmt: skip
        self.name_labelled = Labelled(self.tr("What is measured"), self.name)
        self._reach = boxed(hbox((self._labels[0], 1), 14, (self._labels[1], 1)))
        band = hbox((self._labels[2], 1), 14, (self._labels[3], 1))
        self._hold = boxed(vbox(band, 14, self._labels[4]))
        self._kind_row = boxed(hbox(self.kind, None, margins=(0, 0, 0, 14)))
        unit = Labelled(self.tr("Unit (if it has one)"), self.unit)
        self.add(self._kind_row, self.name_labelled, 14, unit, 14, self._reach, self._hold)
        self._fill(old)
        self.kind.chosen.connect(self._show_kind)
        self._show_kind()
        for field in (self.name, *self.numbers):
            field.textChanged.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        numbers = tuple(field.text() for field in self.numbers)
        return (self.kind.current(), self.name.text(), self.unit.text(), *numbers)

    @Slot()
    def keep(self) -> None:
        """Give the measure, or say what is wrong."""
        unread = [label for label in self._asked() if self._problem(label)]
        for label in self._labels:
            label.set_error(self._problem(label) if label in unread else "")
        if unread:
            unread[0].field.setFocus()
            return
        try:
            new = self._new()
        except Refused as error:
            self.refuse(str(error))
            if not self.name.text().strip():
                self.name.setFocus()
            return
        self.refuse("")
        self.given.emit(new)

    # -- inside

    def _new(self) -> NewMeasure:
        values = [typed_number(field.text()) for field in self.numbers]
        name, unit = self.name.text(), self.unit.text()
        if self.kind.current() == REACH:
            return NewMeasure(name=name, unit=unit, kind="reach", start=values[0], target=values[1])
        low, high, slack = values[2:]
        return NewMeasure(name=name, unit=unit, kind="hold", low=low, high=high, slack=slack)

    def _fill(self, old: Measure | None) -> None:
        if old is None:
            return
        self.kind.set_current(REACH if old.kind == "reach" else HOLD)
        self._kind_row.hide()
        self.name.setText(old.name)
        self.unit.setText(old.unit)
        values = (old.start, old.target, old.low, old.high, old.slack)
        for field, value in zip(self.numbers, values, strict=True):
            field.setText("" if value is None else with_unit(value, "", 6))
        for field in (self.start, self.target):
            field.setReadOnly(True)
        self._labels[0].set_hint(self.tr("The start stays as it is."))
        self._labels[1].set_hint(self.tr("“Move the target” asks for a reason."))

    def _asked(self) -> list[Labelled]:
        return self._labels[:2] if self.kind.current() == REACH else self._labels[2:]

    def _problem(self, label: Labelled) -> str:
        said = label.field.text() if isinstance(label.field, LineField) else ""
        if typed_number(said) is not None:
            return ""
        if not said.strip():
            return self.tr("A number is missing here.")
        return self.tr("That is no number. Type it in figures.")

    @Slot()
    def _show_kind(self) -> None:
        reach = self.kind.current() == REACH
        self._reach.setVisible(reach)
        self._hold.setVisible(not reach)
        self.place()

    @Slot()
    def _edited(self) -> None:
        for label in self._labels:
            if label.field is self.sender() and label.error():
                label.set_error("")
