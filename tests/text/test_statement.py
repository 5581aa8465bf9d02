"""Words of an entry as a statement."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.text.statement import as_statement, quoted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("if I don’t answer first, they’ll think I don’t know", "If I don’t answer first, they’ll think I don’t know"),
        ("*“you were faster than us again.”*", "You were faster than us again."),
        ("**Sam** is _never_ ~~late~~ `early`", "Sam is never late early"),
        ("> She knew.\n> I did not.", "She knew. I did not."),
        ("- [ ] he will say no", "He will say no"),
        ("2) he will say no", "He will say no"),
        ("## What I could not see", "What I could not see"),
        ("see [the plan](entry:1) first", "See the plan first"),
        ("“No,” he said, “never.”", "“No,” he said, “never.”"),
        ("he said “no”", "He said “no”"),
        ("“no” is what he said", "“no” is what he said"),
        ("he was angry.” *", "He was angry."),
        ("„Das weiß sie“", "Das weiß sie"),
        ("«Elle sait»,", "Elle sait"),
        ("3 * 4 is snake_case_name", "3 * 4 is snake_case_name"),
        ("élan is missing", "Élan is missing"),
        ("彼は「怒っている」", "彼は「怒っている」"),
        ("😀 is what she meant", "😀 is what she meant"),
        ("(she knows)", "She knows"),
        ("it's Sam's turn", "It's Sam's turn"),
        (" \n ", ""),
        ("“”", ""),
    ],
)  # fmt: skip
def test_it_says_what_was_meant(words, said):
    assert as_statement(words) == said


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab “”„‘’\"'*_~`>#-[]()\n1.", max_size=30))
def test_it_ends_for_any_marks_and_adds_nothing(words):
    said = as_statement(words)
    assert "\n" not in said
    assert len(said) <= len(words)
    letters = [sign for sign in words.lower() if sign in "ab"]
    assert [sign for sign in said.lower() if sign in "ab"] == letters or "](" in words


def test_quotes_within_quotes_are_single():
    assert quoted("More “calm” helps") == "“More ‘calm’ helps”"
