"""The review of the quarter: three months on one page, and six questions below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from metanoia.domain import calibration
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.goals import GoalId
from metanoia.domain.learning_targets import TargetId
from metanoia.domain.values import ValueId
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.review.acting import Acting
from metanoia.ui.pages.review.ending import Ending
from metanoia.ui.pages.review.head import QUARTER, SECTIONS, ReviewHead
from metanoia.ui.pages.review.quarter import words
from metanoia.ui.pages.review.quarter.sections import Sections
from metanoia.ui.pages.review.ratings import SureRating, ValueRating
from metanoia.ui.pages.review.week.facts import today_of
from metanoia.ui.pages.review.writing import Writing
from metanoia.ui.room import Room
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from metanoia.domain.learning_targets import TargetOutcome
    from metanoia.domain.quarter import QuarterFacts
    from metanoia.domain.reviews import Session
    from metanoia.ui.page import Page


class QuarterRoom(Room):
    """Sections to read and answer in place; what is written is kept by itself."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.today = today_of(self.journal)
        self.facts: QuarterFacts | None = None
        self.acting = Acting(page)
        self.writing = Writing(page, "quarterly")
        self.head = ReviewHead(QUARTER)
        self.sections = Sections()
        self.ending = Ending()
        self.finish = Button(self.tr("Finish"), "primary")
        self.skip = Button(self.tr("Skip this quarter"), "ghost")
        self.state = Label("", "caption", "text3")
        self.trouble = Banner("", "error", closable=False)
        self.trouble.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sections)
        self._stack.addWidget(self.ending)
        head = boxed(hbox((self.head, 1), margins=(32, 15, 28, 8)))
        self._foot = boxed(hbox(self.skip, 12, self.state, None, self.finish, margins=(24, 10, 28, 18)))  # fmt: skip
        self.setLayout(vbox(head, self.trouble, (self._stack, 1), self._foot))
        self._connect()

    # -- what every room answers

    def go(self, destination: Destination) -> None:
        """Show the quarter."""

    def where(self) -> Destination:
        """Return the way back."""
        return Destination(page=self.page.name, section=SECTIONS[QUARTER])

    def refresh(self) -> None:
        """Show what the journal holds now; what is being written stays."""
        self.today = today = today_of(self.journal)
        self.facts = facts = self.journal.reviews.quarter(today)
        session = self.journal.reviews.session("quarterly", today)
        rated = {
            one.value for one in self.journal.values.latest_ratings().values() if one.date == today
        }
        self.writing.show_session(session, today, words.title(facts))
        self.sections.show_facts(facts, today, rated)
        self.sections.show_targets(self.journal.targets.to_close(facts.end), today)
        self.sections.aim.show_journal(self.journal, facts.start, today)
        record = calibration.record(self.journal.predictions.counted(today))
        self.sections.show_record(record, today)
        self._show_state(session)

    def commands(self) -> list[Command]:
        """Return what can be done in the review."""
        return [
            Command("review.finish", self.tr("Finish the review"), self.finish_review, "Ctrl+Return", "check"),
            Command("review.skip", self.tr("Skip this quarter"), self.skip_review, icon="calendar-check"),
        ]  # fmt: skip

    def panes(self) -> Sequence[QWidget]:
        """Return the whole room."""
        return (self,)

    def take_focus(self) -> None:
        """Begin at the first thing that can be answered."""
        if self._stack.currentWidget() is self.ending:
            self.ending.take_focus()
        else:
            self.sections.take_focus()

    def save(self) -> None:
        """Keep what is being written. May raise."""
        self.writing.autosave.flush_or_raise()

    def unsaved(self) -> str:
        """Return what could not be kept, and lines that were begun."""
        return "\n\n".join(part for part in (self.writing.text(), self.sections.unsaved()) if part)

    def blank(self) -> None:
        """Forget every text shown."""
        self.writing.forget()
        self.sections.forget()
        self.ending.forget()
        self.facts = None

    # -- finished, skipped, open again

    @Slot()
    def finish_review(self) -> None:
        """End the review."""
        if self._open() and self.writing.autosave.flush():
            self._say(self.acting.finish("quarterly", self.today))
            self.take_focus()

    @Slot()
    def skip_review(self) -> None:
        """Let this quarter be."""
        if self._open() and self.writing.autosave.flush():
            self._say(self.acting.skip("quarterly", self.today))
            self.take_focus()

    @Slot()
    def _open_again(self) -> None:
        session = self.journal.reviews.session("quarterly", self.today)
        try:
            if session is not None:
                self.journal.reviews.unfinish(session.id)
        except MetanoiaError as error:
            self._say(str(error))
        self.take_focus()

    @Slot()
    def _read(self) -> None:
        if self.writing.entry is not None:
            self.asked.emit(Destination(page="journal", entry=self.writing.entry))

    @Slot()
    def _share(self) -> None:
        if self.writing.autosave.flush():
            self.asked.emit(Destination(page="share", entry=self.writing.entry))

    @Slot()
    def _look_at_aim(self) -> None:
        if self.writing.autosave.flush():
            self.asked.emit(Destination(page="team", section="look"))

    def _open(self) -> bool:
        session = self.journal.reviews.session("quarterly", self.today)
        return session is None or session.open

    def _show_state(self, session: Session | None) -> None:
        open_ = session is None or session.open
        self._foot.setVisible(open_)
        self._stack.setCurrentWidget(self.sections if open_ else self.ending)
        order_tabs(None, list(stops_in(self)))
        if session is None or open_ or self.facts is None:
            return
        readable = self.writing.entry is not None
        if session.skipped_at is not None:
            again = self.tr("Nothing is lost; next quarter asks again.")
            self.ending.show_skipped(again, readable=readable)
        else:
            self.ending.show_done(words.title(self.facts), [], readable=readable)

    # -- what is answered in place

    @Slot(str, str, str)
    def _goal_answered(self, key: str, answer: str, _line: str) -> None:
        goal = self.journal.goals.get(GoalId(key))
        if answer == "look":
            self.acting.goals.check_in(goal, self.today)
        else:
            self.acting.goals.edit(goal, self.today)

    @Slot(str, str, str)
    def _map_answered(self, key: str, _answer: str, _line: str) -> None:
        self.asked.emit(Destination(page="systems", item=key))

    @Slot(str, str, str)
    def _target_answered(self, key: str, answer: TargetOutcome, line: str) -> None:
        self._say(self.acting.settle_target(TargetId(key), answer, line))

    @Slot(str, str, str)
    def _value_answered(self, key: str, _answer: str, _line: str) -> None:
        row = self.sections.values.rows[key]
        last = self.journal.values.latest_ratings().get(ValueId(key))
        rating = ValueRating(row.row.asked.words, last)
        rating.setProperty("about", key)
        rating.given.connect(self._value_given)
        row.ask(rating)

    @Slot(int, object, str)
    def _value_given(self, importance: int, lived: int | None, note: str) -> None:
        key = str(self.sender().property("about"))
        self.sections.values.rows[key].fold()
        value = ValueId(key)
        self._say(self.acting.rate_value(value, importance, lived, note, self.today))
        self.sections.values.rows[key].row.take_focus()

    @Slot(str, str, str)
    def _belief_answered(self, key: str, answer: str, _line: str) -> None:
        one = self.journal.assumptions.get(AssumptionId(key))
        if answer == "evidence":
            self.acting.beliefs.add_evidence(one, self.today)
        elif answer == "test":
            self.acting.beliefs.plan(one, self.today)
        else:
            sure = SureRating(one.confidence)
            sure.setProperty("about", key)
            sure.given.connect(self._sure_given)
            sure.words_asked.connect(self._words_asked)
            sure.revise_asked.connect(self._revise_asked)
            self.sections.belief_row(key).ask(sure)

    @Slot(int, str)
    def _sure_given(self, sure: int, reason: str) -> None:
        key = str(self.sender().property("about"))
        self.sections.belief_row(key).fold()
        self.acting.beliefs.rate(AssumptionId(key), sure, reason)

    @Slot()
    def _words_asked(self) -> None:
        key = AssumptionId(self.sender().property("about"))
        self.acting.beliefs.edit(self.journal.assumptions.get(key))

    @Slot()
    def _revise_asked(self) -> None:
        key = AssumptionId(self.sender().property("about"))
        self.acting.beliefs.revise(self.journal.assumptions.get(key))

    # -- what is written

    @Slot()
    def _show_answers(self) -> None:
        for question in self.sections.questions:
            question.show_answer(self.writing.values.get(question.key))

    @Slot()
    def _waiting(self) -> None:
        self.state.setText("")

    @Slot()
    def _kept(self) -> None:
        self.trouble.hide()
        self.state.setText(self.tr("Saved"))

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self.trouble.say(sentence)

    def _say(self, refused: str) -> None:
        if refused:
            self.said.emit(Notice(text=refused))

    def _connect(self) -> None:
        sections = self.sections
        self.head.spans.asked.connect(self.tab_asked)
        self.finish.clicked.connect(self.finish_review)
        self.skip.clicked.connect(self.skip_review)
        self.ending.again.connect(self._open_again)
        self.ending.read.connect(self._read)
        self.acting.said.connect(self.said)
        sections.goals.answered.connect(self._goal_answered)
        sections.values.answered.connect(self._value_answered)
        sections.moved.answered.connect(self._belief_answered)
        sections.untouched.answered.connect(self._belief_answered)
        sections.targets.answered.connect(self._target_answered)
        sections.maps.answered.connect(self._map_answered)
        sections.share.clicked.connect(self._share)
        sections.aim.look_asked.connect(self._look_at_aim)
        for question in sections.questions:
            question.written.connect(self.writing.write)
        self.writing.loaded.connect(self._show_answers)
        self.writing.autosave.waiting.connect(self._waiting)
        self.writing.kept.connect(self._kept)
        self.writing.failed.connect(self._failed)
