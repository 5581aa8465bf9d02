"""The list of goals: what it shows, what is found in it, and what keys and clicks do there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.ui.destination import Destination
from metanoia.ui.pages.goals.goal.example import example
from metanoia.ui.widgets.row_painter import Head

CLICK = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def listed(room):
    """The list as it reads: heads in brackets, goals by their name."""
    return [
        f"[{row.title} {row.count}]" if isinstance(row, Head) else row.row.goal.title
        for row in room.list.rows
    ]


def spoken(room, goal):
    line = next(row for row in room.list.rows if getattr(row, "id", "") == goal)
    return room.list.painter.spoken(line)


@pytest.fixture
def five(journal, aim):
    aim("Tell it early", importance=3)
    aim("Draft of a song", reality="")
    journal.goals.park(aim("Learn Danish").id)
    journal.goals.achieve(aim("Sleep").id, "I do.")
    journal.goals.release(aim("Marathon").id, "It was my father’s.")
    return aim("Think aloud", importance=9, looks=[(8, 3, 7), (0, 5, 8)])


def test_goals_stand_under_where_they_stand_the_most_important_first(open_goals, five):
    room = open_goals()
    assert listed(room) == [
        "[Active 2]", "Think aloud", "Tell it early", "[Draft 1]", "Draft of a song",
        "[Parked 1]", "Learn Danish", "[Achieved 1]", "Sleep", "[Released 1]", "Marathon",
    ]  # fmt: skip
    assert "reality 5 of 10. 3 a week before" in spoken(room, five.id)


def test_a_row_paints_its_line_beside_and_below_its_name(open_goals, five, qtbot):
    wide, narrow = open_goals(), open_goals(width=560)
    for room in (wide, narrow):
        qtbot.wait(1)
        assert room.list.grab().toImage().pixelColor(20, 20).isValid()
    assert narrow.list.rowHeight(1) > wide.list.rowHeight(1)


def test_typing_finds_a_goal_and_says_when_there_is_none(open_goals, five, qtbot):
    room = open_goals()
    room.look_for()
    qtbot.keyClicks(room.listing.field, "alou")
    assert listed(room) == ["[Active 1]", "Think aloud"]
    qtbot.keyClicks(room.listing.field, "x")
    assert listed(room) == []
    assert not room.listing.body.empty
    qtbot.keyClick(room.listing.field, Qt.Key.Key_Escape)
    assert len(listed(room)) == 11


def test_enter_opens_a_goal_and_esc_leads_back_to_it_in_the_list(open_goals, five, qtbot):
    room = open_goals()
    assert room.list.hasFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    qtbot.keyClick(room.list, Qt.Key.Key_Return)
    assert room.view.title.title.text() == "Tell it early"
    assert room.view.bar.note.hasFocus()
    assert room.where() == Destination(page="goals", item=room.one.id)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert room.list.isVisible()
    assert room.list.hasFocus()
    assert room.list.current.row.goal.title == "Tell it early"


def test_a_click_opens_a_goal_and_the_way_back_is_a_button(open_goals, five, qtbot):
    room = open_goals()
    row = listed(room).index("Learn Danish")
    place = room.list.visualRect(room.list.model().index(row, 0)).center()
    qtbot.mouseClick(room.list.viewport(), CLICK, pos=place)
    assert room.view.title.title.text() == "Learn Danish"
    qtbot.mouseClick(room.view.bar.back, CLICK)
    assert room.list.isVisible()


def test_a_letter_leads_to_the_next_name_and_delete_is_undone(open_goals, five, journal, qtbot):
    room = open_goals()
    qtbot.keyClicks(room.list, "m")
    assert room.list.current.row.goal.title == "Marathon"
    qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    assert "Marathon" not in listed(room)
    assert room.notices[-1].text == "Goal moved to Recently deleted"
    room.notices[-1].undo()
    assert room.view.title.title.text() == "Marathon"
    assert journal.goals.trashed() == []


def test_recently_deleted_is_gone_to_and_back_and_a_goal_restored(open_goals, five, journal, qtbot):
    journal.goals.trash(five.id)
    room = open_goals()
    room.page.go(Destination(page="goals", section="trash"))
    assert listed(room) == ["[Kept for 30 days 1]", "Think aloud"]
    qtbot.keyClick(room.list, Qt.Key.Key_Return)
    assert not room.view.bar.note.isVisible()
    qtbot.mouseClick(room.view.bar.restore, CLICK)
    assert journal.goals.get(five.id).deleted_at is None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert "Think aloud" in listed(room)


def test_deleting_for_good_is_asked_first(open_goals, five, journal, qtbot, sheet_of):
    journal.goals.trash(five.id)
    room = open_goals()
    room.show_trash(shown=True)
    qtbot.mouseClick(room.listing.empty_trash, CLICK)
    assert journal.goals.trashed()
    qtbot.mouseClick(sheet_of(room).confirm, CLICK)
    assert journal.goals.trashed() == []
    assert listed(room) == []


def test_an_empty_list_asks_what_is_wanted_and_shows_an_example(open_goals, journal, qtbot, sheet_of):  # fmt: skip
    room = open_goals()
    assert room.listing.body.empty
    assert room.listing.body.describe.hasFocus()
    qtbot.mouseClick(room.listing.body.example, CLICK)
    assert room.view.title.title.text() == example(room.today()).goal.title
    assert room.view.notice.text() == "This is an example. Nothing of it is kept."
    assert not room.view.bar.note.isVisible()
    assert not room.view.steps.add.isVisible()
    assert journal.goals.rows() == []
    qtbot.mouseClick(room.view.bar.begin, CLICK)
    assert sheet_of(room) is not None


def test_a_new_goal_for_a_value_serves_it(open_goals, journal, qtbot, sheet_of):
    value = journal.values.add("Rest")
    room = open_goals()
    room.page.go(Destination(page="goals", new=True, item=value.id, title="Sleep"))
    qtbot.waitUntil(lambda: sheet_of(room) is not None)
    sheet = sheet_of(room)
    assert sheet.name.text() == "Sleep"
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return, CONTROL)
    one = journal.goals.rows()[0]
    assert one.goal.state == "draft"
    assert [(name, relation) for _, name, relation in one.values] == [("Rest", "serves")]
    assert room.view.title.title.text() == "Sleep"


def test_nothing_of_the_goals_is_left_once_the_journal_is_locked(open_goals, five):
    room = open_goals(five.id)
    room.blank()
    assert room.view.title.title.text() == ""
    assert room.list.rows == ()
    assert room.one is None


def test_goals_above_and_below_are_looked_at_by_alt_and_arrows(open_goals, five):
    room = open_goals(five.id)
    room.after()
    assert room.view.title.title.text() == "Tell it early"
    room.before()
    assert room.view.title.title.text() == "Think aloud"
