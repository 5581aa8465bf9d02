"""The shape of a line, against those of the method."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.line_shape import shape

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
MIRRORED = {
    "rising": "falling",
    "falling": "rising",
    "up_then_down": "down_then_up",
    "down_then_up": "up_then_down",
}


@pytest.mark.parametrize("vector", VECTORS["shape"], ids=lambda v: v["shape"])
def test_a_shape_is_as_the_method_says(vector):
    assert shape(vector["values"], tuple(vector["scale"])) == vector["shape"]


@given(st.lists(st.integers(0, 10), max_size=30))
@settings(max_examples=200, deadline=None)
def test_a_line_upside_down_has_the_shape_upside_down(values):
    found = shape(values, (0, 10))
    assert shape([10 - value for value in values], (0, 10)) == MIRRORED.get(found, found)


@given(st.lists(st.integers(0, 10), min_size=6, max_size=30, unique=True))
@settings(max_examples=100, deadline=None)
def test_a_line_that_only_rises_is_rising(values):
    assert shape(sorted(values), (0, 10)) == "rising"


def test_a_tenth_of_the_axis_is_not_flat():
    assert shape([1, 1.25, 1.5, 1.5, 1.75, 2], (0, 10)) == "rising"
    assert shape([1, 1.25, 1.5, 1.5, 1.75, 1.9375], (0, 10)) == "flat"
