"""A vision's text, its themes, and where they stand in it."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain.errors import Refused
from metanoia.domain.visions import (
    THEMES,
    Draft,
    Found,
    NewVision,
    check_drafts,
    check_stance,
    my_words,
    passages,
    proposed,
    theme_text,
)

DAY = dt.date(2026, 1, 15)
WARD = "Every voice shapes the plan,\n  and nobody carries\nthe night alone."


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("One aim.", ["One aim"]),
        ("Speak first. Then listen! Why? Because.", ["Speak first", "Then listen!", "Why?", "Because"]),
        ("- every voice\n* no night alone;\n\n2) mistakes teach\n", ["every voice", "no night alone", "mistakes teach"]),
        ("Same\nsame\n", ["Same"]),
        ("ab\n", []),
    ],
)  # fmt: skip
def test_a_text_proposes_its_lines_or_its_sentences(text, themes):
    assert proposed(text) == themes


@given(st.text(max_size=3000))
def test_what_is_proposed_can_be_kept(text):
    found = proposed(text)
    assert len(check_drafts([Draft(None, one) for one in found])) == len(found) <= THEMES


def test_themes_are_found_in_the_text_across_lines_and_capitals():
    themes = [(1, "every VOICE shapes the plan"), (2, "nobody carries the night alone"), (3, "voice"), (4, "x")]  # fmt: skip
    assert passages(WARD, themes) == [Found(0, 27, 1), Found(35, 65, 2)]
    assert WARD[35:65] == "nobody carries\nthe night alone"


@given(st.text("ab .\n", max_size=60), st.lists(st.text("ab.", max_size=4), max_size=5))
def test_found_passages_never_overlap_and_say_their_theme(text, themes):
    found = passages(text, list(enumerate(themes)))
    for one, following in itertools.pairwise(found):
        assert one.stop <= following.start
    for one in found:
        assert text[one.start : one.stop].split() == themes[one.number].split()


@pytest.mark.parametrize(
    "bad",
    [
        {"name": " "},
        {"name": "x" * 121},
        {"text": " \n"},
        {"text": "x" * 10_001},
        {"group": "club"},
        {"as_of": dt.date(1, 1, 1)},
    ],
    ids=str,
)
def test_what_is_no_vision_is_refused(bad):
    with pytest.raises(Refused):
        NewVision(**{"name": "Ward 4", "text": WARD, "as_of": DAY, **bad})


def test_a_vision_keeps_what_was_pasted():
    kept = NewVision(name=" Ward  4 ", text="  one\r\ntwo \0", as_of=DAY, group="family")
    assert (kept.name, kept.text, kept.group) == ("Ward 4", "one\ntwo", "family")


@pytest.mark.parametrize(
    "refused",
    [
        lambda: check_drafts([Draft(None, str(n)) for n in range(13)]),
        lambda: check_drafts([Draft(None, "Same"), Draft(None, " same ")]),
        lambda: theme_text(""),
        lambda: theme_text("x" * 301),
        lambda: my_words("x" * 501),
        lambda: check_stance(5),
        lambda: check_stance(-1),
    ],
)
def test_what_does_not_fit_is_refused(refused):
    with pytest.raises(Refused):
        refused()
    check_stance(None)
    check_stance(4)
