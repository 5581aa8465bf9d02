"""Goals on a real encrypted file: words, states, parts of one another, and Recently deleted."""

from __future__ import annotations

import datetime as dt

import pytest

from assumed import assumption, passage
from goals_told import goal, hold, look, plan, reach
from journals import entry
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store import copy
from metanoia.store.actions import Actions
from metanoia.store.assumptions import Assumptions
from metanoia.store.brakes import Brakes
from metanoia.store.entries import Entries
from metanoia.store.goals import Goals
from metanoia.store.links import Ties
from metanoia.store.values import Values

TABLES = ("goal", "goal_checkin", "measure", "observation", "target_change", "action", "brake")
MORE = ("revision", "item_link", "assumption", "anchor")


def everything(store):
    return {
        table: store.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in TABLES + MORE
    }


def refused(store, says, do, *args, error=Refused, **kwargs):
    before = everything(store), store.commits
    with pytest.raises(error, match=says):
        do(*args, **kwargs)
    assert (everything(store), store.commits) == before


@pytest.fixture
def goals(store, clock):
    return store.part(Goals)


@pytest.fixture
def actions(store, clock):
    return store.part(Actions)


@pytest.fixture
def ward(goals):
    """An active goal."""
    return goals.add(goal("The ward", started_on=dt.date(2026, 1, 5))).id


@pytest.fixture
def draft(goals):
    return goals.add(goal("A draft", vision="", reality="")).id


# -- beginning


def test_a_goal_is_active_once_both_ends_are_said(goals, clock):
    kept = goals.add(
        goal(
            "  The\nward ",
            why="They are ill",
            importance=9,
            started_on=dt.date(2026, 1, 5),
            target_on=dt.date(2026, 9, 1),
            cadence=14,
        )
    )

    assert (kept.title, kept.state, kept.importance, kept.cadence) == ("The ward", "active", 9, 14)
    assert (kept.started_on, kept.target_on) == (dt.date(2026, 1, 5), dt.date(2026, 9, 1))
    assert (kept.why, kept.created_at, kept.parent) == ("They are ill", clock(), None)
    assert goals.get(kept.id) == kept


@pytest.mark.parametrize(("vision", "reality"), [("", "now"), ("then", ""), ("", ""), (" ", "now")])
def test_it_is_a_draft_before(goals, vision, reality):
    assert goals.add(goal(vision=vision, reality=reality)).state == "draft"


def test_a_moment_to_come_and_a_parent_that_is_not_there_are_refused(store, goals, ward, clock):
    refused(store, "still to come", goals.add, goal(), at=clock() + dt.timedelta(minutes=1))
    refused(store, "not in this journal", goals.add, goal(parent="none"), error=NotFound)
    goals.trash(ward)
    refused(store, "Bring it back", goals.add, goal(parent=ward), error=NotFound)


def test_a_goal_of_earlier_is_of_that_day(goals, clock):
    earlier = clock() - dt.timedelta(days=300)
    assert goals.add(goal(), at=earlier).created_at == earlier


def test_a_step_becomes_a_goal_of_its_own(store, goals, actions, ward):
    step = actions.add(NewAction(text="Ask the board", goal=ward)).id

    child = goals.add(goal("The board listens", vision="", reality=""), step=step)

    assert (child.parent, child.step) == (ward, step)
    assert [row.goal.id for row in goals.children(ward)] == [child.id]
    assert goals.row(ward).children == 1
    refused(store, "goal of its own already", goals.add, goal(), step=step)
    goals.trash(child.id)
    assert (goals.children(ward), goals.row(ward).children) == ([], 0)
    assert goals.add(goal(), step=step).step == step  # the other one is gone


# -- other words


def test_what_it_said_before_is_kept_and_what_is_not_given_stays(goals, ward, clock):
    clock.forward(days=1)
    kept = goals.change(ward, vision="Nobody waits above an hour", importance=8)
    assert (kept.title, kept.vision, kept.importance) == (
        "The ward",
        "Nobody waits above an hour",
        8,
    )
    clock.forward(days=1)
    goals.change(ward, reality="Half of them wait", title="Waiting")

    assert goals.wordings_before(ward) == [
        (clock(), "title", "The ward"),
        (clock(), "reality", "Everybody waits"),
        (clock() - dt.timedelta(days=1), "vision", "Nobody waits"),
    ]


def test_days_and_parent_can_be_taken_away(goals, ward):
    part = goals.add(goal(parent=ward, target_on=dt.date(2026, 9, 1))).id
    kept = goals.change(part, target_on=None, parent=None)
    assert (kept.target_on, kept.parent, kept.vision) == (None, None, "Nobody waits")


def test_saying_the_same_writes_nothing(store, goals, ward):
    before = store.commits
    assert goals.change(ward, title="The ward", importance=5) == goals.get(ward)
    assert goals.change(ward) == goals.get(ward)
    assert store.commits == before


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"vision": "  "}, "Say what you want to be true first"),
        ({"reality": ""}, "Say what is true now first"),
        ({"title": ""}, "name is still empty"),
        ({"title": "x" * 121}, "at most 120"),
        ({"vision": "x" * 10_001}, "at most 10000"),
        ({"why": "x" * 2_001}, "at most 2000"),
        ({"importance": 11}, "from 0 to 10"),
        ({"cadence": 8}, "every 7, 14 or 30 days"),
        ({"target_on": dt.date(2026, 1, 4)}, "before the day it began"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(store, goals, ward, said, says):
    refused(store, says, goals.change, ward, **said)


def test_a_draft_may_lack_either_end_and_does_not_become_active_by_itself(goals, draft):
    assert goals.change(draft, vision="Then", reality="Now").state == "draft"
    assert goals.change(draft, vision="").state == "draft"


def test_a_goal_is_no_part_of_itself_however_far_below(store, goals, ward):
    middle = goals.add(goal("Middle", parent=ward)).id
    lowest = goals.add(goal("Lowest", parent=middle)).id

    refused(store, "part of itself", goals.change, ward, parent=ward)
    refused(store, "part of this one already", goals.change, ward, parent=middle)
    refused(store, "part of this one already", goals.change, ward, parent=lowest)
    refused(store, "not in this journal", goals.change, ward, parent="none", error=NotFound)
    assert goals.change(lowest, parent=ward).parent == ward
    assert goals.change(middle, parent=lowest).parent == lowest  # a line, turned round


# -- from state to state


def test_the_ways_from_state_to_state(store, goals, draft, clock):
    goals.change(draft, vision="Then", reality="Now")
    clock.forward(hours=1)
    assert goals.activate(draft).state == "active"
    assert goals.park(draft).state == "parked"
    assert goals.activate(draft).state == "active"
    done = goals.achieve(draft, " At last ")
    assert (done.state, done.closing_note, done.closed_at) == ("achieved", "At last", clock())
    clock.forward(hours=1)
    again = goals.reopen(draft)
    assert (again.state, again.closing_note, again.closed_at) == ("active", "", None)
    assert "At last" in store.one("SELECT before_json FROM revision ORDER BY rev DESC")
    goals.park(draft)
    gone = goals.release(draft, "Other things matter more", at=clock() - dt.timedelta(days=2))
    assert (gone.state, gone.closed_at) == ("released", clock() - dt.timedelta(days=2))


def test_a_draft_that_was_let_go_comes_back_as_a_draft(goals, draft):
    goals.release(draft, "A whim")
    assert goals.reopen(draft).state == "draft"


def test_what_is_said_twice_writes_nothing(store, goals, ward):
    before = store.commits
    goals.activate(ward)
    assert store.commits == before
    goals.park(ward)
    goals.park(ward)
    assert store.commits == before + 1


def test_ways_that_are_closed(store, goals, ward, draft, clock):
    later = clock() + dt.timedelta(minutes=1)
    refused(store, "Say what you want to be true first", goals.activate, draft)
    goals.change(draft, vision="Then")
    refused(store, "Say what is true now first", goals.activate, draft)
    refused(store, "rests already", goals.park, draft)
    refused(store, "still a draft", goals.achieve, draft)
    refused(store, "Why you let it go is still empty", goals.release, ward, "  ")
    refused(store, "at most 500", goals.achieve, ward, "x" * 501)
    refused(store, "still to come", goals.release, ward, "So", at=later)
    refused(store, "neither achieved nor released", goals.reopen, ward)
    goals.achieve(ward)
    for do in (goals.activate, goals.park, goals.achieve):
        refused(store, "That goal is achieved. Take it up again first", do, ward)
    refused(store, "Take it up again", goals.release, ward, "So")
    refused(store, "Take it up again", goals.change, ward, title="Other")
    refused(store, "Take it up again", goals.add_measure, ward, reach())
    refused(store, "Take it up again", goals.check_in, ward, look(), today=clock.today)
    goals.trash(ward)
    refused(store, "Bring it back", goals.reopen, ward)
    refused(store, "Bring it back", goals.change, ward, title="Other")
    refused(store, "not in this journal", goals.park, "none", error=NotFound)


# -- lists


def test_the_list_is_in_order_of_importance_and_then_the_newest_first(goals, ward, clock):
    clock.forward(days=1)
    newer = goals.add(goal("Reading", vision="")).id
    most = goals.add(goal("Sleep", importance=9)).id

    assert [row.goal.id for row in goals.rows()] == [most, newer, ward]
    assert [row.goal.id for row in goals.rows("draft")] == [newer]
    assert [row.goal.id for row in goals.rows(words="war")] == [ward]
    assert goals.count_active == 2
    goals.trash(ward)
    assert [row.goal.id for row in goals.rows()] == [most, newer]
    assert (goals.count_active, [gone.id for gone in goals.trashed()]) == (1, [ward])


def test_a_goal_is_found_by_how_its_id_begins(store, goals, ward):
    assert goals.find(ward[:8]).id == ward
    refused(store, "first four signs", goals.find, "ab")
    refused(store, "begins with", goals.find, "zzzz", error=NotFound)


def test_a_row_says_what_is_known_of_it(store, goals, actions, ward, clock):
    bare = goals.row(ward)
    assert (bare.closeness, bare.gap, bare.felt, bare.week_ago) == (None,) * 4
    assert bare.due_on == dt.date(2026, 1, 5)  # it was never looked at since it began

    hours = goals.add_measure(ward, reach()).id
    sleep = goals.add_measure(ward, hold()).id
    goals.add_measure(ward, reach("nothing seen yet"))
    for ago, closeness, seen in ((20, 1, 64), (10, 2, 60), (9, 3, 55), (8, 5, 54), (2, 6, 50)):
        day = clock.today - dt.timedelta(days=ago)
        new = look(closeness, 10 - closeness, values=((hours, seen), (sleep, 6.5)))
        goals.check_in(ward, new, today=clock.today, date=day)
    value = store.part(Values).add("Fairness").id
    other = store.part(Values).add("Rest").id
    ties = store.part(Ties)
    ties.connect(("goal", ward), ("value", value), "serves")
    ties.connect(("value", other), ("goal", ward), "strains")
    actions.add(NewAction(text="Ask", goal=ward))
    actions.settle(actions.add(NewAction(text="Done", goal=ward)).id, "done")
    actions.add(plan(goal=ward))
    goals.add(goal("Part", parent=ward))

    (row,) = (row for row in goals.rows() if row.goal.id == ward)

    assert (row.closeness, row.pull, row.felt) == (6, 4, 0.4)
    assert row.week_ago == 3  # nine days ago: the last that is a whole week before the latest
    assert row.gap == pytest.approx((0.5 + 0.25) / 2)
    assert row.checked_on == clock.today - dt.timedelta(days=2)
    assert row.due_on == clock.today + dt.timedelta(days=5)
    assert row.values == ((value, "Fairness", "serves"), (other, "Rest", "strains"))
    assert (row.open_steps, row.children) == (1, 1)
    assert goals.row(ward) == row
    store.part(Values).trash(value)
    assert [name for _, name, _ in goals.row(ward).values] == ["Rest"]
    goals.park(ward)
    assert goals.row(ward).due_on is None


# -- Recently deleted


def test_its_open_steps_go_and_come_with_it(store, goals, actions, ward):
    written = store.part(Entries).add(entry(body="I could ask Sam tomorrow."))
    noted = actions.add(NewAction(text="Ask", goal=ward), origin=passage(written, "ask Sam"))
    step = actions.add(NewAction(text="Walk", goal=ward))
    gone_before = actions.add(NewAction(text="Gone", goal=ward))
    actions.trash(gone_before.id)
    done = actions.settle(actions.add(NewAction(text="Done", goal=ward)).id, "done")

    store.connection.execute(
        "UPDATE action SET deleted_at = '2026-02-01T00:00:00Z' WHERE id = ?", (gone_before.id,)
    )
    goals.trash(ward)
    assert {left.id for left in actions.all()} == {noted.id, done.id}
    goals.restore(ward)
    assert {left.id for left in actions.all()} == {noted.id, done.id, step.id}


def test_a_goal_that_goes_for_ever_leaves_nothing_behind(store, goals, actions, ward, clock):
    brakes, ties = store.part(Brakes), store.part(Ties)
    measure = goals.add_measure(ward, reach()).id
    goals.move_target(measure, 45, "Too far")
    goals.check_in(ward, look(values=((measure, 50),)), today=clock.today)
    goals.change(ward, title="Waiting")
    actions.add(NewAction(text="Walk", goal=ward))
    done = actions.settle(actions.add(NewAction(text="Done", goal=ward)).id, "done")
    made = brakes.assume(brakes.add(ward, "assumption", "If I rest, they fall").id)
    part = goals.add(goal("Part", parent=ward))
    written = store.part(Entries).add(entry())
    ties.connect(("entry", written.id), ("goal", ward))
    store.connection.execute(
        "INSERT INTO review_plan(item_type, item_id, interval_days, due_on)"
        " VALUES('goal', ?, 7, '2026-03-09')",
        (ward,),
    )
    refused(store, "Recently deleted first", goals.purge, ward)
    goals.trash(ward)

    assert goals.purge_expired(clock() + dt.timedelta(days=30)) == 1

    for table in ("goal_checkin", "measure", "observation", "target_change", "brake", "revision"):
        assert store.one(f"SELECT count(*) FROM {table}") == 0, table
    assert store.one("SELECT count(*) FROM item_link") == 0
    assert store.one("SELECT count(*) FROM review_plan") == 0
    assert [left.id for left in actions.all()] == [done.id]
    assert actions.get(done.id).goal is None
    assert goals.get(part.id).parent is None
    assert store.part(Assumptions).get(made.id).deleted_at is None
    assert copy.verify(store.connection) == []


def test_a_plan_to_look_at_something_that_is_not_there_is_found(store, goals, ward):
    planned = "review_plan(item_type, item_id, interval_days, due_on) VALUES('goal', ?, 7, '2026')"
    tied = """item_link(id, from_type, from_id, to_type, to_id, relation, created_at)
        VALUES(hex(randomblob(18)), 'goal', ?, 'value', 'none', 'serves', '')"""
    for row in (planned, tied):
        store.connection.execute(f"INSERT INTO {row}", ("none",))
        assert len(copy.verify(store.connection)) == 1
        store.connection.execute(f"DELETE FROM {row.split('(')[0]}")
    assert copy.verify(store.connection) == []


def test_what_goes_for_ever_leaves_the_reviews(store, goals, clock):
    entries, assumptions = store.part(Entries), store.part(Assumptions)
    written, kept = entries.add(entry()).id, assumptions.add(assumption()).id
    store.connection.execute(
        "INSERT INTO review_session(id, kind, period_start, period_end, started_at)"
        " VALUES('00000000-0000-4000-8000-000000000001', 'weekly', '2026', '2026', '')"
    )
    for kind, thing in (("entry", written), ("assumption", kept)):
        store.connection.execute(
            "INSERT INTO review_item(session_id, ord, item_type, item_id)"
            " VALUES('00000000-0000-4000-8000-000000000001', 0, ?, ?)",
            (kind, thing),
        )
        store.connection.execute(
            "INSERT INTO review_plan(item_type, item_id, interval_days, due_on)"
            " VALUES(?, ?, 14, '2026-03-09')",
            (kind, thing),
        )
    entries.trash(written)
    assumptions.trash(kept)
    entries.purge(written)
    assumptions.purge(kept)
    assert store.one("SELECT count(*) FROM review_item") == 0
    assert store.one("SELECT count(*) FROM review_plan") == 0


def test_word_goes_out_of_what_changed(store, goals, ward):
    told = []
    store.changes.subscribe(lambda kinds, source: told.append((kinds, source)))
    goals.park(ward, source="page")
    assert told == [(frozenset({Kind.GOAL}), "page")]


def test_a_step_is_the_goal_that_stayed_when_another_comes_back(store, goals, clock):
    actions = store.part(Actions)
    step = actions.add(NewAction(text="Walk", goal=goals.add(goal("Above")).id)).id
    gone = goals.add(goal("Gone"), step=step).id
    goals.trash(gone)
    stayed = goals.add(goal("Stayed"), step=step).id
    goals.restore(gone)
    assert (goals.get(gone).step, goals.get(stayed).step) == (None, step)
    goals.trash(stayed)
    goals.restore(stayed)
    assert goals.get(stayed).step == step


def test_a_step_that_goes_for_ever_with_its_goal_leaves_no_tie(store, goals, clock):
    ward = goals.add(goal()).id
    step = store.part(Actions).add(NewAction(text="Walk", goal=ward)).id
    written = store.part(Entries).add(entry()).id
    store.part(Ties).connect(("action", step), ("entry", written))
    goals.trash(ward)
    goals.purge(ward)
    assert store.one("SELECT count(*) FROM item_link") == 0
    assert copy.verify(store.connection) == []
