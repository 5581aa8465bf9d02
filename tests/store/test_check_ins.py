"""Check-ins and measures of goals on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from goals_told import goal, hold, look, reach
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.goals import NewMeasure
from metanoia.store import driver
from metanoia.store.goals import Goals

TABLES = ("goal", "goal_checkin", "measure", "observation", "target_change")


def refused(store, says, do, *args, error=Refused, **kwargs):
    def rows():
        return [store.connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES]

    before = rows(), store.commits
    with pytest.raises(error, match=says):
        do(*args, **kwargs)
    assert (rows(), store.commits) == before


@pytest.fixture
def goals(store, clock):
    return store.part(Goals)


@pytest.fixture
def ward(goals):
    return goals.add(goal()).id


@pytest.fixture
def hours(goals, ward):
    """From 60 to 40 hours a week."""
    return goals.add_measure(ward, reach(unit="h")).id


def seen(goals, measure):
    return [(found.date, found.value) for found in goals.observations(measure)]


# -- check-ins


def test_today_s_reality_is_noted_with_what_the_measures_show(goals, ward, hours, clock):
    kept = goals.check_in(ward, look(4, 8, " Slow ", [(hours, 52.5)]), today=clock.today)

    assert (kept.closeness, kept.pull, kept.note) == (4, 8, "Slow")
    assert (kept.date, kept.at) == (clock.today, clock())
    assert goals.check_ins(ward) == [kept]
    assert seen(goals, hours) == [(clock.today, 52.5)]


def test_a_second_one_on_a_day_replaces_the_first_which_can_be_brought_back(
    goals, ward, hours, clock
):
    first = goals.check_in(ward, look(4, 8, "Slow", [(hours, 52.5)]), today=clock.today)
    former = goals.former(ward)
    clock.forward(hours=1)

    second = goals.check_in(ward, look(6, 2, "Better", [(hours, 50)]), today=clock.today)

    assert (second.id, second.at) == (first.id, clock())
    assert (second.closeness, second.pull, second.note) == (6, 2, "Better")
    assert goals.check_ins(ward) == [second]
    assert seen(goals, hours) == [(clock.today, 50)]
    goals.put_back(former)
    assert goals.check_ins(ward) == [first]
    assert seen(goals, hours) == [(clock.today, 52.5)]


def test_what_is_not_said_again_stays(goals, ward, hours, clock):
    goals.check_in(ward, look(values=[(hours, 52)]), today=clock.today)
    goals.check_in(ward, look(5), today=clock.today)
    assert seen(goals, hours) == [(clock.today, 52)]


def test_days_before_can_be_noted_later_and_come_in_their_order(goals, ward, clock):
    yesterday = clock.today - dt.timedelta(days=1)
    goals.check_in(ward, look(5), today=clock.today)
    goals.check_in(ward, look(4), today=clock.today, date=yesterday)
    assert [(one.date, one.closeness) for one in goals.check_ins(ward)] == [
        (yesterday, 4),
        (clock.today, 5),
    ]


def test_what_cannot_be_noted(store, goals, ward, hours, clock):
    tomorrow = clock.today + dt.timedelta(days=1)
    draft = goals.add(goal(vision="")).id
    other = goals.add_measure(goals.add(goal()).id, hold()).id
    later = clock() + dt.timedelta(minutes=1)

    refused(store, "still to come", goals.check_in, ward, look(), today=clock.today, date=tomorrow)
    refused(store, "still to come", goals.check_in, ward, look(), today=clock.today, at=later)
    refused(store, "still a draft", goals.check_in, draft, look(), today=clock.today)
    strange = look(values=[(hours, 50), (other, 7)])
    refused(store, "another goal", goals.check_in, ward, strange, today=clock.today)


@pytest.mark.parametrize("said", [{"closeness": 11}, {"closeness": -1}, {"pull": 11}, {"pull": -1}])
def test_how_close_and_how_strong_go_from_0_to_10(said):
    with pytest.raises(Refused, match="from 0 to 10"):
        look(**said)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e13])
def test_a_number_is_one_that_can_be_kept(store, goals, ward, hours, clock, number):
    with pytest.raises(Refused, match="too large"):
        look(values=[(hours, number)])
    refused(store, "too large", goals.observe, hours, number, clock.today)
    refused(store, "too large", goals.move_target, hours, number, "Why not")


def test_a_parked_goal_can_still_be_looked_at(goals, ward, clock):
    goals.park(ward)
    assert goals.check_in(ward, look(), today=clock.today).closeness == 3


def test_a_check_in_is_taken_back_with_what_was_seen_that_day(store, goals, ward, hours, clock):
    yesterday = clock.today - dt.timedelta(days=1)
    goals.check_in(ward, look(values=[(hours, 55)]), today=clock.today, date=yesterday)
    kept = goals.check_in(ward, look(values=[(hours, 50)]), today=clock.today)

    goals.remove_check_in(kept.id)

    assert [one.date for one in goals.check_ins(ward)] == [yesterday]
    assert seen(goals, hours) == [(yesterday, 55)]
    refused(store, "not in this journal", goals.remove_check_in, kept.id, error=NotFound)


# -- measures


def test_a_measure_goes_somewhere_or_stays_in_a_band(goals, ward, hours):
    sleep = goals.add_measure(ward, hold(" hours\nof sleep ", unit="h"))
    first, second = goals.measures(ward)

    assert (first.id, first.kind, first.unit) == (hours, "reach", "h")
    assert (first.start, first.first_target, first.target, first.low) == (60, 40, 40, None)
    assert second == sleep == goals.measure(sleep.id)
    assert (sleep.name, sleep.low, sleep.high, sleep.slack) == ("hours of sleep", 7, 8, 2)
    assert (sleep.start, sleep.target) == (None, None)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "reach", "start": 40, "target": 40}, "Start and target are the same"),
        ({"kind": "reach", "start": 40}, "A number is missing"),
        ({"kind": "hold", "low": 8, "high": 7, "slack": 1}, "upside down"),
        ({"kind": "hold", "low": 7, "high": 8, "slack": 0}, "above 0"),
        ({"kind": "hold", "low": 7, "high": 8}, "A number is missing"),
        ({"kind": "reach", "start": float("nan"), "target": 1}, "too large"),
        ({"kind": "reach", "start": 1, "target": 2, "unit": "x" * 21}, "at most 20"),
    ],
)
def test_what_measures_nothing_is_refused(fields, says):
    with pytest.raises(Refused, match=says):
        NewMeasure(name="hours", **fields)


def test_a_band_may_be_one_number(goals, ward):
    assert goals.add_measure(ward, hold(low=7.5, high=7.5)).low == 7.5


def test_there_are_three_of_different_names_at_most(store, goals, ward, hours):
    refused(store, "already", goals.add_measure, ward, reach("Hours A Week"))
    goals.add_measure(ward, hold("sleep"))
    goals.add_measure(ward, hold("rest"))
    refused(store, "at most three", goals.add_measure, ward, hold("more"))
    goals.remove_measure(hours)
    last = goals.add_measure(ward, hold("more"))
    assert goals.measures(ward)[-1] == last


def test_a_band_is_changed_and_a_name(store, goals, ward, hours):
    sleep = goals.add_measure(ward, hold()).id
    kept = goals.change_measure(sleep, low=6.5, high=8.5, slack=1)
    assert (kept.low, kept.high, kept.slack, kept.name) == (6.5, 8.5, 1, "hours of sleep")
    assert goals.change_measure(hours, name="hours", unit="hrs").name == "hours"

    refused(store, "upside down", goals.change_measure, sleep, low=9)
    refused(store, "above 0", goals.change_measure, sleep, slack=0)
    refused(store, "stay in a band has a band", goals.change_measure, hours, low=1)
    refused(store, "already", goals.change_measure, hours, name="Hours of sleep")
    refused(store, "name is still empty", goals.change_measure, hours, name=" ")
    before = store.commits
    goals.change_measure(hours, name="hours")
    assert store.commits == before


def test_a_target_moves_with_a_reason_and_begins_stay(store, goals, hours, clock):
    earlier = clock() - dt.timedelta(days=30)
    first = goals.move_target(hours, 45, " Too tired ", at=earlier)
    second = goals.move_target(hours, 50, "Still tired")

    assert (first.old, first.new, first.reason, first.at) == (40, 45, "Too tired", earlier)
    assert (second.old, second.new) == (45, 50)
    assert goals.target_changes(hours) == [first, second]
    kept = goals.measure(hours)
    assert (kept.start, kept.first_target, kept.target) == (60, 40, 50)
    for column in ("start_value", "target_ref"):
        with pytest.raises(driver.Error, match="keeps its start"):
            store.connection.execute(f"UPDATE measure SET {column} = 1")


def test_targets_that_do_not_move(store, goals, ward, hours, clock):
    sleep = goals.add_measure(ward, hold()).id
    refused(store, "Why the target moves is still empty", goals.move_target, hours, 45, " ")
    refused(store, "the target already", goals.move_target, hours, 40, "Why not")
    refused(store, "where it started", goals.move_target, hours, 60, "Why not")
    refused(store, "no target to move", goals.move_target, sleep, 7, "Why not")
    later = clock() + dt.timedelta(minutes=1)
    refused(store, "still to come", goals.move_target, hours, 45, "Why not", at=later)
    goals.move_target(hours, 45, "Tired")
    earlier = clock() - dt.timedelta(days=1)
    refused(store, "moved again after that", goals.move_target, hours, 50, "So", at=earlier)
    refused(store, "not in this journal", goals.move_target, "none", 5, "So", error=NotFound)


def test_a_day_shows_one_number_of_a_measure(store, goals, hours, clock):
    yesterday = clock.today - dt.timedelta(days=1)
    goals.observe(hours, 50, clock.today)
    goals.observe(hours, 55, yesterday)
    goals.observe(hours, 51.5, clock.today)
    assert seen(goals, hours) == [(yesterday, 55), (clock.today, 51.5)]
    far = clock.today + dt.timedelta(days=2)
    refused(store, "still to come", goals.observe, hours, 50, far)


def test_a_measure_goes_with_what_it_showed_and_comes_back(store, goals, ward, hours, clock):
    goals.observe(hours, 50, clock.today)
    goals.move_target(hours, 45, "Tired")
    former = goals.former(ward)
    goals.remove_measure(hours)
    assert goals.measures(ward) == []
    assert store.one("SELECT count(*) FROM observation") == 0
    goals.put_back(former)
    assert goals.former(ward) == former


def test_no_day_before_any_journal_is_noted(store, goals, clock):
    ward = goals.add(goal()).id
    hours = goals.add_measure(ward, reach()).id
    long_ago = dt.date(1599, 12, 31)
    refused(store, "1600", goals.check_in, ward, look(), today=clock.today, date=long_ago)
    refused(store, "1600", goals.observe, hours, 50, long_ago)
    for day in ("started_on", "target_on"):
        with pytest.raises(Refused, match="1600"):
            goal(**{day: long_ago})


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1.1e12, 10**400])
def test_a_number_that_cannot_be_kept_is_refused(store, goals, clock, number):
    ward = goals.add(goal()).id
    hours = goals.add_measure(ward, reach()).id
    refused(store, "too large", goals.observe, hours, number, clock.today)
    for make in (lambda: reach(target=number), lambda: hold(slack=number), lambda: look(values=[(hours, number)])):  # fmt: skip
        with pytest.raises(Refused):
            make()


def test_the_way_to_a_target_is_never_too_short_to_be_measured(goals, clock):
    with pytest.raises(Refused, match="the same"):
        reach(start=0, target=1e-320)
    with pytest.raises(Refused, match="too far"):
        hold(slack=1e-320)
    ward = goals.add(goal()).id
    hours = goals.add_measure(ward, reach(start=0.0, target=1e-9)).id
    goals.observe(hours, -1e12, clock.today)
    assert goals.row(ward).gap == pytest.approx(1e21)


def test_measures_that_look_the_same_are_the_same(goals):
    ward = goals.add(goal()).id
    goals.add_measure(ward, reach(name="Cafe\u0301"))
    with pytest.raises(Refused, match="already"):
        goals.add_measure(ward, reach(name="Caf\u00e9"))
