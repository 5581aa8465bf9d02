"""The review of the week: four steps, left and taken up again as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.commenting import Commenting
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.review.acting import Acting
from metanoia.ui.pages.review.ending import Ending
from metanoia.ui.pages.review.head import WEEK, ReviewHead
from metanoia.ui.pages.review.week import facts as weeks
from metanoia.ui.pages.review.week.again import AgainStep
from metanoia.ui.pages.review.week.answering import Answering
from metanoia.ui.pages.review.week.commitment import CommitmentStep
from metanoia.ui.pages.review.week.foot import StepFoot
from metanoia.ui.pages.review.week.settle import SettleStep
from metanoia.ui.pages.review.week.steps_pane import StepsPane
from metanoia.ui.pages.review.week.this_week import ThisWeekStep
from metanoia.ui.pages.review.week.words import done_lines, holds, minutes
from metanoia.ui.pages.review.writing import Writing
from metanoia.ui.room import Room
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from metanoia.domain.reviews import Session
    from metanoia.ui.page import Page
    from metanoia.ui.pages.review.week.facts import WeekFacts

SETTLE: Final = 0
AGAIN: Final = 1
THIS_WEEK: Final = 2
COMMITMENT: Final = 3
_PANE: Final = 244  # px at scale 1, as below
_NARROW: Final = 720


class WeekRoom(Room):
    """Steps at the left, the one in view at the right, and below it the way on."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.names = [self.tr("Settle"), self.tr("Look again"), self.tr("This week"), self.tr("One commitment")]  # fmt: skip
        self.facts: WeekFacts | None = None
        self._step = SETTLE
        today = weeks.today_of(self.journal)
        self.pane = StepsPane(self.names)
        self.settle = SettleStep()
        self.again = AgainStep()
        self.this_week = ThisWeekStep()
        self.commitment = CommitmentStep(today)
        self.ending = Ending()
        self.steps = (self.settle, self.again, self.this_week, self.commitment)
        self.acting = Acting(page)
        self.writing = Writing(page, "weekly")
        self.answering = Answering(self)
        self.commenting = Commenting(self.journal, self.settle.asks.rows)
        self._lay_out()
        self._connect()

    # -- what every room answers

    def go(self, destination: Destination) -> None:
        """Show the week."""

    def where(self) -> Destination:
        """Return the way back."""
        return Destination(page=self.page.name)

    def refresh(self) -> None:
        """Show what the journal holds now; what is being written stays."""
        today = weeks.today_of(self.journal)
        self.facts = facts = weeks.read(self.journal, today)
        session = facts.agenda.session
        if session is not None and session.open:
            self._step = min(session.step, COMMITMENT)
        self.writing.show_session(session, today, self._title())
        self.settle.show_facts(facts)
        self.again.show_facts(facts)
        self.this_week.show_facts(facts)
        self.answering.show_made()
        self._show_pane(facts)
        self._show_step()

    def commands(self) -> list[Command]:
        """Return what can be done in the review."""
        tr = self.tr
        found = [
            Command("review.next", tr("Next step of the review"), self.next_step, "Ctrl+Return", "arrow-right"),
            Command("review.back", tr("Step before"), self.step_back, "Ctrl+Shift+Return", "arrow-left"),
        ]  # fmt: skip
        if self._open():
            found.append(Command("review.skip", tr("Skip this week"), self.skip, icon="calendar-check"))  # fmt: skip
        return found

    def panes(self) -> Sequence[QWidget]:
        """Return the steps, where there is room for them, and the one in view."""
        return (self._right,) if self._left.isHidden() else (self._left, self._right)

    def take_focus(self) -> None:
        """Begin in the step that is in view."""
        if self.facts is None:
            return
        shown = self._stack.currentWidget()
        if shown is self.ending:
            self.ending.take_focus()
        elif shown is self.settle and (rows := self.settle.rows()):
            rows[0].take_focus()
        elif shown is self.settle and (asked := self.settle.asks.rows.rows):
            asked[0].answer.setFocus()
        elif shown is self.again and self.again.cards:
            waiting = [card for card in self.again.cards.values() if card.candidate.outcome is None]
            (waiting or list(self.again.cards.values()))[0].row.take_focus()
        elif shown is self.this_week:
            self.this_week.days.setFocus()
        elif shown is self.commitment:
            self.commitment.one.field.setFocus()
        else:
            self.next.setFocus()

    def save(self) -> None:
        """Keep what is being written. May raise."""
        self.writing.autosave.flush_or_raise()

    def unsaved(self) -> str:
        """Return what could not be kept, and lines that were begun."""
        parts = (self.writing.text(), self.settle.unsaved(), self.again.unsaved())
        return "\n\n".join(part for part in parts if part)

    def blank(self) -> None:
        """Forget every text shown."""
        self.writing.forget()
        self.settle.forget()
        self.again.forget()
        self.this_week.forget()
        self.commitment.forget()
        self.ending.forget()
        self.facts = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the steps out where there is little room: the foot says where one is."""
        super().resizeEvent(event)
        narrow = self.width() / theme().scale < _NARROW
        self._left.setVisible(not narrow)
        self._top.setVisible(narrow)

    # -- from step to step

    @Slot()
    def next_step(self) -> None:
        """Go on to the next step; from the last one to the end."""
        if not self._open():
            return
        if self._step == COMMITMENT:
            self._finish()
        else:
            self.show_step(self._step + 1)

    @Slot()
    def step_back(self) -> None:
        """Go back a step."""
        if self._open() and self._step > SETTLE:
            self.show_step(self._step - 1)

    @Slot(int)
    def show_step(self, step: int) -> None:
        """Show a step; the review is begun with that, and taken up there later on."""
        if self.facts is None or not self._saved():
            return
        reviews, today = self.journal.reviews, self.facts.today
        try:
            if (session := reviews.session("weekly", today)) is None or not session.finished_at:
                session = reviews.begin("weekly", today, source=self.page)
                reviews.set_step(session.id, step, source=self.page)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return
        self._step = step
        self.refresh()
        if not session.open:  # looked into again, and not opened for that
            self._stack.setCurrentWidget(self.steps[step])
            self._foot.hide()
        QTimer.singleShot(0, self, self.take_focus)

    @Slot()
    def skip(self) -> None:
        """Let this week be."""
        if self.facts is not None and self._saved():
            refused = self.acting.skip("weekly", self.facts.today)
            if refused:
                self.said.emit(Notice(text=refused))
            self.take_focus()

    @Slot()
    def _question_done(self) -> None:
        QTimer.singleShot(0, self, self.take_focus)  # once its row is gone

    def _finish(self) -> None:
        if self.facts is None or not self._saved():
            return
        self.answering.finish()
        self.take_focus()

    @Slot()
    def _open_again(self) -> None:
        session = self.session()
        if session is None:
            return
        try:
            self.journal.reviews.unfinish(session.id)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
        QTimer.singleShot(0, self, self.take_focus)

    @Slot()
    def _read(self) -> None:
        if self.writing.entry is not None:
            self.asked.emit(Destination(page="journal", entry=self.writing.entry))

    # -- inside

    def session(self) -> Session | None:
        """Return the review of this week, if it was begun."""
        return self.facts.agenda.session if self.facts is not None else None

    def _open(self) -> bool:
        session = self.session()
        return session is None or session.open

    def _saved(self) -> bool:
        return self.writing.autosave.flush()

    def _title(self) -> str:
        week = self.facts.monday.isocalendar().week if self.facts is not None else 0
        return self.tr("Week {}").format(week)

    def _show_pane(self, facts: WeekFacts) -> None:
        session = facts.agenda.session
        self.pane.about.setText(
            self.tr("{} · about {} minutes").format(self._title(), minutes(facts))
        )
        for number, (row, said) in enumerate(zip(self.pane.rows, holds(facts), strict=True)):
            past = number < self._step or (session is not None and session.finished_at is not None)
            row.show_state("done" if past else "now" if number == self._step else "next", said)
        self.pane.weeks.show_weeks(self.journal.reviews.weeks(facts.today), facts.today)
        self.pane.skip.setVisible(self._open())
        self.skip_here.setVisible(self._open())

    def _show_step(self) -> None:
        session = self.session()
        goals = self.journal.goals.rows("active")
        kept = self.journal.actions.of_entry(self.writing.entry) if self.writing.entry else []
        if self.facts is not None:
            self.commitment.show_facts(self.facts, goals, kept)
        open_ = self._open()
        self._foot.setVisible(open_)
        if open_:
            self._stack.setCurrentWidget(self.steps[self._step])
            self._foot.show_step(self._step)
        elif session is not None and self.facts is not None:
            self._show_end(session)
        order_tabs(self.pane.skip, list(stops_in(self._right)))

    def _show_end(self, session: Session) -> None:
        readable = self.writing.entry is not None
        if session.skipped_at is not None:
            again = self.tr("Nothing is lost; next week asks again.")
            self.ending.show_skipped(again, readable=readable)
        else:
            title = self.tr("That was week {}").format(session.start.isocalendar().week)
            self.ending.show_done(title, done_lines(self.journal, session), readable=readable)
        self._stack.setCurrentWidget(self.ending)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for view in (*self.steps, self.ending):
            self._stack.addWidget(view)
        self._foot = StepFoot(self.names)
        self.back, self.next = self._foot.back, self._foot.next
        self.state, self.count = self._foot.state, self._foot.count
        self.trouble = Banner("", "error", closable=False)
        self.trouble.hide()
        self.head = ReviewHead(WEEK)  # where there is no room for the pane
        self.skip_here = Button(self.tr("Skip this week"), "ghost")
        self._top = boxed(hbox((self.head, 1), 8, self.skip_here, margins=(28, 15, 20, 0)))
        self._top.hide()
        self._left = fixed(Panel(self.pane, edges=("right",)), _PANE)
        self._right = boxed(vbox(self._top, self.trouble, (self._stack, 1), self._foot))
        self.setLayout(hbox(self._left, (self._right, 1)))

    def _connect(self) -> None:
        self.pane.spans.asked.connect(self.tab_asked)
        self.head.spans.asked.connect(self.tab_asked)
        self.skip_here.clicked.connect(self.skip)
        self.pane.step_asked.connect(self.show_step)
        self.pane.skip.clicked.connect(self.skip)
        self.next.clicked.connect(self.next_step)
        self.back.clicked.connect(self.step_back)
        self.ending.again.connect(self._open_again)
        self.ending.read.connect(self._read)
        self.acting.said.connect(self.said)
        self.commenting.said.connect(self.said)
        self.commenting.gone_to.connect(self.asked)
        asks = self.settle.asks.rows
        asks.shown.connect(self.commenting.lead_to)
        for signal in (self.commenting.done, asks.put_off):
            signal.connect(self._question_done)
        self.this_week.asked.connect(self.asked)
