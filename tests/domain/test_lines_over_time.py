"""What is made of many readings, or few, before their shape is read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps_told import plain_map, variable
from metanoia.domain.line_shape import shape
from metanoia.domain.lines_over_time import (
    MOST,
    SHAPES,
    axis,
    drawn,
    readings_at_most,
    shape_of_drawn,
    told,
)
from metanoia.domain.maps import Drawn

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
FIRST = dt.date(2026, 1, 1)


def day(number):
    return FIRST + dt.timedelta(days=number)


def weekly(*values):
    return [(day(7 * n), value) for n, value in enumerate(values)]


@pytest.mark.parametrize("vector", VECTORS["shape"], ids=lambda v: v["shape"])
@pytest.mark.parametrize("apart", [1, 7, 31])
def test_points_at_even_distances_keep_the_shape_that_the_method_says(vector, apart):
    points = tuple(Drawn(day(apart * n), value) for n, value in enumerate(vector["values"]))
    assert shape_of_drawn(points) == vector["shape"]
    assert drawn(variable("Trust", drawn=points)).shape == vector["shape"]


def test_up_to_24_points_are_shown_as_they_are():
    points = weekly(*range(24))
    shown, even = told(points)
    assert shown == tuple(points)
    assert even == tuple(range(24))
    assert told([]) == ((), ())
    assert told(points[:1]) == (tuple(points[:1]), (0,))


def test_more_are_means_of_equal_spans():
    points = [(day(n), float(n)) for n in range(48)]
    shown, even = told(points)
    assert len(shown) == MOST
    assert shown[0] == (day(1), 0.5)
    assert shown[-1] == (day(47), 46.5)
    assert even == tuple(value for _, value in shown)


def test_a_gap_is_bridged_for_the_shape_and_left_out_of_the_picture():
    daily = [(day(n), 2.0) for n in range(20)] + [(day(n), 8.0) for n in range(100, 120)]
    shown, even = told(daily)
    assert len(even) == MOST
    assert not [at for at, _ in shown if day(20) <= at < day(100)]
    assert list(even) == sorted(even)
    assert even[12] == pytest.approx(5, abs=0.3)  # half way across


def test_days_on_which_much_was_noted_do_not_count_for_more():
    restless = [(day(n), 2.0 + 4 * (n % 2)) for n in range(12)]
    later = [(day(12 + 7 * n), 4 + n / 2) for n in range(12)]
    points = tuple(Drawn(*point) for point in [*restless, *later])
    assert shape([point.value for point in points], (0, 10)) == "oscillating"
    assert shape_of_drawn(points) == "rising"


def test_few_readings_have_no_shape_and_one_a_point():
    one = drawn(variable("Trust", drawn=(Drawn(FIRST, 4.0),)))
    assert one.points == ((FIRST, 4.0),)
    assert SHAPES[one.shape] == "too few points to say"
    five = drawn(variable("Trust", drawn=tuple(Drawn(*one) for one in weekly(1, 2, 3, 4, 5))))
    assert five.shape == "too_few"


@given(
    st.lists(
        st.tuples(st.integers(0, 4000), st.floats(-1e12, 1e12)),
        min_size=1, max_size=80, unique_by=lambda one: one[0],
    )
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_whatever_was_noted_is_told_within_its_bounds(noted):
    points = [(day(number), value) for number, value in sorted(noted)]
    shown, even = told(points)
    values = [value for _, value in points]
    assert len(even) == min(len(points), MOST)
    assert 1 <= len(shown) <= len(even)
    assert [at for at, _ in shown] == sorted({at for at, _ in shown})
    slack = 1e-6 * max(1.0, *map(abs, values))
    assert all(min(values) - slack <= value <= max(values) + slack for value in even)
    assert shown[0][0] >= points[0][0]
    assert shown[-1][0] <= points[-1][0]


def test_an_axis_has_a_length_whatever_there_is():
    assert axis([3, 7]) == (3, 7)
    assert axis([3, 7], 0, None, 10) == (0, 10)
    assert axis([5, 5]) == (4.5, 5.5)
    assert axis([]) == (0, 1)


def test_how_many_readings_a_map_may_need():
    fed = (variable("A", metric="m"), variable("B", metric="m"), variable("C", measure="n"))
    bare = (variable("D"), variable("E", drawn=(Drawn(FIRST, 1.0),)))
    assert readings_at_most(plain_map(variables=(*fed, *bare), links=(), horizon_days=30)) == 62
    assert readings_at_most(plain_map()) == 0
