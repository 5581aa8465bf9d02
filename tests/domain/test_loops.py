"""Loops are all found, shortest first, whatever their variables are called; and what is left out is said."""

from __future__ import annotations

import json
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps_told import told_map
from metanoia.domain.loops import LONGEST, MOST, Arrow, arrows, find, key_of

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))["maps"]

NODES = "abcdefgh"
PAIRS = [(a, b) for a in NODES for b in NODES if a != b]


@st.composite
def graphs(draw):
    """Return the links of a random map of up to eight variables."""
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=24))
    signs = draw(st.lists(st.sampled_from([1, -1, 0]), min_size=len(pairs), max_size=len(pairs)))
    late = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    return [
        Arrow(a, b, sign, delay) for (a, b), sign, delay in zip(pairs, signs, late, strict=True)
    ]


def counted_by_hand(links):
    """Return every loop by going every way from each variable to those after it, and back."""
    there = {(one.source, one.target): one for one in links}
    found = {}

    def go(way):
        if (way[-1], way[0]) in there:
            steps = zip(way, (*way[1:], way[0]), strict=True)
            found[">".join(way)] = [there[step] for step in steps]
        for node in NODES:
            if node > way[0] and node not in way and (way[-1], node) in there:
                go((*way, node))

    for node in NODES:
        go((node,))
    return found


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=[one["name"] for one in VECTORS])
def test_the_loops_of_each_vector(number):
    vector = VECTORS[number]
    of = told_map(vector)
    found = find(arrows(of), of.names)
    said = [[one.label, one.said(of.names), one.character, int(one.delayed)] for one in found.loops]
    assert said == vector["loops"]
    assert not found.more


@given(graphs())
def test_all_loops_are_found_that_counting_by_hand_finds(links):
    expected = counted_by_hand(links)
    found = find(links, {node: node for node in NODES})
    whole = len(expected) <= MOST
    assert {one.key for one in found.loops} <= set(expected)
    if whole:
        assert {one.key for one in found.loops} == set(expected)
        assert not found.more
    else:
        assert found.more
    for one in found.loops:
        own = expected[one.key]
        sign = prod(link.polarity for link in own)
        assert one.character == ("?" if not sign else "R" if sign > 0 else "B")
        assert one.delayed == any(link.delayed for link in own)


@given(graphs(), st.permutations(list(NODES)))
def test_names_change_the_labels_and_nothing_else(links, others):
    names = dict(zip(NODES, others, strict=True))
    plain = find(links, {node: node for node in NODES})
    renamed = find(links, names)
    told = {one.key: (one.character, one.delayed) for one in plain.loops}
    assert {one.key: (one.character, one.delayed) for one in renamed.loops} == told
    assert plain.more == renamed.more
    ids = [Arrow(names[a], names[b], sign, late) for a, b, sign, late in links]
    moved = find(ids, {node: node for node in NODES})
    assert sorted(one.character for one in moved.loops) == sorted(c for c, _ in told.values())
    assert [one.label for one in moved.loops] == [one.label for one in renamed.loops]


def test_shorter_loops_come_first_and_each_character_is_counted():
    links = [Arrow("b", "c", 1, False), Arrow("c", "b", 1, False), Arrow("a", "b", -1, False), Arrow("b", "a", 1, False),
        Arrow("c", "a", 1, True)]  # fmt: skip
    found = find(links, {"a": "Zeal", "b": "Bread", "c": "Calm"})
    assert [
        (one.label, one.said({"a": "Zeal", "b": "Bread", "c": "Calm"})) for one in found.loops
    ] == [
        ("R1", "Bread>Calm"),
        ("B1", "Bread>Zeal"),
        ("B2", "Bread>Calm>Zeal"),
    ]
    assert [one.delayed for one in found.loops] == [False, False, True]


def test_a_ring_of_sixty_is_too_long_and_that_is_said():
    ring = [Arrow(f"{at:02}", f"{(at + 1) % 60:02}", 1, False) for at in range(60)]
    found = find(ring, {one.source: one.source for one in ring})
    assert found.loops == ()
    assert found.more


def test_the_longest_that_is_listed_has_twelve_links():
    ring = [Arrow(f"{at:02}", f"{(at + 1) % LONGEST:02}", 1, False) for at in range(LONGEST)]
    found = find(ring, {one.source: one.source for one in ring})
    assert [len(one.nodes) for one in found.loops] == [LONGEST]
    assert not found.more


def test_only_whole_lengths_are_listed():
    names = [f"{at:02}" for at in range(12)]
    links = [Arrow(a, b, 1, False) for a in names for b in names if a != b]
    found = find(links, {name: name for name in names})
    assert [len(one.nodes) for one in found.loops] == [2] * 66
    assert found.more


def test_a_loop_has_one_key_wherever_one_begins():
    assert key_of(["b", "c", "a"]) == key_of(["c", "a", "b"]) == "a>b>c"
    assert key_of(["a", "c", "b"]) == "a>c>b"
