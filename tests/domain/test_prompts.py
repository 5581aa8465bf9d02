"""Which question is asked: one that suits the hour, and none twice within thirty days."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from metanoia import resources
from metanoia.domain.prompts import (
    REST_DAYS,
    Asked,
    Prompt,
    another,
    choose,
    part_of_day,
    prompts_in,
)

DAY = dt.date(2026, 3, 12)
SHIPPED = prompts_in(resources.path("prompts/prompts.json").read_text(encoding="utf-8"))


def days_of(part, count):
    """Ask on ``count`` days and return what was asked."""
    asked, found = Asked(), []
    for number in range(count):
        today = DAY + dt.timedelta(days=number)
        prompt = choose(SHIPPED, asked, today, part)
        assert prompt is not None
        asked.note(prompt, today)
        found.append(prompt)
    return found


@pytest.mark.parametrize(
    ("time", "part"),
    [("00:30", "morning"), ("11:59", "morning"), ("12:00", "any"), ("16:59", "any"), ("17:00", "evening")],
)  # fmt: skip
def test_the_hour_decides(time, part):
    assert part_of_day(dt.time.fromisoformat(time)) == part


@pytest.mark.parametrize("part", ["morning", "any", "evening"])
def test_none_comes_back_within_thirty_days(part):
    found = [prompt.id for prompt in days_of(part, 60)]
    for start in range(len(found) - REST_DAYS):
        month = found[start : start + REST_DAYS]
        assert len(set(month)) == REST_DAYS


def test_a_question_suits_the_hour():
    assert {prompt.when for prompt in days_of("morning", 40)} <= {"morning", "any"}


def test_the_same_question_stays_all_morning():
    asked = Asked()
    first = choose(SHIPPED, asked, DAY, "morning")
    asked.note(first, DAY)
    assert choose(SHIPPED, asked, DAY, "morning") == first


def test_another_is_always_there_and_always_different():
    few = [Prompt("a", "A?", "any"), Prompt("b", "B?", "any"), Prompt("c", "C?", "evening")]
    asked, seen = Asked(), []
    for _ in range(5):
        found = another(few, asked, DAY, "morning")
        asked.note(found, DAY)
        seen.append(found.id)
    assert set(seen) == {"a", "b"}
    assert all(one != after for one, after in itertools.pairwise(seen))


def test_none_is_asked_where_none_has_rested():
    few = [Prompt("a", "A?", "any")]
    asked = Asked()
    asked.note(few[0], DAY)
    assert choose(few, asked, DAY + dt.timedelta(days=5), "any") is None
    assert another(few, asked, DAY, "any") is None


def test_what_was_asked_is_kept_as_text():
    asked = Asked(dismissed=DAY)
    asked.note(SHIPPED[0], DAY)
    assert Asked.from_text(asked.as_text()) == asked


@pytest.mark.parametrize("text", [None, "", "[]", "{", '{"days": {"a": "soon"}}', '{"days": 3}'])
def test_what_cannot_be_read_is_nothing_asked(text):
    assert Asked.from_text(text) == Asked()
