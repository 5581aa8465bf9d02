"""Names in double brackets: what stands between them, and what they mean."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.text.markdown import render
from metanoia.text.names import LONGEST, PATTERN, as_name, begun, names
from metanoia.text.words import excerpt

GOAL = "goal:3f2a1b4c-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("see [[", ""), ("see [[Home by", "Home by"), ("[[a]] and [[b", "b"), ("[a] [b", None),
        ("[[done]]", None), ("[[one [two", None), ("", None), ("[[[Home", "Home"),
    ],
)  # fmt: skip
def test_a_name_is_begun_by_two_brackets_and_ends_with_them(before, typed):
    assert begun(before) == typed


def test_a_name_stands_on_one_line_without_brackets_and_no_longer_than_can_be_read():
    assert as_name("Home\nby [five]") == "Home by (five)"
    long = as_name("word " * 60)
    assert len(long) <= LONGEST
    assert long.endswith("…")


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=300).filter(lambda text: text.strip()))
def test_what_is_put_between_brackets_is_found_again_and_means_the_thing(name):
    said = as_name(name)
    if said:
        assert re.findall(PATTERN, f"Before [[{said}]] after") == [said]
        assert names(said, name)


def test_a_name_that_leads_somewhere_is_a_link_and_any_other_stays_as_it_is():
    def lead(name):
        return GOAL if name == "Home *by* five" else None

    html = render("At [[Home *by* five]], not [[Nowhere]] or `[[Home *by* five]]`.", lead)
    assert f'<a href="{GOAL}"' in html
    assert ">Home *by* five</a>" in html
    assert "[[Nowhere]]" in html
    assert "<code>[[Home *by* five]]</code>" in html


def test_without_the_journal_names_are_plain_text_and_addresses_of_it_lead_nowhere():
    html = render(f"[[Home]] and [a goal]({GOAL})")
    assert "[[Home]]" in html
    assert "href" not in html


def test_an_excerpt_says_the_name_alone():
    assert excerpt("It has to do with [[Home by five]].") == "It has to do with Home by five."
