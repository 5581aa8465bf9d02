"""What the answers of a week's review do: settled, said again, made an assumption, committed to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import AssumptionId, NewAssumption
from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.looking_again import Candidate, Outcome
from metanoia.domain.values import ValueId
from metanoia.text.anchors import select
from metanoia.ui import dates
from metanoia.ui.connected.things import MAP, where
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.pages.review.ratings import SureRating, ValueRating

if TYPE_CHECKING:
    from metanoia.domain.actions import Action, NewAction
    from metanoia.domain.entries import EntryRow
    from metanoia.store.reviews import FormerReview
    from metanoia.ui.pages.review.week.room import WeekRoom

GRANTED = "took_for_granted"
_ASSUMPTION = "assumption"


class Answering(QObject):
    """Takes the answers of one room; whatever it does is told with its undoing."""

    def __init__(self, room: WeekRoom) -> None:
        super().__init__(room)
        self._room = room
        self._journal = room.journal
        writing, week, commitment = room.writing, room.this_week, room.commitment
        room.settle.answered.connect(self._settled)
        room.again.answered.connect(self._looked)
        room.again.rest_asked.connect(self._rest)
        week.not_again_asked.connect(self._not_again)
        for question in (week.surprised, week.granted, week.moved, commitment.one):
            question.written.connect(writing.write)
        week.granted.make_asked.connect(self._assume)
        week.granted.opened.connect(self._open_assumption)
        commitment.committed.connect(self._commit)
        commitment.taken_back.connect(self._take_back)
        writing.loaded.connect(self._show_answers)
        writing.autosave.waiting.connect(self._waiting)
        writing.kept.connect(self._kept)
        writing.failed.connect(self._failed)

    # -- settling and looking again

    @Slot(str, str, str, str)
    def _settled(self, kind: str, key: str, answer: str, line: str) -> None:
        acting = self._room.acting
        if kind == "experiment":
            acting.finish_test(key)
            return
        refused = acting.settle(kind, key, answer, line)
        if refused:
            self._room.settle.refuse(kind, key, refused)

    @Slot(object, str)
    def _looked(self, one: Candidate, answer: str) -> None:
        room = self._room
        if room.facts is None:
            return
        outcome, today = cast(Outcome, answer), room.facts.today
        try:
            session = self._journal.reviews.begin("weekly", today, source=room.page)
        except MetanoiaError as error:
            self._say(error)
            return
        refused = room.acting.look(session.id, one, outcome, today)
        if refused:
            self._say(Refused(refused))
        elif outcome in ("changed", "evidence"):
            self._open_in_place(one, outcome)

    def _open_in_place(self, one: Candidate, outcome: str) -> None:
        room = self._room
        card = room.again.cards.get(one.id)
        if room.facts is None or card is None:
            return
        if one.kind == MAP:
            room.asked.emit(where(self._journal, MAP, one.id))
            return
        if room.acting.open_in_place(one, outcome, room.facts.today):
            return
        if one.kind == _ASSUMPTION:
            sure = SureRating(one.confidence)
            sure.given.connect(self._sure_given)
            sure.words_asked.connect(self._words_asked)
            sure.revise_asked.connect(self._revise_asked)
            sure.setProperty("about", one.id)
            card.place.ask(sure)
        elif one.kind == "value":
            last = self._journal.values.latest_ratings().get(ValueId(one.id))
            rating = ValueRating(one.words, last)
            rating.given.connect(self._value_given)
            rating.setProperty("about", one.id)
            card.place.ask(rating)

    @Slot(int, str)
    def _sure_given(self, sure: int, reason: str) -> None:
        one = self._about()
        self._room.again.cards[one].place.fold()
        self._room.acting.beliefs.rate(AssumptionId(one), sure, reason)
        self._back_to(one)

    @Slot(int, object, str)
    def _value_given(self, importance: int, lived: int | None, note: str) -> None:
        one, facts = self._about(), self._room.facts
        if facts is None:
            return
        self._room.again.cards[one].place.fold()
        refused = self._room.acting.rate_value(ValueId(one), importance, lived, note, facts.today)
        if refused:
            self._say(Refused(refused))
        self._back_to(one)

    @Slot()
    def _words_asked(self) -> None:
        one = self._journal.assumptions.get(AssumptionId(self._about()))
        self._room.acting.beliefs.edit(one)

    @Slot()
    def _revise_asked(self) -> None:
        one = self._journal.assumptions.get(AssumptionId(self._about()))
        self._room.acting.beliefs.revise(one)

    @Slot(object)
    def _rest(self, one: Candidate) -> None:
        self._room.acting.rest(one)

    @Slot(object)
    def _not_again(self, entry: EntryRow) -> None:
        if refused := self._room.acting.not_again(entry):
            self._say(Refused(refused))

    def _about(self) -> str:
        sender = self.sender()
        return str(sender.property("about")) if sender is not None else ""

    def _back_to(self, one: str) -> None:
        card = self._room.again.cards.get(one)
        if card is not None:
            card.row.take_focus()

    # -- what was taken for granted

    @Slot(int, str)
    def _assume(self, number: int, words: str) -> None:
        """Keep a line as an assumption that came from this review."""
        room = self._room
        try:
            new = NewAssumption(statement=words)
            room.writing.autosave.flush_or_raise()
            entry = room.writing.entry
            if entry is None:
                return
            field = f"{GRANTED}/{room.this_week.granted.place(number)}"
            origin = Origin(entry=entry, selector=select(words, 0, len(words)), field=field)
            made = self._journal.assumptions.add(new, origin=origin, source=room.page)
        except MetanoiaError as error:
            self._say(error)
            return
        self.show_made()
        undo = partial(self._journal.assumptions.trash, made.id)
        room.said.emit(Notice(text=room.tr("Noted as an assumption"), undo=undo))

    def show_made(self) -> None:
        """Show which lines became an assumption."""
        entry, made = self._room.writing.entry, {}
        if entry is not None:
            made = {
                anchor.selector.exact: anchor.item_id
                for anchor in self._journal.anchors.in_entry(entry)
                if anchor.item_type == _ASSUMPTION and anchor.field.startswith(f"{GRANTED}/")
            }
        self._room.this_week.granted.show_made(made)

    @Slot(str)
    def _open_assumption(self, one: str) -> None:
        self._room.asked.emit(Destination(page="assumptions", section="register", item=one))

    # -- one commitment, and the end

    @Slot(object)
    def _commit(self, _: object) -> None:
        room = self._room
        try:
            wish = room.commitment.wish()
            if wish is None:
                return
            room.writing.autosave.flush_or_raise()
            step = self._add(wish)
        except MetanoiaError as error:
            self._say(error)
            return
        self._tell_step(step, partial(self._journal.actions.trash, step.id))

    def finish(self) -> None:
        """End the review; words that nobody committed to yet are a commitment with that."""
        room, reviews = self._room, self._journal.reviews
        if room.facts is None:
            return
        today, step = room.facts.today, None
        try:
            wish = room.commitment.wish() if room.commitment.is_open() else None
            if wish is None and room.commitment.is_open():
                return
            former = reviews.former("weekly", today)
            with self._journal.changes.write(Kind.REVIEW):
                session = reviews.begin("weekly", today)
                step = self._add(wish) if wish is not None else None
                reviews.finish(session.id)
        except MetanoiaError as error:
            self._say(error)
            return
        undo = partial(self._open_again, former, step)
        room.said.emit(Notice(text=room.tr("The review of this week is kept"), undo=undo))

    def _open_again(self, former: FormerReview, step: Action | None) -> None:
        with self._journal.changes.write(Kind.REVIEW):
            if step is not None:
                self._journal.actions.trash(step.id)
            self._journal.reviews.put_back(former)

    def _add(self, wish: NewAction) -> Action:
        entry = self._room.writing.entry
        origin = None
        if entry is not None:
            words = str(self._room.writing.values.get("one", ""))
            origin = Origin(entry=entry, selector=select(words, 0, len(words)), field="one/0")
        return self._journal.actions.add(wish, origin=origin)

    def _tell_step(self, step: Action, undo: partial[None]) -> None:
        day = dates.long(step.due_on) if step.due_on else ""
        text = self._room.tr("Committed, by {}").format(day)
        self._room.said.emit(Notice(text=text, undo=undo))

    @Slot(object)
    def _take_back(self, step: Action) -> None:
        actions = self._journal.actions
        try:
            actions.trash(step.id)
        except MetanoiaError as error:
            self._say(error)
            return
        said = self._room.tr("Step moved to Recently deleted")
        self._room.said.emit(Notice(text=said, undo=partial(actions.restore, step.id)))

    # -- what is written

    @Slot()
    def _show_answers(self) -> None:
        room = self._room
        for question in (room.this_week.surprised, room.this_week.granted, room.this_week.moved, room.commitment.one):  # fmt: skip
            question.show_answer(room.writing.values.get(question.key))

    @Slot()
    def _waiting(self) -> None:
        self._room.state.setText("")
        self.show_made()

    @Slot()
    def _kept(self) -> None:
        self._room.trouble.hide()
        self._room.state.setText(self._room.tr("Saved"))

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._room.trouble.say(sentence)

    def _say(self, error: MetanoiaError) -> None:
        self._room.said.emit(Notice(text=str(error)))
