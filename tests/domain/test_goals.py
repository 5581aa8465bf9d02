"""What may be said of a goal, before anything is kept."""

from __future__ import annotations

import datetime as dt

import pytest

from goals_told import goal, look
from metanoia.domain.errors import Refused


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": " "}, "The goal’s name is still empty"),
        ({"title": "x" * 121}, "at most 120"),
        ({"vision": "x" * 10_001}, "What you want has at most 10000"),
        ({"reality": "x" * 10_001}, "What is true now has at most 10000"),
        ({"why": "x" * 2_001}, "at most 2000"),
        ({"importance": -1}, "from 0 to 10"),
        ({"importance": 11}, "from 0 to 10"),
        ({"cadence": 0}, "every 7, 14 or 30 days"),
        (
            {"started_on": dt.date(2026, 3, 2), "target_on": dt.date(2026, 3, 1)},
            "before the day it began",
        ),
    ],
)
def test_what_is_out_of_range_is_refused(fields, says):
    with pytest.raises(Refused, match=says):
        goal(**fields)


def test_a_goal_may_begin_and_be_true_on_one_day():
    day = dt.date(2026, 3, 2)
    assert goal(started_on=day, target_on=day).target_on == day


def test_the_longest_texts_are_kept():
    kept = goal(title="x" * 120, vision="x" * 10_000, reality="x" * 10_000, why="x" * 2_000)
    assert (len(kept.title), len(kept.vision)) == (120, 10_000)


def test_a_note_has_an_end():
    with pytest.raises(Refused, match="at most 1000"):
        look(note="x" * 1_001)
