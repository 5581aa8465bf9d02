"""Dots beside one another."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.ui.widgets.beeswarm import spread


def test_one_alone_stays_where_it_is_and_twins_part():
    assert spread([3], [50.0], 20, 10) == [0.0]
    aside = spread([3, 3, 4], [50.0, 50.0, 50.0], 20, 10)
    assert abs(aside[0] - aside[1]) >= 10
    assert aside[2] == 0.0


@settings(max_examples=60, deadline=None)
@given(heights=st.lists(st.integers(0, 200), max_size=30))
def test_nobody_goes_too_far_nor_hides_another_where_there_is_room(heights):
    aside = spread([0] * len(heights), [float(y) for y in heights], 400, 10)
    places = list(zip(aside, heights, strict=True))
    assert all(math.dist(one, other) >= 9.99 for one, other in combinations(places, 2))
    tight = spread([0] * len(heights), [float(y) for y in heights], 12, 10)
    assert all(abs(x) <= 12 for x in tight)
