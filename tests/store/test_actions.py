"""Actions on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from assumed import passage
from journals import entry
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.actions import Actions
from metanoia.store.anchors import Anchors
from metanoia.store.entries import Entries


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
