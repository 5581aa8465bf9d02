"""Lines over time, from a real encrypted file."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from goals_told import goal, hold, reach
from maps_told import plain_map, variable
from metanoia.domain.maps import Drawn
from metanoia.domain.metrics import NewMetric
from metanoia.store import lines
from metanoia.store.goals import Goals
from metanoia.store.lines import Lines
from metanoia.store.links import Ties
from metanoia.store.maps import Maps
from metanoia.store.metrics import Metrics

DAY = dt.timedelta(days=1)


@pytest.fixture
def goals(store, clock):
    return store.part(Goals)


@pytest.fixture
def metrics(store, clock):
    return store.part(Metrics)


@pytest.fixture
def told(store):
    return store.part(Lines)


@pytest.fixture
def asked(monkeypatch):
    """The statements that were asked of the journal."""
    plainly, found = Lines._all, []
    monkeypatch.setattr(Lines, "_all", lambda self, *sql: found.append(sql) or plainly(self, *sql))
    return found


def noted(metrics, clock, values, kind="number", name="Sleep", unit="h"):
    """Keep a metric with one value a day, the last one today."""
    one = metrics.add(NewMetric(name=name, kind=kind, unit=unit))
    for ago, value in enumerate(reversed(values)):
        metrics.set(one.id, clock.today - ago * DAY, value, today=clock.today)
    return one.id


def map_of(*variables, **more):
    return plain_map(variables=variables, links=(), **more)


def test_a_metric_is_told_on_its_own_scale(told, metrics, clock):
    hours = noted(metrics, clock, [6, 6.5, 7, 7.25, 7.5, 8])
    felt = noted(metrics, clock, [3, 3, 3], kind="scale", name="Calm", unit="")
    walked = noted(metrics, clock, [1, 0], kind="yes_no", name="Walked", unit="")
    of = map_of(*(variable(f"V{n}", metric=one) for n, one in enumerate((hours, felt, walked))))
    first, calm, walk = told.of(of)
    assert (first.variable, first.name) == (of.variables[0].id, "V0")
    assert (first.feed, first.source, first.unit) == ("metric", "Sleep", "h")
    assert first.scale == (6, 8)
    assert first.points[0] == (clock.today - 5 * DAY, 6)
    assert first.shape == "rising"
    assert (calm.scale, calm.shape) == ((0, 10), "too_few")
    assert walk.scale == (0, 1)


def test_a_measure_shows_where_it_begins_and_should_end(told, goals, clock):
    one = goals.add(goal())
    to_reach = goals.add_measure(one.id, reach(start=60, target=40)).id
    to_hold = goals.add_measure(one.id, hold(low=7, high=8)).id
    goals.observe(to_reach, 50, clock.today)
    goals.observe(to_hold, 9, clock.today)
    of = map_of(variable("Load", measure=to_reach), variable("Rest", measure=to_hold))
    load, rest = told.of(of)
    assert (load.feed, load.source, load.scale) == ("measure", "hours a week", (40, 60))
    assert load.points == ((clock.today, 50),)
    assert rest.scale == (7, 9)


def test_all_equal_has_an_axis_and_is_flat(told, metrics, clock):
    of = map_of(variable("V", metric=noted(metrics, clock, [5.0] * 8)))
    (line,) = told.of(of)
    assert line.scale == (4.5, 5.5)
    assert line.shape == "flat"


def test_the_horizon_goes_back_from_the_last_day_noted(told, metrics, clock):
    metric = noted(metrics, clock, range(40))
    clock.forward(days=400)  # nothing was noted since
    of = map_of(variable("V", metric=metric), horizon_days=10)
    (line,) = told.of(of)
    assert [value for _, value in line.points] == list(range(29, 40))


def test_what_feeds_nothing_any_more_gives_no_line(told, goals, metrics, clock):
    one = goals.add(goal())
    measure = goals.add_measure(one.id, reach()).id
    metric = noted(metrics, clock, [1, 2, 3])
    empty = metrics.add(NewMetric(name="Empty", kind="scale")).id
    of = map_of(
        variable("Gone", measure="0" * 36), variable("Load", measure=measure),
        variable("Sleep", metric=metric), variable("Empty", metric=empty), variable("Bare"),
    )  # fmt: skip
    assert [line.name for line in told.of(of)] == ["Sleep"]  # of the others nothing was noted
    goals.observe(measure, 50, clock.today)
    metrics.hide(metric)
    assert [line.name for line in told.of(of)] == ["Load", "Sleep"]
    goals.trash(one.id)
    metrics.trash(metric)
    assert told.of(of) == []
    assert told.name_of(measure) == "hours a week"
    assert told.name_of(metric) == "Sleep"
    assert told.name_of("0" * 36) == ""
    goals.restore(one.id)
    metrics.restore(metric)
    assert [line.name for line in told.of(of)] == ["Load", "Sleep"]


def test_sources_are_named_with_their_goal(told, goals, metrics, clock):
    one = goals.add(goal("Nobody waits"))
    goals.add_measure(one.id, reach())
    gone = goals.add(goal("Gone"))
    goals.add_measure(gone.id, reach())
    goals.trash(gone.id)
    noted(metrics, clock, [1])
    metrics.hide(metrics.built_in("mood").id)
    assert [(one.kind, one.name) for one in told.sources()] == [
        ("measure", "hours a week (Nobody waits)"),
        ("metric", "Mood"),
        ("metric", "Sleep"),
    ]


def test_a_goal_has_the_lines_of_the_maps_around_it(told, goals, metrics, store, clock, asked):
    maps, ties = store.part(Maps), store.part(Ties)
    one, other = goals.add(goal()), goals.add(goal("Other"))
    measure = goals.add_measure(one.id, reach()).id
    goals.observe(measure, 50, clock.today)
    feeding = map_of(variable("Load", measure=measure), variable("Bare"), title="Feeding")
    tied = map_of(variable("By hand", drawn=(Drawn(clock.today, 4.0),)), title="Tied")
    back, gone, far = (map_of(variable("V"), title=title) for title in ("Back", "Gone", "Far"))
    for kept in (feeding, tied, back, gone, far):
        maps.add(kept)
        clock.forward(minutes=1)
    ties.connect(("map", tied.id), ("goal", one.id))
    ties.connect(("map", feeding.id), ("goal", one.id))  # it follows a measure as well
    ties.connect(("goal", one.id), ("map", back.id))
    ties.connect(("goal", one.id), ("map", gone.id))
    ties.connect(("goal", other.id), ("map", far.id))
    maps.trash(gone.id)
    asked.clear()
    found = told.maps_of(one.id)
    told_lines = told.of_maps(found)
    assert len(asked) == 2
    assert [(one.id, one.title) for one in found] == [
        (feeding.id, "Feeding"), (tied.id, "Tied"), (back.id, "Back")
    ]  # fmt: skip
    assert found[0].variables == feeding.variables
    assert [[line.name for line in lines] for lines in told_lines] == [["Load"], ["By hand"], []]
    assert told.maps_of("0" * 36) == []


def test_one_source_goes_back_as_far_as_each_map_looks(told, metrics, clock):
    one = variable("V", metric=noted(metrics, clock, range(20)))
    near, far = told.of_maps([map_of(one, horizon_days=2), map_of(one, horizon_days=200)])
    assert (len(near[0].points), len(far[0].points)) == (3, 20)


def test_any_number_of_lines_is_read_in_one_statement(told, metrics, clock, asked):
    fed = [noted(metrics, clock, [1, 2], name=f"M{n}") for n in range(12)]
    of = map_of(*(variable(f"V{n}", metric=one) for n, one in enumerate(fed)))
    asked.clear()
    assert len(told.of(of)) == 12
    assert len(asked) == 1
    asked.clear()
    assert told.of(map_of(variable("Bare"))) == []
    assert asked == []


@pytest.mark.parametrize(
    ("sql", "value"),
    [(lines.FEEDS, json.dumps([["m", 180]])), (lines.OF_GOAL, "g"), (lines.NAMED, "m")],
    ids=["readings", "maps of a goal", "name"],
)
def test_lines_are_found_by_indexes(store, sql, value):
    plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", (value,))]
    tables = ("observation", "reading", "measure", "metric", "goal", "variable", "map", "item_link")
    scanned = [step for step in plan if any(step == f"SCAN {table}" for table in tables)]
    assert not scanned, plan
    for table, index in (("observation", "measure_id=? AND local_date>?"), ("reading", "metric_id=? AND local_date>?")):  # fmt: skip
        if table in sql:
            assert [step for step in plan if table in step and index in step], plan
