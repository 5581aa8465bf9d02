"""What holds a goal in place, on a real encrypted file."""

from __future__ import annotations

import pytest

from assumed import assumption
from goals_told import goal
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.assumptions import Assumptions
from metanoia.store.brakes import Brakes
from metanoia.store.goals import Goals
from metanoia.store.links import Ties


@pytest.fixture
def goals(store, clock):
    return store.part(Goals)


@pytest.fixture
def brakes(store, clock):
    return store.part(Brakes)


@pytest.fixture
def ward(goals):
    return goals.add(goal()).id


@pytest.fixture
def lines(brakes, ward):
    """A line in each column, each under the one before; by column."""
    above, made = None, {}
    for column, words in (
        ("behaviour", "I say yes"),
        ("worry", "They will be angry"),
        ("protects", "That they like me"),
        ("assumption", "If I say no, then they leave"),
    ):
        above = made[column] = brakes.add(ward, column, words, above).id
    return made


def refused(store, says, do, *args, error=Refused):
    before = store.commits
    with pytest.raises(error, match=says):
        do(*args)
    assert store.commits == before


def test_lines_come_column_by_column_in_the_order_they_were_added(brakes, ward, lines):
    second = brakes.add(ward, "behaviour", "  I stay late ")

    found = brakes.of(ward)

    assert [line.column for line in found] == [
        "behaviour",
        "behaviour",
        "worry",
        "protects",
        "assumption",
    ]
    assert found[1] == second
    assert (second.text, second.parent, second.assumption) == ("I stay late", None, None)
    assert found[2].parent == lines["behaviour"]


def test_a_line_belongs_under_one_of_the_column_before(store, goals, brakes, ward, lines):
    other = goals.add(goal()).id
    says = "under a line of the column before"
    refused(store, says, brakes.add, ward, "protects", "x", lines["behaviour"])
    refused(store, says, brakes.add, ward, "behaviour", "x", lines["behaviour"])
    refused(store, says, brakes.add, other, "worry", "x", lines["behaviour"])
    refused(store, "no column", brakes.add, ward, "cost", "x")
    refused(store, "still empty", brakes.add, ward, "worry", " ")
    refused(store, "at most 300", brakes.add, ward, "worry", "x" * 301)
    refused(store, "not in this journal", brakes.add, ward, "worry", "x", "none", error=NotFound)


def test_a_line_is_said_otherwise(store, brakes, lines):
    assert brakes.change(lines["worry"], "They sulk").text == "They sulk"
    before = store.commits
    brakes.change(lines["worry"], " They sulk ")
    assert store.commits == before
    refused(store, "still empty", brakes.change, lines["worry"], "")


def test_a_line_goes_with_those_under_it_and_comes_back(goals, brakes, ward, lines):
    former = goals.former(ward)
    before = brakes.of(ward)
    brakes.remove(lines["worry"])
    assert [line.id for line in brakes.of(ward)] == [lines["behaviour"]]
    goals.put_back(former)
    assert brakes.of(ward) == before


def test_the_last_column_makes_an_assumption_tied_to_the_goal(store, brakes, ward, lines):
    made = brakes.assume(lines["assumption"], 70)

    assert (made.statement, made.confidence, made.state) == (
        "If I say no, then they leave",
        70,
        "held",
    )
    line = brakes.get(lines["assumption"])
    assert (line.assumption, line.confidence_then) == (made.id, 70)
    assert store.part(Ties).of("goal", ward) == [("assumption", made.id, "about")]
    store.part(Assumptions).rate(made.id, 40, cause="evidence")
    assert brakes.get(line.id).confidence_then == 70
    refused(store, "already", brakes.assume, line.id)


def test_one_without_a_confidence_is_only_noticed(brakes, lines):
    assert brakes.assume(lines["assumption"]).state == "noticed"
    assert brakes.get(lines["assumption"]).confidence_then is None


def test_a_line_can_stand_for_an_assumption_that_is_there(store, goals, brakes, ward, lines):
    kept = store.part(Assumptions).add(assumption()).id
    former = goals.former(ward)

    assert brakes.rest_on(lines["assumption"], kept, 60).assumption == kept
    assert store.part(Ties).of("assumption", kept) == [("goal", ward, "about")]

    goals.put_back(former)
    assert brakes.get(lines["assumption"]).assumption is None
    assert store.part(Ties).of("assumption", kept) == []
    assert store.part(Assumptions).get(kept).deleted_at is None  # it was there before


def test_what_makes_no_assumption(store, goals, brakes, ward, lines):
    short = brakes.add(ward, "assumption", "No").id
    refused(store, "Only what you must be assuming", brakes.assume, lines["worry"])
    refused(store, "at least 5", brakes.assume, short)
    refused(store, "0 to 100", brakes.assume, lines["assumption"], 101)
    refused(store, "0 to 100", brakes.rest_on, lines["assumption"], "none", 101)
    none = (lines["assumption"], "none")
    refused(store, "not in this journal", brakes.rest_on, *none, error=NotFound)
    goals.achieve(ward)
    refused(store, "Take it up again", brakes.assume, lines["assumption"])
    refused(store, "Take it up again", brakes.add, ward, "worry", "x")
    refused(store, "Take it up again", brakes.change, lines["worry"], "x")
    refused(store, "Take it up again", brakes.remove, lines["worry"])


def test_an_assumption_that_goes_for_ever_leaves_its_line(store, brakes, lines):
    made = brakes.assume(lines["assumption"], 70)
    store.part(Assumptions).trash(made.id)
    store.part(Assumptions).purge(made.id)
    assert brakes.get(lines["assumption"]).assumption is None
