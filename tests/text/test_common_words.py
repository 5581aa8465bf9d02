"""Words held in common, found in a text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.text.common_words import CommonWords

WORDS = CommonWords([("done", 1), ("Done early", 2), ("trygghet", 3), ("c++", 4), ("ÅPEN", 5)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is it done?", [("done", 1)]),
        ("DONE, undone, done_, well-done", [("DONE", 1), ("done", 1)]),
        ("done  early is not done", [("done  early", 2), ("done", 1)]),
        ("Vi er åpen om trygghet.", [("åpen", 5), ("trygghet", 3)]),
        ("I write c++ here", [("c++", 4)]),
        ("nothing", []),
    ],
)
def test_whole_words_are_found_whatever_their_capitals(text, found):
    assert [(text[one.start : one.stop], one.thing) for one in WORDS.found(text)] == found


def test_the_word_at_a_place_counts_its_ends():
    text = "so done now"
    assert [bool(WORDS.at(text, place)) for place in (2, 3, 5, 7, 8)] == [False, True, True, True, False]  # fmt: skip


def test_no_words_find_nothing():
    assert not CommonWords()
    assert CommonWords().found("done") == []


@given(st.text(max_size=80))
def test_what_is_found_never_overlaps_and_says_its_word(text):
    found = WORDS.found(text)
    for one, following in itertools.pairwise(found):
        assert one.stop <= following.start
    for one in found:
        assert 0 <= one.start < one.stop <= len(text)
