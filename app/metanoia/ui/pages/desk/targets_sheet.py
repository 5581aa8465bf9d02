"""Learning targets with one client: what is agreed, what waits for a word, and a new one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.learning_targets import OPEN_STATES, TargetId, Wording, wording
from metanoia.ui import dates
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.clients import ClientTarget
    from metanoia.domain.learning_targets import Act, TargetOutcome
    from metanoia.journal import Journal


class WordingSheet(WritingSheet):
    """``given`` carries a Wording: of a new target, or another one for a target that is there."""

    given = Signal(object)

    def __init__(
        self, over: QWidget, name: str, today: dt.date, now: Wording | None = None
    ) -> None:
        title = (
            over.tr("Propose a learning target") if now is None else over.tr("Word it otherwise")
        )
        super().__init__(
            over, title,
            over.tr("It holds once you and {} stand for the very same words.").format(name),
            keep=over.tr("Put it in the reply"), icon="flag", tone="accent",
        )  # fmt: skip
        self.text = TextField(
            self.tr("Let a silence stand before I answer."), name=self.tr("What is to be learned"),
            least=2, most=4,
        )  # fmt: skip
        self.sign = TextField(
            self.tr("Three meetings in a row in which I counted to ten."),
            name=self.tr("How you will both know it is done"), least=2, most=4,
        )  # fmt: skip
        self.day = DayField(self.tr("Due"), today=today)
        if now is not None:
            self.text.setPlainText(now.text)
            self.sign.setPlainText(now.sign_of_done)
            self.day.set_day(now.due_on)
        self.text_labelled = Labelled(self.tr("What is to be learned"), self.text)
        self.sign_labelled = Labelled(self.tr("How you will both know it is done"), self.sign)
        self.day_labelled = Labelled(self.tr("Due"), self.day, self.tr("May stay open."))
        self.add(self.text_labelled, 14, self.sign_labelled, 14, self.day_labelled)

    def written(self) -> object:
        """Return what is written now."""
        return self.text.toPlainText(), self.sign.toPlainText(), self.day.field.text()

    @Slot()
    def keep(self) -> None:
        """Give the wording, or say what is missing."""
        text, sign = self.text.toPlainText(), self.sign.toPlainText()
        day = self.day.day()
        wrong = refusal(wording, text, "-", None)
        unsigned = refusal(wording, "-----", sign, None)
        self.text_labelled.set_error(wrong)
        self.sign_labelled.set_error(unsigned)
        undated = day is None and bool(self.day.field.text().strip())
        if wrong or unsigned or undated:
            (self.text if wrong else self.sign if unsigned else self.day).setFocus()
            return
        self.refuse("")
        self.given.emit(wording(text, sign, day))


class TargetsSheet(DialogSheet):
    """Everything about the targets of one client; each word goes into the reply to ``share``."""

    changed = Signal()

    def __init__(self, over: QWidget, journal: Journal, person: str, share: str, name: str, today: dt.date) -> None:  # fmt: skip
        super().__init__(
            over, over.tr("Learning targets with {}").format(name),
            over.tr("What you say here goes with this reply."), icon="flag", width=620,
        )  # fmt: skip
        self._journal, self._person, self._share = journal, person, share
        self._name, self._today = name, today
        self.cards: list[TargetCard] = []
        self._list = vbox(gap=10)
        self.none = Label(
            self.tr("There is none yet. A good one says what is to be learned, and by what sign you both know."),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self.problem = Label("", "label", "danger_text", weight=500, wrap=True)
        self.add(self.none, boxed(self._list), self.problem)
        self.propose = Button(self.tr("Propose a target…"), "outline", "plus")
        self.done = Button(self.tr("Done"), "primary", "check")
        self.propose.clicked.connect(self._ask_new)
        self.done.clicked.connect(self.dismiss)
        self.set_foot(self.propose, None, self.done)
        self.fill()

    @Slot()
    def fill(self) -> None:
        """Show how they stand now."""
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        found = self._journal.clients.targets(self._person)
        self.cards = [TargetCard(one, self._today) for one in found]
        for card in self.cards:
            card.acted.connect(self._act)
            card.reword_asked.connect(self._ask_other)
            card.back_asked.connect(self._take_back)
            self._list.addWidget(card)
            card.show()
        self.none.setVisible(not found)
        self.problem.setText("")
        if self.is_open():
            self.place()

    # -- inside

    @Slot()
    def _ask_new(self) -> None:
        sheet = WordingSheet(self, self._name, self._today)
        sheet.given.connect(self._propose)
        self._asked = sheet
        sheet.open()

    @Slot(object)
    def _propose(self, said: Wording) -> None:
        self._tell(lambda: self._journal.clients.propose(self._person, self._share, said))
        self._asked.dismiss()

    @Slot(str)
    def _ask_other(self, target: TargetId) -> None:
        card = next(one for one in self.cards if one.target.id == target)
        sheet = WordingSheet(self, self._name, self._today, card.target.standing.wording)
        sheet.setObjectName(target)
        sheet.given.connect(self._counter)
        self._asked = sheet
        sheet.open()

    @Slot(object)
    def _counter(self, said: Wording) -> None:
        target = TargetId(self._asked.objectName())
        self._tell(
            lambda: self._journal.clients.say(
                self._person, self._share, target, "counter", wording=said
            )
        )
        self._asked.dismiss()

    @Slot(str, str, object)
    def _act(self, target: TargetId, act: Act, outcome: TargetOutcome | None) -> None:
        self._tell(
            lambda: self._journal.clients.say(
                self._person, self._share, target, act, outcome=outcome
            )
        )

    @Slot(str)
    def _take_back(self, event: str) -> None:
        self._tell(lambda: self._journal.clients.take_back(self._person, self._share, event))

    def _tell(self, say: Callable[[], object]) -> None:
        problem = ""
        try:
            say()
        except MetanoiaError as error:
            problem = str(error)
        self.fill()
        self.problem.setText(problem)
        self.changed.emit()


class TargetCard(Card):
    """One target: its words, how it stands, and what the coach can say to it."""

    acted = Signal(str, str, object)  # target, act, outcome
    reword_asked = Signal(str)
    back_asked = Signal(str)

    def __init__(self, target: ClientTarget, today: dt.date) -> None:
        super().__init__(margins=(16, 13, 14, 12))
        self.target = target
        self.buttons: dict[str, Button] = {}
        said = target.standing.wording
        state, tone = _state(target, today)
        title = Label(said.text, "body", weight=600, wrap=True)
        parts = vbox(
            boxed(hbox((title, 1), 10, (Chip(state, tone), 0, Qt.AlignmentFlag.AlignTop))), 5,
            heading(self.tr("Known by")), Label(said.sign_of_done, "label", weight=400, wrap=True),
            5, Label(self.due_words(said.due_on), "caption", "text3"), 8, self._row(target),
        )  # fmt: skip
        self.body.addLayout(parts)
        self.setAccessibleName(f"{said.text}. {state}")

    def due_words(self, day: dt.date | None) -> str:
        """Say until when."""
        return self.tr("Due {}").format(dates.medium(day)) if day else self.tr("No day")

    def _row(self, target: ClientTarget) -> QWidget:
        said: list[Child] = []
        own = [one for one in target.events if one.id in target.unsent]
        if own:
            words = Label(
                self.tr("Your word goes with this reply."), "caption", "accent_text", weight=500
            )
            said += [(words, 1), self._button("back", self.tr("Take it back"), "undo-2")]
            self.setObjectName(own[-1].id)
        elif target.waits_for_coach:
            said += [
                self._button("agree", self.tr("Agree"), "check"), 6,
                self._button("reword", self.tr("Change the wording…"), "pencil"), 6,
                self._button("decline", self.tr("Decline"), "x"), None,
            ]  # fmt: skip
        elif target.standing.state in OPEN_STATES:
            said += [self._button("withdraw", self.tr("Withdraw it"), "undo-2"), None]
        elif target.standing.state == "agreed":
            said += [
                self._button("met", self.tr("Met"), "circle-check"), 6,
                self._button("partly_met", self.tr("Partly"), "circle-dot"), 6,
                self._button("not_met", self.tr("Not met"), "circle"), 6,
                self._button("reword", self.tr("Word anew…"), "pencil"), None,
            ]  # fmt: skip
        return boxed(hbox(*said)) if said else QWidget()

    def _button(self, name: str, words: str, icon: str) -> Button:
        button = Button(words, "outline" if name != "agree" else "soft", icon, "s")
        button.setObjectName(name)
        button.clicked.connect(self._pressed)
        self.buttons[name] = button
        return button

    @Slot()
    def _pressed(self) -> None:
        name = self.sender().objectName()
        if name == "back":
            self.back_asked.emit(self.objectName())
        elif name == "reword":
            self.reword_asked.emit(self.target.id)
        elif name in ("met", "partly_met", "not_met"):
            self.acted.emit(self.target.id, "settle", name)
        else:
            self.acted.emit(self.target.id, name, None)


def _state(target: ClientTarget, today: dt.date) -> tuple[str, str]:
    tr = _tr
    words = {
        "proposed": (tr("Proposed"), "blue"),
        "countered": (tr("Other words proposed"), "blue"),
        "agreed": (tr("Agreed"), "accent"),
        "declined": (tr("Declined"), "neutral"),
        "withdrawn": (tr("Withdrawn"), "neutral"),
        "met": (tr("Met"), "accent"),
        "partly_met": (tr("Partly met"), "ochre"),
        "not_met": (tr("Not met"), "neutral"),
    }[target.standing.state]
    if target.due(today):
        return tr("Due"), "ochre"
    return (tr("Waits for your word"), "plum") if target.waits_for_coach else words


def _tr(text: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("TargetCard", text)
