"""What comes up again and when, against the numbers of the method, and for whatever there is."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain import looking_again
from metanoia.domain.looking_again import Candidate

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
days = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
outcomes = st.sampled_from(["changed", "evidence", "same", "later"])
importances = st.integers(0, 10)
candidates = st.builds(
    Candidate,
    kind=st.sampled_from(["assumption", "goal", "value"]),
    id=st.uuids(version=4).map(str),
    priority=st.sampled_from([0.1, 0.3, 0.35, 0.8]),
    last_on=st.none() | st.sampled_from([dt.date(2026, 1, 1), dt.date(2025, 12, 1)]),
)
anything = st.lists(candidates, max_size=25, unique_by=lambda one: one.id)


@pytest.mark.parametrize("vector", VECTORS["interval"], ids=lambda v: f"{v['outcome']} {v['next']}")
def test_the_next_interval_is_as_the_method_says(vector):
    asked = (vector["interval"], vector["outcome"], vector["importance"])
    assert looking_again.next_interval(*asked) == vector["next"]


@pytest.mark.parametrize("vector", VECTORS["priority"], ids=lambda v: str(v["score"]))
def test_the_priority_is_as_the_method_says(vector):
    found = looking_again.priority(
        vector["overdue"],
        vector["interval"],
        vector["confidence"],
        vector["importance"],
        coach_asked=vector["coach_flag"],
        active_goal=vector["active_goal"],
    )
    assert round(found, 4) == vector["score"]


@pytest.mark.parametrize("vector", VECTORS["select"], ids=lambda v: str(v["budget"]))
def test_those_that_come_up_are_as_the_method_says(vector):
    asked = [
        Candidate(
            kind=one["kind"],
            id=one["id"],
            priority=one["prio"],
            last_on=dt.date.fromisoformat(one["last"]),
        )
        for one in vector["candidates"]
    ]
    found = looking_again.select(asked, vector["budget"])
    assert [one.id for one in found] == vector["ids"]


@given(anything, st.integers(0, 8), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_choice_depends_on_nothing_but_what_there_is(there, budget, chance: random.Random):
    found = looking_again.select(there, budget)
    shuffled = list(there)
    chance.shuffle(shuffled)
    assert looking_again.select(shuffled, budget) == found
    assert len(found) == min(budget, len(there))
    assert set(found) <= set(there)
    assert len(set(found)) == len(found)
    waiting = Counter(one.kind for one in there) - Counter(one.kind for one in found)
    chosen = Counter(one.kind for one in found)
    for kind, n in chosen.items():
        # a third of a kind only if of each other kind two came, or all
        if n > 2:
            assert all(chosen[other] >= 2 for other in waiting if other != kind)


@given(st.integers(7, 180), st.lists(outcomes, max_size=12), importances, days)
@settings(max_examples=150, deadline=None)
def test_intervals_stay_between_a_week_and_the_longest(interval, said, importance, today):
    longest = looking_again.longest_interval(importance)
    assert longest in (45, 90, 180)
    for outcome in said:
        interval = looking_again.next_interval(interval, outcome, importance)
        assert 7 <= interval <= longest
        due = looking_again.next_day(today, interval, outcome)
        assert (due - today).days == (7 if outcome == "later" else interval)


@given(
    st.integers(-400, 4000),
    st.integers(7, 180),
    st.none() | st.integers(0, 100),
    importances,
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_a_priority_is_a_share(overdue, interval, confidence, importance, asked, linked):
    found = looking_again.priority(
        overdue, interval, confidence, importance, coach_asked=asked, active_goal=linked
    )
    assert 0 <= found <= 1


def test_what_was_put_off_three_times_asks_to_be_set_aside():
    put_off = [Candidate(kind="goal", id="g", priority=1, snoozes=n) for n in range(4)]
    assert [one.asks_to_park for one in put_off] == [False, False, False, True]


@given(days)
@settings(max_examples=100, deadline=None)
def test_an_entry_from_before_is_looked_for_in_the_same_days_all_week(today):
    monday = today - dt.timedelta(days=today.weekday())
    asked = looking_again.days_before(today)
    assert asked == looking_again.days_before(monday)
    assert [(last - first).days for first, last in asked] == [6, 6, 6]
    assert all(last < monday for _, last in asked)
    year, quarter, month = ((monday - first).days for first, _ in asked)
    assert (year, quarter, month) == (365, 90, 30)
