"""Small tests on a real encrypted file: planned, begun, finished or given up."""

from __future__ import annotations

import datetime as dt

import pytest

from assumed import assumption, experiment, result
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.experiments import Result
from metanoia.domain.kinds import Kind
from metanoia.store.assumptions import Assumptions
from metanoia.store.experiments import Experiments
from metanoia.store.predictions import Predictions


@pytest.fixture
def assumptions(store, clock):
    return store.part(Assumptions)


@pytest.fixture
def predictions(store, clock):
    return store.part(Predictions)


@pytest.fixture
def tests(store, clock):
    return store.part(Experiments)


@pytest.fixture
def sam(assumptions):
    return assumptions.add(assumption(confidence=70)).id


def refused(store, says, do, *args, error=Refused, **kwargs):
    before = store.commits
    with pytest.raises(error, match=says):
        do(*args, **kwargs)
    assert store.commits == before


def test_planning_makes_a_prediction_and_puts_the_assumption_to_the_test(
    assumptions, predictions, tests, sam, clock
):
    planned = tests.plan(sam, experiment())

    assert assumptions.get(sam).state == "testing"
    assert (planned.state, planned.open, planned.settled_at) == ("planned", True, None)
    foretold = predictions.get(planned.prediction)
    assert (foretold.statement, foretold.first, foretold.due_on) == (
        "He will say no", 80, planned.due_on,
    )  # fmt: skip
    assert foretold.settled_by == "What the test shows: Ask Sam"
    assert foretold.assumption == sam
    assert foretold.created_at == clock()
    assert tests.get(planned.id) == planned


def test_a_long_plan_settles_in_brief(predictions, tests, sam):
    planned = tests.plan(sam, experiment(plan="ask " * 125))
    assert len(predictions.get(planned.prediction).settled_by) <= 300
    assert predictions.get(planned.prediction).settled_by.endswith("…")


@pytest.mark.parametrize("missing", ["plan", "smallest_safe", "would_weaken", "foretold"])
def test_all_five_are_needed(missing):
    with pytest.raises(Refused, match="still empty"):
        experiment(**{missing: "  "})


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"percent": 101}, "from 0 to 100"),
        ({"plan": "x" * 501}, "at most 500"),
        ({"foretold": "x" * 301}, "at most 300"),
        ({"foretold": "no"}, "at least 5"),
    ],
)
def test_what_is_out_of_range_is_refused(fields, says):
    with pytest.raises(Refused, match=says):
        experiment(**fields)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"happened": " "}, "still empty"),
        ({"happened": "x" * 2001}, "at most 2000"),
        ({"learned": "x" * 2001}, "at most 2000"),
        ({"confidence": -1}, "from 0 to 100"),
    ],
)
def test_a_bad_result_is_refused(fields, says):
    with pytest.raises(Refused, match=says):
        Result(**{"happened": "He laughed", "confidence": 5, **fields})


def test_without_a_confidence_there_is_nothing_to_test(store, assumptions, tests):
    noticed = assumptions.add(assumption()).id
    refused(store, "how sure", tests.plan, noticed, experiment())
    refused(store, "not in this journal", tests.plan, "nobody", experiment(), error=NotFound)


def test_a_test_needs_a_day_to_come(store, tests, sam, clock):
    yesterday = clock.today - dt.timedelta(days=1)
    refused(store, "today or later", tests.plan, sam, experiment(due_on=yesterday))
    refused(store, "to come", tests.plan, sam, experiment(), at=clock() + dt.timedelta(minutes=1))
    assert tests.plan(sam, experiment(due_on=clock.today)).due_on == clock.today


def test_finishing_moves_the_confidence_and_settles_the_prediction(
    assumptions, predictions, tests, sam, clock
):
    planned = tests.plan(sam, experiment())
    tests.start(planned.id)
    clock.forward(days=4)

    done = tests.finish(planned.id, result(30, came_true=False, learned="Ask sooner"))

    assert (done.state, done.result, done.learned) == ("done", "He laughed", "Ask sooner")
    assert done.settled_at == clock()
    point = assumptions.history(sam)[-1]
    assert (point.confidence, point.cause, point.reason, point.test) == (
        30, "test", "He laughed", done.id,
    )  # fmt: skip
    assert (assumptions.get(sam).state, assumptions.get(sam).confidence) == ("held", 30)
    settled = predictions.get(done.prediction)
    assert (settled.outcome, settled.settled_at) == ("no", clock())


def test_a_long_result_is_a_reason_in_brief(assumptions, tests, sam):
    planned = tests.plan(sam, experiment())
    done = tests.finish(planned.id, result(happened="He " + "ha" * 900))
    assert len(done.result) == 1803
    assert len(assumptions.history(sam)[-1].reason) == 500


def test_a_result_that_says_nothing_of_it_leaves_the_prediction_open(predictions, tests, sam):
    planned = tests.plan(sam, experiment())
    tests.finish(planned.id, result(came_true=None))
    assert predictions.get(planned.prediction).outcome is None


@pytest.mark.parametrize("close", ["settle", "withdraw", "trash"])
def test_a_prediction_that_was_closed_by_itself_stays_as_it_is(predictions, tests, sam, close):
    planned = tests.plan(sam, experiment())
    getattr(predictions, close)(planned.prediction, *(["void"] if close == "settle" else []))
    before = predictions.get(planned.prediction)

    assert tests.finish(planned.id, result(came_true=True)).state == "done"

    assert predictions.get(planned.prediction) == before


def test_a_test_lives_on_without_its_prediction(predictions, tests, sam):
    planned = tests.plan(sam, experiment())
    predictions.trash(planned.prediction)
    predictions.purge(planned.prediction)
    assert tests.get(planned.id).prediction is None
    assert tests.change(planned.id, experiment(plan="Ask twice")).plan == "Ask twice"
    assert tests.finish(planned.id, result(came_true=True)).state == "done"


def test_while_another_test_is_open_the_assumption_is_tested_still(assumptions, tests, sam, clock):
    first, second = tests.plan(sam, experiment()), tests.plan(sam, experiment())
    tests.finish(first.id, result())
    assert assumptions.get(sam).state == "testing"
    tests.abandon(second.id)
    assert assumptions.get(sam).state == "held"
    third = tests.plan(sam, experiment())
    assert assumptions.get(sam).state == "testing"
    assert [test.id for test in tests.of(sam)] == [third.id, second.id, first.id]


def test_a_test_given_up_withdraws_what_it_foretold(assumptions, predictions, tests, sam, clock):
    planned = tests.plan(sam, experiment())

    given_up = tests.abandon(planned.id, "He moved away")

    assert (given_up.state, given_up.result) == ("abandoned", "He moved away")
    assert predictions.get(planned.prediction).withdrawn_at == clock()
    assert len(assumptions.history(sam)) == 1


def test_a_test_is_over_only_once(store, tests, sam):
    done, given_up = tests.plan(sam, experiment()), tests.plan(sam, experiment())
    tests.finish(done.id, result())
    tests.abandon(given_up.id)
    for do, args in ((tests.finish, (result(),)), (tests.abandon, ()), (tests.start, ())):
        refused(store, r"was finished on 02\.03\.2026", do, done.id, *args)
        refused(store, r"was given up on 02\.03\.2026", do, given_up.id, *args)
    refused(store, "not in this journal", tests.finish, "none", result(), error=NotFound)


def test_a_test_ends_no_sooner_than_it_was_planned(store, tests, sam, clock):
    planned = tests.plan(sam, experiment())
    earlier = clock() - dt.timedelta(days=1)
    refused(store, "before the test was planned", tests.finish, planned.id, result(), at=earlier)
    refused(store, "before the test was planned", tests.abandon, planned.id, at=earlier)


def test_beginning_twice_is_beginning_once(store, tests, sam):
    planned = tests.plan(sam, experiment())
    assert tests.start(planned.id).state == "running"
    before = store.commits
    assert tests.start(planned.id).open
    assert store.commits == before


def test_a_plan_can_change_and_its_prediction_follows(store, predictions, tests, sam, clock):
    planned = tests.plan(sam, experiment())
    changed = tests.change(
        planned.id,
        experiment(dt.date(2026, 3, 12), 60, "He will say maybe", plan="Ask Sam at lunch"),
    )

    assert (changed.plan, changed.due_on) == ("Ask Sam at lunch", dt.date(2026, 3, 12))
    foretold = predictions.get(planned.prediction)
    assert (foretold.statement, foretold.due_on, foretold.first_due_on) == (
        "He will say maybe", dt.date(2026, 3, 12), dt.date(2026, 3, 9),
    )  # fmt: skip
    assert [forecast.percent for forecast in foretold.forecasts] == [80, 60]
    kept = store.one("SELECT before_json FROM revision WHERE item_type = 'experiment'")
    assert '"plan": "Ask Sam"' in kept


def test_what_was_foretold_keeps_its_words_after_a_quarter_of_an_hour(
    store, predictions, tests, sam, clock
):
    planned = tests.plan(sam, experiment())
    clock.forward(minutes=16)
    refused(
        store, "keeps its words", tests.change, planned.id,
        experiment(foretold="He will say maybe", plan="Ask Sam at lunch"),
    )  # fmt: skip
    assert tests.get(planned.id).plan == "Ask Sam"
    assert tests.change(planned.id, experiment(plan="Ask Sam at lunch")).plan == "Ask Sam at lunch"


def test_only_what_has_not_begun_is_planned_anew(store, tests, sam):
    planned = tests.plan(sam, experiment())
    refused(store, "today or later", tests.change, planned.id, experiment(dt.date(2026, 3, 1)))
    tests.start(planned.id)
    refused(store, "not begun", tests.change, planned.id, experiment(plan="More"))


def test_tests_whose_day_has_come_are_due(assumptions, tests, sam, clock):
    later = tests.plan(sam, experiment(dt.date(2026, 3, 20)))
    soon = tests.plan(sam, experiment(dt.date(2026, 3, 5)))
    over = tests.plan(sam, experiment(dt.date(2026, 3, 4)))
    tests.finish(over.id, result())

    assert tests.due(dt.date(2026, 3, 4)) == []
    assert [test.id for test in tests.due(dt.date(2026, 3, 5))] == [soon.id]
    assert [test.id for test in tests.due(dt.date(2026, 4, 1))] == [soon.id, later.id]
    assumptions.trash(sam)
    assert tests.due(dt.date(2026, 4, 1)) == []


def test_the_listener_hears_of_both(store, tests, sam):
    heard = []
    store.changes.subscribe(lambda kinds, source: heard.append(kinds))
    planned = tests.plan(sam, experiment())
    tests.finish(planned.id, result(came_true=True))
    assert heard == [frozenset({Kind.ASSUMPTION, Kind.PREDICTION})] * 2


def test_after_midnight_the_day_that_is_being_lived_is_still_to_come(tests, sam, clock):
    clock.moment = dt.datetime(2026, 3, 10, 1, 30).astimezone(dt.UTC)
    planned = tests.plan(sam, experiment(due_on=dt.date(2026, 3, 9)))
    assert planned.due_on == dt.date(2026, 3, 9)
    with pytest.raises(Refused, match="a day to come"):
        tests.plan(sam, experiment(due_on=dt.date(2026, 3, 8)))


def test_a_result_that_cannot_be_kept_changes_nothing(store, assumptions, tests, sam, monkeypatch):
    planned = tests.plan(sam, experiment())
    former = assumptions.former(sam)

    def fails(*_, **__):
        raise Refused("no")

    monkeypatch.setattr(tests._predictions, "settle", fails)
    with pytest.raises(Refused):
        tests.finish(planned.id, result(came_true=True))
    assert assumptions.former(sam) == former
