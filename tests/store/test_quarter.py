"""A quarter in facts, on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from assumed import assumption
from maps_told import plain_map
from metanoia.domain.goals import GoalId, NewCheckIn, NewGoal, NewMeasure
from metanoia.domain.map_edits import answer_pattern
from metanoia.domain.quarter import MAPS, GoalFacts, MapFacts
from metanoia.domain.tension import Split, Trend
from metanoia.store.assumptions import Assumptions
from metanoia.store.goals import Goals
from metanoia.store.maps import Maps
from metanoia.store.reviews import Reviews
from metanoia.store.values import Values

DAY = dt.timedelta(days=1)


@pytest.fixture
def passing(clock):
    """The clock at noon of 1 November 2025."""
    clock.moment = dt.datetime(2025, 11, 1, 12, tzinfo=dt.UTC)
    return clock


def goal(title, importance=5):
    return NewGoal(title=title, vision="It is so.", reality="It is not.", importance=importance)


def test_an_empty_journal_has_a_quarter_without_facts(store, clock):
    facts = store.part(Reviews).quarter(clock.today)
    assert (facts.start, facts.end) == (dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    assert (facts.goals, facts.moved, facts.untouched, facts.values) == ((), (), (), ())
    assert (facts.alignment, facts.alignment_before) == (None, None)
    assert facts.maps == ()


def test_maps_on_which_patterns_were_seen_are_told_the_latest_changed_first(store, passing):
    maps, told = store.part(Maps), []
    for n in range(7):
        one = answer_pattern(
            plain_map(f"Map {n}", question="Why?"), "escalation", ("a",), "accepted"
        )
        maps.add(one)
        told.append(one)
        passing.forward(days=1)
    maps.keep(answer_pattern(told[6], "escalation", ("a",), "dismissed"))
    more = answer_pattern(told[0], "escalation", ("b",), "accepted")
    maps.keep(answer_pattern(more, "eroding_goals", ("a", "b"), "accepted"))
    maps.trash(told[4].id)
    maps.add(plain_map("No pattern"))
    found = store.part(Reviews).quarter(passing.today).maps
    assert [one.title for one in found] == ["Map 0", "Map 5", "Map 3", "Map 2", "Map 1"]
    assert found[0] == MapFacts(
        told[0].id, "Map 0", "Why?", ("eroding_goals", "escalation"), passing.today
    )
    assert found[1].changed_on == passing.today - 2 * DAY
    maps.add(answer_pattern(plain_map("One more"), "escalation", ("a",), "accepted"))
    assert len(store.part(Reviews).quarter(passing.today).maps) == MAPS


def test_goals_are_told_with_their_trend_and_what_the_goal_itself_moved(store, passing):
    goals = store.part(Goals)
    hours = goals.add(goal("Fewer hours", 9))
    measure = goals.add_measure(
        hours.id, NewMeasure(name="Hours", kind="reach", start=60, target=40)
    )
    felt = goals.add(goal("Talk", 5))
    released = goals.add(goal("Let go"))
    parked = goals.add(goal("Later"))
    long_done = goals.add(goal("Done"))
    goals.achieve(long_done.id)
    goals.park(parked.id)
    goals.observe(measure.id, 55, passing.today)
    for days, closeness, seen in ((75, 2, 55), (15, 4, 54), (14, 5, 53), (14, 6, 52)):
        passing.forward(days=days)
        look = NewCheckIn(closeness=closeness, pull=6)
        goals.check_in(felt.id, look, today=passing.today)
        goals.check_in(hours.id, look, today=passing.today)
        goals.observe(measure.id, seen, passing.today)
    goals.move_target(measure.id, 45, "Forty was too far.")
    goals.release(released.id, "It was never mine.")

    facts = store.part(Reviews).quarter(passing.today)
    first, second, third = facts.goals
    assert [one.title for one in facts.goals] == ["Fewer hours", "Talk", "Let go"]
    assert first.measured
    assert first.change == pytest.approx(Split(-0.15, -0.25, -0.4))
    assert first.goal_moved
    assert first.goal_share == pytest.approx(0.625)
    assert first.trend.result == "closing"
    assert (second.measured, second.trend.result, second.goal_moved) == (False, "closing", False)
    assert second.change == pytest.approx(Split(-0.4, 0, -0.4))
    assert second.goal_share == 0
    assert (third.state, third.trend.result, third.change) == ("released", "too_few", None)
    assert third.goal_share is None


def test_beliefs_that_moved_and_important_ones_that_nobody_touched_are_told(store, passing):
    assumptions = store.part(Assumptions)
    made = [
        assumptions.add(assumption(f"It is number {n}", 50, importance=n % 2 + 7)).id
        for n in range(14)
    ]
    unsure = assumptions.add(assumption("It is unsaid", importance=10)).id
    assumptions.add(assumption("It is small", 50, importance=6))
    gone = assumptions.add(assumption("It is gone", 50, importance=9)).id
    assumptions.trash(gone)
    passing.forward(days=100)  # 9 February
    for n, one in enumerate(made[:7]):
        assumptions.rate(one, 50 + 5 * n * (-1) ** n, reason="Seen")
    new = assumptions.add(assumption("It is new", 10)).id
    passing.forward(hours=1)
    assumptions.rate(new, 90, reason="Seen")

    facts = store.part(Reviews).quarter(passing.today)
    assert [(one.assumption, one.before, one.after) for one in facts.moved] == [
        (new, 10, 90), (made[6], 50, 80), (made[5], 50, 25), (made[4], 50, 70), (made[3], 50, 35),
    ]  # fmt: skip
    assert len(facts.untouched) == 5
    assert facts.untouched[0].assumption == unsure
    assert facts.untouched[0].confidence is None
    assert {one.importance for one in facts.untouched[1:]} == {8}
    assert {one.assumption for one in facts.untouched[1:]} <= set(made[7:])
    assert {one.touched_on for one in facts.untouched} == {dt.date(2025, 11, 1)}


def test_ninety_days_untouched_are_needed(store, passing):
    store.part(Assumptions).add(assumption("It matters", 50, importance=7))
    untouched = [
        len(store.part(Reviews).quarter(passing.today + days * DAY).untouched) for days in (89, 90)
    ]
    assert untouched == [0, 1]


def test_values_are_told_as_rated_last_and_before_the_quarter(store, passing):
    values = store.part(Values)
    craft, rest, new = (values.add(name) for name in ("Craft", "Rest", "New"))
    values.retire(values.add("Aside").id)
    values.keep_sort([rest.id, craft.id])
    values.rate(craft.id, 10, 2, today=passing.today)
    passing.forward(days=100)
    values.rate(craft.id, 10, 6, today=passing.today)
    values.rate(rest.id, 5, None, today=passing.today)
    facts = store.part(Reviews).quarter(passing.today)
    assert [(one.name, one.rank, one.rated, one.before) for one in facts.values] == [
        ("Rest", 1, (5, None), None),
        ("Craft", 2, (10, 6), (10, 2)),
        ("New", None, None, None),
    ]
    assert (facts.alignment, facts.alignment_before) == (60, 20)
    assert new.rank is None


@pytest.mark.parametrize(
    ("change", "share"),
    [
        (None, None), (Split(0.1, 0.0, 0.1), None), (Split(0, 0, 0), None), (Split(-0.3, -0.1, -0.4), 0.25),
        (Split(0.1, -0.2, -0.1), 1), (Split(-0.3, 0.1, -0.2), 0),
    ],
)  # fmt: skip
def test_the_share_of_the_goal_is_of_what_closed_and_never_more_than_all(change, share):
    too_few = Trend("too_few")
    facts = GoalFacts(GoalId("x"), "Home", 5, "active", too_few, measured=True, change=change)
    assert facts.goal_share == (None if share is None else pytest.approx(share))
