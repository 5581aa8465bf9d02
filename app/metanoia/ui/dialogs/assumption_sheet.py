"""An assumption, new or said in other words: what is taken for granted, about whom, how much it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import assumptions
from metanoia.domain.assumptions import (
    ABOUT,
    IMPORTANCE,
    PERSON_LIMIT,
    STATEMENT_LENGTH,
    About,
    NewAssumption,
)
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.percent_field import PercentField
from metanoia.ui.widgets.rating import RatingRow
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption


class AssumptionSheet(WritingSheet):
    """``given`` carries a NewAssumption; of an old one only its words and importance are asked."""

    given = Signal(object)

    def __init__(
        self, over: QWidget, old: Assumption | None = None, *, statement: str = ""
    ) -> None:
        title = over.tr("Edit this assumption") if old else over.tr("What do you take for granted?")
        said = over.tr("Say it as a sentence that could turn out to be wrong.")
        super().__init__(over, title, said, keep=over.tr("Keep"), icon="lightbulb")
        self._old = old
        self.statement = TextField(self.tr("If I don’t answer first, they’ll think I don’t know."), name=self.tr("I assume that…"), least=2, most=5)  # fmt: skip
        self.about = ComboBox(self._abouts(), name=self.tr("About"))
        self.person = LineField(self.tr("Who?"), name=self.tr("Who it is about"))
        self.person.setMaxLength(PERSON_LIMIT)
        self.importance = RatingRow(self.tr("How much hangs on it"), 0, 10)
        self.sure = PercentField(self.tr("How sure am I? (if you like)"))
        self.if_wrong = TextField(self.tr("I wait ten seconds, and someone else speaks."), name=self.tr("What would I see if it were wrong?"), least=2, most=5)  # fmt: skip
        self.statement_labelled = Labelled(self.tr("I assume that…"), self.statement)
        self.person_labelled = Labelled(self.tr("Who it is about"), self.person)
        self.if_wrong_labelled = Labelled(self.tr("What would I see if it were wrong?"), self.if_wrong)  # fmt: skip
        matters = self.tr("10: much of what I do rests on it. 0: hardly anything does.")
        importance = Labelled(self.tr("How much hangs on it"), self.importance, matters)
        self._person_row = boxed(vbox(10, self.person_labelled))
        self._sure_row = boxed(vbox(14, self.sure))
        self.add(
            self.statement_labelled, 14, Labelled(self.tr("About"), self.about), self._person_row,
            14, importance, self._sure_row, 14, self.if_wrong_labelled,
        )  # fmt: skip
        self._fill(old, statement)
        self.statement.textChanged.connect(self._count)
        self.if_wrong.textChanged.connect(self._if_wrong_edited)
        self.about.currentIndexChanged.connect(self._show_person)
        self._count()
        self._show_person()

    def written(self) -> object:
        """Return what is written now."""
        return (
            self.statement.toPlainText(), self.about.currentIndex(), self.person.text(),
            self.importance.value(), self.sure.value(), self.if_wrong.toPlainText(),
        )  # fmt: skip

    @Slot()
    def keep(self) -> None:
        """Give the assumption, or say what is wrong at the first field where something is."""
        what = self.tr("What you would see")
        wrong = (
            (self.statement_labelled, refusal(assumptions.statement, self.statement.toPlainText())),
            (self.if_wrong_labelled, refusal(assumptions.text, self.if_wrong.toPlainText(), what)),
        )
        for labelled, sentence in wrong:
            labelled.set_error(sentence)
        unfit = [labelled.field for labelled, sentence in wrong if sentence]
        if unfit:
            unfit[0].setFocus()
            return
        self.refuse("")
        importance = self.importance.value()
        about = self._about()
        self.given.emit(
            NewAssumption(
                statement=self.statement.toPlainText(),
                about=about,
                person=self.person.text() if about == "someone" else "",
                if_wrong=self.if_wrong.toPlainText(),
                importance=IMPORTANCE if importance is None else importance,
                confidence=self.sure.value(),
            )
        )

    def begin_with_if_wrong(self) -> None:
        """Put the keyboard where one says what would be seen if it were wrong."""
        self.if_wrong.setFocus()

    # -- inside

    def _fill(self, old: Assumption | None, statement: str) -> None:
        self.statement.setPlainText(old.statement if old else statement)
        self.about.setCurrentIndex(ABOUT.index(old.about if old else "situation"))
        if old is None:
            return
        self.person.setText(old.person)
        self.importance.set_value(old.importance)
        self.if_wrong.setPlainText(old.if_wrong)
        self._sure_row.hide()

    def _about(self) -> About:
        return ABOUT[self.about.currentIndex()]

    def _abouts(self) -> list[str]:
        names: dict[About, str] = {
            "me": self.tr("Myself"), "someone": self.tr("Someone"), "team": self.tr("The team"),
            "situation": self.tr("The situation"), "world": self.tr("The world"),
        }  # fmt: skip
        return [names[about] for about in ABOUT]

    @Slot()
    def _count(self) -> None:
        least, most = STATEMENT_LENGTH
        length = len(" ".join(self.statement.toPlainText().split()))
        if length < least:
            said = self.tr("{} to {} characters").format(least, most)
        else:
            said = self.tr("{} of {} characters").format(length, most)
        self.statement_labelled.set_hint(said)
        too_long = length > most
        if too_long or self.statement_labelled.error():
            problem = refusal(assumptions.statement, self.statement.toPlainText())
            self.statement_labelled.set_error(problem)

    @Slot()
    def _if_wrong_edited(self) -> None:
        self.if_wrong_labelled.set_error("")

    @Slot()
    def _show_person(self) -> None:
        self._person_row.setVisible(self._about() == "someone")
