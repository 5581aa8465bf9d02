"""Rating by keys: kept as it is said, one undo for all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def added(journal, *names):
    return [journal.values.add(name).id for name in names]


def test_digits_rate_and_ctrl_enter_is_done(open_room, journal, today, qtbot):
    first, second = added(journal, "Candour", "Rest")
    room = open_room("values/rate")
    card = room.rating.cards[0]
    assert QApplication.focusWidget() is card.matters
    assert card.matters.value() is None  # nothing is chosen for anybody
    press(qtbot, Qt.Key.Key_9)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_4)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(card.note, "Not to Jonas.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    rating = journal.values.latest_ratings()[first]
    assert (rating.date, rating.importance, rating.lived, rating.note) == (today, 9, 4, "Not to Jonas.")  # fmt: skip
    assert second not in journal.values.latest_ratings()  # left open
    assert room.view is room.overview
    assert room.notices[-1].text == "One value rated"
    room.notices[-1].undo()
    assert journal.values.ratings() == []


def test_how_far_it_shows_alone_is_not_kept_and_says_so(open_room, journal, qtbot):
    added(journal, "Candour")
    room = open_room("values/rate")
    card = room.rating.cards[0]
    card.shows.setFocus()
    press(qtbot, Qt.Key.Key_5)
    card.flush()
    assert "how much it matters" in card.hint.text()
    assert journal.values.ratings() == []


def test_lived_well_with_nothing_seen_asks_gently(open_room, journal, qtbot):
    added(journal, "Care")
    room = open_room("values/rate")
    card = room.rating.cards[0]
    card.matters.setFocus()
    press(qtbot, Qt.Key.Key_8)
    card.shows.setFocus()
    press(qtbot, Qt.Key.Key_7)
    assert "What did you have in mind?" in card.hint.text()
    qtbot.keyClicks(card.note, "The late shift.")
    assert card.hint.text() == ""


def test_a_second_time_of_the_day_begins_with_the_first(open_room, journal, today, qtbot):
    (one,) = added(journal, "Care")
    journal.values.rate(one, 8, 7, "First.", today=today)
    room = open_room("values/rate")
    card = room.rating.cards[0]
    assert (card.matters.value(), card.shows.value(), card.note.text()) == (8, 7, "First.")
    card.matters.setFocus()
    press(qtbot, Qt.Key.Key_Left)
    room.rating.leave()
    (rating,) = journal.values.ratings(one)
    assert (rating.importance, rating.note) == (7, "First.")
    room.notices[-1].undo()
    assert journal.values.ratings(one)[0].importance == 8


def test_once_a_month_only_those_that_ask_most(open_room, journal, valued, today):
    for number, name in enumerate(("Order", "Play", "Calm")):
        journal.values.rate(journal.values.add(name).id, 9, number, today=today)
    room = open_room()
    room.rate_few()
    assert [card.row.value.name for card in room.rating.cards] == ["Order", "Play", "Calm"]
    room.rating.which.step(-1)
    assert len(room.rating.cards) == 6


def test_what_is_being_rated_is_kept_when_the_page_is_left(open_room, journal, qtbot):
    (one,) = added(journal, "Care")
    room = open_room("values/rate")
    press(qtbot, Qt.Key.Key_6)
    room.page.save()
    assert journal.values.latest_ratings()[one].importance == 6


def test_without_values_there_is_nothing_to_rate(open_room):
    room = open_room()
    room.rate()
    assert room.view is room.welcome
    assert "no value to rate" in room.notices[-1].text
