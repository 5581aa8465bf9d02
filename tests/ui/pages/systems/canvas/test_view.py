"""What a map looks like, near and far, and what is told of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsItem

from canvas_hands import NONE, Hand, link, own, variable
from metanoia.domain import map_edits
from metanoia.domain.maps import CausalMap, Drawn, LoopNote
from metanoia.ui.pages.systems.canvas import Minimap
from metanoia.ui.theme import theme

CTRL = Qt.KeyboardModifier.ControlModifier


def turn(hand: Hand, *, pixels=(0, 0), degrees=(0, 0), at=None, modifiers=NONE) -> None:
    """Turn the wheel, or stroke the touchpad, over a point of the viewport."""
    view = hand.canvas.viewport()
    point = QPointF(at or view.rect().center())
    event = QWheelEvent(
        point, QPointF(view.mapToGlobal(point.toPoint())), QPoint(*pixels), QPoint(*degrees),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def many(count: int) -> CausalMap:
    variables = tuple(
        variable(f"v{n}", f"Number {n}", n % 6 * 220, n // 6 * 120) for n in range(count)
    )
    links = tuple(
        link(f"v{n}", f"v{(n + 1) % count if n % 5 < 4 else n - 4}") for n in range(count)
    )
    return CausalMap(id=own("many"), title="Many", variables=variables, links=links)


def pixels(hand: Hand, token: str) -> int:
    """Return how many px of the picture have exactly a colour of the theme."""
    image = hand.canvas.viewport().grab().toImage()
    wanted = theme().colour(token).rgb()
    return sum(
        image.pixel(x, y) == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_everything_of_the_map_is_drawn_by_items_of_qt_itself(hand):
    for item in hand.canvas.scene().items():
        assert type(item).__module__.startswith("PySide6"), item
        assert "paint" not in type(item).__dict__ or type(item).__module__.startswith("PySide6")
        assert item.cacheMode() == QGraphicsItem.CacheMode.NoCache


def test_a_map_shows_its_boxes_signs_and_labels(hand):
    picture = hand.canvas.board.picture
    assert set(picture.variables) == {one.id for one in hand.map.variables}
    assert set(picture.links) == {one.id for one in hand.map.links}
    assert set(picture.badges) == {loop.key for loop in hand.editing.loops.loops}
    assert pixels(hand, "card") > 2000
    assert pixels(hand, "ochre_soft") > 50, "R"
    assert pixels(hand, "accent_soft") > 50, "B"


def test_dark_is_drawn_anew_at_once(hand):
    assert not pixels(hand, "shadow")
    light = theme().colour("card").rgb()
    theme().apply("dark", 1.0)
    image = hand.canvas.viewport().grab().toImage()
    assert image.pixel(3, 3) == theme().colour("canvas").rgb()
    assert pixels(hand, "card") > 2000
    point = hand.at("trust") + QPoint(0, -15)
    assert image.pixel(point) != light


def test_text_scale_makes_the_map_larger_with_its_boxes(hand):
    hand.canvas.zoom_natural()
    before = hand.canvas.transform().m11()
    theme().apply("light", 1.4)
    assert hand.canvas.transform().m11() == pytest.approx(before * 1.4)
    assert hand.canvas.zoom == 1


def test_marks_of_mine_a_line_and_an_assumption(hand, assumption):
    picture = hand.canvas.board.picture

    def marks() -> list[str]:
        shapes = (*picture.variables.values(), *picture.links.values())
        return sorted(mark for shape in shapes for _, mark in shape.marks())

    assert not marks()
    line = (Drawn(dt.date(2026, 1, 1), 3.0),)
    hand.editing.do(lambda of: map_edits.change_variable(of, own("answer"), mine=True), "Marked")
    hand.editing.do(lambda of: map_edits.change_variable(of, own("open"), drawn=line), "Drawn")
    hand.editing.do(
        lambda of: map_edits.change_link(of, own("answer>habit"), assumption=assumption), "Rests"
    )
    assert marks() == ["assumption", "line", "mine"]
    assert pixels(hand, "plum_soft") > 5
    hand.editing.undo()
    assert marks() == ["line", "mine"]


def test_an_unsure_link_is_dashed_and_a_delayed_one_has_a_gap(hand):
    shape = hand.canvas.board.picture.links[own("answer>habit")]
    solid = shape._curve.pen().style()
    hand.editing.do(lambda of: map_edits.change_link(of, own("answer>habit"), polarity=0), "Unsure")
    assert solid == Qt.PenStyle.SolidLine
    assert shape._curve.pen().style() == Qt.PenStyle.CustomDashLine
    whole = shape._curve.path().elementCount()
    hand.editing.do(
        lambda of: map_edits.change_link(of, own("answer>habit"), delayed=True), "Delay"
    )
    assert shape._curve.path().elementCount() == 2 * whole


def test_a_loop_that_is_lit_elsewhere_lights_its_links_here(hand):
    loop = hand.editing.loops.loops[0]
    hand.editing.look_at(loop.key)
    lit = {
        id_ for id_, shape in hand.canvas.board.picture.links.items() if shape._curve.opacity() == 1
    }
    assert {(hand.map.link(id_).source, hand.map.link(id_).target) for id_ in lit} == set(
        loop.steps
    )


def test_labels_of_a_named_loop_stay_however_many_there_are(open_canvas):
    from metanoia.domain import loops
    from metanoia.ui.pages.systems.canvas.drawing import BADGES, labelled

    hand = open_canvas()
    found = hand.editing.loops.loops
    many_loops = [loops.Loop(f"R{n}", f"k{n}", found[0].nodes, "R", False) for n in range(BADGES)]
    last = found[-1]
    assert last not in labelled(hand.map, [*many_loops, last])
    named = replace(hand.map, loop_notes=(LoopNote(key=last.key, name="Quick relief"),))
    assert labelled(named, [*many_loops, last])[-1] == last


def test_the_wheel_looks_further_and_the_touchpad_both_ways(hand):
    before = hand.canvas.zooming.seen().center()
    turn(hand, degrees=(0, -120))
    assert hand.canvas.zooming.seen().center().y() > before.y()
    turn(hand, pixels=(40, 30))
    after = hand.canvas.zooming.seen().center()
    assert after.x() < before.x()
    turn(hand, degrees=(0, 120), modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert hand.canvas.zooming.seen().center().x() < after.x()


def test_ctrl_and_wheel_zoom_at_the_pointer(hand, qtbot):
    at = QPoint(200, 150)
    before = hand.canvas.zooming.scene_at(QPointF(at))
    with qtbot.waitSignal(hand.canvas.zoom_changed) as changed:
        turn(hand, degrees=(0, 240), at=at, modifiers=CTRL)
    assert changed.args[0] == pytest.approx(hand.canvas.zoom)
    after = hand.canvas.zooming.scene_at(QPointF(at))
    assert (after - before).manhattanLength() < 2


def test_two_fingers_zoom(hand):
    before = hand.canvas.zoom
    view = hand.canvas.viewport()
    at = QPointF(300, 200)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        at, at, QPointF(view.mapToGlobal(at.toPoint())), 0.2, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    assert hand.canvas.zoom == pytest.approx(before * 1.2)


def test_zoom_has_its_ends(hand):
    for _ in range(20):
        hand.canvas.zoom_in()
    assert hand.canvas.zoom == 4
    for _ in range(30):
        hand.canvas.zoom_out()
    assert hand.canvas.zoom == 0.25
    hand.canvas.zoom_whole()
    assert hand.canvas.zooming.seen().contains(hand.canvas.board.extent())


def test_names_are_left_out_where_they_could_not_be_read(hand):
    shape = hand.canvas.board.picture.variables[own("open")]
    assert all(line.isVisible() for line in shape._lines)
    for _ in range(30):
        hand.canvas.zoom_out()
    assert not any(line.isVisible() for line in shape._lines)


def test_one_cannot_lose_the_map_by_looking_away(hand):
    for _ in range(100):
        turn(hand, degrees=(0, -1200))
    assert hand.canvas.zooming.seen().intersects(hand.canvas.board.extent())


def test_centre_on_and_whole(hand):
    hand.canvas.zoom_natural()
    hand.canvas.centre_on(own("trust"))
    box = hand.canvas.board.shown.boxes[own("trust")]
    seen = hand.canvas.zooming.seen().center()
    assert abs(seen.x() - box.x) < 2
    assert abs(seen.y() - box.y) < 2


def test_the_whole_map_lies_beside_what_covers_the_canvas(hand):
    hand.canvas.keep_clear(180, 90, 400)
    hand.canvas.zoom_whole()
    shown = hand.canvas.viewportTransform().mapRect(hand.canvas.board.extent())
    assert shown.top() > 180
    assert shown.bottom() < hand.canvas.viewport().height() - 90


def test_an_empty_map_says_what_to_do_first_until_something_is_done(open_canvas):
    hand = open_canvas(CausalMap(id=own("empty"), title="Empty"))
    hint = hand.canvas._hint
    assert hint.isVisible()
    assert hint.question.text() == "What keeps happening?"
    assert "press N" in hint.how.text()
    assert hint.geometry().center().x() == pytest.approx(hand.canvas.width() / 2, abs=2)
    assert hint.geometry().center().y() == pytest.approx(hand.canvas.height() / 2, abs=2)
    assert hand.canvas.accessibleDescription().startswith("An empty map")
    middle = hand.canvas.rect().center()
    assert hand.canvas.childAt(middle) is hand.canvas.viewport(), "it lets the mouse through"
    hand.double_click((0, 0))
    assert not hint.isVisible()
    hand.write("Pressure")
    hand.key_in_field(Qt.Key.Key_Return)
    assert not hint.isVisible()
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hint.isVisible()


def test_the_canvas_is_called_after_its_map_and_tells_how_much_is_on_it(hand):
    assert hand.canvas.accessibleName() == "Map: The rescue loop"
    assert hand.canvas.accessibleDescription() == "5 variables, 8 links, 4 loops."


def test_a_ring_shows_that_the_keyboard_is_on_an_empty_map(open_canvas):
    hand = open_canvas(CausalMap(id=own("empty"), title="Empty"))
    hand.canvas.clearFocus()
    hand.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert hand.canvas._ring.isVisible()
    hand.click((0, 0))
    assert not hand.canvas._ring.isVisible()


def test_another_writer_s_change_is_shown(hand, journal):
    journal.maps.keep(map_edits.remove(hand.map, {own("habit")}))
    hand.choose("habit")
    hand.editing.reload()
    assert own("habit") not in hand.canvas.board.picture.variables
    assert not hand.chosen()


@pytest.mark.parametrize(("count", "shown"), [(20, False), (21, True)])
def test_the_small_map_is_there_past_twenty_variables(open_canvas, qtbot, count, shown):
    hand = open_canvas(many(count))
    small = Minimap(hand.canvas, hand.canvas)
    assert small.isVisible() == shown


def test_a_press_on_the_small_map_looks_there_and_its_frame_follows(open_canvas, qtbot):
    from PySide6.QtTest import QTest

    hand = open_canvas(many(60), 700, 500)
    small = Minimap(hand.canvas, hand.canvas)
    hand.canvas.zoom_natural()
    corner = QPoint(18, 18)
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, NONE, corner)
    assert hand.canvas.zooming.seen().contains(QPointF(0, 0))
    assert small.frame().contains(QPointF(corner))
    image = small.grab()
    hand.editing.look_at(hand.editing.loops.loops[0].key)
    qtbot.waitUntil(lambda: small.grab().toImage() != image.toImage(), timeout=3000)


def test_looking_around_draws_nothing_anew(hand):
    drawn = []
    hand.canvas.board.drawn.connect(lambda: drawn.append(1))
    turn(hand, degrees=(0, -120))
    turn(hand, degrees=(0, 120), modifiers=CTRL)
    hand.drag((-250, -200), (-150, -200), Qt.MouseButton.MiddleButton)
    hand.canvas.centre_on(own("trust"))
    hand.canvas.zoom_whole()
    assert not drawn


def test_many_curves_are_thin_while_the_zoom_changes_and_not_at_rest(open_canvas, qtbot):
    variables = [variable(f"v{n}", f"Number {n}", n % 4 * 200, n // 4 * 90) for n in range(12)]
    pairs = [(a, b) for a in range(12) for b in range(12) if a != b][:70]
    links = [link(f"v{a}", f"v{b}", n % 3 - 1) for n, (a, b) in enumerate(pairs)]
    hand = open_canvas(
        CausalMap(id=own("m"), title="Many", variables=tuple(variables), links=tuple(links))
    )
    shapes = list(hand.canvas.board.picture.links.values())
    hand.canvas.zoom_natural()
    hand.canvas.zoom_in()
    assert {shape._curve.pen().widthF() for shape in shapes} == {0}
    qtbot.waitUntil(lambda: all(shape._curve.pen().widthF() > 1 for shape in shapes), timeout=3000)
    hand.canvas.zoom_natural()
    hand.canvas.zoom_out()
    hand.canvas.zoom_out()
    qtbot.wait(250)
    assert {shape._curve.pen().widthF() for shape in shapes} == {0}, (
        "from far away they are as thin"
    )


def test_few_curves_never_change_their_width(hand):
    shapes = list(hand.canvas.board.picture.links.values())
    hand.canvas.zoom_in()
    assert {shape._curve.pen().widthF() for shape in shapes} == {1.8}


def test_the_whole_map_stays_in_view_in_another_size_until_somebody_looks_elsewhere(hand, qtbot):
    canvas = hand.canvas
    canvas.zoom_whole()

    def seen_whole() -> bool:
        return canvas.zooming.seen().contains(canvas.board.extent())

    canvas.resize(420, 320)
    qtbot.waitUntil(seen_whole)
    small = canvas.zoom
    canvas.resize(1200, 900)
    qtbot.waitUntil(lambda: canvas.zoom > small)
    assert seen_whole()
    turn(hand, degrees=(0, -240))
    zoom = canvas.zoom
    canvas.resize(420, 320)
    assert canvas.zoom == zoom
