"""The story that is proposed for a loop follows its links from the first variable on."""

from __future__ import annotations

import pytest

from maps_told import link, plain_map, variable
from metanoia.domain.loop_story import story
from metanoia.domain.loops import arrows, find

CALLS, DOUBT, REST = variable("Calls"), variable("Doubt"), variable("Rest")


def told(*links):
    """Return the story of the only loop among ``links``."""
    of = plain_map(variables=(CALLS, DOUBT, REST), links=links)
    (loop,) = find(arrows(of), of.names).loops
    return story(loop, of)


def test_a_loop_that_feeds_itself():
    assert told(link(CALLS, DOUBT), link(DOUBT, CALLS)) == (
        "When “Calls” rises, “Doubt” rises. That raises “Calls” again. "
        "It comes back, so it feeds itself, upwards or downwards."
    )


def test_a_loop_that_holds_itself_begins_where_the_names_do():
    assert told(link(DOUBT, CALLS, polarity=-1), link(CALLS, DOUBT)) == (
        "When “Calls” rises, “Doubt” rises. That lowers “Calls”. "
        "It comes back, so it holds itself in check."
    )


def test_two_turns_make_one_straight_again_and_waits_are_said_where_they_are():
    links = (
        link(CALLS, DOUBT, polarity=-1), link(DOUBT, REST, polarity=-1, delayed=True),
        link(REST, CALLS, delayed=True),
    )  # fmt: skip
    assert told(*links) == (
        "When “Calls” rises, “Doubt” falls, and “Rest” rises after a while. "
        "That raises “Calls” again after a while. "
        "It comes back, so it feeds itself, upwards or downwards."
    )


@pytest.mark.parametrize("unsure", [0, 1])
def test_after_an_unsure_link_no_direction_is_claimed(unsure):
    signs = [-1, -1]
    signs[unsure] = 0
    said = told(link(CALLS, DOUBT, polarity=signs[0]), link(DOUBT, CALLS, polarity=signs[1]))
    assert "That moves “Calls” in turn." in said
    assert ("“Doubt” falls" in said) == (unsure == 1)
    assert said.endswith("depends on what is still unsure.")
