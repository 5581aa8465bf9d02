"""Laying out a whole map, and bringing parts into line."""

from __future__ import annotations

import sys
import types
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from canvas_hands import own, rescue_loop, variable
from metanoia.domain import map_edits
from metanoia.domain.maps import CausalMap
from metanoia.ui.theme import theme


def on_a_line(of: CausalMap) -> dict[str, tuple[float, float]]:
    """Put all below one another: enough to see that it was done."""
    return {one.id: (0.0, 120.0 * n) for n, one in enumerate((*of.variables, *of.notes))}


@pytest.fixture
def layout(monkeypatch):
    """Lay maps out in a way that is known, instead of as networkx would."""
    module = types.ModuleType("metanoia.domain.map_layout")
    module.laid_out = on_a_line
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def test_a_layout_is_one_act_that_undo_takes_back(hand, layout, journal, said):
    hand.canvas.lay_out()
    assert hand.map == rescue_loop(), "it is worked out in the background"
    hand.rest()
    assert [one.x for one in hand.map.variables] == [0] * 5
    assert hand.editing.history.undoes == "Laid out"
    assert journal.maps.get(hand.map.id) == hand.map
    assert "Ctrl+Z" in said[-1]
    assert hand.canvas.zooming.seen().contains(hand.canvas.board.extent())
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.map == rescue_loop()


def test_boxes_glide_to_their_places_within_350_ms(hand, layout, qtbot):
    theme().less_motion = False
    start = hand.canvas.board.shown.boxes[own("trust")]
    seen = []
    hand.canvas.board.drawn.connect(
        lambda: seen.append(hand.canvas.board.shown.boxes[own("trust")].x)
    )
    hand.canvas.lay_out()
    with qtbot.waitSignal(hand.canvas.laying.done):
        pass
    assert hand.canvas.laying._animation.duration() <= 350
    between = [x for x in seen if start.x < x < 0]
    assert between, "it jumped"
    assert hand.canvas.board.shown.boxes[own("trust")].x == 0
    hand.rest()


def test_nothing_moves_where_less_motion_is_wanted(hand, layout):
    seen = []
    hand.canvas.board.drawn.connect(
        lambda: seen.append(hand.canvas.board.shown.boxes[own("trust")].x)
    )
    hand.canvas.lay_out()
    hand.rest()
    assert set(seen) <= {-264, 0}


def test_who_goes_on_drawing_meanwhile_is_not_overrun(hand, layout):
    hand.canvas.lay_out()
    hand.choose("habit")
    hand.key(Qt.Key.Key_Delete)
    new = variable("late", "Too late", 500, 500)
    hand.editing.do(lambda of: map_edits.add_variable(of, new), "Variable added")
    hand.rest()
    assert own("habit") not in hand.map.ids
    assert hand.editing.history.undoes == "Laid out"
    assert [one.x for one in hand.map.variables] == [0] * 5


def test_a_layout_that_fails_changes_nothing_and_says_so(hand, layout, said):
    def broken(_of):
        raise RuntimeError

    layout.laid_out = broken
    hand.canvas.lay_out()
    hand.rest()
    assert hand.map == rescue_loop()
    assert said[-1] == "The map could not be laid out. It is as it was."


def test_one_variable_needs_no_layout(open_canvas, layout):
    hand = open_canvas(CausalMap(id=own("one"), title="One", variables=rescue_loop().variables[:1]))
    hand.canvas.lay_out()
    assert not hand.canvas.laying.is_running()


@pytest.mark.parametrize(
    ("how", "line"),
    [
        ("left", lambda box: box.x - box.width / 2),
        ("middle", lambda box: box.x),
        ("right", lambda box: box.x + box.width / 2),
        ("top", lambda box: box.y - box.height / 2),
        ("centre", lambda box: box.y),
        ("bottom", lambda box: box.y + box.height / 2),
    ],
    ids=["left", "middle", "right", "top", "centre", "bottom"],
)
def test_chosen_parts_come_into_line(hand, how, line):
    hand.choose("answer", "habit", "trust")
    hand.canvas.align(how)
    boxes = hand.canvas.board.shown.boxes
    assert len({round(line(boxes[own(one)]), 3) for one in ("answer", "habit", "trust")}) == 1
    assert hand.editing.history.undoes == "Aligned"


def test_parts_are_spread_evenly_between_the_outermost(hand):
    hand.choose("trust", "aloud", "habit")
    before = hand.map
    hand.canvas.align("across")
    boxes = [hand.canvas.board.shown.boxes[own(one)] for one in ("trust", "aloud", "habit")]
    gaps = [two.x - two.width / 2 - one.x - one.width / 2 for one, two in pairwise(boxes)]
    assert gaps[0] == pytest.approx(gaps[1])
    assert hand.map.variable(own("trust")) == before.variable(own("trust"))
    assert hand.map.variable(own("aloud")).y == before.variable(own("aloud")).y


def test_one_part_alone_has_nothing_to_come_into_line_with(hand):
    hand.choose("trust")
    hand.canvas.align("left")
    hand.choose("trust", "aloud")
    hand.canvas.align("down")
    assert hand.map == rescue_loop()
