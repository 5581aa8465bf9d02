"""How far what matters is lived, against the numbers of the method."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain import lived
from metanoia.domain.values import Rating, ValueId

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
scale = st.integers(0, 10)
pairs = st.lists(st.tuples(scale, st.none() | scale), max_size=12)


@pytest.mark.parametrize("vector", VECTORS["alignment"], ids=lambda v: str(v["percent"]))
def test_alignment_is_as_the_method_says(vector):
    ratings = [tuple(pair) for pair in vector["ratings"]]
    found = lived.alignment(ratings)
    assert (found if found is None else round(found, 4)) == vector["percent"]
    if "attention" in vector:
        assert [lived.attention(*pair) for pair in ratings] == pytest.approx(vector["attention"])


@pytest.mark.parametrize("vector", VECTORS["matrix"], ids=lambda v: str(v["score"]))
def test_the_fit_of_themes_is_as_the_method_says(vector):
    found = lived.fit(vector["importance"], [tuple(cell) for cell in vector["cells"]])
    assert found == pytest.approx(vector["score"])


def test_no_cell_fits_nothing():
    assert lived.fit({"fairness": 9}, []) is None
    assert lived.fit({"fairness": 0}, [("fairness", "t", 2)]) is None


@given(pairs)
@settings(max_examples=100, deadline=None)
def test_alignment_stays_within_what_can_be(ratings):
    found = lived.alignment(ratings)
    said = [(matters, shows) for matters, shows in ratings if shows is not None and matters]
    assert (found is None) == (not said)
    if found is not None:
        shows = [10 * show for _, show in said]
        assert min(shows) - 1e-9 <= found <= max(shows) + 1e-9


def rating(value, importance, shows):
    return Rating(ValueId(value), dt.date(2026, 3, 1), importance, shows, "")


def test_three_at_most_are_worth_a_look_and_each_asks_for_a_tenth():
    ratings = [
        rating("a", 10, 9),  # 0.10
        rating("b", 9, 8),  # 0.09
        rating("c", 8, 2),  # 0.48
        rating("d", 10, None),
        rating("e", 6, 3),  # 0.18
        rating("f", 9, 5),  # 0.36
    ]
    assert [one.value for one in lived.worth_a_look(ratings)] == ["c", "f", "e"]
    assert [one.value for one in lived.worth_a_look(ratings[:2])] == ["a"]


def test_what_is_lived_well_and_shows_nowhere_is_asked_about():
    assert lived.nothing_shows(7, 0)
    assert not lived.nothing_shows(7, 1)
    assert not lived.nothing_shows(6, 0)
    assert not lived.nothing_shows(None, 0)
