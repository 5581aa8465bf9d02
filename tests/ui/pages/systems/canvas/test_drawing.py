"""Drawings of a map: as it reads best, as it follows the mouse, and in between."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QPointF, QRectF

from canvas_hands import link, own, rescue_loop
from metanoia.domain import loops, map_edits
from metanoia.domain.map_geometry import Box, Curve
from metanoia.ui.background import finish
from metanoia.ui.pages.systems.canvas import Canvas, hits, walking
from metanoia.ui.pages.systems.canvas.drawing import Drawing, bend_of, between, followed, routed
from metanoia.ui.pages.systems.canvas.snapping import snapped
from metanoia.ui.pages.systems.editing import Editing


@pytest.fixture
def drawn():
    of = rescue_loop()
    return routed(of, loops.find(loops.arrows(of), of.names).loops)


def test_a_drawing_holds_every_part(drawn):
    of = rescue_loop()
    assert set(drawn.boxes) == {one.id for one in of.variables}
    assert set(drawn.curves) == set(drawn.signs) == {one.id for one in of.links}
    assert len(drawn.badges) == 4


def test_what_has_not_moved_stays_as_it_was(drawn):
    there = followed(rescue_loop(), drawn, {own("trust"): (-400.0, 300.0)})
    assert (there.boxes[own("trust")].x, there.boxes[own("trust")].y) == (-400, 300)
    changed = {id_ for id_ in drawn.curves if drawn.curves[id_] != there.curves[id_]}
    assert changed == {own("aloud>trust"), own("trust>aloud")}
    assert set(there.badges) == set(drawn.badges)


def test_labels_go_along_with_their_loops_and_leave_with_them(drawn):
    there = followed(rescue_loop(), drawn, {own("trust"): (-364.0, 176.0)})
    (key,) = [one for one in drawn.badges if own("trust") in one]
    assert there.badges[key].x == pytest.approx(drawn.badges[key].x - 50)
    gone = followed(map_edits.remove(rescue_loop(), {own("trust")}), drawn)
    assert key not in gone.badges
    assert own("trust") not in gone.boxes


def test_a_new_link_is_drawn_at_once(drawn):
    of = map_edits.connect(rescue_loop(), link("habit", "trust"))
    assert own("habit>trust") in followed(of, drawn).curves


def test_between_begins_and_ends_where_it_should(drawn):
    there = followed(rescue_loop(), drawn, {own("trust"): (-400.0, 300.0)})
    assert between(drawn, there, 0).boxes == drawn.boxes
    assert between(drawn, there, 1).curves == there.curves
    middle = between(drawn, there, 0.5).boxes[own("trust")]
    assert (middle.x, middle.y) == (-332, 238)


def test_how_far_a_curve_bulges():
    one, two = Box(0, 0, 100, 40, ("",)), Box(200, 0, 100, 40, ("",))
    assert bend_of(Curve((50, 0), (100, 44), (150, 0)), one, two) == pytest.approx(0.22)
    assert bend_of(Curve((50, 0), (100, 0), (150, 0)), one, one) == 0
    assert bend_of(Curve((50, 0), (100, -9000), (150, 0)), one, two) == -2


def test_routing_runs_beside_the_window(hand, monkeypatch):
    from metanoia.ui.pages.systems.canvas import routing

    threads = []

    def recorded(of, found):
        threads.append(threading.current_thread() is threading.main_thread())
        return routed(of, found)

    monkeypatch.setattr(routing, "routed", recorded)
    hand.choose("trust")
    hand.canvas.board.acts.nudge(8, 0)
    hand.rest()
    assert threads
    assert not any(threads)


def test_a_curve_follows_at_once_and_is_routed_when_it_can_be(hand):
    hand.editing.do(lambda of: map_edits.connect(of, link("habit", "trust")), "Link drawn")
    assert own("habit>trust") in hand.canvas.board.picture.links
    assert not hand.canvas.board.routing.is_settled()
    hand.rest()
    assert hand.canvas.board.shown == routed(hand.map, hand.editing.loops.loops)


def test_what_was_routed_for_an_older_map_is_not_shown(hand):
    for _ in range(3):
        hand.choose("trust")
        hand.canvas.board.acts.nudge(8, 8)
    hand.rest()
    assert hand.canvas.board.shown.boxes[own("trust")].x == -240


def test_a_closed_canvas_is_gone(journal, qtbot):
    journal.maps.add(rescue_loop())
    canvas = Canvas(Editing(journal, own("rescue"), object()))
    canvas.show()
    finish(5000)
    qtbot.wait(20)
    gone = weakref.ref(canvas)
    canvas.close()
    canvas.deleteLater()
    del canvas
    qtbot.wait(20)
    gc.collect()
    assert gone() is None


def test_what_lies_at_a_point(drawn):
    def at(x, y):
        return hits.at(QPointF(x, y), drawn, {own("note"): QRectF(200, 136, 90, 40)})

    assert at(0, -200) == ("variable", own("answer"))
    assert at(210, 140) == ("note", own("note"))
    assert at(-900, 900) is None
    x, y = drawn.curves[own("habit>aloud")].at(0.4)
    assert at(x + 5, y) == ("link", own("habit>aloud"))
    assert at(x + 30, y + 30) is None
    key, badge = next(iter(drawn.badges.items()))
    assert at(badge.x, badge.y) == ("badge", key)


def test_a_box_snaps_to_the_grid_unless_a_line_is_near():
    moved = QRectF(-48, -18, 96, 36)
    other = QRectF(200, 100, 96, 36)
    free = snapped(moved, QPointF(83, 3), [other])
    assert (free.by, free.guides) == (QPointF(80, 0), ())
    level = snapped(moved, QPointF(83, 115), [other])
    assert level.by == QPointF(80, 118)
    assert len(level.guides) == 1
    assert level.guides[0].y1() == level.guides[0].y2() == 118
    far = snapped(moved, QPointF(83, 110), [other], zoom=4)
    assert not far.guides


def test_reading_goes_line_by_line(drawn):
    order = [id_.rstrip("-") for id_ in walking.reading_order(drawn.boxes)]
    assert order == ["answer", "open", "habit", "trust", "aloud"]


def test_stepping_goes_round():
    assert walking.stepped(["a", "b"], "b", 1) == "a"
    assert walking.stepped(["a", "b"], "", -1) == "b"
    assert not walking.stepped([], "a", 1)


def test_nothing_lies_beyond_the_last_box(drawn):
    assert not walking.nearest(drawn.boxes, own("trust"), (-1, 0))
    assert walking.nearest(drawn.boxes, own("open"), (1, 0)) == own("habit")


def test_an_empty_drawing_is_followed_to_an_empty_one():
    assert followed(map_edits.remove(rescue_loop(), rescue_loop().ids), Drawing()) == Drawing()
