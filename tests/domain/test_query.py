"""The search language, as people type it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.query import LENGTH_LIMIT, TERM_LIMIT, Query, parse

TODAY = dt.date(2026, 3, 1)


def test_words_phrases_and_what_must_not_be_there():
    query = parse('plan "open door" -coffee -"bad day" ahead')
    assert query == Query(
        words=("plan", "ahead"), phrases=("open door",), without=("coffee", "bad day")
    )


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("on:2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("on:2024-2", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("on:2025-03-14", dt.date(2025, 3, 14), dt.date(2025, 3, 14)),
        ("on:today", TODAY, TODAY),
        ("ON:Yesterday", dt.date(2026, 2, 28), dt.date(2026, 2, 28)),
        ("before:2025", None, dt.date(2024, 12, 31)),
        ("before:2025-03-14", None, dt.date(2025, 3, 13)),
        ("after:2025", dt.date(2026, 1, 1), None),
        ("after:2024-02", dt.date(2024, 3, 1), None),
        ("after:2024 before:2026", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("before:2026 before:2024", None, dt.date(2023, 12, 31)),
    ],
)
def test_days(typed, first, last):
    assert parse(typed, TODAY) == Query(first=first, last=last)


@pytest.mark.parametrize(
    "half", ["tag:", "before:", "before:20", "on:2025-13", "on:2025-02-30", "is:sta", "-on:2025",
             "on:0001", "after:9999", "is:"]
)  # fmt: skip
def test_half_typed_parts_are_left_out_and_the_rest_stands(half):
    query = parse(f"walk {half}")
    assert query == Query(words=("walk",), left_out=(half,))


def test_tags_with_and_without():
    query = parse('tag:work tag:"big plans" -tag:#home TAG:@kyla')
    assert query == Query(tags=("work", "big plans", "kyla"), without_tags=("home",))


def test_stars():
    assert parse("is:starred").starred is True
    assert parse("-is:starred").starred is False


def test_an_unfinished_quote_is_closed():
    assert parse('he said "come in').phrases == ("come in",)


def test_typographic_quotes_are_quotes():
    assert parse("“open door” „zu spät“").phrases == ("open door", "zu spät")


def test_signs_that_are_no_text_ask_for_nothing():
    for typed in ("", "   ", "-", '""', '"', "?!", "…", "-?", "\0", "\ud800", "\ue000"):
        assert parse(typed).empty, repr(typed)


def test_an_unknown_field_is_a_word():
    assert parse("https://example.org").words == ("https://example.org",)


def test_only_so_much_is_read():
    many = parse(" ".join(f"w{i}" for i in range(100)))
    assert len(many.words) == TERM_LIMIT
    assert many.left_out[0] == f"w{TERM_LIMIT}"
    assert len(parse("a" * 5_000).words[0]) == LENGTH_LIMIT


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet='ab"-:“ tagonbefriszr0129\u3000今💡'))
def test_nothing_that_can_be_typed_is_an_error(text):
    query = parse(text)
    assert all(query.words + query.phrases + query.without)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.from_regex(r"[a-zà-ÿ0-9:'’.-]*[a-z]", fullmatch=True), min_size=1, max_size=6))
def test_a_phrase_comes_back_as_it_was_said(words):
    phrase = " ".join(words)
    assert parse(f'"{phrase}"').phrases == (phrase,)
    assert parse(f'-"{phrase}').without == (phrase,)
