"""Drawing a map with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from canvas_hands import LEFT, NONE, NOTE, own, rescue_loop, variable
from metanoia.domain import map_edits
from metanoia.domain.maps import CausalMap
from metanoia.ui.pages.systems.canvas.hits import BEND

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
FREE = (-250, -200)  # empty canvas in the rescue loop


def test_a_double_click_on_empty_canvas_names_a_new_variable_there(hand, journal):
    hand.double_click(FREE)
    hand.write("Time to think")
    hand.key_in_field(Qt.Key.Key_Return)
    new = hand.called("Time to think")
    assert (new.x, new.y) == (-248, -200)
    assert hand.editing.selection == {new.id}
    assert hand.editing.history.undoes == "Variable added"
    assert journal.maps.get(hand.map.id) == hand.map
    assert hand.canvas.hasFocus()


def test_esc_abandons_a_new_variable_and_an_empty_name_keeps_nothing(hand):
    before = hand.map
    hand.double_click(FREE)
    hand.write("Never mind")
    hand.key_in_field(Qt.Key.Key_Escape)
    assert not hand.canvas.writing.is_open()
    hand.double_click(FREE)
    hand.key_in_field(Qt.Key.Key_Return)
    assert not hand.canvas.writing.is_open()
    assert hand.map == before
    assert not hand.editing.history.undoes


def test_a_name_that_is_taken_is_refused_beside_the_field_and_stays_written(hand):
    told = []
    hand.editing.refused.connect(told.append)
    hand.double_click(FREE)
    hand.write("others think aloud")
    hand.key_in_field(Qt.Key.Key_Return)
    naming = hand.canvas.writing.field
    assert naming.problem.isVisible()
    assert "is on this map already" in naming.problem.text()
    assert hand.field.text() == "others think aloud"
    assert not told, "the page would say it a second time"
    hand.write("!")
    hand.key_in_field(Qt.Key.Key_Return)
    assert hand.called("others think aloud!")


def test_a_click_beside_the_field_keeps_what_is_written(hand, qtbot):
    hand.double_click(FREE)
    hand.write("Calm")
    hand.click((-300, 40))
    qtbot.waitUntil(lambda: not hand.canvas.writing.is_open())
    assert hand.called("Calm")


def test_what_is_being_written_is_kept_before_the_map_is_left(hand):
    assert hand.canvas.finish_writing()
    hand.double_click(FREE)
    hand.write("Others think aloud")
    assert not hand.canvas.finish_writing()
    assert hand.canvas.writing.field.problem.isVisible()
    hand.write(" again")
    assert hand.canvas.finish_writing()
    assert hand.called("Others think aloud again")


def test_a_click_chooses_and_shift_or_ctrl_adds_and_takes_away(hand):
    hand.click("answer")
    assert hand.chosen() == {"answer"}
    hand.click("habit", modifiers=SHIFT)
    assert hand.chosen() == {"answer", "habit"}
    hand.click("answer", modifiers=CTRL)
    assert hand.chosen() == {"habit"}
    hand.click(FREE)
    assert not hand.chosen()


@pytest.mark.parametrize("part", ["habit>aloud", "note"])
def test_a_click_on_a_link_or_note_chooses_it(hand, part):
    hand.click(part)
    assert hand.chosen() == {part}


def test_a_click_on_a_sign_chooses_its_link(hand):
    hand.click(hand.canvas.board.shown.signs[own("answer>habit")])
    assert hand.chosen() == {"answer>habit"}


def test_a_drag_moves_all_that_is_chosen_as_one_act_on_the_grid(hand, journal):
    hand.choose("trust", "note")
    hand.drag("trust", (-301, 263))
    moved = hand.map.variable(own("trust"))
    assert (moved.x % 8, moved.y % 8) == (0, 0)
    assert moved.y > 240
    note = hand.map.note(own("note"))
    by = moved.x + 264, moved.y - 176
    assert (note.x, note.y) == (200 + by[0], 136 + by[1])
    assert hand.chosen() == {"trust", "note"}
    assert hand.editing.history.undoes == "Moved"
    assert hand.editing.undo() == "Moved"
    assert journal.maps.get(hand.map.id) == rescue_loop()


def test_curves_follow_a_drag_before_it_ends(hand):
    curve = hand.canvas.board.shown.curves[own("trust>aloud")]
    other = hand.canvas.board.shown.curves[own("answer>habit")]
    hand.press("trust")
    hand.move((-280, 250))
    hand.move((-300, 300))
    shown = hand.canvas.board.shown
    assert shown.curves[own("trust>aloud")] != curve
    assert shown.curves[own("answer>habit")] == other
    assert hand.canvas.board.picture.variables[own("trust")].card.pos().y() > 250
    hand.key(Qt.Key.Key_Escape)
    hand.release((-300, 300))
    assert hand.map == rescue_loop()
    assert hand.canvas.board.shown.curves[own("trust>aloud")] == curve


def test_a_box_near_a_line_of_another_is_drawn_into_it_but_not_with_alt(hand):
    hand.drag("habit", (275, 172))
    assert hand.map.variable(own("habit")).y == 176  # in line with "Others think aloud"
    hand.drag("habit", (301, 283), modifiers=ALT)
    free = hand.map.variable(own("habit"))
    assert (free.x, free.y) != (round(free.x / 8) * 8, round(free.y / 8) * 8)


def test_guides_are_shown_while_a_box_is_in_line_and_no_longer(hand):
    hand.press("habit")
    hand.move((300, 100))
    hand.move((300, 172))
    assert hand.canvas.board.sketch.shown()["guides"]
    hand.release((300, 172))
    assert not hand.canvas.board.sketch.shown()["guides"]


def test_a_rectangle_chooses_what_lies_in_it_and_shift_adds(hand):
    hand.drag((-380, 100), (-150, 250))
    assert "trust" in hand.chosen()
    assert "aloud" not in hand.chosen()
    hand.drag((170, 100), (440, 230), modifiers=SHIFT)
    assert {"trust", "note"} <= hand.chosen()


def test_a_link_is_drawn_with_the_link_tool_from_box_to_box(hand):
    hand.canvas.set_tool("link")
    hand.press("habit")
    hand.move((260, -150))
    sketch = hand.canvas.board.sketch.shown()
    assert sketch["link"]
    assert sketch["ghost"]
    assert not sketch["target"]
    hand.move((-264, 190))
    assert hand.canvas.board.sketch.shown()["target"]
    hand.release((-264, 190))
    (new,) = [one for one in hand.map.links if one.target == own("trust") and one.source == own("habit")]  # fmt: skip
    assert (new.polarity, new.delayed) == (1, False)
    assert hand.editing.selection == {new.id}
    assert hand.editing.history.undoes == "Link drawn"
    assert not any(hand.canvas.board.sketch.shown()[one] for one in ("link", "target", "ghost"))


def test_a_link_is_drawn_by_two_clicks_as_well(hand):
    hand.canvas.set_tool("link")
    hand.click("habit")
    hand.hover("trust")
    hand.click("trust")
    assert (own("habit"), own("trust")) in {(one.source, one.target) for one in hand.map.links}


def test_a_link_is_drawn_from_a_handle_of_the_hovered_variable(hand):
    hand.hover("habit")
    assert hand.canvas.board.handled == own("habit")
    assert hand.canvas.board.sketch.shown()["handles"]
    box = hand.canvas.board.shown.boxes[own("habit")]
    hand.drag((box.x + box.width / 2 + 13, box.y), "trust")
    assert (own("habit"), own("trust")) in {(one.source, one.target) for one in hand.map.links}


def test_a_link_that_is_there_already_is_refused_and_changes_nothing(hand):
    told = []
    hand.editing.refused.connect(told.append)
    hand.canvas.set_tool("link")
    hand.drag("answer", "habit")
    assert "linked in this direction already" in str(told[0])
    assert hand.map == rescue_loop()


def test_a_link_let_go_on_empty_canvas_leads_to_a_new_variable_in_one_act(hand):
    hand.canvas.set_tool("link")
    hand.drag("answer", FREE)
    hand.write("Relief")
    hand.key_in_field(Qt.Key.Key_Return)
    new = hand.called("Relief")
    assert (own("answer"), new.id) in {(one.source, one.target) for one in hand.map.links}
    hand.editing.undo()
    assert hand.map == rescue_loop()


def test_the_handle_of_a_chosen_curve_bends_it(hand):
    hand.click("answer>habit")
    x, y = hand.canvas.board.shown.curves[own("answer>habit")].at(BEND)
    hand.drag((x, y), (x + 60, y - 60))
    bent = hand.map.link(own("answer>habit")).bend
    assert bent is not None
    assert bent < 0
    assert hand.editing.history.undoes == "Curve bent"


def test_a_double_click_renames_a_variable_where_it_stands(hand):
    hand.double_click("habit")
    assert hand.field.text() == "“Ask Mara first” habit"
    lines = hand.canvas.board.picture.variables[own("habit")]._lines
    assert not any(line.isVisible() for line in lines), "it would be read twice"
    hand.field.selectAll()
    hand.write("Habit of asking")
    hand.key_in_field(Qt.Key.Key_Return)
    assert hand.map.variable(own("habit")).name == "Habit of asking"
    lines = hand.canvas.board.picture.variables[own("habit")]._lines
    assert all(line.isVisible() for line in lines)
    assert hand.editing.history.undoes == "Renamed"


def test_an_emptied_name_leaves_the_old_one(hand):
    hand.double_click("habit")
    hand.field.clear()
    hand.key_in_field(Qt.Key.Key_Return)
    assert not hand.canvas.writing.is_open()
    assert hand.map == rescue_loop()


def test_a_double_click_on_a_link_asks_to_look_at_it_closely(hand, qtbot):
    with qtbot.waitSignal(hand.canvas.edit_asked) as asked:
        hand.double_click("habit>aloud")
    assert asked.args == [own("habit>aloud")]


def test_a_variable_that_went_while_it_is_being_renamed_says_so(hand):
    hand.double_click("habit")
    hand.field.selectAll()
    hand.write("Habit")
    hand.editing.do(lambda of: map_edits.remove(of, {own("habit")}), "Deleted")
    hand.key_in_field(Qt.Key.Key_Return)
    assert "no longer on this map" in hand.canvas.writing.field.problem.text()
    hand.editing.undo()
    hand.key_in_field(Qt.Key.Key_Return)
    assert hand.map.variable(own("habit")).name == "Habit"


def test_a_change_from_elsewhere_ends_what_the_mouse_has_begun(hand):
    hand.click("answer>habit")
    x, y = hand.canvas.board.shown.curves[own("answer>habit")].at(BEND)
    hand.press((x, y))
    hand.move((x + 20, y - 20))
    hand.move((x + 40, y - 40))
    hand.editing.do(lambda of: map_edits.remove(of, {own("habit")}), "Deleted")
    hand.release((x + 40, y - 40))
    assert own("habit") not in hand.map.ids
    assert hand.editing.history.undoes == "Deleted"
    assert hand.canvas.pointing.gesture is None


def test_a_note_is_written_and_written_anew_where_it_lies(hand):
    hand.canvas.set_tool("note")
    hand.click(FREE)
    assert hand.canvas.tool == "select"
    hand.write("Ask them")
    hand.key_in_field(Qt.Key.Key_Return, SHIFT)
    hand.write("soon")
    hand.key_in_field(Qt.Key.Key_Return)
    new = next(one for one in hand.map.notes if one.text != NOTE)
    assert new.text == "Ask them\nsoon"
    hand.double_click("note")
    hand.field.selectAll()
    hand.write("Since May")
    hand.key_in_field(Qt.Key.Key_Escape)
    assert hand.map.note(own("note")).text == "Since May"


def test_the_tools_for_variables_and_delays(hand):
    hand.canvas.set_tool("variable")
    hand.click(FREE)
    hand.write("Rest")
    hand.key_in_field(Qt.Key.Key_Return)
    assert hand.called("Rest")
    hand.canvas.set_tool("delay")
    hand.click("habit>aloud")
    assert hand.map.link(own("habit>aloud")).delayed
    hand.click("habit>aloud")
    assert not hand.map.link(own("habit>aloud")).delayed


def test_an_unknown_tool_is_refused(hand):
    with pytest.raises(ValueError, match="hammer"):
        hand.canvas.set_tool("hammer")


def test_the_loop_tool_goes_from_loop_to_loop_of_what_is_clicked(hand):
    hand.canvas.set_tool("loop")
    hand.click("trust")
    first = hand.canvas.board.lit()
    assert own("trust") in first.nodes
    assert len([one for one in hand.editing.loops.loops if own("trust") in one.nodes]) == 1


def test_hovering_a_label_lights_its_loop_and_lets_the_rest_stand_back(hand):
    key, badge = next(iter(hand.canvas.board.shown.badges.items()))
    hand.hover((badge.x, badge.y))
    assert hand.editing.lit_loop == key
    loop = hand.canvas.board.lit()
    for id_, shape in hand.canvas.board.picture.variables.items():
        assert (shape.card.opacity() == 1) == (id_ in loop.nodes)
    hand.hover(FREE)
    assert not hand.editing.lit_loop
    assert all(shape.card.opacity() == 1 for shape in hand.canvas.board.picture.variables.values())


def test_a_clicked_label_stays_lit_until_esc(hand):
    key, badge = next(iter(hand.canvas.board.shown.badges.items()))
    hand.hover((badge.x, badge.y))
    hand.click((badge.x, badge.y))
    hand.hover(FREE)
    assert hand.editing.lit_loop == key
    hand.key(Qt.Key.Key_Escape)
    assert not hand.editing.lit_loop


def test_the_middle_button_and_space_pull_the_paper(hand):
    before = hand.canvas.zooming.seen().center()
    hand.drag(FREE, (-150, -200), Qt.MouseButton.MiddleButton)
    after = hand.canvas.zooming.seen().center()
    assert after.x() < before.x() - 50
    assert not hand.chosen()
    from PySide6.QtTest import QTest

    QTest.keyPress(hand.canvas, Qt.Key.Key_Space)
    start = hand.at("answer")
    hand.press("answer")
    hand.move_to(start + QPoint(0, 30))
    hand.move_to(start + QPoint(0, 60))
    QTest.mouseRelease(hand.canvas.viewport(), LEFT, NONE, start + QPoint(0, 60))
    QTest.keyRelease(hand.canvas, Qt.Key.Key_Space)
    assert hand.canvas.zooming.seen().center().y() < after.y() - 30
    assert hand.map == rescue_loop()


def test_a_right_click_chooses_and_its_menu_acts(hand, menu):
    hand.click("habit>aloud", Qt.MouseButton.RightButton)
    shown = menu(hand, "habit>aloud")
    assert hand.chosen() == {"habit>aloud"}
    shown.choose("Other way")
    assert hand.map.link(own("habit>aloud")).polarity == -1
    shown = menu(hand, "habit>aloud")
    shown.choose("Turn around")
    assert hand.map.link(own("habit>aloud")).source == own("aloud")


def test_the_menu_of_several_aligns_them(hand, menu):
    hand.choose("answer", "habit")
    menu(hand, "habit").choose("Align", "Upper edges")
    boxes = hand.canvas.board.shown.boxes
    tops = {boxes[own(one)].y - boxes[own(one)].height / 2 for one in ("answer", "habit")}
    assert len(tops) == 1
    assert hand.editing.history.undoes == "Aligned"


def test_the_menu_of_empty_canvas_makes_a_variable_there(hand, menu):
    menu(hand, FREE).choose("New variable here")
    hand.write("Sleep")
    hand.key_in_field(Qt.Key.Key_Return)
    assert abs(hand.called("Sleep").x + 250) <= 8


def test_the_menu_says_what_it_would_undo(hand, menu):
    hand.choose("trust")
    hand.key(Qt.Key.Key_Right)
    assert menu(hand, FREE).choose("Undo: Moved")
    assert hand.map == rescue_loop()


def test_a_map_that_is_full_says_so_in_the_field(open_canvas):
    full = CausalMap(
        id=own("full"),
        title="Full",
        variables=tuple(
            variable(f"v{n}", f"Number {n}", n % 8 * 200, n // 8 * 90) for n in range(60)
        ),
    )
    hand = open_canvas(full)
    hand.canvas.writing.new_variable((900.0, 900.0))
    hand.write("One more")
    hand.key_in_field(Qt.Key.Key_Return)
    assert "at most 60 variables" in hand.canvas.writing.field.problem.text()
    assert hand.map == full


def test_dragging_beyond_the_paper_is_refused_and_puts_all_back(hand):
    hand.choose("trust")
    far = QPointF(-200_000, 0)
    assert not hand.canvas.board.acts.move({own("trust"): (far.x(), far.y())})
    assert hand.map == rescue_loop()


# -- at the edge


def test_a_box_dragged_to_the_edge_has_the_paper_move_on_and_goes_with_it(hand, qtbot):
    before = hand.map.variable(own("answer")).x
    seen = hand.canvas.zooming.seen().right()
    hand.press("answer")
    edge = QPoint(hand.canvas.viewport().width() - 3, 300)
    hand.move_to(edge)
    qtbot.waitUntil(lambda: hand.canvas.zooming.seen().right() > seen + 80)
    QTest.mouseRelease(hand.canvas.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    here = hand.canvas.zooming.seen().right()
    assert hand.map.variable(own("answer")).x > max(seen, before) - 40
    qtbot.wait(60)
    assert hand.canvas.zooming.seen().right() == here
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.map.variable(own("answer")).x == before


def test_a_marquee_and_a_link_go_on_at_the_edge_and_esc_ends_it(hand, qtbot):
    for start in ((-420, -300), "habit"):
        if start == "habit":
            hand.canvas.set_tool("link")
        seen = hand.canvas.zooming.seen().bottom()
        hand.press(start)
        hand.move_to(QPoint(400, hand.canvas.viewport().height() - 2))
        qtbot.waitUntil(lambda low=seen: hand.canvas.zooming.seen().bottom() > low + 40)
        hand.key(Qt.Key.Key_Escape)
        here = hand.canvas.zooming.seen().bottom()
        qtbot.wait(60)
        assert hand.canvas.zooming.seen().bottom() == here
    assert len(hand.map.links) == 8
