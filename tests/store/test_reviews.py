"""Reviews on a real encrypted file: due, begun, left, resumed, skipped, and what they ask."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assumed import assumption, experiment
from journals import entry
from maps_told import plain_map
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.reviews import Planned, period
from metanoia.store import copy
from metanoia.store.actions import Actions
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.store.experiments import Experiments
from metanoia.store.goals import Goals
from metanoia.store.links import Ties
from metanoia.store.maps import Maps
from metanoia.store.predictions import Predictions
from metanoia.store.review_plan import ReviewPlan
from metanoia.store.reviews import Reviews
from metanoia.store.values import Values
from stores import Store, set_clock

DAY = dt.timedelta(days=1)
MONDAY = dt.date(2026, 3, 2)  # the day of the clock
FRIDAY, SUNDAY = MONDAY + 4 * DAY, MONDAY + 6 * DAY


@pytest.fixture
def reviews(store, clock):
    return store.part(Reviews)


@pytest.fixture
def assumptions(store, clock):
    return store.part(Assumptions)


def goal(title="Home by five", **more):
    return NewGoal(title=title, vision="I am home by five.", reality="It is eight.", **more)


# -- when it is due


def test_a_week_asks_for_its_review_from_the_chosen_day_on(reviews, store):
    store.part(Entries).add(entry())

    def asked():
        return [reviews.is_due("weekly", MONDAY + n * DAY) for n in range(8)]

    assert asked() == [False] * 4 + [True] * 3 + [False]
    reviews.weekday = 0
    assert asked() == [True] * 8
    reviews.weekday = None
    assert (reviews.weekday, asked()) == (None, [False] * 8)
    with pytest.raises(Refused):
        reviews.weekday = 7
    assert reviews.weekday is None


def test_an_empty_journal_is_asked_nothing(reviews):
    due = reviews.due(FRIDAY)
    assert (due.weekly, due.quarterly, len(due.settle), due.again) == (False, False, 0, ())
    assert reviews.agenda(FRIDAY).before is None


def test_a_quarter_asks_in_its_last_two_weeks(reviews, store):
    store.part(Entries).add(entry())
    days = (dt.date(2026, 3, 17), dt.date(2026, 3, 18), dt.date(2026, 3, 31), dt.date(2026, 4, 1))
    assert [reviews.is_due("quarterly", day) for day in days] == [False, True, True, False]
    reviews.finish(reviews.begin("quarterly", days[1]).id)
    assert not reviews.is_due("quarterly", days[2])
    assert reviews.is_due("quarterly", dt.date(2026, 6, 30))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_every_day_is_in_one_week_and_one_quarter(day):
    for kind, length in (("weekly", {7}), ("quarterly", {90, 91, 92})):
        first, last = period(kind, day)
        assert first <= day <= last
        assert (last - first).days + 1 in length
        assert period(kind, first) == period(kind, last) == (first, last)
        assert period(kind, last + DAY)[0] == last + DAY


# -- begun, left, resumed


def test_a_review_is_begun_once_and_goes_on_where_it_was_left(reviews, store):
    written = store.part(Entries).add(entry())
    begun = reviews.begin("weekly", FRIDAY)
    assert (begun.start, begun.end, begun.step, begun.open) == (MONDAY, SUNDAY, 0, True)
    reviews.set_step(begun.id, 2)
    reviews.set_entry(begun.id, written.id)
    resumed = reviews.begin("weekly", SUNDAY)
    assert (resumed.id, resumed.step, resumed.entry) == (begun.id, 2, written.id)
    assert reviews.is_due("weekly", SUNDAY)

    done = reviews.finish(begun.id)
    assert done.finished_at
    assert not reviews.is_due("weekly", SUNDAY)
    assert reviews.begin("weekly", SUNDAY) == done
    with pytest.raises(Refused, match="done already"):
        reviews.skip("weekly", SUNDAY)
    assert reviews.unfinish(begun.id).open
    assert reviews.session("weekly", SUNDAY + DAY) is None
    with pytest.raises(NotFound):
        reviews.finish("no such")


def test_what_was_written_in_a_review_may_be_deleted(reviews, store):
    entries = store.part(Entries)
    written = entries.add(entry())
    begun = reviews.begin("weekly", FRIDAY)
    reviews.set_entry(begun.id, written.id)
    entries.trash(written.id)
    assert reviews.session("weekly", FRIDAY).entry is None
    entries.restore(written.id)
    assert reviews.session("weekly", FRIDAY).entry == written.id
    entries.trash(written.id)
    with pytest.raises(NotFound):
        reviews.set_entry(begun.id, written.id)
    entries.restore(written.id)
    former = reviews.former("weekly", FRIDAY)
    reviews.finish(begun.id)
    entries.trash(written.id)
    entries.purge(written.id)
    reviews.put_back(former)
    assert reviews.session("weekly", FRIDAY).open
    assert reviews.session("weekly", FRIDAY).entry is None
    assert copy.verify(store.connection) == []


def test_a_review_is_skipped_and_that_is_fine(reviews, store):
    store.part(Entries).add(entry())
    assert reviews.skip("weekly", FRIDAY).skipped_at
    assert not reviews.is_due("weekly", FRIDAY)
    assert reviews.weeks(SUNDAY + DAY, 3) == [
        (MONDAY - 7 * DAY, ""), (MONDAY, "skipped"), (MONDAY + 7 * DAY, ""),
    ]  # fmt: skip
    reviews.finish(reviews.begin("weekly", FRIDAY).id)
    assert reviews.weeks(FRIDAY, 1) == [(MONDAY, "done")]
    assert len(reviews.weeks(FRIDAY)) == 53


@pytest.mark.parametrize("begun", [False, True])
def test_beginning_skipping_and_finishing_are_put_back(reviews, begun):
    if begun:
        reviews.set_step(reviews.begin("weekly", FRIDAY).id, 1)
    former, session = reviews.former("weekly", FRIDAY), reviews.session("weekly", FRIDAY)
    for act in (
        lambda: reviews.skip("weekly", FRIDAY),
        lambda: reviews.finish(reviews.begin("weekly", FRIDAY).id),
        lambda: reviews.set_step(reviews.begin("weekly", FRIDAY).id, 4),
    ):
        act()
        assert reviews.session("weekly", FRIDAY) != session
        reviews.put_back(former)
        assert reviews.session("weekly", FRIDAY) == session


def test_a_review_of_earlier_is_kept_with_its_entry(reviews, store):
    written = store.part(Entries).add(entry())
    at = dt.datetime(2026, 2, 20, 16, tzinfo=dt.UTC)
    kept = reviews.keep_past("weekly", at.date(), at, written.id)
    assert (kept.started_at, kept.finished_at, kept.entry) == (at, at, written.id)
    assert reviews.sessions() == [kept]
    with pytest.raises(Refused, match="already"):
        reviews.keep_past("weekly", at.date() + DAY, at)
    with pytest.raises(Refused, match="still to come"):
        reviews.keep_past("weekly", FRIDAY, at + 300 * DAY)


# -- what is to be settled


def test_what_is_due_is_settled_and_a_test_takes_its_prediction_along(
    reviews, store, assumptions, clock
):
    predictions, actions = store.part(Predictions), store.part(Actions)
    held = assumptions.add(assumption(confidence=70))
    test = store.part(Experiments).plan(held.id, experiment(due_on=FRIDAY))
    for due in (MONDAY, FRIDAY, SUNDAY):
        predictions.add(
            NewPrediction(statement=f"Due {due}", settled_by="Seen", due_on=due, percent=60)
        )
        actions.add(NewAction(text=f"Due {due}", due_on=due))
    actions.add(NewAction(text="Some day"))
    settle = reviews.settle(FRIDAY)
    assert [row.statement for row in settle.predictions] == [f"Due {MONDAY}", f"Due {FRIDAY}"]
    assert [one.text for one in settle.actions] == [f"Due {MONDAY}", f"Due {FRIDAY}"]
    assert [one.id for one in settle.experiments] == [test.id]
    assert len(settle) == 5
    assert len(reviews.settle(FRIDAY - DAY)) == 2


# -- what is looked at again


def test_a_thing_comes_up_a_first_interval_after_it_was_touched(reviews, store, assumptions):
    sam = assumptions.add(assumption(confidence=50, importance=8))
    home = store.part(Goals).add(goal(cadence=30))
    craft = store.part(Values).add("Craft")
    for one, days, kind in ((sam, 14, "assumption"), (home, 30, "goal"), (craft, 90, "value")):
        due = MONDAY + days * DAY
        sunday = due + (6 - due.weekday()) * DAY
        asked = {c.id: c for c in reviews.due(sunday).again}
        assert (asked[one.id].kind, asked[one.id].due_on) == (kind, due)
        assert one.id not in {c.id for c in reviews.due(sunday - 7 * DAY).again}


def test_what_touches_a_goal_or_a_value_puts_its_look_off(reviews, store, clock):
    goals, values = store.part(Goals), store.part(Values)
    home, craft = goals.add(goal()), values.add("Craft")
    clock.forward(days=6)
    goals.check_in(home.id, NewCheckIn(closeness=3, pull=6), today=clock.today)
    values.rate(craft.id, 9, 4, today=clock.today)
    asked = {c.id: c for c in reviews.due(MONDAY + 120 * DAY).again}
    assert asked[home.id].due_on == MONDAY + 13 * DAY
    assert asked[craft.id].due_on == MONDAY + 96 * DAY
    assert asked[craft.id].importance == 9


def test_a_map_comes_up_ninety_days_after_its_last_change(reviews, store, clock):
    maps, one = store.part(Maps), plain_map("The rota")
    maps.add(one)
    clock.forward(days=6)
    maps.keep(replace(one, question="Why?"))
    (asked,) = reviews.due(MONDAY + 120 * DAY).again
    assert (asked.kind, asked.id, asked.words) == ("map", one.id, "The rota")
    assert (asked.due_on, asked.interval) == (MONDAY + 96 * DAY, 90)
    assert (asked.importance, asked.confidence) == (5, None)
    assert reviews.due(MONDAY + 80 * DAY).again == ()
    home = store.part(Goals).add(goal())
    store.part(Ties).connect(("map", one.id), ("goal", home.id))
    asked = {found.id: found for found in reviews.due(MONDAY + 120 * DAY).again}
    assert asked[one.id].goal_linked
    maps.trash(one.id)
    assert one.id not in {found.id for found in reviews.due(MONDAY + 120 * DAY).again}


def test_what_is_said_of_a_map_plans_its_next_look_and_can_be_taken_back(reviews, store):
    maps, one = store.part(Maps), plain_map("The rota")
    maps.add(one)
    today = MONDAY + 91 * DAY
    session = reviews.begin("weekly", today)
    former = reviews.outcome(session.id, "map", one.id, "changed", today=today)
    assert reviews.plan("map", one.id) == Planned(45, today + 45 * DAY, today, "changed", 0)
    assert reviews.looked(session.id) == [("map", one.id, "changed")]
    reviews.put_back(former)
    assert reviews.plan("map", one.id) is None
    reviews.outcome(session.id, "map", one.id, "same", today=today)
    assert reviews.plan("map", one.id).interval == 90
    maps.trash(one.id)
    with pytest.raises(NotFound):
        reviews.outcome(session.id, "map", one.id, "same", today=today)
    maps.purge(one.id)
    assert reviews.looked(session.id) == []
    assert reviews.plan("map", one.id) is None


def test_a_value_that_was_never_rated_matters_by_its_place(reviews, store):
    values = store.part(Values)
    first, second = values.keep_sort(["Craft", "Rest"]).values
    other = values.add("Play")
    asked = {one.id: one.importance for one in reviews.due(MONDAY + 120 * DAY).again}
    assert asked == {first: 10, second: 9, other.id: 5}


def test_what_is_closed_parked_set_aside_or_deleted_does_not_come_up(
    reviews, store, assumptions, clock
):
    goals, values = store.part(Goals), store.part(Values)
    assumptions.drop(assumptions.add(assumption("Dropped it")).id, "No")
    assumptions.trash(assumptions.add(assumption("Deleted it")).id)
    goals.park(goals.add(goal()).id)
    goals.add(NewGoal(title="A draft"))
    values.retire(values.add("Craft").id)
    stays = assumptions.add(assumption("This stays"))
    assert [one.id for one in reviews.due(MONDAY + 300 * DAY).again] == [stays.id]


def test_what_is_tied_to_an_active_goal_comes_up_first(reviews, store, assumptions):
    goals, ties = store.part(Goals), store.part(Ties)
    tied, other = (
        assumptions.add(assumption("Tied to it")),
        assumptions.add(assumption("Other one")),
    )
    home = goals.add(goal())
    child = goals.add(goal("Leave at four", parent=home.id))
    ties.connect(("goal", home.id), ("assumption", tied.id))
    asked = {c.id: c for c in reviews.due(MONDAY + 30 * DAY).again}
    assert {id_: one.goal_linked for id_, one in asked.items()} == {
        tied.id: True, other.id: False, home.id: False, child.id: True,
    }  # fmt: skip
    goals.park(home.id)
    asked = {c.id: c for c in reviews.due(MONDAY + 30 * DAY).again}
    assert {id_: one.goal_linked for id_, one in asked.items()} == {
        tied.id: False, other.id: False, child.id: False,
    }  # fmt: skip


LATER = MONDAY + 30 * DAY


def test_a_look_plans_the_next_one(reviews, assumptions):
    sam = assumptions.add(assumption(importance=9))
    assert reviews.plan("assumption", sam.id) is None
    session = reviews.begin("weekly", LATER)
    reviews.outcome(session.id, "assumption", sam.id, "same", today=LATER)
    assert reviews.plan("assumption", sam.id) == Planned(28, LATER + 28 * DAY, LATER, "same", 0)
    assert [one.outcome for one in reviews.agenda(LATER).again] == ["same"]
    assert reviews.due(LATER).again == ()
    assert reviews.due(LATER + 7 * DAY).again == ()
    assert reviews.looked(session.id) == [("assumption", sam.id, "same")]

    again = reviews.begin("weekly", LATER + 28 * DAY)
    reviews.outcome(again.id, "assumption", sam.id, "same", today=again.end)
    assert reviews.plan("assumption", sam.id).interval == 45  # what matters so much comes up often


def test_the_third_time_that_a_thing_is_put_off_it_asks_to_be_set_aside(reviews, store):
    home = store.part(Goals).add(goal())
    for week in range(3):
        today = LATER + 7 * week * DAY
        session = reviews.begin("weekly", today)
        assert not reviews.agenda(today).again[0].asks_to_park
        reviews.outcome(session.id, "goal", home.id, "later", today=today)
        assert reviews.plan("goal", home.id).due_on == today + 7 * DAY
    assert reviews.agenda(today).again[0].asks_to_park
    reviews.outcome(session.id, "goal", home.id, "same", today=today)
    assert reviews.plan("goal", home.id).snoozes == 0


def test_another_word_replaces_the_first_and_both_can_be_taken_back(reviews, assumptions):
    sam = assumptions.add(assumption())
    session = reviews.begin("weekly", LATER)

    def say(outcome):
        return reviews.outcome(session.id, "assumption", sam.id, outcome, today=LATER)

    first = say("same")
    planned = reviews.plan("assumption", sam.id)
    second = say("later")
    assert reviews.plan("assumption", sam.id) == Planned(14, LATER + 7 * DAY, LATER, "later", 1)
    reviews.put_back(second)
    assert reviews.plan("assumption", sam.id) == planned
    assert reviews.looked(session.id)[0].outcome == "same"
    say("changed")
    assert reviews.plan("assumption", sam.id).interval == 7
    say(None)
    assert reviews.plan("assumption", sam.id) is None
    say("evidence")
    reviews.put_back(first)
    assert reviews.plan("assumption", sam.id) is None
    assert reviews.looked(session.id)[0].outcome is None


def test_a_look_at_what_is_gone_is_refused_and_nothing_kept(reviews, assumptions, store):
    sam = assumptions.add(assumption())
    session = reviews.begin("weekly", LATER)
    former = reviews.outcome(session.id, "assumption", sam.id, "same", today=LATER)
    assumptions.trash(sam.id)
    assert reviews.agenda(LATER).again == ()
    before = store.commits
    for kind, one in (("assumption", sam.id), ("entry", "x"), ("value", "x")):
        with pytest.raises(NotFound):
            reviews.outcome(session.id, kind, one, "changed", today=LATER)
    assert store.commits == before
    assumptions.purge(sam.id)
    reviews.put_back(former)
    assert reviews.plan("assumption", sam.id) is None
    assert copy.verify(store.connection) == []


def test_what_a_begun_review_asks_stays_the_same(reviews, assumptions, clock):
    old = [assumptions.add(assumption(f"Sam is {n} today")).id for n in range(7)]
    reviews.begin("weekly", LATER)
    asked = [one.id for one in reviews.agenda(LATER).again]
    assert len(asked) == 5
    late = assumptions.add(assumption("Sam is late", confidence=50, importance=10))
    assert [one.id for one in reviews.agenda(LATER).again] == asked
    assumptions.trash(asked[0])
    assert [one.id for one in reviews.agenda(LATER).again] == asked[1:]
    assert late.id not in old
    assert len(reviews.due(LATER).again) == 4
    former = reviews.former("weekly", LATER)
    reviews.skip("weekly", LATER)
    assert reviews.due(LATER).again == ()
    reviews.put_back(former)
    assert len(reviews.due(LATER).again) == 4


@pytest.mark.parametrize("begun", [False, True])
def test_a_review_taken_up_after_it_was_skipped_asks_the_same_all_week(reviews, assumptions, begun):
    for n in range(3):
        assumptions.add(assumption(f"Sam is {n} today"))
    session = reviews.skip("weekly", LATER)
    session = reviews.begin("weekly", LATER) if begun else reviews.unfinish(session.id)
    asked = [one.id for one in reviews.agenda(LATER).again]
    reviews.outcome(session.id, "assumption", asked[0], "same", today=LATER)
    assert [one.id for one in reviews.agenda(LATER).again] == asked
    assert [one.outcome for one in reviews.agenda(LATER).again] == ["same", None, None]


def test_a_quarter_asks_for_nothing_again(reviews, assumptions):
    assumptions.add(assumption())
    assert reviews.looked(reviews.begin("quarterly", LATER).id) == []


def test_a_look_at_what_was_not_asked_for_is_put_back_without_a_trace(reviews, assumptions):
    assumptions.add(assumption())
    session = reviews.begin("weekly", LATER)
    late = assumptions.add(assumption("Sam is late"))
    looked = reviews.looked(session.id)
    former = reviews.outcome(session.id, "assumption", late.id, "same", today=LATER)
    assert len(reviews.looked(session.id)) == 2
    reviews.put_back(former)
    assert reviews.looked(session.id) == looked
    assert reviews.plan("assumption", late.id) is None


def test_a_review_put_back_keeps_an_entry_that_may_still_come_back(reviews, store):
    entries = store.part(Entries)
    written = entries.add(entry())
    begun = reviews.begin("weekly", FRIDAY)
    reviews.set_entry(begun.id, written.id)
    entries.trash(written.id)
    former = reviews.former("weekly", FRIDAY)
    reviews.set_step(begun.id, 3)
    reviews.put_back(former)
    entries.restore(written.id)
    assert reviews.session("weekly", FRIDAY).entry == written.id


# -- from before


def test_an_entry_of_a_year_ago_comes_first_then_a_quarter_then_a_month(reviews, store):
    entries = store.part(Entries)
    today = dt.date(2026, 3, 5)  # a Thursday
    month = entries.add(entry(day=str(today - 33 * DAY), body="Much more was said here."))
    assert reviews.from_before(today).id == month.id
    quarter = entries.add(entry(day=str(today - 87 * DAY)))
    assert reviews.from_before(today).id == quarter.id
    year = entries.add(entry(day=str(today - 365 * DAY)))
    longer = entries.add(entry(day=str(today - 363 * DAY), body="There is more in this."))
    assert reviews.from_before(today).id == longer.id
    entries.set_starred(year.id, True)
    assert {reviews.from_before(MONDAY + n * DAY).id for n in range(7)} == {year.id}

    reviews.not_again(year.id)
    assert reviews.from_before(today).id == longer.id
    reviews.again_after_all(year.id)
    assert reviews.from_before(today).id == year.id
    entries.trash(year.id)
    reviews.not_again(longer.id)
    assert reviews.from_before(today).id == quarter.id
    with pytest.raises(NotFound):
        reviews.not_again(year.id)
    entries.trash(longer.id)
    entries.purge(longer.id)
    assert store.one("SELECT count(*) FROM not_again") == 0


def test_a_review_is_not_itself_read_again_from_before(reviews, store):
    written = store.part(Entries).add(entry(day=str(MONDAY - 30 * DAY)))
    assert reviews.from_before(MONDAY).id == written.id
    for form in ("weekly", "quarterly"):
        store.connection.execute("UPDATE entry SET form_key = ?", (form,))
        assert reviews.from_before(MONDAY) is None


# -- whatever there is


things = st.lists(
    st.tuples(
        st.sampled_from(["assumption", "goal", "value", "map"]),
        st.integers(0, 10),
        st.none() | st.integers(0, 100),
        st.integers(0, 60),  # days to the next
        st.sampled_from(["", "same", "later", "changed"]),
    ),
    max_size=12,
)


@given(things, st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_the_agenda_of_any_journal_is_small_and_always_the_same(there, wait):
    with tempfile.TemporaryDirectory() as folder, set_clock() as clock:
        store = Store(Path(folder) / "journal.db")
        reviews = store.part(Reviews)
        for n, (kind, importance, confidence, days, said) in enumerate(there):
            if kind == "assumption":
                new = assumption(f"Sam is {n}", confidence=confidence, importance=importance)
                made = store.part(Assumptions).add(new)
            elif kind == "goal":
                made = store.part(Goals).add(goal(f"Goal {n}", importance=importance))
            elif kind == "map":
                made = plain_map(f"Map {n}")
                store.part(Maps).add(made)
            else:
                made = store.part(Values).add(f"Value {n}")
                store.part(Values).rate(made.id, importance)
            clock.forward(days=days)
            if said:
                session = reviews.begin("weekly", clock.today)
                reviews.outcome(session.id, kind, made.id, said, today=clock.today)
        clock.forward(days=wait + 7)  # in a week that was not begun
        today = clock.today
        asked = reviews.agenda(today)
        assert reviews.agenda(today) == asked
        sunday = period("weekly", today)[1]
        everything = store.part(ReviewPlan).candidates(today)
        due = [one for one in everything if one.due_on <= sunday]
        assert len(asked.again) == min(5, len(due))
        assert {one.id for one in asked.again} <= {one.id for one in due}
        assert all(0 <= one.priority <= 1 and one.interval >= 7 for one in asked.again)
        kinds = Counter(one.kind for one in asked.again[:3])
        assert max(kinds.values(), default=0) <= 2 or len({one.kind for one in due}) == 1
        store.close()
