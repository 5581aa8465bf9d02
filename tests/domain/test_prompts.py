"""Which question is asked: one that suits the hour, and none twice within thirty days."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from metanoia import resources
from metanoia.domain.prompts import (
    REST_DAYS,
    Asked,
    Facts,
    Prompt,
    another,
    choose,
    part_of_day,
    prompts_in,
    situations,
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


# -- by situation


def asked_today(prompt):
    asked = Asked()
    asked.note(prompt, DAY)
    return asked


@pytest.mark.parametrize(
    ("fact", "first"),
    [
        ("came_otherwise", "surprise"), ("test_due", "test"), ("conversation_today", "conflict"),
        ("marked_today", "certainty"), ("moved_today", "update"), ("decided_today", "commitment"),
        ("sure_untested", "certainty"), ("goal_looked_at", "reality"), ("value_strained", "values"),
        ("pull_fell", "vision"), ("map_drawn_today", "boundary"), ("pattern_on_map", "leverage"),
        ("limit_on_map", "limit"), ("remedy_on_map", "fix"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("part", ["morning", "any", "evening"])
def test_each_situation_has_a_question_at_every_hour(fact, first, part):
    present = situations(Facts(**{fact: True}))
    assert present[0] == first
    assert choose(SHIPPED, Asked(), DAY, part, present).situation == first


def test_what_presses_most_goes_first_and_nothing_twice():
    facts = Facts(came_otherwise=True, moved_today=True, marked_today=True, sure_untested=True)
    assert situations(facts) == ("surprise", "update", "certainty", "test")
    assert situations(Facts()) == ()


def test_a_question_that_needs_its_situation_is_asked_in_no_other():
    only = {prompt.id for prompt in SHIPPED if prompt.only}
    assert len(only) >= 15
    asked = Asked()
    for number in range(200):
        prompt = another(SHIPPED, asked, DAY, "any", ("conflict",))
        assert prompt.id not in only or prompt.situation == "conflict", number
        asked.note(prompt, DAY)
    assert {prompt.id for prompt in SHIPPED if prompt.situation == "conflict" and prompt.when == "any"} <= set(asked.days)  # fmt: skip


def test_a_situation_gives_way_to_the_next_once_its_questions_are_asked():
    asked, found = Asked(), []
    for _ in range(12):
        prompt = another(SHIPPED, asked, DAY, "any", ("update", "test"))
        asked.note(prompt, DAY)
        found.append(prompt.situation)
    assert found == sorted(found, key=lambda said: ["update", "test"].index(said) if said in ("update", "test") else 2)  # fmt: skip
    assert found[0] == "update"
    assert "test" in found
    assert len(asked.days) == 12


def test_todays_question_stays_until_a_situation_has_a_better_one():
    general = choose(SHIPPED, Asked(), DAY, "any")
    assert choose(SHIPPED, asked_today(general), DAY, "any", ()) == general
    present = tuple({"surprise", "conflict"} - {general.situation})
    pressed = choose(SHIPPED, asked_today(general), DAY, "any", present)
    assert pressed.situation in present
    asked = asked_today(general)
    asked.note(pressed, DAY)
    assert choose(SHIPPED, asked, DAY, "any", present) == pressed


def test_todays_question_stays_where_all_of_the_situation_were_asked_lately():
    asked = Asked()
    for prompt in SHIPPED:
        if prompt.situation == "update":
            asked.note(prompt, DAY - dt.timedelta(days=3))
    general = next(prompt for prompt in SHIPPED if prompt.id == "any-25")
    asked.note(general, DAY)
    assert choose(SHIPPED, asked, DAY, "any", ("update",)) == general


def test_all_forty_four_of_the_practices_are_there():
    practices = [prompt for prompt in SHIPPED if prompt.id[:2] in ("pe", "me", "sv", "sl", "sy")]
    assert len(practices) == 44
    assert all(prompt.situation for prompt in practices)
