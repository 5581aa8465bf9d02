"""The gap and how it moves, against the numbers of the method."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain import gap_series, tension
from metanoia.domain.gap_series import MeasureStory
from metanoia.domain.goals import CheckIn, GoalId, Measure, Observation, TargetChange

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
ways = st.tuples(numbers, numbers).filter(lambda way: abs(way[0] - way[1]) > 0.01)


def close(number):
    return pytest.approx(number, abs=5e-5)


@pytest.mark.parametrize("vector", VECTORS["gap"], ids=lambda v: str(v["gap"]))
def test_a_gap_is_as_the_method_says(vector):
    asked = (vector[name] for name in ("start", "target_ref", "target", "x"))
    assert tension.gap(*asked) == close(vector["gap"])


@pytest.mark.parametrize("vector", VECTORS["band_gap"], ids=lambda v: str(v["gap"]))
def test_the_gap_of_a_band_is_as_the_method_says(vector):
    asked = (vector[name] for name in ("lo", "hi", "slack", "x"))
    assert tension.band_gap(*asked) == close(vector["gap"])


@pytest.mark.parametrize("vector", VECTORS["gap_change"], ids=lambda v: str(v["total"]))
def test_a_change_is_split_as_the_method_says(vector):
    asked = (vector[name] for name in ("start", "target_ref", "x0", "t0", "x1", "t1"))
    expected = [close(vector[name]) for name in ("reality", "vision", "total")]
    assert list(tension.split(*asked)) == expected


@pytest.mark.parametrize("vector", VECTORS["trend"], ids=lambda v: v["result"])
def test_a_trend_is_as_the_method_says(vector):
    found = tension.trend([tuple(point) for point in vector["points"]])
    assert found.result == vector["result"]
    for said, expected in (
        (found.slope, vector["slope_per_30d"]),
        (found.agreement, vector["agreement"]),
    ):
        assert said == (None if expected is None else close(expected))


def test_a_trend_takes_the_last_twelve_of_ninety_days():
    old = [(day, 5.0) for day in range(0, 60, 7)]
    recent = [(day, day / 1000) for day in range(200, 260, 5)]
    assert tension.trend(old + recent) == tension.trend(recent)
    assert tension.trend([(day, 9.0) for day in range(196, 200)] + recent) == tension.trend(recent)
    assert tension.trend(old, until=200).result == "too_few"
    assert tension.trend([]).result == "too_few"
    assert tension.trend([(0, 1.0), (4, 0.9), (8, 0.8), (13, 0.7)]).result == "too_few"


@given(ways, numbers, numbers, numbers, numbers)
@settings(max_examples=100, deadline=None)
def test_what_moved_adds_up_to_the_change_of_the_gap(way, x0, t0, x1, t1):
    change = tension.split(*way, x0, t0, x1, t1)
    whole = tension.gap(*way, t1, x1) - tension.gap(*way, t0, x0)
    assert change.reality + change.vision == pytest.approx(change.total, rel=1e-6, abs=1e-6)
    assert whole == pytest.approx(change.total, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("parts", "moved"),
    [
        ((-0.1, -0.2, -0.3), True),
        ((-0.3, -0.2, -0.5), False),  # reality did more
        ((-0.2, -0.2, -0.4), False),  # just half
        ((-0.01, -0.09, -0.1), False),  # hardly moved
        ((0.0, -0.1, -0.1), True),
        ((0.3, -0.2, 0.1), False),  # nothing closed
        ((0.0, 0.2, 0.2), False),
    ],
)
def test_the_goal_moved_only_where_most_of_what_closed_is_its_own(parts, moved):
    assert tension.goal_moved(tension.Split(*parts)) is moved


def test_a_gap_is_shown_from_nothing_to_one_and_a_half():
    assert [tension.shown(gap) for gap in (-0.2, 0.0, 0.7, 1.5, 4.0)] == [0, 0, 0.7, 1.5, 1.5]


def test_numbers_and_sense_disagree_from_three_tenths_on():
    assert tension.felt_gap(4) == 0.6
    assert tension.disagree(0.9, 0.6)
    assert not tension.disagree(0.89, 0.6)
    assert not tension.disagree(None, 0.6)
    assert not tension.disagree(0.9, None)
    assert tension.measured([]) is None
    assert tension.measured([0.2, 0.6]) == close(0.4)


def looks(*pulls):
    return [CheckIn("i", GoalId("g"), NOON, NOON.date(), 5, pull, "") for pull in pulls]


def test_the_pull_fell_if_it_is_three_below_its_peak():
    assert tension.pull_fell(looks(4, 8, 6, 5))
    assert not tension.pull_fell(looks(4, 8, 5, 6))
    assert not tension.pull_fell(looks(3))
    assert not tension.pull_fell([])


def test_words_that_name_a_change_are_found_in_a_vision():
    text = "I sleep better, stop worrying, and no Stopwatch. BETTER still, I avoid nothing."
    assert tension.vision_hints(text) == ("better", "stop", "avoid")
    assert tension.vision_hints("The team decides without me.") == ()


def hours(*seen, moves=()):
    measure = Measure(
        id="m", goal=GoalId("g"), name="Hours", unit="h", kind="reach",
        start=60, first_target=40, target=40, low=None, high=None, slack=None,
    )  # fmt: skip
    return MeasureStory(
        measure,
        [Observation("m", dt.date(2026, 1, day), value) for day, value in seen],
        [TargetChange("m", NOON + dt.timedelta(days=d), o, n, "") for d, o, n in moves],
    )


def sleep(*seen):
    measure = Measure(
        id="s", goal=GoalId("g"), name="Sleep", unit="h", kind="hold",
        start=None, first_target=None, target=None, low=7, high=8, slack=2,
    )  # fmt: skip
    return MeasureStory(
        measure, [Observation("s", dt.date(2026, 1, day), value) for day, value in seen], []
    )


def test_the_measured_gap_takes_what_each_measure_showed_last():
    points = gap_series.measured_points([hours((1, 60), (10, 50)), sleep((5, 6))])
    assert points == [
        (dt.date(2026, 1, 1), 1.0),
        (dt.date(2026, 1, 5), 0.75),
        (dt.date(2026, 1, 10), 0.5),
    ]
    assert gap_series.measured_points([hours()]) == []


def test_a_moved_target_counts_from_its_day_and_is_told_apart():
    story = hours((1, 55), (20, 52), moves=[(9, 40, 45)])
    assert story.target(dt.date(2026, 1, 9)) == 40
    assert story.target(dt.date(2026, 1, 10)) == 45
    change = gap_series.change_between([story], dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    assert change is not None
    assert list(change) == [close(-0.15), close(-0.25), close(-0.4)]
    assert tension.goal_moved(change)


def test_a_measure_that_begins_later_counts_from_its_first_day():
    stories = [hours((5, 60), (20, 40)), sleep((5, 5), (20, 7)), hours()]
    change = gap_series.change_between(stories, dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    assert change == (-1.0, 0.0, -1.0)
    assert gap_series.change_between([hours()], dt.date(2026, 1, 1), dt.date(2026, 1, 9)) is None
