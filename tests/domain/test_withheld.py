"""What stands in the place of a withheld passage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain.withheld import WITHHELD, withhold

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["redact"])
def test_withholding_agrees_with_the_published_result(vector):
    text, gaps = withhold(vector["text"], [tuple(span) for span in vector["spans"]])
    assert text == vector["result"]
    assert gaps == 2


def test_passages_that_touch_are_one_gap_and_empty_ones_none():
    assert withhold("abcdef", [(0, 2), (2, 4)]) == (f"{WITHHELD}ef", 1)
    assert withhold("abcdef", [(3, 3)]) == ("abcdef", 0)


@given(
    st.lists(st.sampled_from("abc😀é "), max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
)
def test_nothing_of_a_span_is_left_and_all_else_is(signs, spans):
    text = "".join(signs)
    spans = [(start, min(stop, len(text))) for start, stop in spans]
    gone = {at for start, stop in spans for at in range(start, stop)}
    made, gaps = withhold(text, spans)
    assert made.replace(WITHHELD, "") == "".join(
        sign for at, sign in enumerate(text) if at not in gone
    )
    assert made.count(WITHHELD) == gaps
