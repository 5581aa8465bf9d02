"""Days as people say them."""

from __future__ import annotations

import datetime as dt

import pytest

from metanoia.text.spoken_day import spoken_day

THURSDAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-03-12"),
        ("yesterday", "2026-03-11"),
        ("last Friday", "2026-03-06"),
        ("friday", "2026-03-06"),
        ("two weeks ago", "2026-02-26"),
        ("24 December", "2025-12-24"),
        ("3.2.2026", "2026-02-03"),
        ("2026-02-03", "2026-02-03"),
        ("tomorrow", "2026-03-13"),
    ],
)
def test_words_name_a_day(words, day):
    assert spoken_day(words, THURSDAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("words", ["", "  ", "blue", "32.13.2026"])
def test_other_words_name_none(words):
    assert spoken_day(words, THURSDAY) is None
