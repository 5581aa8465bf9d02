"""What is done with a goal by keys and sheets: nothing lost, everything undone."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.domain.errors import DiskFull
from metanoia.domain.goals import NewMeasure
from metanoia.ui.destination import Destination
from metanoia.ui.numbers import typed_number

CONTROL = Qt.KeyboardModifier.ControlModifier


def keep(qtbot, widget):
    qtbot.keyClick(widget, Qt.Key.Key_Return, CONTROL)


def tab(qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return QApplication.focusWidget()


def test_todays_reality_is_noted_by_digits_and_tab(open_goals, journal, aim, today, qtbot, sheet_of):  # fmt: skip
    one = aim()
    measure = journal.goals.add_measure(one.id, NewMeasure(name="Firsts", kind="reach", start=0, target=10))  # fmt: skip
    room = open_goals(one.id)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    sheet = sheet_of(room)
    assert sheet.closeness.hasFocus()
    qtbot.keyClicks(sheet.closeness, "10")
    qtbot.keyClicks(tab(qtbot), "7")
    qtbot.keyClicks(tab(qtbot), "4,5")
    qtbot.keyClicks(tab(qtbot), "Twice I waited.")
    keep(qtbot, QApplication.focusWidget())
    look = journal.goals.check_ins(one.id)[0]
    assert (look.date, look.closeness, look.pull, look.note) == (today, 10, 7, "Twice I waited.")
    assert journal.goals.observations(measure.id)[0].value == 4.5
    assert room.notices[-1].text == "Noted: 10 of 10"
    room.notices[-1].undo()
    assert journal.goals.check_ins(one.id) == []
    assert journal.goals.observations(measure.id) == []


def test_a_second_look_of_a_day_replaces_the_first_and_can_be_undone(open_goals, journal, aim, qtbot, sheet_of):  # fmt: skip
    one = aim(looks=[(0, 3, 8)])
    room = open_goals(one.id)
    room.acting.note()
    sheet = sheet_of(room)
    assert (sheet.closeness.value(), sheet.pull.value()) == (3, 8)
    qtbot.keyClicks(sheet.closeness, "6")
    keep(qtbot, sheet.closeness)
    assert [look.closeness for look in journal.goals.check_ins(one.id)] == [6]
    room.notices[-1].undo()
    assert [look.closeness for look in journal.goals.check_ins(one.id)] == [3]


def test_a_look_without_a_number_or_with_a_word_for_one_says_so(open_goals, journal, aim, qtbot, sheet_of):  # fmt: skip
    one = aim()
    journal.goals.add_measure(one.id, NewMeasure(name="Firsts", kind="reach", start=0, target=10))
    room = open_goals(one.id)
    room.acting.note()
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.closeness, "4")
    field = sheet.measured[0][1]
    qtbot.keyClicks(field.field, "some")
    keep(qtbot, sheet.closeness)
    assert sheet.is_open()
    assert sheet.pull.hasFocus()
    assert sheet.pull_labelled.error() == "Say it with a number: press a digit, or click one."
    assert field.error() == "That is no number. Type it in figures, or leave it empty."
    assert journal.goals.check_ins(one.id) == []


def test_a_look_is_asked_for_from_elsewhere_and_not_of_a_draft(open_goals, aim, qtbot, sheet_of):
    one, draft = aim(), aim("A song", reality="")
    room = open_goals()
    room.page.go(Destination(page="goals", section="check-in", item=one.id))
    qtbot.waitUntil(lambda: sheet_of(room) is not None)
    sheet_of(room).dismiss()
    room.show_goal(draft.id)
    room.acting.note()
    assert room.notices[-1].text == "This goal is still a draft. Make it active first."


def test_a_goal_is_described_by_keys_and_is_active_at_once(open_goals, journal, qtbot, sheet_of):
    room = open_goals()
    qtbot.keyClick(room.listing.body.describe, Qt.Key.Key_Return)
    sheet = sheet_of(room)
    for words in ("Think aloud", "The room thinks.", "I speak first.", "For the idea."):
        qtbot.keyClicks(QApplication.focusWidget(), words)
        tab(qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "9")
    keep(qtbot, sheet)
    one = journal.goals.rows()[0].goal
    assert (one.title, one.vision, one.reality, one.why) == ("Think aloud", "The room thinks.", "I speak first.", "For the idea.")  # fmt: skip
    assert (one.importance, one.state) == (9, "active")
    room.notices[-1].undo()
    assert journal.goals.rows() == []


@pytest.mark.parametrize(
    ("vision", "warned"),
    [("I sleep better", "better"), ("Stop shouting and avoid Jonas", "stop”, “avoid"), ("The room thinks", "")],
)  # fmt: skip
def test_words_that_name_a_direction_are_warned_of_gently(open_goals, journal, vision, warned, qtbot, sheet_of):  # fmt: skip
    room = open_goals()
    room.acting.new("A name")
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.vision, vision)
    hint = sheet.vision.accessibleDescription()
    assert (f"“{warned}”" in hint) if warned else hint.startswith("In the present")
    keep(qtbot, sheet.vision)
    assert journal.goals.rows()[0].goal.vision == vision  # it is kept all the same


def test_an_active_goal_does_not_lose_its_reality(open_goals, journal, aim, qtbot, sheet_of):
    one = aim()
    room = open_goals(one.id)
    room.acting.edit()
    sheet = sheet_of(room)
    sheet.reality.clear()
    keep(qtbot, sheet.reality)
    assert sheet.is_open()
    assert sheet.reality_labelled.error() == "What is true now is still empty. Say it in a few words."  # fmt: skip
    assert journal.goals.get(one.id).reality == "I speak."


def test_a_goal_cannot_become_part_of_its_own_part(open_goals, journal, aim, qtbot, sheet_of):
    one = aim("Whole")
    part = aim("Part", parent=one.id)
    room = open_goals(one.id)
    room.acting.edit()
    sheet = sheet_of(room)
    sheet.parent_goal.setCurrentIndex(sheet.parent_goal.findText("Part"))
    keep(qtbot, sheet.name)
    assert sheet.is_open()
    assert sheet.notice.text() == "That goal is part of this one already, so it cannot hold this one too."  # fmt: skip
    assert journal.goals.get(one.id).parent is None
    assert journal.goals.get(part.id).parent == one.id


def test_making_a_draft_active_asks_for_what_is_missing(open_goals, journal, aim, qtbot, sheet_of):
    one = aim("A song", reality="")
    room = open_goals(one.id)
    room.view.bar.activate.click()
    sheet = sheet_of(room)
    assert sheet.reality.hasFocus()
    qtbot.keyClicks(sheet.reality, "I hum.")
    keep(qtbot, sheet.reality)
    room.view.bar.activate.click()
    assert journal.goals.get(one.id).state == "active"
    room.notices[-1].undo()
    assert journal.goals.get(one.id).state == "draft"


def test_a_goal_is_parked_achieved_released_and_taken_up_again(open_goals, journal, aim, qtbot, sheet_of):  # fmt: skip
    one = aim()
    room = open_goals(one.id)

    def state():
        return journal.goals.get(one.id).state

    room.acting.do("park")
    assert state() == "parked"
    room.acting.do("activate")
    room.acting.do("achieve")
    keep(qtbot, sheet_of(room))
    assert state() == "achieved"
    room.acting.do("reopen")
    room.acting.do("release")
    sheet = sheet_of(room)
    keep(qtbot, sheet)
    assert sheet.labelled.error() == "Why you let it go is still empty. Say it in a few words."
    qtbot.keyClicks(sheet.sentence, "I want time instead.")
    keep(qtbot, sheet.sentence)
    assert (state(), journal.goals.get(one.id).closing_note) == ("released", "I want time instead.")
    room.notices[-1].undo()
    assert state() == "active"


def test_a_measure_is_added_moved_with_a_reason_and_removed(open_goals, journal, aim, qtbot, sheet_of):  # fmt: skip
    one = aim()
    room = open_goals(one.id)
    room.acting.do("add_measure")
    sheet = sheet_of(room)
    for field, words in ((sheet.name, "Firsts"), (sheet.start, "8"), (sheet.target, "8")):
        qtbot.keyClicks(field, words)
    keep(qtbot, sheet.target)
    assert sheet.notice.text().startswith("Start and target are the same")
    sheet.target.clear()
    qtbot.keyClicks(sheet.target, "2")
    keep(qtbot, sheet.target)
    measure = journal.goals.measures(one.id)[0]
    room.acting.do("move_target", measure)
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.target, "3")
    keep(qtbot, sheet.target)
    assert sheet.reason_labelled.error() == "Why the target moves is still empty. Say it in a few words."  # fmt: skip
    qtbot.keyClicks(sheet.reason, "Enough.")
    keep(qtbot, sheet.reason)
    assert journal.goals.measures(one.id)[0].target == 3
    room.notices[-1].undo()
    assert journal.goals.measures(one.id)[0].target == 2
    room.acting.do("remove_measure", measure)
    assert journal.goals.measures(one.id) == []
    room.notices[-1].undo()
    assert journal.goals.measures(one.id)[0].name == "Firsts"


def test_a_band_upside_down_says_so_and_keeps_what_was_typed(open_goals, journal, aim, qtbot, sheet_of):  # fmt: skip
    one = aim()
    room = open_goals(one.id)
    room.acting.do("add_measure")
    sheet = sheet_of(room)
    sheet.kind.step(1)
    for field, words in ((sheet.name, "Sleep"), (sheet.low, "8"), (sheet.high, "7"), (sheet.slack, "2")):  # fmt: skip
        qtbot.keyClicks(field, words)
    keep(qtbot, sheet.slack)
    assert sheet.notice.text().startswith("The band is upside down")
    assert sheet.low.text() == "8"
    sheet.low.setText("6,5")
    keep(qtbot, sheet.low)
    assert (journal.goals.measures(one.id)[0].low, journal.goals.measures(one.id)[0].high) == (6.5, 7)  # fmt: skip


def test_a_step_and_a_plan_are_written_by_keys(open_goals, journal, aim, today, qtbot, sheet_of):
    one = aim()
    room = open_goals(one.id)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.step, "Count to ten")
    qtbot.keyClicks(tab(qtbot), "in two weeks")
    keep(qtbot, QApplication.focusWidget())
    step = journal.actions.of_goal(one.id)[0]
    assert (step.text, step.due_on) == ("Count to ten", today + dt.timedelta(days=14))
    room.acting.add_plan()
    sheet = sheet_of(room)
    keep(qtbot, sheet)
    assert sheet.obstacle.error()
    assert sheet.cue.error()
    for labelled, words in ((sheet.obstacle, "Fear"), (sheet.cue, "quiet"), (sheet.act, "wait")):
        qtbot.keyClicks(labelled.field, words)
    keep(qtbot, sheet.act.field)
    plan = journal.actions.of_goal(one.id)[1]
    assert (plan.kind, plan.cue, plan.text) == ("if_then", "quiet", "wait")


def test_what_cannot_be_kept_stays_in_the_sheet(open_goals, journal, aim, qtbot, sheet_of, monkeypatch):  # fmt: skip
    one = aim()
    room = open_goals(one.id)
    room.acting.note()
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.closeness, "4")
    qtbot.keyClicks(sheet.pull, "8")
    qtbot.keyClicks(sheet.note, "Twice I waited.")

    def full(*_, **__):
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(journal.goals, "check_in", full)
        keep(qtbot, sheet.note)
    assert sheet.is_open()
    assert sheet.notice.text() == str(DiskFull())
    keep(qtbot, sheet.note)
    assert journal.goals.check_ins(one.id)[0].note == "Twice I waited."


def test_every_command_of_a_goal_has_words_and_the_keys_differ(open_goals, aim):
    room = open_goals(aim().id)
    commands = room.commands()
    keys = [command.keys for command in commands if command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.id for command in commands}) == len(commands)
    assert {"goal-note", "goal-edit", "goal-release", "goal-connect"} <= {one.id for one in commands}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "number"),
    [("4.5", 4.5), ("4,5", 4.5), ("−3", -3), ("1 200", 1200), ("some", None), ("", None)],
)
def test_numbers_are_read_as_people_type_them(words, number):
    assert typed_number(words) == number
