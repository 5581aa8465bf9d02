"""One prediction: what was said, what will decide it, and how it is answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.predictions import FROZEN_AFTER, Outcome, Prediction
from metanoia.ui import dates
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.connected.row import ConnectedRow
from metanoia.ui.connected.things import PREDICTION
from metanoia.ui.pages.assumptions.predictions import words
from metanoia.ui.pages.assumptions.predictions.settling import SettleLine
from metanoia.ui.pages.assumptions.predictions.ties import Tied
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.journal import Journal


class PredictionCard(Card):
    """Shows one prediction and asks for what is done with it; ``tied_asked`` carries a Tied."""

    settled = Signal(str, str)
    forecast_asked = Signal()
    wording_asked = Signal()
    day_asked = Signal()
    withdraw_asked = Signal()
    delete_asked = Signal()
    restore_asked = Signal()
    purge_asked = Signal()
    tied_asked = Signal(object)

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 8, 16, 13), parent=parent)
        self.shown: Prediction | None = None
        self._today = dt.date.min
        self._tied: dict[QWidget, Tied] = {}
        self._begun: dict[str, tuple[Outcome, str]] = {}  # lines that were left, by prediction
        self._sign = Icon("hourglass", 16, "plum", 2)
        self.standing = Label("", "label", "plum_text", weight=600)
        self.said = Label("", "caption", "text2", wrap=True)
        self.forecast = Button(self.tr("Change the forecast"), "ghost", "pencil", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.statement = Label("", "reading", wrap=True, size=18, line=1.35)
        self.yes = Button(
            self.tr("Yes"), "outline", "check", "s", name=self.tr("Yes, it came true")
        )
        self.no = Button(self.tr("No"), "outline", "x", "s", name=self.tr("No, it did not"))
        self.void = Button(self.tr("Void"), "ghost", size="s", name=self.tr("Void: it cannot be settled"))  # fmt: skip
        self.settled_by = Label("", "caption", "text2", wrap=True)
        self.forecasts = Label("", "caption", "text3", wrap=True)
        self.note = Label("", "label", weight=400, wrap=True)
        self.settling = SettleLine()
        self.deleted = Banner(tone="info", closable=False)
        self.restore = Button(self.tr("Restore"), "soft", "rotate-ccw", "s")
        self.purge = Button(self.tr("Delete for good…"), "ghost", "trash-2", "s")
        self.ties = FlowLayout(gap=6, line_gap=6)
        self.connected = ConnectedRow(journal, PREDICTION)
        self.comments = CommentsOf(journal, PREDICTION)
        self._lay_out()
        self._connect()

    def show_prediction(self, one: Prediction, today: dt.date, tied: Sequence[Tied]) -> None:
        """Show a prediction; a line that is being written on its settling waits for it to come back."""
        if self.shown is None or self.shown.id != one.id:
            self._put_aside()
        elif one.outcome is not None or one.withdrawn_at is not None:
            self.settling.forget()
        self.shown, self._today = one, today
        sign = words.sign(one)
        self._sign.show_icon(sign.icon, sign.token)
        self.standing.setText(words.standing(one, today))
        self.standing.set_colour(_INKS.get(sign.token, "text2"))
        self.said.setText(words.said_first(one, today))
        self.statement.setText(one.statement)
        self.settled_by.setText(self.tr("Settled by: {}").format(one.settled_by))
        self.settled_by.setVisible(bool(one.settled_by))
        _say(self.forecasts, words.forecasts(one, today))
        _say(self.note, one.settle_note)
        self._show_what_can_be_done(one)
        if one.id in self._begun:
            self.answer(*self._begun.pop(one.id))
        self._show_ties(tied)
        self.connected.show_thing("" if one.deleted_at else one.id)
        self.connected.setVisible(one.deleted_at is None)
        self.comments.show_thing("" if one.deleted_at else one.id)

    def forget(self) -> None:
        """Show no prediction; a line that was begun waits for its own to come back."""
        self._put_aside()
        self.shown = None
        for label in (self.standing, self.said, self.statement, self.settled_by, self.forecasts, self.note):  # fmt: skip
            label.setText("")
        self._show_ties(())
        self.connected.forget()
        self.comments.forget()

    def blank(self) -> None:
        """Hold no word any more."""
        self.forget()
        self._begun.clear()

    def open_one(self) -> Prediction | None:
        """Return the prediction that is shown, None where nothing can be said of it any more."""
        one = self.shown
        closed = one is None or one.outcome or one.withdrawn_at or one.deleted_at
        return None if closed else one

    def answer(self, outcome: Outcome, line: str = "") -> None:
        """Ask for the line that goes with an outcome, or go on with one; not where it is settled."""
        if (one := self.open_one()) is None:
            return
        early = ""
        if one.due_on > self._today and outcome != "void":
            day = dates.medium(one.due_on, self._today)
            early = self.tr("It is not due yet: it counts in your record from {}.").format(day)
        if outcome == "void":
            early = self.tr("For when it can no longer be told. A void prediction never counts.")
        self._answers.hide()
        self.settling.ask(outcome, early, line)

    # -- inside

    def _put_aside(self) -> None:
        written = self.settling.written()
        if self.shown is not None and written is not None:
            self._begun[self.shown.id] = written
        self.settling.forget()

    def _show_what_can_be_done(self, one: Prediction) -> None:
        open_ = self.open_one() is not None
        gone = one.deleted_at is not None
        self.forecast.setVisible(open_)
        self._answers.setVisible(open_ and self.settling.isHidden())
        self.more.setVisible(not gone)
        self._gone.setVisible(gone)
        if one.deleted_at is not None:
            day = dates.medium(words.day_of(one.deleted_at), self._today)
            said = self.tr("Deleted {}. It is kept for 30 days, then it is gone for good.")
            self.deleted.say(said.format(day))

    def _show_ties(self, tied: Sequence[Tied]) -> None:
        self.ties.empty()
        self._tied = {}
        for one in tied:
            icon = {"assumption": "lightbulb", "entry": "book-open"}[one.kind]
            tone = "plum" if one.kind == "assumption" else "neutral"
            short = one.words if len(one.words) <= _TIED_CHARACTERS else one.words[:_TIED_CHARACTERS].rstrip() + "…"  # fmt: skip
            chip = Chip(short, tone, icon, clickable=True, name=one.words)
            chip.setToolTip(one.words)
            chip.clicked.connect(self._tie_pressed)
            self._tied[chip] = one
            self.ties.addWidget(chip)
        self._tie_row.setVisible(bool(tied))

    @Slot()
    def _tie_pressed(self) -> None:
        self.tied_asked.emit(self._tied[self.sender()])  # type: ignore[index]

    @Slot()
    def _yes(self) -> None:
        self.answer("yes")

    @Slot()
    def _no(self) -> None:
        self.answer("no")

    @Slot()
    def _void(self) -> None:
        self.answer("void")

    @Slot()
    def _settling_left(self) -> None:
        if self.shown is not None:
            self._show_what_can_be_done(self.shown)
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open_menu(self) -> None:
        menu = Menu(self)
        if (one := self.open_one()) is not None:
            menu.add(self.tr("Move the day…"), self.day_asked.emit, icon="calendar-clock")
            if dt.datetime.now(dt.UTC) - one.created_at < FROZEN_AFTER:
                menu.add(self.tr("Change the wording…"), self.wording_asked.emit, icon="pencil")
            menu.add(self.tr("Withdraw"), self.withdraw_asked.emit, icon="undo-2")
            menu.addSeparator()
        menu.add(self.tr("Move to Recently deleted"), self.delete_asked.emit, icon="trash-2", key="Del")  # fmt: skip
        menu.open_below(self.more)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        first = boxed(hbox(self._sign, 8, self.standing, 11, (self.said, 1), 8, self.forecast, 2, self.more))  # fmt: skip
        self._answers = boxed(hbox(self.yes, 6, self.no, 6, self.void))
        second = boxed(hbox((self.statement, 1), 16, (self._answers, 0, top)))
        self._gone = boxed(
            vbox(6, self.deleted, 8, boxed(hbox(None, self.purge, 6, self.restore)), 4)
        )
        self._tie_row = QWidget()
        self._tie_row.setLayout(vbox(10, self.ties))
        rows = (self._gone, first, 1, second, 4, self.settled_by, self.note, self.forecasts, self.settling, self._tie_row, 6, self.connected, 6, self.comments)  # fmt: skip
        self.body.addWidget(boxed(vbox(*rows)))
        for hidden in (self._gone, self.forecasts, self.note, self._tie_row):
            hidden.hide()

    def _connect(self) -> None:
        for button, slot in (
            (self.yes, self._yes), (self.no, self._no), (self.void, self._void),
            (self.forecast, self.forecast_asked), (self.more, self._open_menu),
            (self.restore, self.restore_asked), (self.purge, self.purge_asked),
        ):  # fmt: skip
            button.clicked.connect(slot)
        self.settling.settled.connect(self.settled)
        self.settling.left.connect(self._settling_left)


_INKS = {"plum": "plum_text", "accent": "accent_text", "ochre": "ochre_text"}
_TIED_CHARACTERS = 60


def _say(label: Label, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
