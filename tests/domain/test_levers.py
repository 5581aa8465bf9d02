"""Levers are links out of what is one's own that lie inside loops, the telling ones first."""

from __future__ import annotations

from dataclasses import replace

from maps_told import link, plain_map, variable
from metanoia.domain.levers import levers
from metanoia.domain.loops import arrows, find
from metanoia.domain.maps import PatternNote

TROUBLE, FIX, HABIT, AFTER = (variable(name) for name in ("Trouble", "Fix", "Habit", "After"))


def burden(*mine):
    """Return a map of two loops, Trouble and Fix and Trouble and Habit, and of what comes after."""
    variables = [
        replace(one, mine=one.name in mine) for one in (TROUBLE, FIX, HABIT, AFTER)
    ]  # fmt: skip
    links = (
        link(TROUBLE, FIX), link(FIX, TROUBLE, polarity=-1),
        link(TROUBLE, HABIT), link(HABIT, TROUBLE), link(FIX, AFTER),
    )  # fmt: skip
    return plain_map(variables=tuple(variables), links=links)


def told(of):
    """Return the levers by the names of their ends, with the labels of their loops."""
    found, names = find(arrows(of), of.names).loops, of.names
    return [
        (names[one.variable], names[one.link.target], one.loops) for one in levers(of, found)
    ]  # fmt: skip


def test_nothing_is_a_lever_until_something_is_ones_own():
    assert told(burden()) == []


def test_a_link_that_leads_out_of_every_loop_is_none():
    assert told(burden("Fix")) == [("Fix", "Trouble", ("B1",))]
    assert told(burden("After")) == []


def test_they_stand_as_they_were_drawn_where_nothing_weighs_more():
    assert told(burden("Habit", "Fix")) == [
        ("Fix", "Trouble", ("B1",)), ("Habit", "Trouble", ("R1",)),
    ]  # fmt: skip


def test_those_of_an_accepted_pattern_come_first():
    of = burden("Fix", "Habit")
    growth = next(one for one in find(arrows(of), of.names).loops if one.label == "R1")
    for state, first in (("accepted", "Habit"), ("dismissed", "Fix")):
        note = PatternNote(pattern="limits_to_growth", loops=(growth.key,), state=state)
        assert told(replace(of, pattern_notes=(note,)))[0][0] == first


def test_those_in_more_loops_come_first():
    of = burden("Fix", "Trouble")
    way_back = replace(of, links=(*of.links, link(HABIT, FIX)))
    first = told(way_back)[0]
    assert len(first[2]) == max(len(loops) for _, _, loops in told(way_back)) == 2
