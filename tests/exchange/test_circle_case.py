"""A case for the circle on paper."""

from __future__ import annotations

import pytest

from metanoia.domain.errors import Refused
from metanoia.domain.private_terms import PrivateTerm
from metanoia.exchange.circle_case import as_html, as_markdown

VALUES = {
    "case": "A colleague waits until I answer.",
    "assume": ("If he doesn’t say it he hasn’t got it.",),
    "question": "How do I make room?",
    "heard": "Afterwards only.",
    "try": "Count to ten.",
}
NAMES = [PrivateTerm("Jonas"), PrivateTerm("Sam Hill")]


def test_a_case_has_its_parts_its_run_sheet_and_nothing_of_afterwards():
    text = as_markdown("A colleague", VALUES, NAMES)
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == [
        "# A colleague", "## The situation", "## What I am assuming", "## My question to you",
        "## How we go about it",
    ]  # fmt: skip
    assert "- If he doesn’t say it" in text
    assert "| 15–20 min | You think aloud" in text
    assert "Afterwards only" not in text
    assert "Count to ten" not in text


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("JONAS and I", {}),
        ("x", {"tried": "I asked Jonas's list."}),
        ("x", {"assume": ("Jonas waits.",)}),
        ("x", {"question": "Does sam  hill mind?"}),
    ],
)
def test_a_case_with_a_hidden_name_is_not_written(title, values):
    with pytest.raises(Refused, match="list of hidden names"):
        as_markdown(title, {**VALUES, **values}, NAMES)


def test_it_becomes_html_with_a_table():
    html = as_html(as_markdown("<b>x</b>", VALUES, NAMES))
    assert "<table>" in html
    assert "<b>x" not in html


def test_pictures_are_left_out_whatever_they_say():
    html = as_html(
        'A ![a > b "c"](attachment:' + "0" * 64 + ") and ![x](https://example.org/x.png) B"
    )
    assert "<img" not in html
    assert html.strip().startswith("<p>A")
    assert html.strip().endswith("B</p>")
