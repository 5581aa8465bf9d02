"""Predictions on a real encrypted file: forecast, settled, withdrawn, counted, and put back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from journals import entry
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.calibration import Counted
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.predictions import NewPrediction
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.store.predictions import Predictions
from stores import Store

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TODAY = NOW.date()
AGO = NOW - 30 * DAY


@pytest.fixture
def predictions(store):
    return store.part(Predictions)


def new(said="Jonas speaks before I do.", *, due=TODAY, percent=60, at=AGO, **more):
    return NewPrediction(
        statement=said, settled_by="Who speaks first", due_on=due, percent=percent, at=at, **more
    )


def said(rows):
    return [row.statement for row in rows]


# -- made, listed, found


def test_a_prediction_is_kept_with_its_first_forecast(predictions):
    made = predictions.add(new("  Jonas  speaks before I do. ", note="He looked ready."))

    assert predictions.get(made.id) == made
    assert made.statement == "Jonas speaks before I do."
    assert made.settled_by == "Who speaks first"
    assert (made.first_due_on, made.due_on) == (TODAY, TODAY)
    assert made.forecasts == ((AGO, 60, "He looked ready."),)
    assert (made.first, made.last, made.created_at) == (60, 60, AGO)
    assert made.state(TODAY) == "due"
    assert made.state(TODAY - DAY) == "open"


@pytest.mark.parametrize(
    "bad",
    [
        {"said": "Hm."},
        {"said": "x" * 301},
        {"percent": 101},
        {"percent": -1},
        {"at": NOW + DAY},
        {"note": "x" * 301},
    ],
    ids=["said too short", "said too long", "above 100", "below 0", "still to come", "long note"],
)
def test_what_is_out_of_range_is_refused_and_nothing_kept(predictions, store, bad):
    before = store.commits
    with pytest.raises(Refused):
        predictions.add(new(**bad))
    assert predictions.rows() == []
    assert store.commits == before


def test_what_it_is_about_must_be_there(predictions):
    with pytest.raises(NotFound):
        predictions.add(new(assumption="00000000-0000-4000-8000-000000000000"))


def test_predictions_are_listed_by_their_day_and_found_by_words(predictions):
    predictions.add(new("Lena closes the budget round.", due=TODAY + 9 * DAY))
    predictions.add(new("Zoë calls before noon.", due=TODAY + DAY))

    assert said(predictions.rows()) == ["Zoë calls before noon.", "Lena closes the budget round."]
    assert said(predictions.rows("bud le")) == ["Lena closes the budget round."]
    assert said(predictions.rows("ZOE")) == ["Zoë calls before noon."]
    assert said(predictions.rows("udget")) == []


def test_a_prediction_is_found_by_the_beginning_of_its_id(predictions):
    made = predictions.add(new())
    assert predictions.find(made.id[:8].upper()) == made
    with pytest.raises(Refused, match="four signs"):
        predictions.find(made.id[:3])
    with pytest.raises(NotFound, match="prediction"):
        predictions.find("zzzz")


def test_predictions_are_found_by_what_they_are_about(predictions, store):
    about = store.part(Assumptions).add(NewAssumption(statement="They wait for me."))
    written = store.part(Entries).add(entry("Rota"))
    predictions.add(new("He speaks first.", assumption=about.id))
    predictions.add(new("She speaks first.", entry=written.id))

    assert said(predictions.of_assumption(about.id)) == ["He speaks first."]
    assert said(predictions.of_entry(written.id)) == ["She speaks first."]


def test_due_is_what_is_open_and_whose_day_has_come(predictions):
    yesterday = predictions.add(new("Due yesterday.", due=TODAY - DAY))
    predictions.add(new("Due today.", due=TODAY))
    predictions.add(new("Due tomorrow.", due=TODAY + DAY))
    gone = predictions.add(new("Withdrawn by now.", due=TODAY))
    predictions.withdraw(gone.id)

    assert said(predictions.due(TODAY)) == ["Due yesterday.", "Due today."]
    predictions.settle(yesterday.id, "void")
    assert said(predictions.due(TODAY)) == ["Due today."]


# -- forecasts


def test_forecasts_are_added_and_the_first_one_stays(predictions):
    made = predictions.add(new(percent=60))
    predictions.forecast(made.id, 75, "He said so.", at=AGO + 9 * DAY)
    found = predictions.forecast(made.id, 40)

    assert (found.first, found.last) == (60, 40)
    assert [forecast.percent for forecast in found.forecasts] == [60, 75, 40]
    assert [(row.first, row.last) for row in predictions.rows()] == [(60, 40)]


def test_a_forecast_put_in_late_does_not_become_the_latest(predictions):
    made = predictions.add(new(percent=60))
    predictions.forecast(made.id, 40, at=AGO + 9 * DAY)
    found = predictions.forecast(made.id, 75, at=AGO + 2 * DAY)
    assert [forecast.percent for forecast in found.forecasts] == [60, 75, 40]
    assert found.last == 40
    assert predictions.rows()[0].last == 40


@pytest.mark.parametrize(
    ("percent", "at"),
    [(101, None), (-1, None), (50, NOW + HOUR), (50, AGO - HOUR)],
    ids=["too much", "too little", "to come", "before it was made"],
)
def test_a_forecast_out_of_range_or_time_changes_nothing(predictions, store, percent, at):
    made = predictions.add(new())
    before = store.commits
    with pytest.raises(Refused):
        predictions.forecast(made.id, percent, at=at)
    assert predictions.get(made.id) == made
    assert store.commits == before


@pytest.mark.parametrize("close", ["settle", "withdraw"])
def test_a_closed_prediction_takes_nothing_more(predictions, store, close):
    made = predictions.add(new())
    closed = (
        predictions.settle(made.id, "no", "He waited.")
        if close == "settle"
        else predictions.withdraw(made.id)
    )
    before = store.commits
    when = "settled as no on" if close == "settle" else "withdrawn on"
    for change in (
        lambda: predictions.forecast(made.id, 80),
        lambda: predictions.settle(made.id, "yes"),
        lambda: predictions.withdraw(made.id),
        lambda: predictions.postpone(made.id, TODAY + DAY),
        lambda: predictions.change(made.id, statement="Other words for it."),
    ):
        with pytest.raises(Refused, match=when):
            change()
    assert predictions.get(made.id) == closed
    assert store.commits == before


def test_the_file_itself_keeps_forecasts_as_they_are(predictions, store):
    made = predictions.add(new())
    with pytest.raises(Exception, match="never edited"):
        store.connection.execute("UPDATE forecast SET percent = 99")
    store.connection.rollback()
    predictions.settle(made.id, "yes")
    with pytest.raises(Exception, match="closed"):
        store.connection.execute(
            "INSERT INTO forecast(id, prediction_id, at, percent) VALUES(?, ?, ?, 1)",
            ("0" * 36, made.id, "2026-01-01T00:00:00Z"),
        )


# -- settled, withdrawn, worded anew, postponed


def test_a_prediction_is_settled_once_with_what_was_seen(predictions):
    made = predictions.add(new())
    settled = predictions.settle(made.id, "yes", " He had it in his notes. ", at=NOW - HOUR)
    assert (settled.outcome, settled.settled_at) == ("yes", NOW - HOUR)
    assert settled.settle_note == "He had it in his notes."
    assert settled.state(TODAY) == "settled"


@pytest.mark.parametrize("at", [NOW + HOUR, AGO - HOUR], ids=["to come", "before it was made"])
def test_a_prediction_is_not_settled_at_a_moment_that_cannot_be(predictions, at):
    made = predictions.add(new())
    with pytest.raises(Refused):
        predictions.settle(made.id, "yes", at=at)
    with pytest.raises(Refused):
        predictions.withdraw(made.id, at=at)
    with pytest.raises(Refused):
        predictions.settle(made.id, "perhaps")
    assert predictions.get(made.id) == made


def test_words_may_change_for_fifteen_minutes(predictions):
    now = dt.datetime.now(dt.UTC)
    fresh = predictions.add(new(at=now - dt.timedelta(minutes=10)))
    found = predictions.change(fresh.id, statement="Jonas speaks first.", settled_by="Amina says")
    assert (found.statement, found.settled_by) == ("Jonas speaks first.", "Amina says")
    assert predictions.change(fresh.id, statement=found.statement) == found

    old = predictions.add(new(at=now - dt.timedelta(minutes=16)))
    with pytest.raises(Refused, match="fifteen minutes"):
        predictions.change(old.id, statement="Jonas speaks first.")
    assert predictions.change(old.id, statement=old.statement) == old


def test_another_day_leaves_the_first_one_on_record(predictions):
    made = predictions.add(new(due=TODAY + DAY))
    predictions.postpone(made.id, TODAY + 8 * DAY)
    found = predictions.postpone(made.id, TODAY + 9 * DAY)
    assert (found.first_due_on, found.due_on) == (TODAY + DAY, TODAY + 9 * DAY)
    with pytest.raises(Refused, match="day to come"):
        predictions.postpone(made.id, TODAY - 3 * DAY)


# -- what counts


def test_only_what_is_settled_yes_or_no_counts_and_only_once_it_is_due(predictions):
    for number, outcome in enumerate(["yes", "no", "void"]):
        made = predictions.add(new(f"Settled as {outcome}.", percent=60 + number))
        predictions.settle(made.id, outcome)
    early = predictions.add(new("Settled early.", percent=90, due=TODAY + DAY))
    predictions.settle(early.id, "yes")
    withdrawn = predictions.add(new("Withdrawn."))
    predictions.withdraw(withdrawn.id)
    predictions.add(new("Open."))
    deleted = predictions.add(new("Deleted."))
    predictions.settle(deleted.id, "yes")
    predictions.trash(deleted.id)

    today = [Counted(60, True, TODAY), Counted(61, False, TODAY)]
    assert predictions.counted(TODAY) == today
    assert predictions.counted(TODAY - DAY) == []
    assert predictions.counted(TODAY + DAY) == [*today, Counted(90, True, TODAY + DAY)]


def test_the_first_forecast_counts_or_the_last_if_asked_for(predictions):
    made = predictions.add(new(percent=60))
    predictions.forecast(made.id, 90)
    predictions.settle(made.id, "yes")
    assert predictions.counted(TODAY) == [Counted(60, True, TODAY)]
    assert predictions.counted(TODAY, "last") == [Counted(90, True, TODAY)]


def test_a_changed_forecast_weighs_as_long_as_it_stood(predictions):
    made = predictions.add(new(percent=60, at=NOW - 10 * DAY, due=TODAY + DAY))
    predictions.forecast(made.id, 90, at=NOW - 4 * DAY)
    same = predictions.add(new("Never changed.", percent=20))
    for one in (made, same):
        predictions.settle(one.id, "yes", at=NOW)

    assert predictions.over_time(TODAY) == []  # not due
    assert predictions.over_time(TODAY + DAY) == [pytest.approx(0.1)]


def test_a_forecast_made_after_the_day_weighs_nothing(predictions):
    made = predictions.add(new(percent=60, at=NOW - 10 * DAY, due=TODAY - 2 * DAY))
    predictions.forecast(made.id, 100, at=NOW)
    predictions.settle(made.id, "yes", at=NOW)
    assert predictions.over_time(TODAY) == [pytest.approx(0.16)]


# -- undone, deleted


def test_everything_about_a_prediction_is_put_back(predictions, store):
    made = predictions.add(new(due=TODAY + DAY))
    predictions.forecast(made.id, 70, "More likely.")
    former, before = predictions.former(made.id), predictions.get(made.id)

    predictions.forecast(made.id, 95)
    predictions.postpone(made.id, TODAY + 3 * DAY)
    predictions.settle(made.id, "no", "Late")
    predictions.trash(made.id)

    assert predictions.put_back(former) == before
    assert predictions.former(made.id) == former
    assert said(predictions.rows()) == [made.statement]


def test_a_settled_prediction_is_put_back_with_its_forecasts(predictions):
    made = predictions.add(new())
    predictions.forecast(made.id, 70)
    settled = predictions.settle(made.id, "yes")
    former = predictions.former(made.id)
    predictions.trash(made.id)
    assert predictions.put_back(former) == settled


def test_what_is_put_back_names_no_entry_that_is_gone_for_ever(predictions, store):
    entries = store.part(Entries)
    written = entries.add(entry("Rota"))
    made = predictions.add(new(entry=written.id))
    former = predictions.former(made.id)
    entries.trash(written.id)
    entries.purge(written.id)
    assert predictions.put_back(former).entry is None


def test_what_is_deleted_for_ever_cannot_be_put_back(predictions, store):
    made = predictions.add(new())
    former = predictions.former(made.id)
    predictions.trash(made.id)
    assert said(predictions.trashed()) == [made.statement]
    predictions.purge(made.id)
    with pytest.raises(NotFound):
        predictions.put_back(former)
    with pytest.raises(NotFound):
        predictions.former(made.id)
    assert store.one("SELECT count(*) FROM forecast") == 0


def test_a_deleted_prediction_is_not_listed_nor_changed_and_comes_back_whole(predictions):
    made = predictions.add(new(due=TODAY))
    predictions.trash(made.id)
    assert predictions.rows() == predictions.due(TODAY) == []
    with pytest.raises(Refused, match="Bring it back"):
        predictions.settle(made.id, "yes")
    predictions.restore(made.id)
    assert predictions.get(made.id) == made


# -- in any order


class _OnePrediction(RuleBasedStateMachine):
    """One prediction, whatever is done to it, beside a plain model of what must be so."""

    opened: Store

    @initialize(percent=st.integers(0, 100), ahead=st.integers(0, 3))
    def make(self, percent, ahead):
        self.predictions = self.opened.part(Predictions)
        self.id = self.predictions.add(new(percent=percent, due=TODAY + ahead * DAY)).id
        self.said, self.outcome, self.withdrawn = [percent], None, False
        self.due = self.first_due = TODAY + ahead * DAY
        self.saved = None

    @property
    def closed(self):
        return self.withdrawn or self.outcome is not None

    def attempt(self, change):
        """Do it; return whether it was done, which must be exactly while the prediction is open."""
        before = self.predictions.get(self.id)
        try:
            change()
        except Refused:
            assert self.closed
            assert self.predictions.get(self.id) == before
            return False
        assert not self.closed
        return True

    @rule(percent=st.integers(0, 100))
    def forecast(self, percent):
        if self.attempt(lambda: self.predictions.forecast(self.id, percent)):
            self.said.append(percent)

    @rule(outcome=st.sampled_from(["yes", "no", "void"]))
    def settle(self, outcome):
        if self.attempt(lambda: self.predictions.settle(self.id, outcome)):
            self.outcome = outcome

    @rule()
    def withdraw(self):
        if self.attempt(lambda: self.predictions.withdraw(self.id)):
            self.withdrawn = True

    @rule(ahead=st.integers(0, 3))
    def postpone(self, ahead):
        day = TODAY + ahead * DAY
        if self.attempt(lambda: self.predictions.postpone(self.id, day)):
            self.due = day

    @rule()
    def remember(self):
        model = (list(self.said), self.outcome, self.withdrawn, self.due)
        self.saved = (self.predictions.former(self.id), model)

    @rule()
    def put_back(self):
        if self.saved:
            former, (said_, self.outcome, self.withdrawn, self.due) = self.saved
            self.said = list(said_)
            self.predictions.put_back(former)

    @rule()
    def away_and_back(self):
        self.predictions.trash(self.id)
        assert self.predictions.counted(TODAY + 9 * DAY) == []
        self.predictions.restore(self.id)

    @invariant()
    def it_is_as_it_must_be(self):
        found = self.predictions.get(self.id)
        assert [forecast.percent for forecast in found.forecasts] == self.said
        assert (found.outcome, bool(found.withdrawn_at)) == (self.outcome, self.withdrawn)
        assert (found.due_on, found.first_due_on) == (self.due, self.first_due)
        counts = self.outcome in ("yes", "no") and self.due <= TODAY
        assert len(self.predictions.counted(TODAY)) == counts
        still = not self.closed and self.due <= TODAY
        assert len(self.predictions.due(TODAY)) == still


def test_whatever_is_done_the_record_stays_honest(tmp_path):
    opened = Store(tmp_path / "machine.db")

    class Machine(_OnePrediction):
        def teardown(self):
            opened.connection.execute("DELETE FROM prediction")
            opened.connection.commit()

    Machine.opened = opened
    run_state_machine_as_test(
        Machine, settings=settings(max_examples=30, stateful_step_count=14, deadline=None)
    )
    opened.close()
