"""Actions on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from assumed import passage
from goals_told import goal, plan
from journals import entry
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.actions import Actions
from metanoia.store.anchors import Anchors
from metanoia.store.entries import Entries
from metanoia.store.goals import Goals


@pytest.fixture
def actions(store, clock):
    return store.part(Actions)


@pytest.fixture
def ask(actions):
    return actions.add(NewAction(text="Ask Sam", due_on=dt.date(2026, 3, 9))).id


def refused(store, says, do, *args, error=Refused):
    before = store.commits
    with pytest.raises(error, match=says):
        do(*args)
    assert store.commits == before


def test_open_steps_come_by_their_day_and_those_without_one_last(actions, ask):
    loose = actions.add(NewAction(text="Breathe")).id
    sooner = actions.add(NewAction(text="Call", due_on=dt.date(2026, 3, 3))).id

    assert [step.id for step in actions.open()] == [sooner, ask, loose]
    actions.settle(sooner, "done")
    assert [step.id for step in actions.open()] == [ask, loose]


def test_a_step_is_settled_and_opened_again(actions, ask, clock):
    done = actions.settle(ask, "partly", " He was away ")
    assert (done.state, done.reflection, done.settled_at) == ("partly", "He was away", clock())
    again = actions.reopen(ask)
    assert (again.state, again.reflection, again.settled_at) == ("open", "", None)


def test_settling_twice_is_refused(store, actions, ask):
    actions.settle(ask, "done")
    refused(store, "settled already", actions.settle, ask, "dropped")


def test_opening_what_is_open_writes_nothing(store, actions, ask):
    before = store.commits
    actions.reopen(ask)
    assert store.commits == before


@pytest.mark.parametrize("text", ["  ", "x" * 501])
def test_a_step_has_words_but_not_too_many(text):
    with pytest.raises(Refused):
        NewAction(text=text)


def test_what_makes_no_sense_is_refused(store, actions, ask):
    refused(store, "done, partly done", actions.settle, ask, "open")
    refused(store, "done, partly done", actions.settle, ask, "perhaps")
    refused(store, "at most 500", actions.settle, ask, "done", "x" * 501)
    refused(store, "not in this journal", actions.settle, "none", "done", error=NotFound)
    actions.trash(ask)
    refused(store, "Bring it back", actions.settle, ask, "done")


def test_a_step_that_came_from_an_entry_is_found_there(store, actions):
    written = store.part(Entries).add(entry(body="I could ask Sam tomorrow."))

    step = actions.add(NewAction(text="Ask Sam"), origin=passage(written, "ask Sam"))

    assert actions.of_entry(written.id) == [step]
    (anchor,) = store.part(Anchors).in_entry(written.id)
    assert (anchor.item_type, anchor.item_id) == ("action", step.id)


def test_a_deleted_step_comes_back_or_goes_for_ever(store, actions, clock):
    written = store.part(Entries).add(entry(body="I could ask Sam tomorrow."))
    step = actions.add(NewAction(text="Ask Sam"), origin=passage(written, "ask Sam"))
    actions.trash(step.id)
    assert (actions.open(), actions.of_entry(written.id)) == ([], [])
    assert [gone.id for gone in actions.trashed()] == [step.id]
    actions.restore(step.id)
    assert actions.of_entry(written.id) == [step]

    actions.trash(step.id)
    assert actions.purge_expired(clock() + dt.timedelta(days=30)) == 1
    assert store.one("SELECT count(*) FROM anchor") == 0
    with pytest.raises(NotFound, match="That action is not in this journal"):
        actions.get(step.id)


# -- towards a goal, and plans for when a cue comes


@pytest.fixture
def ward(store, clock):
    return store.part(Goals).add(goal()).id


def test_steps_and_plans_of_a_goal_are_found_there(store, actions, ask, ward):
    step = actions.add(NewAction(text="Walk", goal=ward))
    told = actions.add(plan(outcome="calm", goal=ward))

    assert actions.of_goal(ward) == [step, told]
    assert (told.kind, told.cue, told.text) == ("if_then", "the phone rings", "breathe first")
    assert (told.obstacle, told.outcome) == ("I want it over", "calm")
    assert (told.times_met, told.times_used) == (0, 0)
    actions.trash(step.id)
    assert actions.of_goal(ward) == [told]
    refused(store, "not in this", actions.add, NewAction(text="x", goal="none"), error=NotFound)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"cue": " "}, "cue is still empty"),
        ({"obstacle": ""}, "What in you stands in the way is still empty"),
        ({"cue": "x" * 201}, "at most 200"),
        ({"outcome": "x" * 201}, "at most 200"),
    ],
)
def test_a_plan_needs_a_cue_and_what_stands_in_the_way(fields, says):
    with pytest.raises(Refused, match=says):
        plan(**fields)


def test_what_was_met_and_used_is_counted(store, actions, ask):
    told = actions.add(plan()).id
    actions.met(told, used=True)
    kept = actions.met(told, used=False)
    assert (kept.times_met, kept.times_used) == (2, 1)

    refused(store, "has a cue that can come", actions.met, ask, True)
    actions.settle(told, "done")
    refused(store, "settled already", actions.met, told, True)
    actions.trash(told)
    refused(store, "Bring it back", actions.met, told, True)


def test_a_step_is_said_anew_and_keeps_what_was_counted(store, actions, ask, ward):
    told = actions.add(plan()).id
    actions.met(told, used=True)
    kept = actions.change(told, plan(cue="the door opens", goal=ward, due_on=dt.date(2026, 3, 4)))
    assert (kept.cue, kept.goal, kept.times_met) == ("the door opens", ward, 1)
    assert kept.due_on == dt.date(2026, 3, 4)
    bare = actions.change(told, NewAction(text="Walk"))
    assert (bare.kind, bare.goal, bare.cue, bare.due_on) == ("step", None, "", None)
    before = store.commits
    assert actions.change(told, NewAction(text=" Walk ")) == bare
    assert store.commits == before
    refused(
        *(store, "not in this journal", actions.change, ask),
        NewAction(text="x", goal="none"),
        error=NotFound,
    )


def test_a_step_of_a_goal_in_recently_deleted_can_be_said_anew(store, actions, ward):
    written = store.part(Entries).add(entry(body="I could ask Sam tomorrow."))
    step = actions.add(NewAction(text="Ask", goal=ward), origin=passage(written, "ask Sam"))
    store.part(Goals).trash(ward)
    assert actions.change(step.id, NewAction(text="Ask Sam", goal=ward)).text == "Ask Sam"


def test_what_is_due_are_open_steps_whose_day_has_come(actions, ask, clock):
    sooner = actions.add(NewAction(text="Call", due_on=dt.date(2026, 3, 1))).id
    actions.add(NewAction(text="Breathe"))
    assert [step.id for step in actions.due(dt.date(2026, 3, 8))] == [sooner]
    assert [step.id for step in actions.due(dt.date(2026, 3, 9))] == [sooner, ask]
    actions.settle(sooner, "dropped")
    assert [step.id for step in actions.due(dt.date(2026, 3, 9))] == [ask]


def test_an_action_is_put_back_as_it_was(store, actions, ward, clock):
    told = actions.add(plan(goal=ward, due_on=dt.date(2026, 3, 4))).id
    former = actions.former(told)
    actions.met(told, used=True)
    actions.change(told, NewAction(text="Walk"))
    actions.settle(told, "partly", "Once")
    later = actions.former(told)
    actions.trash(told)

    assert actions.put_back(later) == later
    assert actions.put_back(former) == former
    store.part(Goals).trash(ward)
    store.part(Goals).restore(ward)
    assert actions.get(told) == former
    actions.trash(told)
    actions.purge(told)
    refused(store, "not in this journal", actions.put_back, former, error=NotFound)


def test_an_action_whose_goal_is_gone_leads_nowhere(store, actions, ward):
    step = actions.settle(actions.add(NewAction(text="Walk", goal=ward)).id, "done")
    store.part(Goals).trash(ward)
    store.part(Goals).purge(ward)
    assert actions.get(step.id).goal is None
    assert actions.put_back(step).goal is None
