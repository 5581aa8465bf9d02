"""Which words went and which came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.text.changed_words import changed_words

WORDS = st.lists(
    st.sampled_from(["ask", "one", "open", "question", "each", "day"]), max_size=8
).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("Let three people speak", "Let two people speak", "=Let -three +two =people speak"),
        ("Ask", "Ask more", "=Ask +more"),
        ("Ask more", "Ask", "=Ask -more"),
        ("Ask", "Ask", "=Ask"),
        ("", "Ask", "+Ask"),
        ("Ask  more", "Ask more", "=Ask more"),
    ],
)
def test_words_that_went_stand_before_those_that_came(before, after, runs):
    signs = {"same": "=", "gone": "-", "new": "+"}
    found = " ".join(signs[run.what] + run.words.strip() for run in changed_words(before, after))
    assert found == runs


@given(WORDS, WORDS)
def test_the_runs_are_both_wordings(before, after):
    runs = changed_words(before, after)
    for what, whole in (("new", after), ("gone", before)):
        kept = " ".join(run.words.strip() for run in runs if run.what in ("same", what))
        assert kept.split() == whole.split()
