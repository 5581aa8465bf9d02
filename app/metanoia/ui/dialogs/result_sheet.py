"""What became of a small test: what happened, what was foretold, and how sure one is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.experiments import RESULT_LIMIT, Result
from metanoia.ui.dialogs.belief_help import BeliefHelp
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.percent_field import PercentField
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption
    from metanoia.domain.experiments import Experiment
    from metanoia.domain.predictions import Prediction

_OUTCOMES: Final = (None, True, False)


class ResultSheet(WritingSheet):
    """``given`` carries the Result; what is foretold and settled already is not asked again."""

    given = Signal(object)

    def __init__(
        self, over: QWidget, one: Assumption, test: Experiment, foretold: Prediction | None
    ) -> None:
        super().__init__(
            over, over.tr("How did it go?"), test.plan, keep=over.tr("Finish the test"),
            icon="flask-conical", width=600,
        )  # fmt: skip
        self.happened = TextField(self.tr("Ten seconds. Then Amina spoke, then Jonas."), name=self.tr("What happened"), least=2, most=8)  # fmt: skip
        self.came_true = Segmented([self.tr("Not settled yet"), self.tr("Yes"), self.tr("No")], name=self.tr("Did it come true?"))  # fmt: skip
        self.learned = TextField(
            self.tr("The silence was theirs to use."),
            name=self.tr("What I learned (if you like)"),
            least=1,
            most=6,
        )
        self.sure = PercentField(self.tr("How sure am I now?"), self._until_now(one))
        self.happened_labelled = Labelled(self.tr("What happened"), self.happened)
        self.learned_labelled = Labelled(self.tr("What I learned (if you like)"), self.learned)
        self.would_weaken = Label(self.tr("Would weaken it: {}").format(test.would_weaken), "caption", "text2", wrap=True)  # fmt: skip
        self.open_help = Button(self.tr("Help with this number"), "ghost", "scale", "s")
        self.help = BeliefHelp(one.confidence if one.confidence is not None else 50)
        self.help.hide()
        self.add(
            self.happened_labelled, 6, self.would_weaken, 14, *self._foretold_rows(foretold),
            self.learned_labelled, 14, self.sure, 4, boxed(hbox(self.open_help, None)), 6, self.help,
        )  # fmt: skip
        self.open_help.clicked.connect(self._turn_help)
        self.help.taken.connect(self._take)
        self.happened.textChanged.connect(self._happened_edited)
        self.learned.textChanged.connect(self._learned_edited)

    def written(self) -> object:
        """Return what is written now."""
        return (
            self.happened.toPlainText(), self.came_true.current(),
            self.learned.toPlainText(), self.sure.value(),
        )  # fmt: skip

    @Slot()
    def keep(self) -> None:
        """Give the result, or say what is missing."""
        sure = self.sure.value()
        happened, learned = self.happened.toPlainText(), self.learned.toPlainText()
        unsaid = self.tr("Say how sure you are now: slide, or type a number.")
        wrong: list[tuple[Labelled | PercentField, str]] = [
            (self.happened_labelled, refusal(assumptions.needed, happened, self.tr("What happened"), RESULT_LIMIT)),
            (self.learned_labelled, refusal(assumptions.text, learned, self.tr("What you learned"), RESULT_LIMIT)),
            (self.sure, unsaid if sure is None else ""),
        ]  # fmt: skip
        for field, sentence in wrong:
            field.set_error(sentence)
        unfit = [field.field for field, sentence in wrong if sentence]
        if unfit or sure is None:
            unfit[0].setFocus()
            return
        self.refuse("")
        came_true = _OUTCOMES[self.came_true.current()]
        self.given.emit(Result(happened=happened, confidence=sure, learned=learned, came_true=came_true))  # fmt: skip

    # -- inside

    def _until_now(self, one: Assumption) -> str:
        return self.tr("{}% before the test").format(one.confidence)

    def _foretold_rows(self, foretold: Prediction | None) -> tuple[QWidget | int, ...]:
        if foretold is None or foretold.outcome or foretold.withdrawn_at or foretold.deleted_at:
            self.came_true.setParent(self)
            self.came_true.hide()
            return ()
        said = self.tr("You expected, with {}%: “{}”").format(foretold.last, foretold.statement)
        return (
            Label(self.tr("Did it come true?"), "label"), 2,
            Label(said, "caption", "text2", wrap=True), 6, boxed(hbox(self.came_true, None)), 14,
        )  # fmt: skip

    @Slot()
    def _turn_help(self) -> None:
        self.help.setVisible(self.help.isHidden())
        if not self.help.isHidden():
            self.help.if_true.setFocus()

    @Slot(int)
    def _take(self, sure: int) -> None:
        self.sure.set_value(sure)
        self.sure.set_error("")
        self.sure.field.setFocus()

    @Slot()
    def _happened_edited(self) -> None:
        self.happened_labelled.set_error("")

    @Slot()
    def _learned_edited(self) -> None:
        self.learned_labelled.set_error("")
