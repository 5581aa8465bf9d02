"""A map is laid out so that nothing lies on anything else and what is linked lies together."""

import math
from dataclasses import replace
from itertools import combinations

import pytest

from maps_on_paper import VECTORS, crowded, hit, mapped, rescue, vector
from metanoia.domain.map_edits import place
from metanoia.domain.map_geometry import boxes, curves, note_box
from metanoia.domain.map_layout import laid_out
from metanoia.domain.maps import CausalMap, MapNote, Variable


def overlapping(of) -> list:
    return [
        (one, two)
        for one, two in combinations(boxes(of).values(), 2)
        if abs(one.x - two.x) < (one.width + two.width) / 2 + 20
        and abs(one.y - two.y) < (one.height + two.height) / 2 + 20
    ]


@pytest.mark.parametrize("number", range(len(VECTORS)))
def test_the_known_maps_lie_apart_with_no_line_through_a_box(number):
    of = place(vector(number), laid_out(vector(number)))
    assert overlapping(of) == []
    assert hit(of, curves(of.links, boxes(of))) == []


@pytest.mark.parametrize("placed", [True, False])
def test_a_crowded_map_lies_apart(placed):
    of = crowded()
    if not placed:
        of = place(of, {one.id: (0, 0) for one in of.variables})
    of = place(of, laid_out(of))
    assert overlapping(of) == []
    assert len(set(hit(of, curves(of.links, boxes(of))))) <= 15


def test_it_lies_around_the_middle_and_always_comes_out_the_same():
    of = vector(3)
    found = laid_out(of)
    assert found == laid_out(of)
    around = boxes(place(of, found)).values()
    left, right = min(b.x - b.width / 2 for b in around), max(b.x + b.width / 2 for b in around)
    assert abs(left + right) <= 2


def test_what_lay_somewhere_stays_near_there():
    of = rescue()
    found = laid_out(of)
    names = {name: found[id_] for id_, name in of.names.items()}
    assert names["I give the answer"][1] < names["Others think aloud"][1]
    assert names["Team’s confidence to decide"][0] < names["“Ask Mara first” habit"][0]


def test_parts_lie_side_by_side():
    of = mapped([("a", "b", 1, 0), ("b", "a", 1, 0), ("c", "d", 1, 0), ("d", "e", 1, 0)])
    of = replace(of, variables=(*of.variables, Variable(id="alone", name="alone")))
    of = place(of, laid_out(of))
    assert overlapping(of) == []
    at = {one.id: (one.x, one.y) for one in of.variables}
    assert math.dist(at["v1"], at["v2"]) < 420


def test_notes_stay_beside_what_they_lay_beside():
    of = rescue()
    by = of.variable("v3")
    notes = (
        MapNote(id="n1", text="Since March", x=by.x + 90, y=by.y - 20),
        MapNote(id="n2", text="Over a box", x=by.x, y=by.y),
    )
    of = replace(of, notes=notes)
    found = laid_out(of)
    assert math.dist(found["n1"], found["v3"]) < 200
    after = place(of, found)
    for note in after.notes:
        paper = note_box(note)
        for b in boxes(after).values():
            assert (
                paper.x >= b.x + b.width / 2
                or paper.x + paper.width <= b.x - b.width / 2
                or paper.y >= b.y + b.height / 2
                or paper.y + paper.height <= b.y - b.height / 2
            )


def test_an_empty_map_and_one_variable():
    assert laid_out(CausalMap(id="m", title="t")) == {}
    one = Variable(id="v", name="alone", x=400, y=90)
    assert laid_out(CausalMap(id="m", title="t", variables=(one,))) == {"v": (0, 0)}
