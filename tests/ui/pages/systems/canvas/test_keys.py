"""Drawing a map by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from canvas_hands import own, rescue_loop
from metanoia.domain.maps import CausalMap

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def ends(hand) -> set[tuple[str, str]]:
    return {(one.source, one.target) for one in hand.map.links}


def test_n_names_a_variable_beside_the_chosen_one(hand):
    hand.choose("habit")
    hand.key(Key.Key_N)
    hand.write("Speed")
    hand.key_in_field(Key.Key_Return)
    new = hand.called("Speed")
    habit = hand.map.variable(own("habit"))
    assert new.x > habit.x + 150
    assert hand.chosen() == {new.id}


def test_n_on_an_empty_map_begins_in_the_middle_and_again_finds_room(open_canvas):
    hand = open_canvas(CausalMap(id=own("empty"), title="Empty"))
    hand.key(Key.Key_N)
    hand.write("Pressure")
    hand.key_in_field(Key.Key_Return)
    hand.editing.select(())
    hand.key(Key.Key_N)
    hand.write("Overtime")
    hand.key_in_field(Key.Key_Return)
    boxes = list(hand.canvas.board.rects().values())
    assert not boxes[0].intersects(boxes[1])


def test_l_and_tab_lead_a_link_to_its_end(hand, said):
    hand.choose("habit")
    hand.key(Key.Key_L)
    assert "Link from “Ask Mara first” habit" in said[-1]
    for _ in range(3):
        hand.key(Key.Key_Tab)
    target = hand.canvas.linking.target
    assert hand.canvas.board.sketch.shown()["link"]
    assert said[-1] == hand.map.names[target]
    hand.key(Key.Key_Return)
    assert (own("habit"), target) in ends(hand)
    assert not hand.canvas.board.sketch.shown()["link"]
    assert said[-1].startswith("Link drawn from “Ask Mara first” habit to")


def test_l_and_letters_lead_a_link_to_a_name(hand):
    hand.choose("habit")
    hand.key(Key.Key_L)
    hand.type("team")
    hand.key(Key.Key_Return)
    assert (own("habit"), own("trust")) in ends(hand)


def test_letters_find_a_word_within_a_name_and_say_when_there_is_none(hand, said):
    hand.choose("trust")
    hand.key(Key.Key_L)
    hand.type("think")
    assert hand.canvas.linking.target == own("aloud")
    hand.type("x")
    assert "No variable begins" in said[-1]
    assert hand.canvas.linking.target == own("aloud")


def test_l_and_arrows_go_from_box_to_box(hand):
    hand.choose("trust")
    hand.key(Key.Key_L)
    hand.key(Key.Key_Right)
    assert hand.canvas.linking.target == own("aloud")
    hand.key(Key.Key_Up)
    assert hand.canvas.linking.target == own("open")
    hand.key(Key.Key_Up)
    hand.key(Key.Key_Return)
    assert (own("trust"), own("answer")) in ends(hand)


def test_esc_leaves_a_link_that_is_being_drawn(hand):
    hand.choose("habit")
    hand.key(Key.Key_L)
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Escape)
    assert not hand.canvas.linking.is_on()
    assert hand.map == rescue_loop()
    assert hand.chosen() == {"habit"}


def test_l_with_nothing_chosen_takes_the_link_tool(hand, qtbot, said):
    with qtbot.waitSignal(hand.canvas.tool_changed) as changed:
        hand.key(Key.Key_L)
    assert changed.args == ["link"]
    assert said[-1].startswith("Choose the variable where the link begins")
    hand.key(Key.Key_V)
    assert hand.canvas.tool == "select"


def test_brackets_step_through_the_links_of_a_variable(hand, said):
    hand.choose("open")
    found = []
    for _ in range(4):
        hand.type("]")
        found.append(hand.chosen())
    assert found == [{"open>answer"}, {"open>aloud"}, {"answer>open"}, {"aloud>open"}]
    assert said[-1].startswith(
        "Link from Others think aloud to Open questions in the room, moves it the other way, with a delay"
    )
    hand.type("[")
    assert hand.chosen() == {"answer>open"}


def test_tab_goes_on_from_the_variable_whose_links_were_stepped_through(hand):
    hand.choose("open")
    hand.type("]")
    hand.key(Key.Key_Tab)
    assert hand.chosen() == {"habit"}


def test_full_stop_and_comma_walk_along_links(hand):
    hand.choose("habit")
    hand.type(".")
    assert hand.chosen() == {"aloud"}
    hand.choose("habit>aloud")
    hand.type(",")
    assert hand.chosen() == {"habit"}
    hand.choose("habit>aloud")
    hand.type(".")
    assert hand.chosen() == {"aloud"}


@pytest.mark.parametrize(
    ("letter", "polarity"), [("+", 1), ("=", 1), ("-", -1), ("?", 0), ("s", -1), ("S", -1)]
)
def test_signs_by_keys(hand, letter, polarity):
    hand.choose("open>answer", "answer>habit")
    hand.type(letter)
    assert {hand.map.link(own(one)).polarity for one in ("open>answer", "answer>habit")} == {
        polarity
    }


def test_a_sign_without_a_link_says_how_to_choose_one(hand, said):
    hand.choose("open")
    hand.key(Key.Key_S)
    assert said[-1].startswith("Choose a link first")
    assert hand.map == rescue_loop()


def test_d_turns_the_delay_of_all_chosen_links_on_and_then_off(hand):
    hand.choose("open>answer", "aloud>open")
    hand.key(Key.Key_D)
    assert all(hand.map.link(own(one)).delayed for one in ("open>answer", "aloud>open"))
    hand.key(Key.Key_D)
    assert not any(hand.map.link(own(one)).delayed for one in ("open>answer", "aloud>open"))
    assert hand.editing.history.undoes == "Delay removed"


def test_r_goes_from_loop_to_loop_of_the_chosen_variable(hand, said):
    hand.choose("open")
    labels = set()
    for _ in range(3):
        hand.key(Key.Key_R)
        labels.add(hand.canvas.board.lit().label)
    with_it = {one.label for one in hand.editing.loops.loops if own("open") in one.nodes}
    assert labels == with_it
    assert said[-1].startswith("Loop ")
    hand.key(Key.Key_Escape)
    assert hand.canvas.board.lit() is None
    assert hand.chosen() == {"open"}


def test_r_in_no_loop_says_so(open_canvas, said):
    hand = open_canvas(CausalMap(id=own("two"), title="Two", variables=rescue_loop().variables[:2]))
    hand.choose("answer")
    hand.key(Key.Key_R)
    assert said[-1] == "It is in no loop."


def test_t_writes_a_note(hand):
    hand.key(Key.Key_T)
    hand.write("Ask Tom")
    hand.key_in_field(Key.Key_Return)
    assert hand.map.notes[-1].text == "Ask Tom"


def test_f2_renames(hand):
    hand.choose("habit")
    hand.key(Key.Key_F2)
    hand.field.selectAll()
    hand.write("The habit")
    hand.key_in_field(Key.Key_Return)
    assert hand.map.variable(own("habit")).name == "The habit"


def test_arrows_move_by_8_px_and_by_1_with_shift(hand):
    hand.choose("habit")
    hand.key(Key.Key_Right)
    hand.key(Key.Key_Down, SHIFT)
    moved = hand.map.variable(own("habit"))
    assert (moved.x, moved.y) == (280, -15)


def test_arrows_look_elsewhere_where_nothing_is_chosen(hand):
    before = hand.canvas.zooming.seen().center()
    hand.key(Key.Key_Right)
    assert hand.canvas.zooming.seen().center().x() > before.x() + 40
    assert hand.map == rescue_loop()


def test_tab_walks_in_reading_order_and_tells_what_is_chosen(hand, said):
    walked = []
    for _ in range(5):
        hand.key(Key.Key_Tab)
        walked += hand.chosen()
    assert walked == ["answer", "open", "habit", "trust", "aloud"]
    hand.key(Key.Key_Backtab, SHIFT)
    assert hand.chosen() == {"trust"}
    hand.key(Key.Key_Home)
    assert hand.chosen() == {"answer"}
    assert said[-1] == "I give the answer, variable, 1 link in, 2 out; in loops B1 and R2."
    assert hand.canvas.accessibleDescription() == said[-1]


def test_tab_leaves_the_map_after_the_last_variable_and_after_esc(hand, qtbot):
    room = QWidget()
    qtbot.addWidget(room)
    column = QVBoxLayout(room)
    before, after = QLineEdit(), QLineEdit()
    for one in (before, hand.canvas, after):
        column.addWidget(one)
    room.resize(900, 800)
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    before.setFocus()
    QTest.keyClick(before, Key.Key_Tab)
    assert hand.canvas.hasFocus()
    assert hand.chosen() == {"answer"}
    for _ in range(4):
        hand.key(Key.Key_Tab)
    assert hand.canvas.hasFocus()
    hand.key(Key.Key_Tab)
    assert after.hasFocus()
    hand.editing.select(())
    QTest.keyClick(after, Key.Key_Backtab, SHIFT)
    assert hand.chosen() == {"aloud"}
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Tab)
    assert after.hasFocus()
    room.layout().removeWidget(hand.canvas)
    hand.canvas.setParent(None)


def test_del_deletes_and_ctrl_z_brings_back_and_ctrl_y_deletes_again(hand, said):
    hand.choose("open")
    hand.key(Key.Key_Delete)
    assert own("open") not in hand.map.ids
    assert len(hand.map.links) == 4
    assert "Ctrl+Z" in said[-1]
    hand.key(Key.Key_Z, CTRL)
    assert hand.map == rescue_loop()
    assert said[-1] == "Undone: Deleted"
    hand.key(Key.Key_Y, CTRL)
    assert own("open") not in hand.map.ids
    hand.key(Key.Key_Z, CTRL)
    hand.key(Key.Key_Z, CTRL | SHIFT)
    assert own("open") not in hand.map.ids


def test_ctrl_z_with_nothing_to_undo_is_left_to_the_window(hand):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Z, CTRL, "\x1a")
    event.ignore()
    QApplication.sendEvent(hand.canvas, event)
    assert not event.isAccepted()
    hand.choose("open")
    hand.key(Key.Key_Right)
    QApplication.sendEvent(hand.canvas, event)
    assert event.isAccepted()


def test_ctrl_a_and_esc(hand):
    hand.key(Key.Key_A, CTRL)
    assert hand.editing.selection == hand.map.ids
    assert hand.canvas.accessibleDescription() == "14 parts chosen."
    hand.key(Key.Key_Escape)
    assert not hand.chosen()


@pytest.mark.parametrize("part", ["open", "aloud>open"])
def test_enter_asks_to_look_closely(hand, qtbot, part):
    hand.choose(part)
    with qtbot.waitSignal(hand.canvas.edit_asked) as asked:
        hand.key(Key.Key_Return)
    assert asked.args == [own(part)]


def test_the_menu_opens_by_its_key(hand):
    hand.choose("open")
    hand.key(Key.Key_F10, SHIFT)
    from metanoia.ui.widgets.menu import Menu

    (opened,) = [one for one in hand.canvas.findChildren(Menu) if one.isVisible()]
    assert any(one.text().startswith("Rename") for one in opened.actions())
    opened.close()


def test_zoom_by_keys(hand):
    hand.key(Key.Key_0)
    assert hand.canvas.zoom == 1
    hand.type("+")
    assert hand.canvas.zoom == 1.25
    hand.type("-")
    hand.type("-")
    assert hand.canvas.zoom == 0.8
    hand.key(Key.Key_1)
    assert hand.canvas.zooming.seen().contains(
        hand.canvas.board.extent().adjusted(20, 20, -20, -20)
    )


def test_keys_of_the_window_are_left_to_it(hand):
    for key, modifiers in ((Key.Key_K, CTRL), (Key.Key_0, CTRL), (Key.Key_F6, Qt.KeyboardModifier.NoModifier)):  # fmt: skip
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
        event.accept()
        QApplication.sendEvent(hand.canvas, event)
        assert not event.isAccepted(), key
