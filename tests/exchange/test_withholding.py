"""Passages taken out of texts: in their place, wherever else they stand, and never half."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain.anchors import Selector
from metanoia.domain.withheld import Redaction
from metanoia.exchange.withholding import Withholding
from metanoia.text.anchors import select
from metanoia.text.markdown import render

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
ITEM = ("entry", "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee")


def redaction(text, start, stop, number=0):
    return Redaction(id=str(number), item=ITEM, field="body", selector=select(text, start, stop))


@pytest.mark.parametrize("vector", VECTORS["redact"])
def test_withholding_agrees_with_the_published_result(vector):
    text = vector["text"]
    made = Withholding(
        redaction(text, start, stop, number) for number, (start, stop) in enumerate(vector["spans"])
    )
    # a blank at the edge of a span is no part of a passage
    assert made.apply(ITEM, "body", text, "x") in (
        vector["result"],
        vector["result"].replace("] I", "]I"),
    )
    assert made.count(ITEM) == 2


@pytest.mark.parametrize(
    "vector", VECTORS["anchor"] if isinstance(VECTORS["anchor"], list) else [VECTORS["anchor"]]
)
def test_a_passage_is_withheld_where_it_surely_is_and_blocks_where_it_is_not(vector):
    one = vector["selector"]
    selector = Selector(one["exact"], one["prefix"], one["suffix"], one["start"], one["end"])
    for case in vector["cases"]:
        made = Withholding([Redaction(id="1", item=ITEM, field="body", selector=selector)])
        left = made.apply(ITEM, "body", case["text"], "It")
        sure = case["result"] is not None and case["result"][2] in ("exact", "moved")
        assert bool(made.problems) is not sure, case
        if sure:
            start, stop, _ = case["result"]
            assert case["text"][:start].replace(one["exact"], "[withheld]") in left
            assert one["exact"] not in left
            assert left.endswith(case["text"][stop:])


@given(
    st.lists(st.sampled_from(["he shouted", "Zoë 😀", "a\u0301", "ß", "x", " ", "\n", "**"]), min_size=3, max_size=14),
    st.data(),
)  # fmt: skip
def test_what_is_withheld_is_found_nowhere_and_the_rest_stays(pieces, data):
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    if not text[start:stop].strip():
        return
    made = Withholding([redaction(text, start, stop)])
    left = made.apply(ITEM, "body", text, "It")
    if made.problems:
        return
    assert "[withheld]" in left
    assert not made.found_in(left) or len(text[start:stop]) < 12
    assert made.count(ITEM) == left.count("[withheld]")


def test_a_passage_of_marks_alone_is_no_sign_of_anything_else():
    text = "Before ************** after"
    made = Withholding([redaction(text, 7, 21)])
    assert made.anywhere("*** and **bold** stay") == "*** and **bold** stay"
    assert made.anywhere("a ************** b") == "a [withheld] b"


def test_passages_that_cover_one_another_are_one_gap():
    text = "One two three four five six seven eight"
    made = Withholding([redaction(text, 4, 23, 1), redaction(text, 14, 33, 2)])
    assert made.apply(ITEM, "body", text, "x") == "One [withheld] eight"
    assert made.count(ITEM) == 1


@pytest.mark.parametrize("after", [": yes", "(see https://x.org/)", "[1]: so", " [1]: so"])
def test_a_gap_is_never_read_as_a_link_with_what_follows_it(after):
    text = f"Tom{after}\n\nAnd [withheld] here"
    left = Withholding([redaction(text, 0, 3)]).apply(ITEM, "body", text, "x")
    assert left.startswith("[withheld]")
    drawn = render(left)
    assert "<a" not in drawn
    assert re.sub(r"\W", "", after) in re.sub(r"<[^>]*>|\W", "", drawn)
