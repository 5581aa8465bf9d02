"""A map lies on its paper so that one can read it."""

import math
import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps_on_paper import crowded, hit, mapped, rescue, through
from metanoia.domain.loops import arrows, find
from metanoia.domain.map_geometry import (
    Box,
    Curve,
    badges,
    bend_through,
    bent,
    box,
    boxes,
    curves,
    delay_at,
    head,
    note_box,
    sign_at,
    signs,
)
from metanoia.domain.map_routes import bends
from metanoia.domain.map_shapes import enters
from metanoia.domain.maps import CausalLink, MapNote


def test_boxes_are_as_large_as_in_the_picture():
    assert box("Others think aloud", 0, 0)[2:4] == (146, 36)
    assert box("Open questions in the room", 0, 0)[2:4] == (146, 52)
    assert 144 <= box("Team’s confidence to decide", 0, 0).width <= 152
    assert box("Fix", 0, 0)[2:4] == (96, 36)


def test_curves_lead_from_edge_to_edge_with_a_gap():
    of = rescue()
    around = boxes(of)
    for link in of.links:
        curve = curves(of.links, around)[link.id]
        for end, id_ in ((curve.start, link.source), (curve.end, link.target)):
            own = around[id_]
            assert own.holds(end, 6.01)
            assert not own.holds(end, 5.99)


def test_the_two_links_of_a_pair_bend_apart():
    of = rescue()
    found = curves(of.links, boxes(of))
    names = of.names
    by_names = {(names[one.source], names[one.target]): found[one.id] for one in of.links}
    to = by_names["Open questions in the room", "I give the answer"].at(0.5)
    back = by_names["I give the answer", "Open questions in the room"].at(0.5)
    assert to[0] == pytest.approx(-back[0])  # mirrored at the line between the boxes
    assert abs(to[0] - back[0]) > 80


def test_a_loop_bends_outward():
    places = {f"v{number}": (300 * math.cos(number), 300 * math.sin(number)) for number in range(6)}
    names = list(places)
    ring = [(a, b, 1, 0) for a, b in zip(names, [*names[1:], names[0]], strict=True)]
    for links in (ring, [(b, a, sign, late) for a, b, sign, late in ring]):
        of = mapped(links, places)
        for curve in curves(of.links, boxes(of)).values():
            straight = math.dist(
                ((curve.start[0] + curve.end[0]) / 2, (curve.start[1] + curve.end[1]) / 2), (0, 0)
            )
            assert math.dist(curve.at(0.5), (0, 0)) > straight + 8


def test_a_link_goes_around_what_stands_between():
    of = mapped([("a", "c", 1, 0)], {"a": (0, 0), "b": (300, 0), "c": (600, 0)})
    assert hit(of, curves(of.links, boxes(of))) == []


def test_a_bend_by_hand_is_kept():
    of = mapped([("a", "c", 1, 0)], {"a": (0, 0), "b": (300, 0), "c": (600, 0)})
    by_hand = replace(of.links[0], bend=0.0)
    curve = curves([by_hand], boxes(of))["l1"]
    assert curve == bent(boxes(of)["v1"], boxes(of)["v3"], 0.0)
    assert curve.at(0.5) == (300, 0)


@given(st.floats(-250, 250))
def test_a_curve_that_is_pulled_passes_where_it_was_pulled_to(y):
    source, target = box("a", 0, 0), box("b", 500, 40)
    at = (250 - 40 * y / 500, 20 + y)  # on the line across its middle
    curve = bent(source, target, bend_through(source, target, at))
    assert min(math.dist(curve.at(way / 200), at) for way in range(201)) < 4


@st.composite
def apart(draw):
    """Return a map of boxes that lie apart, and its links."""
    seed, count = draw(st.integers(0, 10**6)), draw(st.integers(3, 14))
    dice = random.Random(seed)
    cells = dice.sample([(x, y) for x in range(5) for y in range(5)], count)
    places = {
        f"v{number}": (x * 240 + dice.uniform(-30, 30), y * 150 + dice.uniform(-30, 30))
        for number, (x, y) in enumerate(cells)
    }
    pairs = [(a, b) for a in places for b in places if a != b]
    links = dice.sample(pairs, min(len(pairs), draw(st.integers(1, 30))))
    return mapped([(a, b, 1, 0) for a, b in links], places)


@settings(deadline=None, max_examples=100)
@given(apart())
def test_no_curve_runs_through_a_box_if_one_of_its_bends_is_free(of):
    """What is promised: of the bends that a link may take, one that meets no box is taken if there is."""
    around = boxes(of)
    found = curves(of.links, around)
    for link in of.links:
        others = [one for id_, one in around.items() if id_ not in (link.source, link.target)]
        if not any(through(found[link.id], one) for one in others):
            continue
        source, target = around[link.source], around[link.target]
        length = math.dist(source[:2], target[:2])
        for sign in (1, -1):
            for bend in bends(length):
                curve = bent(source, target, sign * bend)
                own = any(enters(curve, one) for one in (source, target))
                assert own or any(enters(curve, one) for one in others)


@settings(deadline=None, max_examples=40)
@given(apart(), st.randoms(use_true_random=False))
def test_curves_depend_on_places_alone(of, dice):
    shuffled = list(of.links)
    dice.shuffle(shuffled)
    again = tuple(replace(link, id=f"other{link.id}") for link in shuffled)
    found, other = curves(of.links, boxes(of)), curves(again, boxes(of))
    assert {f"other{id_}": curve for id_, curve in found.items()} == other


@settings(max_examples=300)
@given(*[st.tuples(st.floats(-300, 300), st.floats(-300, 300))] * 3)
def test_the_formula_finds_each_curve_that_runs_through_a_box(start, control, end):
    curve, of = Curve(start, control, end), box("between", 0, 0)
    if through(curve, of):
        assert enters(curve, of)
    elif enters(curve, of):  # it just touches a corner
        assert min(max(abs(curve.at(way / 4000)[0]) - of.width / 2,
                       abs(curve.at(way / 4000)[1]) - of.height / 2) for way in range(4001)) < 0.5  # fmt: skip


def test_several_arrows_at_one_box_end_apart():
    places = {"hub": (0, 0)} | {f"v{n}": (-500, -200 + n * 60) for n in range(7)}
    of = mapped([(f"v{n}", "hub", 1, 0) for n in range(7)], places)
    ends = [curve.end for curve in curves(of.links, boxes(of)).values()]
    assert all(math.dist(one, two) > 5 for one, two in combinations(ends, 2))


def test_a_crowded_map_can_be_read():
    of = crowded()
    found = curves(of.links, boxes(of))
    assert len(found) == 150
    assert len(set(hit(of, found))) <= 26  # of 150, where no bend is free
    standing = signs(found, boxes(of))
    covered = [place for place in standing.values() if any(b.holds(place, 4) for b in boxes(of).values())]  # fmt: skip
    assert len(covered) <= 3


def test_only_some_links_are_drawn_anew_beside_those_that_stay():
    of = rescue()
    around = boxes(of)
    whole = curves(of.links, around)
    moved = [link for link in of.links if "v4" in (link.source, link.target)]
    stay = [curve for id_, curve in whole.items() if id_ not in {link.id for link in moved}]
    assert curves(moved, around, stay).keys() == {link.id for link in moved}


def test_boxes_that_lie_on_each_other_still_get_curves():
    of = mapped([("a", "b", 1, 0), ("b", "a", 1, 0)], {"a": (0, 0), "b": (0, 0)})
    for curve in curves(of.links, boxes(of)).values():
        assert all(math.isfinite(value) for point in curve for value in point)


def test_a_sign_stands_near_the_end_on_the_outer_side_and_off_boxes():
    curve = Curve((0, 0), (100, -80), (200, 0))
    x, y = sign_at(curve)
    assert x > 140
    assert y < curve.at(0.8)[1]
    beside = Box(x, y, 40, 30, ("b",))
    assert not beside.holds(sign_at(curve, [beside]), 8)


def test_signs_stand_apart():
    of = mapped(
        [("a", "b", 1, 0), ("c", "b", 1, 0)], {"a": (-300, 0), "b": (0, 0), "c": (-300, 46)}
    )
    one, two = signs(curves(of.links, boxes(of)), boxes(of)).values()
    assert math.dist(one, two) >= 18


def test_an_arrow_head_points_along_its_curve():
    tip, left, right = head(Curve((0, 0), (50, 0), (100, 0)))
    assert tip == (100, 0)
    assert left[0] == pytest.approx(right[0])
    assert left[1] == pytest.approx(-right[1])
    assert left[0] < 95


def test_a_delay_mark_stands_across_its_curve():
    (x, y), direction = delay_at(Curve((0, 0), (50, 0), (100, 0)))
    assert (x, y) == pytest.approx((45, 0))
    assert direction == (1, 0)


def labels(of):
    around = boxes(of)
    found = curves(of.links, around)
    drawn = {(link.source, link.target): found[link.id] for link in of.links}
    loops = find(arrows(of), of.names).loops
    return loops, badges(loops, around, drawn), around, found


def test_labels_of_loops_stand_inside_them_as_in_the_picture():
    loops, found, around, lines = labels(rescue())
    assert len(loops) == 4
    for badge in found.values():
        assert not any(one.holds((badge.x, badge.y), 23) for one in around.values())
        for curve in lines.values():
            assert min(math.dist(curve.at(way / 60), badge[:2]) for way in range(61)) > 26
    for one, two in combinations(found.values(), 2):
        assert math.dist(one[:2], two[:2]) > 52
    first = found[loops[0].key]
    assert (first.x, first.y) == pytest.approx((0, -134), abs=12)


@pytest.mark.parametrize("apart", range(30, 330, 60))
@pytest.mark.parametrize("across", [0, 90, 180])
def test_no_label_of_a_loop_touches_a_box_or_another_label(across, apart):
    ways = ("ab", "ba", "bc", "cb", "ca", "ac")
    places = {"a": (0, 0), "b": (across, apart), "c": (2 * across, 0 if across else 2 * apart)}
    _, found, around, _ = labels(mapped([(*way, 1, 0) for way in ways], places))
    for badge in found.values():
        assert not any(one.holds(badge[:2], 27) for one in around.values())
    for one, two in combinations(found.values(), 2):
        assert math.dist(one[:2], two[:2]) > 52


def test_which_way_round_a_loop_goes():
    places = {"a": (0, -200), "b": (250, 100), "c": (-250, 100)}
    for links, clockwise in ((("ab", "bc", "ca"), True), (("ac", "cb", "ba"), False)):
        loops, found, *_ = labels(mapped([(one[0], one[1], 1, 0) for one in links], places))
        assert found[loops[0].key].clockwise is clockwise


def test_a_pair_turns_as_its_curves_do():
    of = mapped([("a", "b", 1, 0), ("b", "a", 1, 0)], {"a": (-200, 0), "b": (200, 0)})
    for bend, clockwise in ((-0.4, True), (0.4, False)):
        turned = replace(of, links=tuple(replace(link, bend=bend) for link in of.links))
        loops, found, *_ = labels(turned)
        assert found[loops[0].key].clockwise is clockwise


def test_a_note_keeps_its_own_lines():
    told = note_box(
        MapNote(id="n", text="One\n\nThree, which is so long that it takes two lines", x=5, y=6)
    )
    assert told.lines[:2] == ("One", "")
    assert len(told.lines) == 4
    assert (told.x, told.y) == (5, 6)
    assert told.width <= 200


def test_a_link_of_a_map_without_boxes_in_between_is_never_straight():
    link = CausalLink(id="l", source="a", target="b")
    curve = curves([link], {"a": box("a", 0, 0), "b": box("b", 300, 0)})["l"]
    assert abs(curve.at(0.5)[1]) > 10
