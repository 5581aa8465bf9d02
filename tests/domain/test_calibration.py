"""What predictions show together, against the numbers of the method."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain import calibration
from metanoia.domain.calibration import Counted

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
DAY = dt.date(2026, 3, 12)


def rounded(value):
    return pytest.approx(value, abs=0.00005)


def percents(pairs, day=DAY):
    return [Counted(said, bool(came_true), day) for said, came_true in pairs]


@pytest.mark.parametrize("vector", VECTORS["brier"], ids=["six", "twenty"])
def test_brier_and_overconfidence_are_those_of_the_method(vector):
    pairs = [(said, bool(came_true)) for said, came_true in vector["pairs"]]
    assert calibration.brier(pairs) == rounded(vector["mean"])
    assert calibration.overconfidence(pairs) == rounded(vector["overconfidence"])
    for pair, score in zip(pairs, vector.get("each", []), strict=False):
        assert calibration.brier([pair]) == rounded(score)


def test_the_parts_of_a_brier_score_are_those_of_the_method():
    vector = VECTORS["brier"][1]
    found = calibration.murphy([(said, bool(came_true)) for said, came_true in vector["pairs"]])
    assert found == rounded((vector["reliability"], vector["resolution"], vector["uncertainty"]))


@given(st.lists(st.tuples(st.integers(0, 100).map(lambda n: n / 100), st.booleans()), min_size=1))
@settings(max_examples=100, deadline=None)
def test_the_parts_of_a_brier_score_give_the_whole(pairs):
    parts = calibration.murphy(pairs)
    whole = parts.reliability - parts.resolution + parts.uncertainty
    assert whole == pytest.approx(calibration.brier(pairs))
    assert 0 <= calibration.brier(pairs) <= 1


def test_the_parts_of_the_scale_are_those_of_the_method():
    (vector,) = VECTORS["word_bins"]
    found = calibration.word_bins(percents(vector["pairs_percent"]))
    for bin_, (lo, hi, n, said, *rest) in zip(found, vector["bins"], strict=True):
        assert (bin_.lo, bin_.hi, bin_.n) == (lo, hi, n)
        if said is None:
            assert bin_[3:] == (None, None, None, None)
        else:
            true, (low, high) = rest
            assert bin_[3:] == pytest.approx((said, true, low, high), abs=0.05)


def test_every_per_cent_falls_into_one_part_of_the_scale():
    assert (
        sum(bin_.n for bin_ in calibration.word_bins(percents((n, 1) for n in range(101)))) == 101
    )


@pytest.mark.parametrize("vector", VECTORS["wilson80"], ids=lambda v: f"{v['k']} of {v['n']}")
def test_the_wilson_interval_is_that_of_the_method(vector):
    assert calibration.wilson80(vector["k"], vector["n"]) == rounded((vector["lo"], vector["hi"]))


@pytest.mark.parametrize("vector", VECTORS["time_weighted"])
def test_a_forecast_counts_as_long_as_it_stood(vector):
    forecasts = [tuple(one) for one in vector["forecasts"]]
    found = calibration.time_weighted(forecasts, vector["end"], bool(vector["outcome"]))
    assert found == rounded(vector["score"])


def test_forecasts_of_one_moment_or_after_the_end_do_not_weigh():
    assert calibration.time_weighted([(3, 0.2), (3, 0.9)], 3, True) == pytest.approx(0.01)
    assert calibration.time_weighted([(0, 0.6), (6, 0.9)], 5, True) == pytest.approx(0.16)
    assert calibration.time_weighted([(4, 0.6)], 3, True) is None
    assert calibration.time_weighted([], 3, True) is None


def test_of_nothing_nothing_is_reckoned():
    assert calibration.brier([]) is None
    assert calibration.murphy([]) is None
    assert calibration.overconfidence([]) is None
    assert calibration.overconfidence([(0.5, True)]) is None
    assert calibration.wilson80(0, 0) is None
    empty = calibration.record([])
    assert (empty.n, empty.stage, empty.brier, empty.half_years) == (0, "list", None, ())
    assert [bin_.n for bin_ in empty.bins] == [0] * 5


@pytest.mark.parametrize(
    ("n", "stage"), [(9, "list"), (10, "early"), (29, "early"), (30, "chart"), (99, "chart")]
)
def test_how_much_is_made_of_it_grows_with_what_there_is(n, stage):
    assert calibration.record(percents([(70, 1)] * n)).stage == stage


def test_a_record_says_what_became_of_it_by_half_years():
    first, last = dt.date(2025, 7, 1), dt.date(2025, 12, 31)
    past = [*percents([(90, 1)], first), *percents([(90, 0)], last)]
    lately = percents([(60, 1), (50, 0)], dt.date(2026, 1, 1))
    old = percents([(50, 1)], dt.date(2025, 6, 30))
    found = calibration.record([*past, *lately, *old]).half_years
    assert [half.first_day for half in found] == [
        dt.date(2025, 1, 1),
        dt.date(2025, 7, 1),
        dt.date(2026, 1, 1),
    ]
    assert [half.n for half in found] == [1, 2, 2]
    assert [half.overconfidence for half in found] == [None, rounded(0.4), rounded(-0.4)]
