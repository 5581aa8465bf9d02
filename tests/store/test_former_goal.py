"""All of a goal as it was, put back exactly so, on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from assumed import assumption
from goals_told import goal, hold, look, plan, reach
from journals import entry
from maps_told import plain_map
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.domain.map_edits import change_variable
from metanoia.domain.maps import Drawn
from metanoia.store import copy
from metanoia.store.actions import Actions
from metanoia.store.assumptions import Assumptions
from metanoia.store.brakes import Brakes
from metanoia.store.entries import Entries
from metanoia.store.goals import Goals
from metanoia.store.links import Ties
from metanoia.store.maps import Maps
from metanoia.store.values import Values


@pytest.fixture
def goals(store, clock):
    return store.part(Goals)


@pytest.fixture
def actions(store, clock):
    return store.part(Actions)


@pytest.fixture
def brakes(store, clock):
    return store.part(Brakes)


@pytest.fixture
def ward(store, goals, actions, brakes, clock):
    """A goal with something of everything."""
    above = goals.add(goal("Above")).id
    kept = goals.add(goal("The ward", parent=above)).id
    hours = goals.add_measure(kept, reach()).id
    for ago in (21, 14, 7):
        day = clock.today - dt.timedelta(days=ago)
        goals.check_in(kept, look(values=[(hours, 60 - ago)]), today=clock.today, date=day)
    goals.move_target(hours, 45, "Tired")
    actions.add(NewAction(text="Walk", goal=kept))
    actions.met(actions.add(plan(goal=kept)).id, used=True)
    brakes.add(kept, "worry", "They fall", brakes.add(kept, "behaviour", "I say yes").id)
    value = store.part(Values).add("Fairness").id
    store.part(Ties).connect(("goal", kept), ("value", value), "serves")
    goals.change(kept, title="Waiting")
    return kept


def rows(store):
    tables = ("goal", "goal_checkin", "measure", "observation", "target_change", "action", "brake")
    return {
        table: store.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in (*tables, "item_link", "revision")
    }


def change_everything(store, goals, actions, brakes, ward, clock):
    clock.forward(days=1)
    (hours,) = (measure.id for measure in goals.measures(ward))
    goals.change(ward, title="Other", vision="Else", parent=None, target_on=clock.today)
    goals.check_in(ward, look(9, 9, values=[(hours, 41)]), today=clock.today)
    goals.remove_check_in(goals.check_ins(ward)[0].id)
    goals.move_target(hours, 50, "So tired")
    goals.change_measure(hours, name="h")
    goals.add_measure(ward, hold())
    walk, told = actions.of_goal(ward)
    actions.settle(walk.id, "done", "Far")
    actions.met(told.id, used=False)
    actions.change(told.id, NewAction(text="Run", goal=ward))
    actions.add(NewAction(text="New", goal=ward))
    first, second = brakes.of(ward)
    brakes.change(first.id, "I nod")
    brakes.remove(second.id)
    brakes.assume(brakes.add(ward, "assumption", "If I rest, they fall").id, 60)
    ties = store.part(Ties)
    ties.set_relation(("goal", ward), ("value", store.part(Values).all()[0].id), "strains")
    ties.connect(("goal", ward), ("entry", store.part(Entries).add(entry()).id))
    goals.achieve(ward, "Done")


def test_a_goal_is_put_back_with_all_that_hangs_on_it(store, goals, actions, brakes, ward, clock):
    former, before = goals.former(ward), rows(store)
    change_everything(store, goals, actions, brakes, ward, clock)
    assert {table for table, found in rows(store).items() if found == before[table]} == set()

    goals.put_back(former)

    assert rows(store) == before
    (made,) = store.part(Assumptions).trashed()
    assert made.statement == "If I rest, they fall"
    assert copy.verify(store.connection) == []


def test_and_forth_again(store, goals, actions, brakes, ward, clock):
    former = goals.former(ward)
    change_everything(store, goals, actions, brakes, ward, clock)
    later, after = goals.former(ward), rows(store)
    goals.put_back(former)

    goals.put_back(later)

    assert rows(store) == after
    assert store.part(Assumptions).trashed() == []


def test_a_removed_measure_and_a_purged_step_come_back(store, goals, actions, ward):
    former, before = goals.former(ward), rows(store)
    goals.remove_measure(goals.measures(ward)[0].id)
    for action in actions.of_goal(ward):
        actions.trash(action.id)
        actions.purge(action.id)
    goals.put_back(former)
    assert rows(store) == before


def test_the_maps_that_follow_a_measure_follow_it_again(store, goals, ward, clock):
    maps, (hours,) = store.part(Maps), goals.measures(ward)
    older, later = plain_map(), plain_map()
    follows = change_variable(older, older.variables[0].id, measure=hours.id)
    maps.add(follows)
    former = goals.former(ward)
    maps.add(change_variable(later, later.variables[1].id, measure=hours.id))
    goals.check_in(ward, look(), today=clock.today)
    goals.put_back(former)  # the measure was there all the time
    assert maps.get(older.id) == follows
    assert maps.get(later.id).variables[1].measure == hours.id

    former = goals.former(ward)
    goals.remove_measure(hours.id)
    assert {one.measure for one in maps.get(older.id).variables} == {None}
    drawn = (Drawn(clock.today, 3.0),)
    maps.keep(change_variable(maps.get(later.id), later.variables[1].id, drawn=drawn))
    goals.put_back(former)
    assert maps.get(older.id) == follows
    assert maps.get(later.id).variables[1].measure is None, "it has another line by now"

    former = goals.former(ward)
    maps.keep(older)
    goals.put_back(former)
    assert maps.get(older.id) == older, "it was told to follow nothing"


def test_a_goal_in_recently_deleted_comes_back_by_it(store, goals, ward):
    former, before = goals.former(ward), rows(store)
    goals.trash(ward)
    goals.put_back(former)
    assert rows(store) == before


def test_a_step_made_since_that_something_was_done_with_can_be_brought_back(
    store, goals, actions, ward
):
    former = goals.former(ward)
    bare = actions.add(NewAction(text="Bare", goal=ward)).id
    done = actions.settle(actions.add(NewAction(text="Done", goal=ward)).id, "done").id
    tied = actions.add(NewAction(text="Tied", goal=ward)).id
    value = store.part(Values).all()[0].id
    store.part(Ties).connect(("action", tied), ("value", value), "serves")
    goals.put_back(former)
    assert {gone.id for gone in actions.trashed()} == {done, tied}
    with pytest.raises(NotFound):
        actions.get(bare)


def test_a_step_that_was_there_before_is_left_where_it_is(goals, actions, ward):
    loose = actions.add(NewAction(text="Loose"))
    former = goals.former(ward)
    actions.change(loose.id, NewAction(text="Loose", goal=ward))
    goals.put_back(former)
    assert (actions.get(loose.id).goal, actions.get(loose.id).deleted_at) == (None, None)


def test_what_is_gone_for_ever_is_named_no_more(store, goals, actions, brakes, ward):
    made = brakes.assume(brakes.add(ward, "assumption", "If I rest, they fall").id, 60).id
    step = actions.add(NewAction(text="Small", goal=ward)).id
    part = goals.add(goal("Part"), step=step).id
    value = store.part(Values).all()[0].id
    former, former_part = goals.former(ward), goals.former(part)
    for kind, gone in (
        (goals, goals.get(ward).parent),
        (store.part(Assumptions), made),
        (actions, step),
        (store.part(Values), value),
    ):
        kind.trash(gone)
        kind.purge(gone)

    kept, kept_part = goals.put_back(former), goals.put_back(former_part)

    assert kept.parent is None
    assert [line.assumption for line in brakes.of(ward)] == [None] * 3
    assert goals.row(ward).values == ()
    assert kept_part.step == step  # the goal brought its step back with it
    assert copy.verify(store.connection) == []


def test_no_goal_becomes_a_part_of_itself(goals, ward):
    former = goals.former(ward)
    above = former.rows["goal"][0]["parent_id"]
    goals.change(ward, parent=None)
    goals.change(above, parent=ward)
    assert goals.put_back(former).parent is None
    assert goals.get(above).parent == ward


def test_another_goal_stays_as_it_is(store, goals, brakes, actions, ward, clock):
    other = goals.add(goal("Other")).id
    former = goals.former(ward)
    measure = goals.add_measure(other, reach()).id
    goals.check_in(other, look(values=[(measure, 50)]), today=clock.today)
    step = actions.add(NewAction(text="Elsewhere", goal=other))
    brakes.add(other, "worry", "They fall")
    goals.change(other, title="Else")
    seen = goals.former(other)
    goals.put_back(former)
    assert goals.former(other) == seen
    assert actions.of_goal(other) == [step]


def test_a_goal_that_is_gone_is_not_put_back(store, goals, ward):
    former = goals.former(ward)
    goals.trash(ward)
    goals.purge(ward)
    before = store.commits
    with pytest.raises(NotFound):
        goals.put_back(former)
    assert store.commits == before


def test_word_goes_out_once(store, goals, ward):
    store.part(Assumptions).add(assumption())
    former = goals.former(ward)
    goals.park(ward)
    told = []
    store.changes.subscribe(lambda kinds, source: told.append((kinds, source)))
    goals.put_back(former, source="page")
    assert told == [(frozenset({Kind.GOAL, Kind.ACTION, Kind.LINK}), "page")]
