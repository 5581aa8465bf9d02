"""A plan for when a cue comes: the best outcome, what in me stands in the way, if and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.actions import CUE_LIMIT, NewAction
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.actions import Action


class PlanSheet(WritingSheet):
    """``given`` carries a NewAction of the kind "if_then" without its goal."""

    given = Signal(object)

    def __init__(self, over: QWidget, goal: str, old: Action | None = None) -> None:
        title = over.tr("Change this plan") if old else over.tr("An if-then plan")
        super().__init__(
            over, title, goal, keep=over.tr("Keep"), icon="waypoints", tone="accent", width=560
        )
        self.outcome = self._field(self.tr("What would be best about it?"), self.tr("They bring me what they have really thought."))  # fmt: skip
        self.obstacle = self._field(self.tr("What in me stands in the way?"), self.tr("Silence makes me nervous."), self.tr("Something inside, not the others: a habit, a fear, a thought."))  # fmt: skip
        self.cue = self._field(self.tr("If…"), self.tr("it goes quiet after my question"))
        self.act = self._field(self.tr("…then I will"), self.tr("put the pen down and count to ten"))  # fmt: skip
        self.add(self.outcome, 14, self.obstacle, 14, self.cue, 14, self.act)
        if old is not None:
            said = (old.outcome, old.obstacle, old.cue, old.text)
            for labelled, words in zip(self._all(), said, strict=True):
                self._text_of(labelled).setPlainText(words)
        for labelled in self._all():
            self._text_of(labelled).textChanged.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        return tuple(self._said(labelled) for labelled in self._all())

    @Slot()
    def keep(self) -> None:
        """Give the plan, or say what is missing at the first field where something is."""
        text: Callable[..., object] = assumptions.text
        needed: Callable[..., object] = assumptions.needed
        asked = (
            (self.outcome, text, self.tr("The best outcome"), CUE_LIMIT),
            (self.obstacle, needed, self.tr("What in you stands in the way"), CUE_LIMIT),
            (self.cue, needed, self.tr("The cue"), CUE_LIMIT),
            (self.act, needed, self.tr("What you will do"), assumptions.TEXT_LIMIT),
        )
        unfit = []
        for labelled, rule, what, limit in asked:
            problem = refusal(rule, self._said(labelled), what, limit)
            labelled.set_error(problem)
            if problem:
                unfit.append(labelled.field)
        if unfit:
            unfit[0].setFocus()
            return
        self.refuse("")
        self.given.emit(
            NewAction(
                text=self._said(self.act), kind="if_then", cue=self._said(self.cue),
                outcome=self._said(self.outcome), obstacle=self._said(self.obstacle),
            )
        )  # fmt: skip

    # -- inside

    def _field(self, caption: str, example: str, hint: str = "") -> Labelled:
        return Labelled(caption, TextField(example, name=caption, least=1, most=4), hint)

    def _all(self) -> tuple[Labelled, ...]:
        return self.outcome, self.obstacle, self.cue, self.act

    def _text_of(self, labelled: Labelled) -> TextField:
        field = labelled.field
        if not isinstance(field, TextField):
            raise TypeError(field)
        return field

    def _said(self, labelled: Labelled) -> str:
        return self._text_of(labelled).toPlainText()

    @Slot()
    def _edited(self) -> None:
        for labelled in self._all():
            if labelled.field is self.sender() and labelled.error():
                labelled.set_error("")
