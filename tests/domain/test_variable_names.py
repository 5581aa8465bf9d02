"""A name is doubted only where it plainly cannot rise and fall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from metanoia.domain.variable_names import doubt

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))["maps"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("More trust", "direction"),
        ("increasing pressure", "direction"),
        ("Lack of sleep", "direction"),
        ("No time", "direction"),
        ("Too many meetings", "direction"),
        ("The quarrel on Monday", "event"),
        ("Storm last night", "event"),
        ("The move in 2019", "event"),
        ("To answer first", "verb"),
    ],
)
def test_what_cannot_rise_and_fall_is_doubted(name, why):
    assert doubt(name) == why


@pytest.mark.parametrize(
    "name",
    ["Trust", "I give the answer", "Moral courage", "Nobody asks", "Notes I take", "To-do lists", "Token gestures",
     "Monday meetings", "Free Sundays", "Growth of the team", "Restlessness", "Rise of costs", ""],
)  # fmt: skip
def test_what_may_rise_and_fall_is_left_alone(name):
    assert doubt(name) == ""


def test_no_name_of_the_known_maps_is_doubted():
    names = {name for one in VECTORS for link in one["links"] for name in link[:2]}
    assert [name for name in sorted(names) if doubt(name)] == []
