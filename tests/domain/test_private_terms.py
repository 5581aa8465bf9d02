"""The list of names to hide, as a person writes it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain.errors import Refused
from metanoia.domain.private_terms import PrivateTerm, as_lines, comparable, from_lines


def test_a_list_is_read_line_by_line_and_written_back():
    terms = from_lines("Sam\n\n  Lena   R. =  a colleague \n")
    assert terms == (PrivateTerm("Sam"), PrivateTerm("Lena R.", "a colleague"))
    assert as_lines(terms) == "Sam\nLena R. = a colleague"
    assert from_lines(as_lines(terms)) == terms
    assert from_lines(" \n") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sam\n= a friend", "Line 2 has no name"),
        ("?!", "Line 1 has no name"),
        ("\u200b", "Line 1 has no name"),
        ("x" * 61, "Line 1 is too long"),
        ("Sam = " + "x" * 61, "Line 1 is too long"),
        ("Sam\nsam", "stands on the list twice"),
        ("Sam\nＳａｍ", "stands on the list twice"),
        ("Sam = Lena\nLena", "is hidden too"),
        ("Sam = sam", "is hidden too"),
        ("Sam = my friend Lena\nLENA", "is hidden too"),
        ("\n".join(f"Name{n}" for n in range(501)), "at most 500"),
    ],
    ids=lambda text: text[:24],
)
def test_a_list_that_cannot_be_meant_is_refused(text, said):
    with pytest.raises(Refused, match=said):
        from_lines(text)


@given(st.text(max_size=60))
def test_any_text_is_a_list_or_is_refused(text):
    try:
        terms = from_lines(text)
    except Refused:
        return
    assert from_lines(as_lines(terms)) == terms


def test_every_hidden_sign_of_unicode_is_left_out_when_names_are_compared():
    signs = (chr(code) for code in range(0x110000))
    hidden = [sign for sign in signs if unicodedata.category(sign) == "Cf"]
    assert len(hidden) > 150
    for sign in hidden:
        assert comparable(f"Sa{sign}m") == "sam", hex(ord(sign))
