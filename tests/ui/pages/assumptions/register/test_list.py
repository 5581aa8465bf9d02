"""The list of the register: what it holds, in which order, and how something is found in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.domain.assumptions import NewAssumption
from metanoia.ui.destination import Destination
from metanoia.ui.pages.assumptions.register.rows import Asked
from metanoia.ui.theme import theme
from metanoia.ui.widgets.chip import Chip
from registers import FIRST, ago, choose, listed, small_test


@pytest.fixture
def every_state(journal, assume, seen):
    """One assumption in each state, by the name of the state."""
    ids = {
        "testing": assume(points=[(70, 92), (12, 70)], importance=9, about="me"),
        "held": assume("Rest has to be earned.", points=[(90, 60)], importance=7, about="me"),
        "noticed": assume("A good leader is never surprised."),
        "confirmed": assume("The board only listens to numbers.", points=[(80, 85)], about="team"),
        "revised": assume("Conflict means I have failed.", points=[(60, 20)]),
        "dropped": assume("If I am kind I will be used.", points=[(50, 30)]),
    }
    journal.experiments.plan(ids["testing"], small_test())
    seen(ids["confirmed"])
    journal.assumptions.confirm(ids["confirmed"])
    journal.assumptions.revise(ids["revised"], "Conflict spoken aloud holds us together.")
    journal.assumptions.drop(ids["dropped"], "It was about my father.")
    return ids


def shown(room):
    return room.one.statement


def test_assumptions_stand_under_where_they_are(open_room, every_state):
    room = open_room()
    assert listed(room) == [
        "[Testing now 1]", FIRST,
        "[Held 1]", "Rest has to be earned.",
        "[Noticed 2]", "Conflict spoken aloud holds us together.", "A good leader is never surprised.",
        "[Held up so far 1]", "The board only listens to numbers.",
        "[Revised 1]", "Conflict means I have failed.",
        "[Dropped 1]", "If I am kind I will be used.",
    ]  # fmt: skip
    assert shown(room) == FIRST


def test_rows_speak(open_room, every_state, written):
    written(every_state["testing"], "They waited", "They waited. I spoke.")
    model = open_room().list.model()
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in (0, 1, 6)]
    assert said[0] == "Testing now, 1"
    assert said[1] == f"{FIRST[:-1]}. Testing. 70% sure. 1 entry."
    assert said[2] == "A good leader is never surprised. Noticed."


def test_arrows_home_and_end_look_at_another_one(open_room, every_state, qtbot):
    room = open_room()
    assert room.list.hasFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    assert shown(room) == "Rest has to be earned."
    qtbot.keyClick(room.list, Qt.Key.Key_End)
    assert shown(room) == "If I am kind I will be used."
    qtbot.keyClick(room.list, Qt.Key.Key_Home)
    assert shown(room) == FIRST


def test_letters_that_do_nothing_jump_to_where_a_statement_begins(open_room, every_state, qtbot):
    room = open_room()
    qtbot.keyClicks(room.list, "a")
    assert shown(room) == "A good leader is never surprised."
    qtbot.wait(QApplication.keyboardInputInterval() + 50)
    qtbot.keyClicks(room.list, "conflict me")  # with letters that would do something by themselves
    assert shown(room) == "Conflict means I have failed."


def test_enter_goes_into_the_detail_and_esc_comes_back(open_room, every_state, qtbot):
    room = open_room()
    qtbot.keyClick(room.list, Qt.Key.Key_Return)
    assert room.detail.head.test.hasFocus()
    qtbot.keyClick(room.detail.head.test, Qt.Key.Key_Escape)
    assert room.list.hasFocus()


def test_what_is_typed_is_found_as_it_is_typed(open_room, every_state, qtbot):
    room = open_room()
    qtbot.keyClick(room.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    room.look_for()  # the key is bound by the window
    assert room.pane.field.hasFocus()
    qtbot.keyClicks(room.pane.field, "confl")
    qtbot.waitUntil(lambda: len(listed(room)) == 4)
    assert shown(room) == "Conflict spoken aloud holds us together."
    qtbot.keyClicks(room.pane.field, " failed")
    qtbot.keyClick(room.pane.field, Qt.Key.Key_Return)
    assert room.list.hasFocus()
    assert listed(room) == ["[Revised 1]", "Conflict means I have failed."]
    room.pane.field.setFocus()
    qtbot.keyClick(room.pane.field, Qt.Key.Key_Escape)
    assert len(listed(room)) == 13


def test_nothing_found_is_said_and_undone(open_room, every_state, qtbot):
    room = open_room()
    room.pane.field.setText("zebra")
    room.pane.look_now()
    assert listed(room) == []
    assert not room.list.isVisible()
    button = next(b for b in room.findChildren(type(room.detail.restore)) if b.text() == "Show all assumptions")  # fmt: skip
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert room.pane.field.text() == ""
    assert shown(room) == FIRST


def test_filters_stand_as_chips_until_they_are_taken_away(open_room, every_state, qtbot):
    room = open_room()
    qtbot.mouseClick(room.pane.filter, Qt.MouseButton.LeftButton)
    choose(room.pane, "About: Myself")
    assert listed(room) == ["[Testing now 1]", FIRST, "[Held 1]", "Rest has to be earned."]
    qtbot.mouseClick(room.pane.filter, Qt.MouseButton.LeftButton)
    choose(room.pane, "Never tested")
    assert listed(room) == ["[Held 1]", "Rest has to be earned."]
    QApplication.processEvents()
    chips = [chip for chip in room.pane.findChildren(Chip) if chip.isVisible()]
    assert [chip.text() for chip in chips] == ["About: Myself", "Never tested"]
    qtbot.keyClick(chips[0], Qt.Key.Key_Delete)
    assert "A good leader is never surprised." in listed(room)
    assert FIRST not in listed(room)


def test_a_change_elsewhere_keeps_what_is_looked_at(open_room, every_state, journal):
    room = open_room()
    room.list.choose_first()
    room.show_item(every_state["noticed"])
    journal.assumptions.add(NewAssumption(statement="Something quite new."))
    assert shown(room) == "A good leader is never surprised."
    assert room.list.current.id == every_state["noticed"]
    journal.assumptions.rate(every_state["noticed"], 40)
    assert room.detail.head.state.text() == "Held"


def test_going_to_one_that_is_filtered_out_shows_all(open_room, every_state):
    room = open_room()
    room.pane.ask(Asked(about="me"))
    room.go(Destination(page="assumptions", section="register", item=every_state["dropped"]))
    assert shown(room) == "If I am kind I will be used."
    assert room.list.current.id == every_state["dropped"]


def test_going_to_one_that_is_gone_says_so(open_room, every_state):
    room = open_room()
    room.go(Destination(page="assumptions", section="register", item="00000000-0000-4000-8000-000000000000"))  # fmt: skip
    assert room.notices[-1].text == "That assumption is no longer in this journal."
    assert shown(room) == FIRST


def test_an_empty_register_teaches(open_room, qtbot, sheet_of):
    room = open_room()
    assert room.pane.head.new.hasFocus()
    buttons = {one.text(): one for one in room._right.currentWidget().findChildren(type(room.detail.restore))}  # fmt: skip
    qtbot.mouseClick(buttons["Begin with an entry"], Qt.MouseButton.LeftButton)
    assert room.destinations == [Destination(page="today", new=True)]
    qtbot.mouseClick(buttons["Write one down"], Qt.MouseButton.LeftButton)
    assert sheet_of(room).title.text() == "What do you take for granted?"


def test_the_map_shows_what_to_test_first_and_leads_there(open_room, every_state, assume, qtbot):
    assume("They only respect speed.", points=[(5, 88)], importance=10)
    room = open_room()
    qtbot.mouseClick(room.pane.map, Qt.MouseButton.LeftButton)
    assert room.map.chart.isVisible()
    first = [row.accessibleName() for row in room.map.first_rows]
    assert first == ["They only respect speed. 88%", "Rest has to be earned. 60%"]
    qtbot.mouseClick(room.map.first_rows[0], Qt.MouseButton.LeftButton)
    assert shown(room) == "They only respect speed."
    assert room.detail.isVisible()
    assert not room.pane.map.isChecked()


def test_single_keys_do_nothing_on_the_map_where_no_one_assumption_is_looked_at(
    open_room, every_state, qtbot
):
    room = open_room()
    before = len(room.journal.assumptions.rows())
    room.turn_map()
    qtbot.keyClick(room.map.chart, Qt.Key.Key_Delete)
    qtbot.keyClick(room.map.chart, Qt.Key.Key_E)
    assert len(room.journal.assumptions.rows()) == before
    assert room.map.chart.hasFocus()


def test_the_way_back_leads_to_the_map(open_room, every_state):
    room = open_room()
    room.turn_map()
    there = room.where()
    room.turn_map()
    room.go(there)
    assert room.map.chart.isVisible()


def test_a_dot_of_the_map_opens_its_assumption(open_room, every_state, qtbot):
    room = open_room()
    room.turn_map()
    assert room.map.chart.hasFocus()
    qtbot.keyClick(room.map.chart, Qt.Key.Key_Home)
    said = room.map.chart.shown_spot().said()
    qtbot.keyClick(room.map.chart, Qt.Key.Key_Return)
    assert room.detail.isVisible()
    assert shown(room) in said


def test_the_map_stays_while_something_is_looked_for(open_room, every_state):
    room = open_room()
    room.turn_map()
    room.pane.field.setText("confl")
    room.pane.look_now()
    assert room.map.chart.isVisible()


def test_one_pane_where_there_is_room_for_one(open_room, every_state, qtbot):
    room = open_room(width=600)
    assert room.list.isVisible()
    assert not room.detail.isVisible()
    room.show_item(every_state["held"])
    assert room.detail.isVisible()
    assert not room.list.isVisible()
    QApplication.processEvents()
    qtbot.mouseClick(room.detail.head.back, Qt.MouseButton.LeftButton)
    assert room.list.isVisible()


def test_five_hundred_are_listed_and_walked(journal, open_room, qtbot):
    with journal.changes.write():
        for n in range(500):
            new = NewAssumption(statement=f"Number {n} is so.", importance=n % 11, at=ago(900 - n))
            journal.assumptions.add(new)
    room = open_room()
    assert listed(room)[0] == "[Noticed 500]"
    qtbot.keyClick(room.list, Qt.Key.Key_End)
    assert shown(room) == "Number 0 is so."
    assert room.list.visualRect(room.list.currentIndex()).bottom() <= room.list.viewport().height()
    heights = {room.list.rowHeight(row) for row in range(1, 501)}
    assert len(heights) == 1
    room.pane.field.setText("number 49")
    room.pane.look_now()
    assert listed(room)[0] == "[Noticed 11]"


@pytest.mark.parametrize("width", [934, 1070], ids=["one pane", "two panes"])
def test_larger_text_keeps_everything_within_the_pane(open_room, every_state, width):
    theme().apply(scale=1.4)
    room = open_room(width=width)
    room.show_item(every_state["testing"])
    for _ in range(6):
        QApplication.processEvents()
    inside = room.detail._scroll
    assert inside.widget().width() <= inside.viewport().width()


def test_a_blanked_room_holds_no_words(open_room, every_state):
    room = open_room()
    room.turn_map()
    room.page.blank()
    assert listed(room) == []
    assert room.detail.statement.text() == ""
    assert room.map.chart.table().rows == ()
