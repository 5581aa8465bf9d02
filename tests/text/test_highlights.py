"""Marking the hits of a search in a text that is being read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.query import parse
from metanoia.text.highlights import highlights


def marked(text: str, typed: str) -> list[str]:
    return [text[start:stop] for start, stop in highlights(text, parse(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("Plans to plan, replan", "plan", ["Plans", "plan"]),
        ("A café and a cafe\u0301!", "cafe", ["café", "cafe\u0301"]),
        ("a cafe", "CAFÉ", ["cafe"]),
        ("the open door, the open doors", '"open door"', ["open door"]),
        ("well-being is well being", "well-be", ["well-being", "well being"]),
        ("今日は会議で", "会議", ["会議"]),
        ("great🙂 day", "🙂", ["🙂"]),
        ("great🙂 day", "grea", ["great"]),
        ("Αγάπη", "αγαπη", ["Αγάπη"]),
        ("don't, don’t", "don't", ["don't", "don’t"]),
        ("a plan", "-plan", []),
        ("a plan", "tag:plan", []),
        ("on and on", "on:2025", []),
        ("", "plan", []),
        ("a b a b", '"a b" "b a"', ["a b a b"]),
    ],
)
def test_hits(text, typed, hits):
    assert marked(text, typed) == hits


def test_places_are_code_points():
    assert highlights("Zoë 😀 was", parse("was")) == [(6, 9)]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=30))
def test_spans_lie_in_the_text_in_order_and_apart(text, typed):
    spans = highlights(text, parse(typed))
    ends = [0]
    for start, stop in spans:
        assert ends[-1] <= start < stop <= len(text)
        ends.append(stop)
