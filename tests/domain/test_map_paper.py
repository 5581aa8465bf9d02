"""What is drawn of a map stands within its frame, and the frame has room for its title."""

from dataclasses import replace

import pytest

from maps_on_paper import crowded, rescue
from metanoia.domain.loops import arrows, find
from metanoia.domain.map_geometry import boxes, curves
from metanoia.domain.map_paper import BADGES, paper_of
from metanoia.domain.maps import CausalMap, MapNote


def drawn(of, **more):
    return paper_of(of, find(arrows(of), of.names).loops, **more)


def inside(frame, x, y):
    return (
        frame.left <= x <= frame.left + frame.width and frame.top <= y <= frame.top + frame.height
    )


@pytest.mark.parametrize("titled", [True, False])
def test_all_of_a_map_lies_within_its_frame(titled):
    note = MapNote(id="n", text="Far out", x=-900, y=400)
    paper = drawn(replace(rescue(), notes=(note,)), titled=titled)
    for one in paper.boxes:
        for side in (-1, 1):
            assert inside(
                paper.frame,
                one.box.x + side * one.box.width / 2,
                one.box.y + side * one.box.height / 2,
            )
    for link in paper.links:
        assert all(inside(paper.frame, *link.curve.at(way / 50)) for way in range(51))
        assert inside(paper.frame, *link.sign)
    for told in paper.notes:
        assert inside(paper.frame, told.x + told.width, told.y + told.height)


def test_links_keep_their_signs_and_delays_and_lie_as_on_the_screen():
    of = rescue()
    paper = drawn(of)
    assert [(one.id, one.polarity, one.delay is not None) for one in paper.links] == [
        (one.id, one.polarity, one.delayed) for one in of.links
    ]
    assert {one.id: one.curve for one in paper.links} == curves(of.links, boxes(of))


def test_labels_of_loops_are_those_that_were_found():
    paper = drawn(rescue())
    assert [(one.label, one.character) for one in paper.badges] == [
        ("B1", "B"), ("B2", "B"), ("R1", "R"), ("R2", "R"),
    ]  # fmt: skip


def test_a_crowded_map_shows_the_shortest_loops_only():
    assert len(drawn(crowded()).badges) == BADGES


def test_title_and_question_stand_above_the_map():
    of = replace(rescue(), title="A long title " * 9, question="Why? " * 50)
    plain, titled = drawn(of), drawn(of, titled=True)
    assert len(titled.title_lines) > 1
    assert " ".join(titled.question_lines) == of.question
    above = plain.frame.top - titled.frame.top
    assert above >= 34 * len(titled.title_lines) + 20 * len(titled.question_lines)
    assert plain.title_lines == plain.question_lines == ()


def test_a_narrow_map_has_room_for_its_title():
    of = replace(rescue(), variables=rescue().variables[:1], links=(), title="W" * 40)
    plain, titled = drawn(of), drawn(of, titled=True)
    assert titled.frame.width > plain.frame.width
    middle = [one.frame.left + one.frame.width / 2 for one in (plain, titled)]
    assert middle[0] == pytest.approx(middle[1])


def test_an_empty_map_has_a_frame():
    paper = drawn(CausalMap(id="m", title="t"), titled=True)
    assert paper.frame.width > 0
    assert paper.frame.height > 0
