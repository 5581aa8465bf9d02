"""The review of a week: settled, looked at again, written, committed to; left, resumed, skipped, undone."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from assumed import assumption, experiment, seen
from goals_told import goal, look, plan
from journals import ZONE
from learning import lay_comments
from metanoia.domain import days
from metanoia.domain.actions import NewAction
from metanoia.domain.predictions import NewPrediction
from metanoia.ui.dialogs.check_in_sheet import CheckInSheet
from metanoia.ui.dialogs.evidence_sheet import EvidenceSheet
from metanoia.ui.dialogs.result_sheet import ResultSheet
from metanoia.ui.widgets.label import Label

CLICK = Qt.MouseButton.LeftButton
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TODAY = dt.date(2026, 3, 12)
EARLIER = dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def predict(journal):
    def make(statement="Jonas speaks first.", due=TODAY):
        new = NewPrediction(
            statement=statement, settled_by="the meeting", due_on=due, percent=60, at=EARLIER
        )
        return journal.predictions.add(new).id

    return make


def labels(row):
    return [button.text() for button in row.buttons.values()]


# -- settle


def test_what_is_due_is_settled_by_a_letter_and_a_line(journal, predict, open_page, qtbot, press):
    one = predict()
    page = open_page()
    row = page.week.settle.rows()[0]
    assert labels(row) == ["Yes", "No", "Void"]
    qtbot.waitUntil(row.buttons["yes"].hasFocus)
    press(page, Qt.Key.Key_N)
    assert row.line.hasFocus()
    qtbot.keyClicks(row.line, "Lena did.")
    press(page, Qt.Key.Key_Return)
    kept = journal.predictions.get(one)
    assert (kept.outcome, kept.settle_note) == ("no", "Lena did.")
    assert page.week.settle.rows() == []
    assert page.week.settle.nothing.isVisible()
    page.notices[-1].undo()
    assert journal.predictions.get(one).outcome is None
    assert len(page.week.settle.rows()) == 1


@pytest.mark.parametrize(("key", "state"), [("D", "done"), ("P", "partly"), ("N", "not_done"), ("X", "dropped")])  # fmt: skip
def test_a_step_that_is_due_takes_one_of_four_answers(journal, open_page, press, key, state):
    step = journal.actions.add(NewAction(text="Ask Lena", due_on=TODAY))
    page = open_page()
    page.week.take_focus()
    press(page, getattr(Qt.Key, f"Key_{key}"))
    press(page, Qt.Key.Key_Return)
    assert journal.actions.get(step.id).state == state
    page.notices[-1].undo()
    assert journal.actions.get(step.id).state == "open"


def test_a_test_that_is_due_is_finished_in_a_sheet_on_the_page(journal, open_page, qtbot, sheet):
    one = journal.assumptions.add(assumption(confidence=80, at=EARLIER))
    test = journal.experiments.plan(one.id, experiment(), at=EARLIER)
    page = open_page()
    rows = page.week.settle.rows()
    assert [row.asked.words for row in rows] == ["Ask Sam"]
    qtbot.mouseClick(rows[0].buttons["result"], CLICK)
    asked = sheet(page, ResultSheet)
    qtbot.keyClicks(asked.happened, "He laughed.")
    asked.came_true.set_current(1)
    asked.sure.set_value(30)
    qtbot.keyClick(asked.happened, Qt.Key.Key_Return, CTRL)
    assert journal.experiments.get(test.id).state == "done"
    assert journal.assumptions.get(one.id).confidence == 30
    assert page.week.settle.rows() == []


def test_a_plan_counts_when_its_cue_came(journal, open_page, qtbot):
    step = journal.actions.add(plan())
    page = open_page()
    row = page.week.settle.groups["plan"].rows.rows[0]
    qtbot.mouseClick(row.buttons["used"], CLICK)
    row = page.week.settle.groups["plan"].rows.rows[0]
    qtbot.mouseClick(row.buttons["met"], CLICK)
    kept = journal.actions.get(step.id)
    assert (kept.times_used, kept.times_met) == (1, 2)
    assert page.week.settle.groups["plan"].rows.rows[0].asked.about == "1 of 2"
    page.notices[-1].undo()
    assert journal.actions.get(step.id).times_met == 1


def test_seven_are_shown_then_how_many_more(predict, open_page, qtbot):
    for number in range(9):
        predict(f"Number {number} happens.")
    page = open_page()
    assert len(page.week.settle.rows()) == 7
    assert page.week.settle.more.text() == "2 more"
    qtbot.mouseClick(page.week.settle.more, CLICK)
    assert len(page.week.settle.rows()) == 9
    assert not page.week.settle.more.isVisible()


def test_a_line_that_was_begun_outlives_what_else_is_settled(predict, open_page, qtbot, press):
    predict("Alpha is first.")
    predict("Beta is second.")
    page = open_page()
    alpha, beta = page.week.settle.rows()
    qtbot.mouseClick(beta.buttons["yes"], CLICK)
    qtbot.keyClicks(beta.line, "It was")
    qtbot.mouseClick(alpha.buttons["no"], CLICK)
    press(page, Qt.Key.Key_Return)
    (left,) = page.week.settle.rows()
    assert left.line.text() == "It was"
    assert "It was" in page.unsaved()


# -- look again


@pytest.fixture
def belief(journal):
    return journal.assumptions.add(assumption(confidence=80, at=EARLIER))


def again(page):
    page.week.show_step(1)
    return next(iter(page.week.again.cards.values()))


@pytest.mark.parametrize(("key", "outcome"), [("S", "same"), ("N", "later")])
def test_a_letter_says_that_it_is_still_so_or_not_now(journal, belief, open_page, qtbot, press, key, outcome):  # fmt: skip
    page = open_page()
    card = again(page)
    qtbot.waitUntil(card.row.buttons["changed"].hasFocus)
    press(page, getattr(Qt.Key, f"Key_{key}"))
    session = journal.reviews.session("weekly", TODAY)
    assert [one.outcome for one in journal.reviews.looked(session.id)] == [outcome]
    card = next(iter(page.week.again.cards.values()))
    assert card.row.buttons[outcome].kind == "soft"
    page.notices[-1].undo()
    assert journal.reviews.plan("assumption", belief.id) is None


def test_what_changed_is_said_in_place(journal, belief, open_page, qtbot, press):
    page = open_page()
    card = again(page)
    qtbot.mouseClick(card.row.buttons["changed"], CLICK)
    card = page.week.again.cards[belief.id]
    asking = card.place.in_place
    assert asking.isVisible()
    qtbot.keyClicks(asking.sure.field, "55")
    qtbot.keyClicks(asking.reason, "He smiled.")
    qtbot.keyClick(asking.reason, Qt.Key.Key_Return)
    assert journal.assumptions.get(belief.id).confidence == 55
    assert page.week.again.cards[belief.id].place.in_place is None
    page.notices[-1].undo()
    assert journal.assumptions.get(belief.id).confidence == 80


def test_new_evidence_is_added_on_the_page(journal, belief, open_page, qtbot, sheet):
    page = open_page()
    qtbot.mouseClick(again(page).row.buttons["evidence"], CLICK)
    asked = sheet(page, EvidenceSheet)
    qtbot.keyClicks(asked.text, "He brought cake.")
    qtbot.keyClick(asked.text, Qt.Key.Key_Return, CTRL)
    assert [one.text for one in journal.assumptions.evidence(belief.id)] == ["He brought cake."]


def test_a_goal_is_looked_at_on_the_page(journal, open_page, qtbot, sheet):
    one = journal.goals.add(goal(), at=EARLIER)
    page = open_page()
    qtbot.mouseClick(again(page).row.buttons["evidence"], CLICK)
    asked = sheet(page, CheckInSheet)
    assert asked.isVisible()
    assert journal.goals.get(one.id).state == "active"


def test_put_off_for_the_third_time_it_may_rest(journal, open_page, qtbot, clock):
    from metanoia.domain import days

    one = journal.goals.add(goal(), at=EARLIER)
    for week in range(3):
        clock["now"] = days.at(TODAY + dt.timedelta(weeks=week), dt.time(9), "Europe/Oslo")
        page = open_page()
        card = again(page)
        assert not card.park.isVisible()
        qtbot.mouseClick(card.row.buttons["later"], CLICK)
    card = page.week.again.cards[one.id]
    assert card.park.isVisible()
    qtbot.mouseClick(card.rest, CLICK)
    assert journal.goals.get(one.id).state == "parked"
    page.notices[-1].undo()
    assert journal.goals.get(one.id).state == "active"


# -- this week


def test_the_week_shows_what_was_written_and_what_moved(journal, open_page, qtbot):
    one = journal.goals.add(goal(), at=EARLIER)
    journal.goals.check_in(one.id, look(4), date=dt.date(2026, 3, 1), today=TODAY)
    journal.goals.check_in(one.id, look(6, note="Waited twice."), date=TODAY, today=TODAY)
    two = journal.assumptions.add(assumption(confidence=80, at=EARLIER))
    journal.assumptions.rate(two.id, 72)
    journal.assumptions.add_evidence(two.id, seen(observed_on=TODAY))
    page = open_page()
    page.week.show_step(2)
    names = [card.accessibleName() for card in page.week.this_week.cards]
    assert "6, +2. Tension 4, was 6. You noted: “Waited twice.”" in names[0]
    assert "72%, −8. 1 new challenge. Less certain than last week. That is movement." in names[1]
    qtbot.keyClick(page.week.this_week.cards[0], Qt.Key.Key_Space)
    assert (page.led[-1].page, page.led[-1].item) == ("goals", one.id)


def test_an_entry_from_before_is_read_again_or_never(journal, open_page, qtbot):
    page = open_page()
    page.week.show_step(2)
    before = page.week.this_week.before
    qtbot.mouseClick(before.read, CLICK)
    assert journal.entries.get(page.led[-1].entry).title == "Appraisal"
    qtbot.mouseClick(before.no_more, CLICK)
    assert page.week.this_week.before is None
    page.notices[-1].undo()
    assert page.week.this_week.before.entry.title == "Appraisal"


def test_nothing_is_begun_by_looking(journal, open_page):
    page = open_page()
    page.refresh()
    assert journal.reviews.session("weekly", TODAY) is None
    assert journal.answers.rows("weekly") == []


def test_what_is_written_is_kept_by_itself_and_found_again(journal, open_page, qtbot):
    page = open_page()
    page.week.show_step(2)
    field = page.week.this_week.surprised.field
    with qtbot.waitSignal(page.week.writing.kept, timeout=5000):
        qtbot.keyClicks(field, "Lena spoke first.")
    (row,) = journal.answers.rows("weekly")
    assert row.title == "Week 11"
    assert journal.answers.values(row.id) == {"surprised": "Lena spoke first."}
    assert journal.reviews.session("weekly", TODAY).entry == row.id
    other = open_page()
    assert other.week.this_week.surprised.field.toPlainText() == "Lena spoke first."
    assert other.week.count.text() == "3 of 4"


def test_a_change_of_theme_writes_nothing(journal, open_page, light):
    page = open_page()
    light.apply("dark", 1.2)
    page.save()
    assert not page.week.writing.autosave.dirty
    assert journal.answers.rows("weekly") == []


def test_a_line_becomes_an_assumption_by_one_key(journal, open_page, qtbot):
    page = open_page()
    page.week.show_step(2)
    line = page.week.this_week.granted.lines[0]
    qtbot.keyClicks(line.line, "Silence means nobody knows.")
    qtbot.keyClick(line.line, Qt.Key.Key_Return, ALT)
    (row,) = journal.assumptions.rows()
    assert row.statement == "Silence means nobody knows."
    assert [one.field for one in journal.anchors.of("assumption", row.id)] == ["took_for_granted/0"]
    assert line.chip.isVisible()
    page.notices[-1].undo()
    assert journal.assumptions.rows() == []
    assert not line.chip.isVisible()


# -- one commitment, the end


def test_a_commitment_is_a_step_within_two_weeks(journal, open_page, qtbot):
    page = open_page()
    page.week.show_step(3)
    step = page.week.commitment
    qtbot.keyClicks(step.one.field, "Ask one question before I answer")
    step.day.set_day(TODAY + dt.timedelta(days=15))
    qtbot.mouseClick(step.commit, CLICK)
    assert journal.actions.open() == []
    assert "two weeks" in step._day.error()
    step.day.set_day(TODAY + dt.timedelta(days=14))
    qtbot.mouseClick(step.commit, CLICK)
    (kept,) = journal.actions.open()
    assert (kept.text, kept.due_on) == ("Ask one question before I answer", dt.date(2026, 3, 26))
    assert journal.actions.of_entry(page.week.writing.entry) == [kept]
    page.notices[-1].undo()
    assert journal.actions.open() == []


def test_the_end_says_what_was_done_and_can_be_undone(journal, belief, open_page, qtbot, press):
    page = open_page()
    qtbot.mouseClick(again(page).row.buttons["same"], CLICK)
    page.week.show_step(3)
    qtbot.keyClicks(page.week.commitment.one.field, "Ask Lena")
    page.week.next_step()
    session = journal.reviews.session("weekly", TODAY)
    assert session.finished_at is not None
    assert page.week.ending.isVisible()
    assert page.week.ending.lines == ["Still so: Sam is angry with me", "By Thursday 19 March: Ask Lena"]  # fmt: skip
    assert journal.reviews.weeks(TODAY)[-1][1] == "done"
    page.notices[-1].undo()
    assert journal.reviews.session("weekly", TODAY).open
    assert journal.actions.open() == []
    assert page.week.commitment.isVisible()


def test_skipping_is_fine_and_says_so(journal, open_page, qtbot):
    page = open_page()
    qtbot.mouseClick(page.week.pane.skip, CLICK)
    assert page.notices[-1].text == "Skipped. Nothing is lost; next week asks again."
    assert page.week.ending.title.text() == "Skipped"
    assert not journal.reviews.due(TODAY).weekly
    qtbot.mouseClick(page.week.ending.again_button, CLICK)
    assert journal.reviews.session("weekly", TODAY).open
    assert page.week.settle.isVisible()
    qtbot.mouseClick(page.week.pane.skip, CLICK)
    page.notices[-1].undo()
    assert journal.reviews.session("weekly", TODAY).open


def test_where_it_was_left_it_is_taken_up(journal, open_page, qtbot):
    page = open_page()
    qtbot.mouseClick(page.week.next, CLICK)
    qtbot.mouseClick(page.week.pane.rows[2], CLICK)
    other = open_page()
    assert other.week.this_week.isVisible()
    qtbot.mouseClick(other.week.back, CLICK)
    assert other.week.again.isVisible()
    assert other.week.count.text() == "2 of 4"


def test_in_a_narrow_window_the_steps_make_room(open_page, qtbot):
    page = open_page(width=680, height=600)
    assert not page.week.pane.isVisible()
    assert page.week.head.isVisible()
    qtbot.mouseClick(page.week.skip_here, CLICK)
    assert page.week.ending.isVisible()


def test_a_blanked_page_holds_no_words(journal, belief, open_page, qtbot):
    page = open_page()
    again(page)
    page.week.show_step(2)
    qtbot.keyClicks(page.week.this_week.moved.field, "Something.")
    page.save()
    page.blank()
    assert page.week.this_week.moved.field.toPlainText() == ""
    assert page.week.again.cards == {}
    assert page.unsaved() == ""


@pytest.mark.parametrize("step", range(4))
def test_tab_goes_around_all_of_a_step_and_beside_it(journal, belief, predict, open_page, qtbot, press, step):  # fmt: skip
    predict()
    page = open_page()
    page.week.show_step(step)
    if step == 1:
        qtbot.mouseClick(page.week.again.cards[belief.id].row.buttons["changed"], CLICK)
    page.week.pane.skip.setFocus()
    been = []
    for _ in range(40):
        press(page, Qt.Key.Key_Tab)
        been.append(page.window().focusWidget())
        if been[-1] is page.week.pane.skip:
            break
    assert been[-1] is page.week.pane.skip
    week, again = page.week.this_week, page.week.again.cards[belief.id]
    middle = {
        0: lambda: [page.week.settle.rows()[0].buttons["void"]],
        1: lambda: [again.row.buttons["later"], again.place.in_place.sure.field, again.place.in_place.keep],
        2: lambda: [week.days, week.before.no_more, week.surprised.field, week.moved.field],
        3: lambda: [page.week.commitment.one.field, page.week.commitment.day.field, page.week.commitment.commit],
    }[step]()  # fmt: skip
    expected = [*middle, page.week.next, page.week.pane.rows[0]]
    places = [been.index(one) for one in expected]
    assert places == sorted(places)


# -- what a reader asks


@pytest.fixture
def asks(journal):
    """Let a reader ask something of a goal; return the goal."""
    kept = journal.goals.add(goal())
    ingrid = journal.people.add("Ingrid Solheim", "coach").id
    lay_comments(journal, ingrid, {("goal", kept.id): {"title": kept.title}})
    return kept


def words(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def test_a_question_comes_up_until_it_is_answered(journal, asks, open_page, qtbot, press):
    page = open_page()
    card = page.week.settle.asks
    assert "Ingrid Solheim asks" in words(card)
    assert asks.title in words(card)
    assert not page.week.settle.nothing.isVisible()
    row = card.rows.rows[0]
    qtbot.waitUntil(row.answer.hasFocus)
    press(page, Qt.Key.Key_Space)
    qtbot.keyClicks(row.editor.field, "Somebody would.")
    press(page, Qt.Key.Key_Return, CTRL)
    assert journal.replies.count_open == 0
    assert card.isHidden()
    assert page.week.facts.agenda.session is None or page.week.facts.agenda.session.step == 0
    page.notices[-1].undo()
    assert journal.replies.count_open == 1
    assert card.isVisible()


def test_a_question_that_is_put_off_comes_up_again_next_week(
    journal, asks, open_page, qtbot, clock
):
    page = open_page()
    row = page.week.settle.asks.rows.rows[0]
    row.later.setFocus()
    qtbot.keyClick(row.later, Qt.Key.Key_Space)
    assert page.week.settle.asks.isHidden()
    page.refresh()
    assert page.week.settle.asks.isHidden()
    clock["now"] = days.at(TODAY + dt.timedelta(days=7), dt.time(17, 40), ZONE)
    page.refresh()
    assert page.week.settle.asks.isVisible()
    assert journal.replies.count_open == 1


def test_a_question_is_closed_without_an_answer_and_leads_to_its_thing(
    journal, asks, open_page, qtbot
):
    page = open_page()
    row = page.week.settle.asks.rows.rows[0]
    qtbot.mouseClick(row.show_it, CLICK)
    assert page.led[-1].item == asks.id
    qtbot.mouseClick(row.close_it, CLICK)
    assert journal.replies.open_questions() == []
    assert page.week.settle.asks.isHidden()


def test_an_answer_that_is_being_written_is_not_lost_by_locking(journal, asks, open_page, qtbot):
    page = open_page()
    page.week.settle.asks.rows.rows[0].begin("Somebody wou")
    journal.goals.check_in(asks.id, look(4), today=TODAY)
    assert page.week.settle.asks.rows.rows[0].written() == "Somebody wou"
    assert "Somebody wou" in page.week.unsaved()


def test_what_a_reader_asks_about_comes_first_among_equals(journal, open_page):
    quiet = journal.assumptions.add(assumption("Quiet ones wait."), source=None)
    asked = journal.assumptions.add(assumption("They wait for me."))
    ingrid = journal.people.add("Ingrid", "coach").id
    lay_comments(journal, ingrid, {("assumption", asked.id): {"statement": asked.statement}})
    far = TODAY + dt.timedelta(days=400)
    found = {one.id: one for one in journal.reviews.agenda(far).again}
    assert round(found[asked.id].priority - found[quiet.id].priority, 6) == 0.1
    assert (found[asked.id].coach_asked, found[quiet.id].coach_asked) == (True, False)
    journal.replies.answer(journal.replies.open_questions()[0].said.id, "They do.")
    again = {one.id: one for one in journal.reviews.agenda(far).again}
    assert again[asked.id].priority == found[quiet.id].priority
