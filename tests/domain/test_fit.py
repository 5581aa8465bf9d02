"""The fit of values and themes, and what strains."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain import fit
from metanoia.domain.errors import Refused

VECTORS = json.loads((Path(__file__).parent.parent / "data/vectors.json").read_text("utf-8"))
CELLS = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.integers(1, 12)), st.integers(-2, 2), max_size=30
)
WEIGHTS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 10))


@pytest.mark.parametrize("vector", VECTORS["matrix"])
def test_the_fit_of_the_vectors(vector):
    assert fit.score(vector["importance"], vector["cells"]) == pytest.approx(vector["score"])


def test_no_cell_or_no_weight_gives_no_fit():
    assert fit.score({"a": 9}, []) is None
    assert fit.score({"a": 0}, [("a", 1, 2)]) is None
    assert fit.score({}, [("a", 1, 2)]) is None


@given(WEIGHTS, CELLS)
def test_the_fit_lies_between_all_strained_and_all_served(weights, cells):
    listed = [(*cell, said) for cell, said in cells.items()]
    found = fit.score(weights, listed)
    if found is None:
        assert not any(weights.get(value) for value, _, _ in listed)
        return
    assert -1 <= found <= 1
    turned = fit.score(weights, [(value, theme, -said) for value, theme, said in listed])
    assert turned == pytest.approx(-found)
    doubled = fit.score({value: 2 * weight for value, weight in weights.items()}, listed)
    assert doubled == pytest.approx(found)


@given(WEIGHTS, CELLS)
def test_only_what_matters_and_strains_is_said_the_worst_first(weights, cells):
    listed = [(*cell, said) for cell, said in cells.items()]
    found = fit.strained(weights, listed)
    assert set(found) == {cell for cell, said in cells.items() if said < 0 and weights.get(cell[0], 0) >= 7}  # fmt: skip
    order = [(cells[cell], -weights[cell[0]]) for cell in found]
    assert order == sorted(order)


def test_themes_that_nothing_serves_keep_their_order():
    assert fit.unserved([3, 1, 2], {1}) == [3, 2]


def test_what_is_no_fit_is_refused():
    for bad in (-3, 3):
        with pytest.raises(Refused):
            fit.check_fit(bad)
    with pytest.raises(Refused):
        fit.fit_note("x" * 301)
    fit.check_fit(-2)
