"""The sort from the first card to the kept order, by keys and by the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.domain.sorting import Sorting, deck, from_text
from metanoia.domain.value_cards import CARDS

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT, DOWN, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def pile_all(qtbot, room, much):
    """Put the first ``much`` cards on the first pile, the rest on the last."""
    for number in range(len(room.sorting.sorting.all_cards)):
        press(qtbot, LEFT if number < much else RIGHT)


def open_piled(open_room, journal, much):
    """Open a sort that was left once the first ``much`` cards lay on the first pile, the rest on the last."""
    left = Sorting(deck(value.name for value in journal.values.all()))
    for number, card in enumerate(left.all_cards):
        left = left.pile(card, "much" if number < much else "not_now")
    journal.values.keep_sort_draft(left.as_text())
    return open_room("values/sort")


def answer_all(qtbot, room):
    """Say of each pair that the one that comes first in the alphabet is given up last."""
    asked = 0
    while room.sorting.sorting.stage == "rank" and asked < 26:
        question = room.sorting.sorting.question
        press(qtbot, LEFT if question.one < question.other else RIGHT)
        asked += 1
    return asked


def test_the_whole_sort_by_keys(open_room, journal, qtbot):
    room = open_room("values/sort")
    pile_all(qtbot, room, 12)
    assert room.sorting.sorting.to_drop == 2
    assert "12 matter much" in room.sorting.narrow.title.text()
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Space)
    assert 10 <= answer_all(qtbot, room) <= 25
    assert room.sorting.sorting.stage == "meanings"
    qtbot.keyClicks(QApplication.focusWidget(), "To be at ease.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert room.sorting.orders.isVisible()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    kept = journal.values.all()
    assert len(kept) == 10
    assert [value.name for value in kept] == sorted(value.name for value in kept)
    assert kept[0].meaning == "To be at ease."
    assert journal.values.sort_draft is None
    assert room.view is room.overview
    room.notices[-1].undo()
    assert journal.values.all() == []
    assert journal.values.sort_draft is not None  # nothing that was sorted is lost


def test_each_arrow_has_its_pile_and_back_takes_the_card_up_again(open_room, qtbot):
    room = open_room("values/sort")
    first = room.sorting.piles.desk.name.text()
    for key, pile in ((LEFT, "much"), (DOWN, "somewhat"), (RIGHT, "not_now")):
        card = room.sorting.piles.desk.name.text()
        press(qtbot, key)
        assert room.sorting.sorting.piles[card] == pile
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert room.sorting.piles.desk.name.text() == first
    assert not room.sorting.sorting.piles
    assert room.sorting.piles.count.text() == f"1 of {len(CARDS)}"


def test_the_piles_by_the_mouse(open_room, qtbot):
    room = open_room("values/sort")
    card = room.sorting.piles.desk.name.text()
    qtbot.mouseClick(room.sorting.piles.buttons["somewhat"], Qt.MouseButton.LeftButton)
    assert room.sorting.sorting.piles == {card: "somewhat"}
    assert QApplication.focusWidget() is room.sorting.piles.desk


def test_a_card_of_ones_own(open_room, qtbot):
    room = open_room("values/sort")
    own = room.sorting.piles.own
    own.setFocus()
    qtbot.keyClicks(own, "Seaworthiness")
    press(qtbot, Qt.Key.Key_Return)
    assert room.sorting.sorting.all_cards[-1] == "Seaworthiness"
    qtbot.keyClicks(own, "candour")
    press(qtbot, Qt.Key.Key_Return)
    assert "already" in room.sorting.piles.wrong.text()
    assert own.text() == "candour"


def test_it_is_left_and_gone_on_with(open_room, journal, qtbot):
    room = open_room("values/sort")
    for _ in range(5):
        press(qtbot, LEFT)
    press(qtbot, Qt.Key.Key_Escape)
    assert room.view is room.welcome
    assert room.welcome.sort.text() == "Go on sorting"
    assert len(from_text(journal.values.sort_draft).piles) == 5
    press(qtbot, Qt.Key.Key_Space)
    assert room.sorting.piles.count.text() == f"6 of {len(CARDS)}"


def test_thrown_away_the_former_order_stays_and_undo_brings_it_back(open_room, journal, valued, qtbot):  # fmt: skip
    room = open_room("values/sort")
    press(qtbot, LEFT)
    qtbot.mouseClick(room.sorting.throw, Qt.MouseButton.LeftButton)
    assert journal.values.sort_draft is None
    assert [value.name for value in journal.values.all()] == ["Rest", "Candour", "Care"]
    room.notices[-1].undo()
    assert len(from_text(journal.values.sort_draft).piles) == 1


def test_a_draft_that_cannot_be_read_is_begun_anew_and_said(open_room, journal, valued):
    journal.values.keep_sort_draft("{torn")
    room = open_room()
    room.sort()
    assert "cannot be read" in room.notices[-1].text
    assert room.sorting.sorting.card == "Rest"


def test_with_no_card_that_matters_only_going_back_helps(open_room, journal, qtbot):
    room = open_piled(open_room, journal, 0)
    assert "No card matters much" in room.sorting.piles.desk.name.text()
    assert not room.sorting.piles.buttons["much"].isEnabled()
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, LEFT)
    assert room.sorting.sorting.stage == "meanings"


@pytest.mark.parametrize("key", [LEFT, DOWN, RIGHT])
def test_two_at_a_time_by_each_key(open_room, journal, qtbot, key):
    room = open_piled(open_room, journal, 2)
    one, other = room.sorting.sorting.question
    assert room.sorting.pairs.one.name.text() == one
    assert room.sorting.pairs.count.text() == "Question 1 of at most 1"
    press(qtbot, key)
    expected = (one, other) if key == LEFT else (other, one)
    assert room.sorting.sorting.order == expected


def test_the_old_order_stands_beside_the_new_one(open_room, journal, valued, qtbot):
    room = open_piled(open_room, journal, 3)  # one's own come first: Rest, Candour, Care
    answer_all(qtbot, room)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    shown = room.sorting.orders
    new = [shown.new_rows.itemAt(n).widget() for n in range(shown.new_rows.count())]
    read = [" ".join(label.text() for label in row.findChildren(type(shown.wrong))) for row in new]
    assert read == ["1 Candour ↑ 1", "2 Care ↑ 1", "3 Rest ↓ 2"]
    assert shown.old_rows.count() == 3
    room.sorting.go_back()
    assert room.sorting.meanings.isVisible()


def test_a_value_that_is_renamed_meanwhile_is_renamed_in_the_sort(open_room, journal, valued, qtbot):  # fmt: skip
    room = open_piled(open_room, journal, 3)
    answer_all(qtbot, room)
    press(qtbot, Qt.Key.Key_Escape)
    room.doing.change(valued["Care"].id, "Kindness", "Nobody alone.")
    room.sort()
    assert "Kindness" in room.sorting.sorting.order
    room.sorting.meanings.go_on.click()
    room.sorting.keep()
    assert {value.name for value in journal.values.all()} == {"Candour", "Kindness", "Rest"}
    assert journal.values.get(valued["Care"].id).meaning == "Nobody alone."
