"""Small tests of assumptions: planned with a prediction, done, and looked back on."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.assumptions import TEXT_LIMIT, AssumptionId
from metanoia.domain.assumptions import text as checked_text
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.experiments import Experiment, NewExperiment, Result
from metanoia.domain.kinds import Kind
from metanoia.domain.predictions import (
    SETTLED_BY_LIMIT,
    NewPrediction,
    Outcome,
    Prediction,
    PredictionId,
)
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.confidence import Rated
from metanoia.store.meta import Meta
from metanoia.store.part import Part, Row, moment, moment_or_none, new_id, now, past, stamp
from metanoia.store.predictions import Predictions
from metanoia.store.wordings import Wordings

_COLUMNS = """id, assumption_id, plan, smallest_safe, would_weaken, due_on, prediction_id, state,
    result, learned, settled_at, rev, created_at, deleted_at"""
_UNDER_WAY = "state IN ('planned', 'running')"

OF = f"""SELECT {_COLUMNS} FROM experiment WHERE assumption_id = ?
    ORDER BY created_at DESC, rowid DESC"""
DUE = f"""SELECT {_COLUMNS} FROM experiment WHERE {_UNDER_WAY} AND due_on <= ?
    AND assumption_id IN (SELECT id FROM assumption WHERE deleted_at IS NULL) ORDER BY due_on"""

_KINDS = (Kind.ASSUMPTION, Kind.PREDICTION)


class Experiments(Part):
    """The small tests of the open journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._assumptions = Rated(connection, changes)
        self._predictions = Predictions(connection, changes)
        self._wordings = Wordings(connection, changes)
        self._meta = Meta(connection, changes)

    def get(self, test_id: str) -> Experiment:
        """Return the test; NotFound if there is none."""
        row = self._one(f"SELECT {_COLUMNS} FROM experiment WHERE id = ?", test_id)
        if row is None:
            raise NotFound("That test is not in this journal any more.")
        return _experiment(row)

    def of(self, assumption_id: AssumptionId) -> list[Experiment]:
        """Return the tests of an assumption, newest first."""
        return [_experiment(row) for row in self._all(OF, assumption_id)]

    def due(self, today: dt.date) -> list[Experiment]:
        """Return the tests under way whose day has come, the longest due first."""
        return [_experiment(row) for row in self._all(DUE, today.isoformat())]

    def plan(
        self,
        assumption_id: AssumptionId,
        new: NewExperiment,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Experiment:
        """Plan a test of an assumption and keep what is foretold as a prediction.

        The assumption is being tested from then on. Refused for one without a confidence, for a closed
        one, and for a day before that of planning; NotFound.
        """
        when = past(at)
        assumption = self._assumptions.open(assumption_id)
        if assumption.confidence is None:
            raise Refused("Say first how sure you are, so that the test can move it.")
        if new.due_on < self._day(when):
            raise Refused("A test needs a day to come: choose today or later.")
        test_id = new_id()
        with self._changes.write(*_KINDS, source=source):
            foretold = self._predictions.add(_foretold(assumption_id, new, when))
            self._write(
                """INSERT INTO experiment(id, created_at, updated_at, assumption_id, plan,
                smallest_safe, would_weaken, due_on, prediction_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                test_id,
                stamp(when),
                stamp(when),
                assumption_id,
                new.plan,
                new.smallest_safe,
                new.would_weaken,
                new.due_on.isoformat(),
                foretold.id,
            )
            self._write("UPDATE assumption SET state = 'testing' WHERE id = ?", assumption_id)
            self._assumptions.touch(assumption_id, when)
        return self.get(test_id)

    def change(self, test_id: str, new: NewExperiment, *, source: object = None) -> Experiment:
        """Change a test that has not begun; its prediction follows, as far as it still may.

        Refused once it is running or over, and for another wording of a prediction that is fixed.
        """
        old = self.get(test_id)
        self._assumptions.open(old.assumption)
        if old.state != "planned":
            raise Refused("Only a test that has not begun can be planned anew.")
        if new.due_on != old.due_on and new.due_on < self._day(now()):
            raise Refused("A test needs a day to come: choose today or later.")
        before = _plan(old)
        after = (new.plan, new.smallest_safe, new.would_weaken, new.due_on.isoformat())
        with self._changes.write(*_KINDS, source=source):
            if foretold := self._open_prediction(old):
                self._foretell_anew(foretold, new)
            if tuple(before.values()) != after:
                self._wordings.keep("experiment", test_id, old.rev, before)
                self._write(
                    """UPDATE experiment SET plan = ?, smallest_safe = ?, would_weaken = ?, due_on = ?,
                    rev = rev + 1, updated_at = ? WHERE id = ?""",
                    *after,
                    stamp(now()),
                    test_id,
                )
        return self.get(test_id)

    def start(self, test_id: str, *, source: object = None) -> Experiment:
        """Note that the test has begun; nothing happens if it has. Refused once it is over."""
        old = self._under_way(test_id)
        if old.state == "planned":
            with self._changes.write(Kind.ASSUMPTION, source=source):
                self._write(
                    """UPDATE experiment SET state = 'running', rev = rev + 1, updated_at = ?
                    WHERE id = ?""",
                    stamp(now()),
                    test_id,
                )
                self._assumptions.touch(old.assumption, now())
        return self.get(test_id)

    def finish(
        self,
        test_id: str,
        result: Result,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Experiment:
        """Note what became of the test, and the confidence after it; settle what was foretold.

        The assumption is held again unless another test is under way. Refused if the test is over.
        """
        when, old = self._ending(test_id, at)
        assumption = self._assumptions.open(old.assumption)
        foretold = None if result.came_true is None else self._open_prediction(old)
        with self._changes.write(*_KINDS, source=source):
            self._end(old, "done", result.happened, result.learned, when)
            self._assumptions.add_point(
                assumption,
                result.confidence,
                "test",
                reason=_shortened(result.happened, TEXT_LIMIT),
                at=when,
                test=test_id,
            )
            if foretold:
                outcome: Outcome = "yes" if result.came_true else "no"
                self._predictions.settle(foretold.id, outcome, at=when)
        return self.get(test_id)

    def abandon(
        self,
        test_id: str,
        why: str = "",
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Experiment:
        """Give the test up; what was foretold is withdrawn and never counts. Refused if it is over."""
        why = checked_text(why, "The reason")
        when, old = self._ending(test_id, at)
        with self._changes.write(*_KINDS, source=source):
            self._end(old, "abandoned", why, "", when)
            if foretold := self._open_prediction(old):
                self._predictions.withdraw(foretold.id, at=when)
        return self.get(test_id)

    def abandon_all(self, assumption_id: AssumptionId, why: str, at: dt.datetime) -> None:
        """Give up every test of an assumption that is under way, as it is closed."""
        for test in self.of(assumption_id):
            if test.open:
                self.abandon(test.id, why, at=max(at, test.created_at))

    def any_under_way(self, assumption_id: AssumptionId) -> bool:
        """Tell whether a test of the assumption is planned or running."""
        sql = f"SELECT 1 FROM experiment WHERE assumption_id = ? AND {_UNDER_WAY}"
        return self._one(sql, assumption_id) is not None

    def _day(self, at: dt.datetime) -> dt.date:
        """Return the day that is being lived at a moment, which may have begun yesterday."""
        local = at.astimezone()
        return local.date() - dt.timedelta(days=local.time() < self._meta.day_start)

    def _under_way(self, test_id: str) -> Experiment:
        test = self.get(test_id)
        if not test.open and test.settled_at:
            day = f"{test.settled_at.astimezone():%d.%m.%Y}"
            over = "finished" if test.state == "done" else "given up"
            raise Refused(f"That test was {over} on {day}. Plan another one.")
        self._assumptions.open(test.assumption)
        return test

    def _ending(self, test_id: str, at: dt.datetime | None) -> tuple[dt.datetime, Experiment]:
        when, test = past(at), self._under_way(test_id)
        if when < test.created_at:
            raise Refused("That is before the test was planned. Choose a later moment.")
        return when, test

    def _end(
        self, old: Experiment, state: str, result: str, learned: str, when: dt.datetime
    ) -> None:
        self._write(
            """UPDATE experiment SET state = ?, result = ?, learned = ?, settled_at = ?,
            rev = rev + 1, updated_at = ? WHERE id = ?""",
            state,
            result,
            learned,
            stamp(when),
            stamp(when),
            old.id,
        )
        if not self.any_under_way(old.assumption):
            self._write(
                "UPDATE assumption SET state = 'held' WHERE id = ? AND state = 'testing'",
                old.assumption,
            )
        self._assumptions.touch(old.assumption, when)

    def _open_prediction(self, test: Experiment) -> Prediction | None:
        """Return what the test foretold unless that is gone, settled, withdrawn or deleted."""
        if test.prediction is None:
            return None
        found = self._predictions.get(PredictionId(test.prediction))
        return None if found.outcome or found.withdrawn_at or found.deleted_at else found

    def _foretell_anew(self, old: Prediction, new: NewExperiment) -> None:
        if new.foretold != old.statement:
            self._predictions.change(old.id, statement=new.foretold)
        if new.due_on != old.due_on:
            self._predictions.postpone(old.id, new.due_on)
        if new.percent != old.last:
            self._predictions.forecast(old.id, new.percent)


def _foretold(assumption_id: AssumptionId, new: NewExperiment, at: dt.datetime) -> NewPrediction:
    return NewPrediction(
        statement=new.foretold,
        settled_by=_shortened(f"What the test shows: {new.plan}", SETTLED_BY_LIMIT),
        due_on=new.due_on,
        percent=new.percent,
        assumption=assumption_id,
        at=at,
    )


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _plan(test: Experiment) -> dict[str, str]:
    return {
        "plan": test.plan,
        "smallest_safe": test.smallest_safe,
        "would_weaken": test.would_weaken,
        "due_on": test.due_on.isoformat(),
    }


def _experiment(row: Row) -> Experiment:
    id_, assumption, plan, safe, weaken, due, prediction, state, result, learned = row[:10]
    settled, rev, created, deleted = row[10:]
    return Experiment(
        id=id_,
        assumption=AssumptionId(assumption),
        plan=plan,
        smallest_safe=safe,
        would_weaken=weaken,
        due_on=dt.date.fromisoformat(due),
        prediction=prediction,
        state=state,
        result=result,
        learned=learned,
        settled_at=moment_or_none(settled),
        rev=rev,
        created_at=moment(created),
        deleted_at=moment_or_none(deleted),
    )
