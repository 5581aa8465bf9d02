"""Metrics on a real encrypted file: asked for, noted by the day, set beside entries, and put back."""

from __future__ import annotations

import datetime as dt

import pytest

from goals_told import goal
from journals import entry
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.metric_stats import Group
from metanoia.domain.metrics import NewMetric
from metanoia.store import copy
from metanoia.store.entries import Entries
from metanoia.store.goals import Goals
from metanoia.store.links import Ties
from metanoia.store.metrics import Metrics
from metanoia.store.values import Values

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 1)  # of the days of journals.entry


@pytest.fixture
def metrics(store, clock):
    return store.part(Metrics)


def scale(name="Sleep"):
    return NewMetric(name=name, kind="scale")


def names(found):
    return [metric.name for metric in found]


def test_mood_and_energy_are_made_once_and_come_first(metrics, store):
    metrics.add(scale())
    energy = metrics.built_in("energy")
    mood = metrics.built_in("mood", shown=True)
    assert (mood.name, mood.kind, energy.name) == ("Mood", "scale", "Energy")
    assert names(metrics.all()) == ["Mood", "Sleep"]
    assert names(metrics.all(hidden=True)) == ["Mood", "Energy", "Sleep"]
    before = store.commits
    assert metrics.built_in("mood") == mood
    assert store.commits == before
    with pytest.raises(Refused, match="Hide it"):
        metrics.trash(mood.id)
    with pytest.raises(Refused, match="keeps its name"):
        metrics.rename(mood.id, "Spirits")
    assert not metrics.hide(mood.id).shown
    assert metrics.show(energy.id).shown
    assert names(metrics.all()) == ["Energy", "Sleep"]


@pytest.mark.parametrize("name", ["Sleep", "SLEEP", "mood", " energy "])
def test_a_name_that_is_taken_is_refused(metrics, store, name):
    metrics.add(scale())
    other = metrics.add(scale("Other"))
    before = store.commits
    with pytest.raises(Refused, match="Choose another name"):
        metrics.add(scale(name))
    with pytest.raises(Refused, match="Choose another name"):
        metrics.rename(other.id, name)
    assert store.commits == before
    assert metrics.rename(other.id, "OTHER").name == "OTHER"


def test_a_reading_is_kept_by_the_day_and_tells_what_it_replaced(metrics, clock):
    sleep, today = metrics.add(scale()), clock.today
    assert metrics.set(sleep.id, today, 7) is None
    assert metrics.set(sleep.id, today, 8) == 7
    metrics.set(sleep.id, today - 9 * DAY, 0)
    assert [reading[1:] for reading in metrics.readings(sleep.id)] == [
        (today - 9 * DAY, 0), (today, 8),
    ]  # fmt: skip
    assert [reading.value for reading in metrics.readings(sleep.id, today - DAY)] == [8]
    assert metrics.of_day(today) == {sleep.id: 8}
    assert metrics.set(sleep.id, today, None) == 8
    assert metrics.set(sleep.id, today, None) is None
    assert metrics.of_day(today) == {}


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        ("scale", 11), ("scale", -1), ("scale", 7.5), ("yes_no", 2), ("yes_no", 0.5),
        ("number", float("nan")), ("number", float("inf")), ("number", 1e13),
    ],
)  # fmt: skip
def test_what_a_metric_cannot_be_is_refused_and_nothing_kept(metrics, store, clock, kind, bad):
    one = metrics.add(NewMetric(name="One", kind=kind, unit="km"))
    metrics.set(one.id, clock.today, 1)
    before = store.commits
    with pytest.raises(Refused):
        metrics.set(one.id, clock.today, bad)
    with pytest.raises(Refused, match="still to come"):
        metrics.set(one.id, clock.today + DAY, 1)
    assert store.commits == before
    assert metrics.of_day(clock.today) == {one.id: 1}


def test_a_deleted_metric_comes_back_with_its_readings(metrics, store, clock):
    sleep = metrics.add(scale())
    metrics.set(sleep.id, clock.today, 7)
    metrics.trash(sleep.id)
    assert (metrics.all(hidden=True), metrics.of_day(clock.today)) == ([], {})
    assert names(metrics.trashed()) == ["Sleep"]
    with pytest.raises(Refused, match="Bring it back"):
        metrics.set(sleep.id, clock.today, 3)
    other = metrics.add(scale())
    with pytest.raises(Refused, match="already"):
        metrics.restore(sleep.id)
    metrics.trash(other.id)
    metrics.restore(sleep.id)
    assert metrics.of_day(clock.today) == {sleep.id: 7}
    metrics.trash(sleep.id)
    metrics.purge(sleep.id)
    with pytest.raises(NotFound):
        metrics.get(sleep.id)
    assert store.one("SELECT count(*) FROM reading") == 0
    assert copy.verify(store.connection) == []


def test_a_metric_is_put_back_as_it_was(metrics, clock):
    sleep = metrics.add(scale())
    metrics.set(sleep.id, clock.today, 7)
    former, seen = metrics.former(sleep.id), (metrics.all(), metrics.readings(sleep.id))
    metrics.rename(sleep.id, "Nights")
    metrics.set(sleep.id, clock.today, 2)
    metrics.set(sleep.id, clock.today - DAY, 2)
    metrics.trash(sleep.id)
    metrics.put_back(former)
    assert (metrics.all(), metrics.readings(sleep.id)) == seen
    metrics.trash(sleep.id)
    metrics.purge(sleep.id)
    with pytest.raises(NotFound):
        metrics.put_back(former)


def test_a_metric_is_set_beside_the_days_of_tags_and_values(metrics, store):
    sleep, entries = metrics.add(scale()), store.part(Entries)
    craft = store.part(Values).add("Craft")
    for day in range(6):
        metrics.set(sleep.id, FIRST + day * DAY, day)
        written = entries.add(entry(day=day, tags=("work", "home") if day < 2 else ("work",)))
        if not day:
            store.part(Ties).connect(("entry", written.id), ("value", craft.id), "serves")
    entries.add(entry(day=0, tags=("home", "work")))  # a second entry of the day counts once
    entries.add(entry(day=40, tags=("away",)))
    entries.trash(entries.add(entry(day=5, tags=("gone",))).id)
    assert metrics.by(sleep.id, "tag") == [Group("work", 6, 2.5), Group("home", 2, None)]
    assert metrics.by(sleep.id, "value") == [Group("Craft", 1, None)]
    assert metrics.by(sleep.id, "goal") == []
    assert metrics.by(sleep.id, "tag", FIRST + 2 * DAY) == [Group("work", 4, None)]


def test_names_that_look_the_same_are_the_same(store, clock):
    metrics = store.part(Metrics)
    made = metrics.add(NewMetric(name="Cafe\u0301", kind="scale"))
    with pytest.raises(Refused, match="already"):
        metrics.add(NewMetric(name="Caf\u00e9", kind="scale"))
    with pytest.raises(Refused, match="1600"):
        metrics.set(made.id, dt.date(1599, 12, 31), 5)


@pytest.mark.parametrize("turned", [False, True])
def test_a_deleted_goal_groups_no_days(store, clock, turned):
    metrics, goals = store.part(Metrics), store.part(Goals)
    energy = metrics.add(NewMetric(name="Energy of mine", kind="scale"))
    written = store.part(Entries).add(entry(day=str(clock.today)))
    metrics.set(energy.id, clock.today, 6, today=clock.today)
    ward = goals.add(goal()).id
    ends = (("entry", written.id), ("goal", ward))
    store.part(Ties).connect(*(reversed(ends) if turned else ends))
    assert metrics.by(energy.id, "goal") == [Group("Nobody waits", 1, None)]
    goals.trash(ward)
    assert metrics.by(energy.id, "goal") == []
