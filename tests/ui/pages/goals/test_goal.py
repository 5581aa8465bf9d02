"""A goal's page: what it shows of its picture, zones, steps, plans, measures and the brake."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from metanoia.domain.actions import NewAction
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.goals import NewMeasure
from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.widgets.label import Label
from registers import choose, offered

CLICK = Qt.MouseButton.LeftButton


def said(widget):
    """All that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))  # fmt: skip


def row(card, words):
    return next(
        one for one in card.findChildren(QuietRow) if words in one.accessibleName() and one.isVisible()
    )  # fmt: skip


def asked(card):
    return [one.text() for one in card.prompts]


@pytest.fixture
def looked(aim):
    looks = [(60, 2, 8), (40, 3, 8), (20, 4, 7), (0, 5, 8)]
    return aim(looks=looks, why="For the best idea.", importance=9)


def test_the_head_says_values_days_and_what_comes_next(open_goals, journal, looked, today):
    value = journal.values.add("Candour")
    journal.ties.set_relation(("goal", looked.id), ("value", value.id), "serves")
    room = open_goals(looked.id)
    assert [chip.text() for chip in room.view.title.chips[:-1]] == ["Candour"]
    assert "look again on" in said(room.view.title)
    room.view.title.chips[0].click()
    assert room.destinations[-1].section == "values"
    assert room.destinations[-1].item == value.id


def test_the_trend_is_said_in_words_and_the_picture_can_be_chosen(open_goals, journal, looked, today):  # fmt: skip
    room = open_goals(looked.id)
    card = room.view.chart
    assert card.trend.text().startswith("The gap is closing, by about")
    assert not card.what.isVisible()
    new = NewMeasure(name="Firsts", kind="reach", start=0, target=10)
    measure = journal.goals.add_measure(looked.id, new)
    journal.goals.observe(measure.id, 4, today - dt.timedelta(days=9))
    journal.goals.observe(measure.id, 5, today)
    assert card.what.isVisible()
    assert card.what.currentText() == "As I feel it"
    card.what.setCurrentIndex(1)
    assert card.trend.text() == "Too few looks yet to see a direction."
    assert "5" in card.chart.sentence()
    card.range.step(1)
    assert card.range.current() == 2


def test_it_says_so_when_most_of_a_gap_closed_because_the_goal_moved(open_goals, journal, looked, today):  # fmt: skip
    new = NewMeasure(name="Evenings", kind="reach", start=0, target=10)
    measure = journal.goals.add_measure(looked.id, new)
    journal.goals.observe(measure.id, 1, today)
    room = open_goals(looked.id)
    assert "Most of this gap closed because the goal moved." not in asked(room.view.chart)
    journal.goals.move_target(measure.id, 4, "Enough.")
    assert "Most of this gap closed because the goal moved." in asked(room.view.chart)


def test_it_asks_when_numbers_and_sense_disagree_and_when_the_pull_fell(open_goals, journal, aim, today):  # fmt: skip
    one = aim(looks=[(30, 8, 9), (0, 9, 4)])
    measure = journal.goals.add_measure(one.id, NewMeasure(name="Firsts", kind="reach", start=0, target=10))  # fmt: skip
    journal.goals.observe(measure.id, 1, today)
    room = open_goals(one.id)
    assert asked(room.view.chart) == [
        "Numbers and sense disagree. Which do you trust, and why?",
        "It pulled 9 once and pulls 4 now. Is it still what you want?",
    ]


def test_vision_and_reality_are_read_as_written_with_points(open_goals, aim):
    one = aim(vision="A *quiet* room\nof <b>many</b>", reality="- I speak first\n- Twice I waited")
    room = open_goals(one.id)
    assert "<em>quiet</em>" in said(room.view.vision)
    assert "I speak first" in said(room.view.reality)
    assert said(room.view.reality).count("•") == 2


def test_what_holds_me_back_shows_how_sure_and_the_smallest_next_step(open_goals, journal, looked, today):  # fmt: skip
    held = journal.assumptions.add(NewAssumption(statement="They wait for me.", confidence=70))
    journal.ties.set_relation(("goal", looked.id), ("assumption", held.id), "about")
    journal.actions.add(NewAction(text="Later", goal=looked.id))
    soon = today + dt.timedelta(days=2)
    journal.actions.add(NewAction(text="Count to ten", due_on=soon, goal=looked.id))
    room = open_goals(looked.id)
    words = said(room.view.holding)
    assert "“They wait for me.”" in words
    assert "70% sure" in words
    assert "Count to ten" in words
    assert "Later" not in words
    row(room.view.holding, "They wait").click()
    assert room.destinations[-1].item == held.id


def test_steps_are_settled_by_button_key_and_menu_and_undone(open_goals, journal, looked, qtbot):
    for words in ("First", "Second", "Third"):
        journal.actions.add(NewAction(text=words, goal=looked.id))
    room = open_goals(looked.id)
    card = room.view.steps

    def states():
        return [one.state for one in journal.actions.of_goal(looked.id)]

    row(card, "First").setFocus()
    qtbot.keyClick(row(card, "First"), Qt.Key.Key_P)
    assert states() == ["partly", "open", "open"]
    room.notices[-1].undo()
    assert states() == ["open", "open", "open"]
    row(card, "Second").click()
    assert offered(card) == [
        "Done", "Partly done", "Not done", "Drop it", "Done, with a line on it…",
        "Make it a goal of its own…", "Change…", "Delete",
    ]  # fmt: skip
    row(card, "Second").click()
    choose(card, "Drop it")
    assert states() == ["open", "dropped", "open"]
    row(card, "Second").click()
    choose(card, "Open again")
    assert states() == ["open", "open", "open"]
    row(card, "Third").setFocus()
    qtbot.keyClick(row(card, "Third"), Qt.Key.Key_Delete)
    assert "Third" not in said(card)
    room.notices[-1].undo()
    assert "Third" in said(card)


def test_a_step_becomes_a_goal_of_its_own_which_names_its_parent(open_goals, journal, looked, qtbot, sheet_of):  # fmt: skip
    journal.actions.add(NewAction(text="Ask Lena to lead", goal=looked.id))
    room = open_goals(looked.id)
    qtbot.keyClick(row(room.view.steps, "Ask Lena"), Qt.Key.Key_G)
    sheet = sheet_of(room)
    assert sheet.name.text() == "Ask Lena to lead"
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.view.title.title.text() == "Ask Lena to lead"
    assert journal.goals.get(room.one.id).parent == looked.id
    chip = next(one for one in room.view.about.findChildren(type(room.view.title.chips[0])) if one.text() == looked.title)  # fmt: skip
    chip.click()
    assert room.destinations[-1].item == looked.id


def test_a_plan_counts_how_often_it_was_met_and_used(open_goals, journal, looked, qtbot):
    plan = NewAction(text="count to ten", kind="if_then", cue="it goes quiet", obstacle="I fear silence", goal=looked.id)  # fmt: skip
    made = journal.actions.add(plan)
    room = open_goals(looked.id)
    card = room.view.plans
    assert "If it goes quiet, then I will count to ten" in said(card)
    qtbot.keyClick(row(card, "quiet"), Qt.Key.Key_U)
    qtbot.keyClick(row(card, "quiet"), Qt.Key.Key_M)
    assert "Did it 1 of 2 times" in said(card)
    room.notices[-1].undo()
    assert "Did it 1 of 1 times" in said(card)
    assert journal.actions.get(made.id).times_met == 1


def test_what_was_noted_is_shown_newest_first_and_can_be_removed(open_goals, journal, looked, qtbot):  # fmt: skip
    room = open_goals(looked.id)
    rows = [one.accessibleName() for one in room.view.looks.findChildren(QuietRow)]
    assert ["close 5, pull 8" in rows[0], "close 2, pull 8" in rows[-1]] == [True, True]
    qtbot.keyClick(row(room.view.looks, "close 4"), Qt.Key.Key_Delete)
    assert len(journal.goals.check_ins(looked.id)) == 3
    room.notices[-1].undo()
    assert len(journal.goals.check_ins(looked.id)) == 4


def test_the_brake_is_filled_line_under_line_and_ends_in_an_assumption(open_goals, journal, looked, qtbot, sheet_of):  # fmt: skip
    room = open_goals(looked.id)
    card = room.view.brakes
    room.acting.do("add_line", ("behaviour", None))

    def write(words):
        sheet = sheet_of(room)
        qtbot.keyClicks(sheet.sentence, words)
        qtbot.keyClick(sheet.sentence, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    write("I answer first")
    for before, words in (("I answer", "A silence"), ("A silence", "Being the one"), ("Being the", "If I wait, then they leave")):  # fmt: skip
        qtbot.keyClick(row(card, before), Qt.Key.Key_Plus)
        write(words)
    assert [line.column for line in journal.brakes.of(looked.id)] == ["behaviour", "worry", "protects", "assumption"]  # fmt: skip
    qtbot.keyClick(row(card, "If I wait"), Qt.Key.Key_A)
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.sure.field, "80")
    qtbot.keyClick(sheet.sure.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = journal.assumptions.rows()[0]
    assert made.statement == "If I wait, then they leave"
    assert "80% sure" in row(card, "If I wait").accessibleName()
    journal.assumptions.rate(made.id, 60, reason="Somebody spoke.")
    assert "80% then, 60% now" in row(card, "If I wait").accessibleName()
    room.notices[-1].undo()
    assert journal.brakes.of(looked.id)[-1].assumption is None
    qtbot.keyClick(row(card, "I answer"), Qt.Key.Key_Delete)
    assert journal.brakes.of(looked.id) == []
    room.notices[-1].undo()
    assert len(journal.brakes.of(looked.id)) == 4


def test_a_closed_goal_is_read_and_reopened_but_not_changed(open_goals, journal, looked):
    journal.goals.release(looked.id, "It was my father’s.")
    room = open_goals(looked.id)
    assert "It was my father’s." in room.view.notice.text()
    for button in (room.view.bar.edit, room.view.bar.note, room.view.steps.add, room.view.about.edit):  # fmt: skip
        assert not button.isVisible()
    room.view.bar.reopen.click()
    assert journal.goals.get(looked.id).state == "active"
    room.notices[-1].undo()
    assert journal.goals.get(looked.id).closing_note == "It was my father’s."


@pytest.mark.parametrize("width", [1056, 700, 420])
def test_nothing_is_wider_than_the_page(open_goals, journal, looked, width, qtbot):
    journal.brakes.add(looked.id, "behaviour", "I answer first")
    room = open_goals(looked.id, width=width)
    qtbot.wait(10)
    view = room.view
    assert view.area.widget().width() <= view.area.viewport().width()


def test_every_row_has_its_height_and_tab_goes_from_top_to_bottom(open_goals, journal, looked, qtbot):  # fmt: skip
    journal.actions.add(NewAction(text="Count to ten", goal=looked.id))
    room = open_goals(looked.id)
    qtbot.wait(20)  # until the order of Tab is set
    rows = [one for one in room.view.findChildren(QuietRow) if one.isVisible()]
    assert len(rows) == 5
    assert min(one.height() for one in rows) >= 24
    stops = [room.view.bar.note, room.view.chart.range, room.view.vision.edit, room.view.steps.add, room.view.plans.add]  # fmt: skip
    room.view.bar.note.setFocus()
    reached = [room.page.focusWidget()]
    for _ in range(30):
        qtbot.keyClick(room.page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(room.page.focusWidget())
    places = [
        next(n for n, one in enumerate(reached) if one is stop or stop.isAncestorOf(one))
        for stop in stops
    ]
    assert places == sorted(places)


def test_the_keyboard_stays_with_the_row_that_was_changed(open_goals, journal, looked, qtbot, sheet_of):  # fmt: skip
    for words in ("First", "Second"):
        journal.actions.add(NewAction(text=words, goal=looked.id))
    room = open_goals(looked.id)
    card = room.view.steps
    row(card, "Second").setFocus()
    qtbot.keyClick(row(card, "Second"), Qt.Key.Key_E)
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.step, " thoughts")
    qtbot.keyClick(sheet.step, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    changed = journal.actions.of_goal(looked.id)[1]
    qtbot.waitUntil(lambda: getattr(room.page.focusWidget(), "item", "") == changed.id)
    qtbot.keyClick(room.page.focusWidget(), Qt.Key.Key_Delete)
    assert room.page.focusWidget().item == journal.actions.of_goal(looked.id)[0].id


def test_the_trend_of_a_closed_goal_is_that_of_its_last_months(open_goals, journal, aim):
    one = aim(looks=[(240, 2, 8), (220, 3, 8), (205, 5, 7), (190, 7, 8)])
    journal.goals.achieve(one.id, at=dt.datetime.now(dt.UTC) - dt.timedelta(days=188))
    room = open_goals(one.id)
    assert room.view.chart.trend.text().startswith("The gap is closing")
