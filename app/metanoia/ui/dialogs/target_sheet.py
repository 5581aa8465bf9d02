"""Moving the target of a measure, with the reason why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.goals import CLOSING_LIMIT
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.numbers import typed_number, with_unit
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.goals import Measure


class TargetSheet(WritingSheet):
    """``given`` carries the new target and the reason."""

    given = Signal(float, str)

    def __init__(self, over: QWidget, measure: Measure) -> None:
        now = with_unit(measure.target or 0.0, measure.unit)
        super().__init__(
            over, over.tr("Move the target"), f"{measure.name}: {now}", keep=over.tr("Move it"),
            icon="target", tone="accent", width=500,
        )  # fmt: skip
        self.target = LineField(name=self.tr("The new target"))
        self.reason = TextField(self.tr("I know better now what is enough."), name=self.tr("Why"), least=2, most=5)  # fmt: skip
        self.target_labelled = Labelled(self.tr("The new target"), self.target)
        stays = self.tr("The old target stays in the picture, with this reason.")
        self.reason_labelled = Labelled(self.tr("Why"), self.reason, stays)
        self.add(self.target_labelled, 14, self.reason_labelled)
        self.target.textChanged.connect(self._target_edited)
        self.reason.textChanged.connect(self._reason_edited)

    def written(self) -> object:
        """Return what is written now."""
        return self.target.text(), self.reason.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give target and reason, or say which is missing."""
        target = typed_number(self.target.text())
        unread = "" if target is not None else self.tr("Say the new target in figures.")
        problem = refusal(
            assumptions.needed, self.reason.toPlainText(), self.tr("Why the target moves"),
            CLOSING_LIMIT,
        )  # fmt: skip
        self.target_labelled.set_error(unread)
        self.reason_labelled.set_error(problem)
        if target is None or problem:
            (self.target if target is None else self.reason).setFocus()
            return
        self.refuse("")
        self.given.emit(target, self.reason.toPlainText())

    @Slot()
    def _target_edited(self) -> None:
        self.target_labelled.set_error("")

    @Slot()
    def _reason_edited(self) -> None:
        self.reason_labelled.set_error("")
