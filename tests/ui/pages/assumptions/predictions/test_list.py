"""What stands in the list, how it is moved through, and how something is found in it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from metanoia.ui.destination import Destination
from metanoia.ui.widgets.marked import runs
from metanoia.ui.widgets.row_painter import Head, mark_words


def listed(room):
    return [
        (row.title, row.count) if isinstance(row, Head) else row.statement
        for row in room.pane.list.rows
    ]


def test_predictions_are_grouped_by_what_they_ask_for(predict, journal, open_room):
    predict("Today is the day.")
    predict("Much later.", days=60)
    predict("Next week.", days=7)
    predict("It was so.", days=-9, outcome="yes")
    predict("It was not so.", days=-2, outcome="no")
    journal.predictions.withdraw(predict("I take it back.", days=3))
    assert listed(open_room()) == [
        ("Due today", 1), "Today is the day.",
        ("Later", 2), "Next week.", "Much later.",
        ("Settled", 2), "It was not so.", "It was so.",
        ("Withdrawn", 1), "I take it back.",
    ]  # fmt: skip


def test_overdue_ones_come_first(predict, open_room):
    predict("Today is the day.")
    predict("That was last week.", days=-7)
    room = open_room()
    assert listed(room) == [("Due", 2), "That was last week.", "Today is the day."]
    assert "Due since" in room.pane.list.painter.spoken(room.pane.list.rows[1])
    assert room.detail.card.standing.text().startswith("Due since")


def test_a_row_says_all_of_it(predict, open_room, journal):
    day = dt.datetime.now().astimezone().date() + dt.timedelta(days=400)
    one = predict("It will rain.", 70, days=400)
    journal.predictions.forecast(one, 75)
    room = open_room()
    said = room.pane.list.painter.spoken(room.pane.list.current)
    assert said.startswith("It will rain. 75%. Due on")
    assert str(day.year) in said


def test_what_is_due_is_chosen_at_first_and_the_keys_go_on(predict, open_room, qtbot):
    predict("Later on.", days=3)
    predict("Now then.")
    room = open_room()
    assert room.detail.card.statement.text() == "Now then."
    qtbot.keyClick(room.pane.list, Qt.Key.Key_Down)
    assert room.detail.card.statement.text() == "Later on."
    qtbot.keyClick(room.pane.list, Qt.Key.Key_Home)
    assert room.detail.card.statement.text() == "Now then."


def test_search_follows_the_typing(predict, open_room, qtbot):
    predict("Jonas speaks first.")
    predict("The room is full.", days=2)
    room = open_room()
    room.look_for()
    qtbot.keyClicks(room.pane.field, "ROO fu")
    assert listed(room) == [("Later", 1), "The room is full."]
    assert room.pane.list.painter.typed == "ROO fu"
    marked = mark_words("The room is full.", "ROO fu")
    assert [piece for piece, hit in runs(marked) if hit] == ["roo", "fu"]
    qtbot.keyClick(room.pane.field, Qt.Key.Key_Down)
    assert room.detail.card.statement.text() == "The room is full."
    qtbot.keyClicks(room.pane.field, "zzz")
    assert listed(room) == []
    assert room.pane.nothing.isVisible()
    qtbot.keyClick(room.pane.field, Qt.Key.Key_Escape)
    assert len(listed(room)) == 4
    assert not room.pane.nothing.isVisible()


def test_without_any_the_room_says_what_they_are_good_for(open_room, qtbot):
    room = open_room()
    assert room.detail.begin.isVisible()
    assert not room.detail.card.isVisible()
    room.take_focus()
    assert room.detail.begin.hasFocus()


def test_what_is_deleted_can_be_seen_restored_and_undone(predict, open_room, qtbot, journal):
    kept, gone = predict("I stay.", days=1), predict("I go.")
    room = open_room()
    qtbot.keyClick(room.pane.list, Qt.Key.Key_Delete)
    assert listed(room) == [("Later", 1), "I stay."]
    assert room.detail.card.shown.id == kept
    assert room.notices[-1].text == "Prediction moved to Recently deleted"
    room.show_trash()
    assert listed(room) == [("Kept for 30 days", 1), "I go."]
    assert not room.detail.record.isVisible()
    assert not room.detail.card.yes.isVisible()
    qtbot.mouseClick(room.detail.card.restore, Qt.MouseButton.LeftButton)
    assert journal.predictions.get(gone).deleted_at is None
    assert room.detail.currentWidget() is not room.detail.area
    room.notices[-1].undo()
    assert journal.predictions.get(gone).deleted_at is not None
    qtbot.keyClick(room.pane.list, Qt.Key.Key_Escape)
    assert listed(room) == [("Later", 1), "I stay."]


def test_one_is_gone_to_by_its_id_wherever_it_lies(predict, open_room, journal):
    first, other = predict("Alpha is first."), predict("Beta is second.", days=4)
    room = open_room()
    room.page.go(Destination(page="assumptions", section="predictions", item=other))
    assert room.detail.card.shown.id == other
    assert room.where() == Destination(page="assumptions", section="predictions", item=other)
    journal.predictions.trash(first)
    room.go(Destination(page="assumptions", section="predictions", item=first))
    assert room.trash
    assert room.detail.card.shown.id == first
    room.go(Destination(page="assumptions", section="predictions", item="x" * 36))
    assert "no longer" in room.notices[-1].text


def test_where_there_is_room_for_one_pane_the_list_comes_first(predict, open_room, qtbot):
    predict("Alpha is first.")
    room = open_room(width=620)
    assert room.pane.isVisible()
    assert not room.detail.isVisible()
    room.pane.list.setFocus()
    qtbot.keyClick(room.pane.list, Qt.Key.Key_Down)
    qtbot.keyClick(room.pane.list, Qt.Key.Key_Return)
    assert room.detail.card.isVisible()
    qtbot.mouseClick(room.detail.back, Qt.MouseButton.LeftButton)
    assert room.pane.isVisible()


def test_nothing_is_left_of_a_room_that_was_blanked(predict, open_room):
    predict("Alpha is first.")
    room = open_room()
    room.pane.field.setText("alp")
    room.blank()
    assert room.pane.list.rows == ()
    assert room.pane.field.text() == ""
    assert room.detail.card.statement.text() == ""
