"""Predictions: foretold, forecast anew, settled or withdrawn; forecasts are never edited."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.assumptions import AssumptionId, check_confidence, line, needed
from metanoia.domain.assumptions import statement as checked_statement
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.predictions import (
    FROZEN_AFTER,
    NOTE_LIMIT,
    SETTLED_BY_LIMIT,
    Forecast,
    NewPrediction,
    Outcome,
    Prediction,
    PredictionId,
    PredictionRow,
)
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, past, stamp
from metanoia.store.recoverable import Recoverable

_LISTED = """id, statement, due_on,
    (SELECT percent FROM forecast WHERE prediction_id = prediction.id ORDER BY at, rowid LIMIT 1),
    (SELECT percent FROM forecast WHERE prediction_id = prediction.id
      ORDER BY at DESC, rowid DESC LIMIT 1),
    outcome, settled_at, withdrawn_at, created_at, deleted_at"""
_WHOLE = """id, statement, settled_by, first_due_on, due_on, outcome, settled_at, settle_note,
    withdrawn_at, assumption_id, entry_id, rev, created_at, deleted_at"""

ROWS = f"SELECT {_LISTED} FROM prediction WHERE deleted_at IS NULL ORDER BY due_on, rowid"
TRASHED = f"""SELECT {_LISTED} FROM prediction WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""
DUE = f"""SELECT {_LISTED} FROM prediction WHERE deleted_at IS NULL AND due_on <= ?
    AND outcome IS NULL AND withdrawn_at IS NULL ORDER BY due_on, rowid"""
OF_ASSUMPTION = f"""SELECT {_LISTED} FROM prediction WHERE deleted_at IS NULL
    AND assumption_id = ? ORDER BY due_on, rowid"""
OF_ENTRY = f"""SELECT {_LISTED} FROM prediction WHERE deleted_at IS NULL AND (entry_id = ?1 OR id IN
      (SELECT item_id FROM anchor WHERE entry_id = ?1 AND item_type = 'prediction'))
    ORDER BY due_on, rowid"""


class Predictions(Recoverable):
    """The predictions of the open journal."""

    item_type = "prediction"
    kinds = (Kind.PREDICTION,)

    def add(self, new: NewPrediction, *, source: object = None) -> Prediction:
        """Keep a prediction and its first forecast. Refused for a moment to come; NotFound."""
        at, added = past(new.at), PredictionId(new_id())
        if new.entry:
            self._things.check("entry", new.entry)
        if new.assumption:
            self._things.check("assumption", new.assumption)
        with self._changes.write(Kind.PREDICTION, source=source):
            self._write(
                """INSERT INTO prediction(id, created_at, updated_at, statement, settled_by,
                first_due_on, due_on, assumption_id, entry_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                added,
                stamp(at),
                stamp(at),
                new.statement,
                new.settled_by,
                new.due_on.isoformat(),
                new.due_on.isoformat(),
                new.assumption,
                new.entry,
            )
            self._forecast(added, at, new.percent, new.note)
        return self.get(added)

    def get(self, prediction_id: PredictionId) -> Prediction:
        """Return the prediction, deleted ones too; NotFound if there is none."""
        row = self._one(f"SELECT {_WHOLE} FROM prediction WHERE id = ?", prediction_id)
        if row is None:
            raise self._missing()
        forecasts = self._all(
            "SELECT at, percent, note FROM forecast WHERE prediction_id = ? ORDER BY at, rowid",
            prediction_id,
        )
        return _prediction(row, forecasts)

    def find(self, prefix: str) -> Prediction:
        """Return the prediction whose id begins so (at least 4 signs); NotFound, Refused."""
        return self.get(PredictionId(self._whole_id(prefix)))

    def rows(self, words: str = "") -> list[PredictionRow]:
        """Return living predictions by their day; every one of ``words`` begins a word of it."""
        from metanoia.text.matching import begins_words

        found = self._listed(ROWS)
        return [row for row in found if begins_words(words, row.statement)] if words else found

    def trashed(self) -> list[PredictionRow]:
        """Return what is in Recently deleted, the latest deleted first."""
        return self._listed(TRASHED)

    def due(self, today: dt.date) -> list[PredictionRow]:
        """Return the open predictions whose day has come, the longest due first."""
        return self._listed(DUE, today.isoformat())

    def of_assumption(self, assumption_id: AssumptionId) -> list[PredictionRow]:
        """Return the living predictions about an assumption, by their day."""
        return self._listed(OF_ASSUMPTION, assumption_id)

    def of_entry(self, entry_id: EntryId) -> list[PredictionRow]:
        """Return the living predictions that came from an entry, by their day."""
        return self._listed(OF_ENTRY, entry_id)

    def forecast(
        self,
        prediction_id: PredictionId,
        percent: int,
        note: str = "",
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Prediction:
        """Say how likely it seems now (0 to 100). Refused once it is closed, or for a moment to come."""
        check_confidence(percent)
        when, note = past(at), line(note, NOTE_LIMIT, "A note")
        self._open(prediction_id)
        with self._changes.write(Kind.PREDICTION, source=source):
            self._forecast(prediction_id, when, percent, note)
        return self.get(prediction_id)

    def settle(
        self,
        prediction_id: PredictionId,
        outcome: Outcome,
        note: str = "",
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Prediction:
        """Say what became of it: yes, no, or void. Refused if it is closed."""
        when, note = past(at), line(note, NOTE_LIMIT, "A note")
        if outcome not in ("yes", "no", "void"):
            raise Refused("A prediction is settled as yes, no or void.")
        self._open(prediction_id)
        return self._set(
            prediction_id, source, outcome=outcome, settled_at=stamp(when), settle_note=note
        )

    def withdraw(
        self,
        prediction_id: PredictionId,
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Prediction:
        """Take it back: it never counts. Refused if it is closed."""
        when = past(at)
        self._open(prediction_id)
        return self._set(prediction_id, source, withdrawn_at=stamp(when))

    def change(
        self,
        prediction_id: PredictionId,
        *,
        statement: str | None = None,
        settled_by: str | None = None,
        source: object = None,
    ) -> Prediction:
        """Say it in other words, in its first fifteen minutes. Refused later, or once closed."""
        old = self._open(prediction_id)
        new = {
            "statement": old.statement if statement is None else checked_statement(statement),
            "settled_by": (
                old.settled_by
                if settled_by is None
                else needed(settled_by, "What will settle it", SETTLED_BY_LIMIT)
            ),
        }
        if new == {"statement": old.statement, "settled_by": old.settled_by}:
            return old
        if now() - old.created_at > FROZEN_AFTER:
            raise Refused(
                "A prediction keeps its words after fifteen minutes. Withdraw it and make another."
            )
        return self._set(prediction_id, source, **new)

    def postpone(
        self, prediction_id: PredictionId, due_on: dt.date, *, source: object = None
    ) -> Prediction:
        """Give it another day; the first one is kept. Refused if it is closed."""
        old = self._open(prediction_id)
        return (
            old
            if old.due_on == due_on
            else self._set(prediction_id, source, due_on=due_on.isoformat())
        )

    def _open(self, prediction_id: PredictionId) -> Prediction:
        found = self.get(prediction_id)
        if found.deleted_at is not None:
            raise Refused("That prediction is in Recently deleted. Bring it back first.")
        if found.settled_at:
            day = f"{found.settled_at.astimezone():%d.%m.%Y}"
            raise Refused(f"That prediction was settled as {found.outcome} on {day}.")
        if found.withdrawn_at:
            day = f"{found.withdrawn_at.astimezone():%d.%m.%Y}"
            raise Refused(f"That prediction was withdrawn on {day}.")
        return found

    def _set(self, prediction_id: PredictionId, source: object, **values: str) -> Prediction:
        with self._changes.write(Kind.PREDICTION, source=source):
            columns = ", ".join(f"{name} = ?" for name in values)
            self._write(
                f"UPDATE prediction SET {columns}, rev = rev + 1, updated_at = ? WHERE id = ?",
                *values.values(),
                stamp(now()),
                prediction_id,
            )
        return self.get(prediction_id)

    def _forecast(
        self, prediction_id: PredictionId, at: dt.datetime, percent: int, note: str
    ) -> None:
        self._write(
            "INSERT INTO forecast(id, prediction_id, at, percent, note) VALUES(?, ?, ?, ?, ?)",
            new_id(),
            prediction_id,
            stamp(at),
            percent,
            note,
        )

    def _listed(self, sql: str, *values: object) -> list[PredictionRow]:
        return [_row(row) for row in self._all(sql, *values)]


def _row(row: Row) -> PredictionRow:
    id_, statement, due, first, last, outcome, settled, withdrawn, created, deleted = row
    return PredictionRow(
        id=PredictionId(id_),
        statement=statement,
        due_on=dt.date.fromisoformat(due),
        first=first,
        last=last,
        outcome=outcome,
        settled_at=moment_or_none(settled),
        withdrawn_at=moment_or_none(withdrawn),
        created_at=moment(created),
        deleted_at=moment_or_none(deleted),
    )


def _prediction(row: Row, forecasts: list[Row]) -> Prediction:
    id_, statement, settled_by, first_due, due, outcome, settled, note, withdrawn = row[:9]
    assumption, entry, rev, created, deleted = row[9:]
    return Prediction(
        id=PredictionId(id_),
        statement=statement,
        settled_by=settled_by,
        first_due_on=dt.date.fromisoformat(first_due),
        due_on=dt.date.fromisoformat(due),
        outcome=outcome,
        settled_at=moment_or_none(settled),
        settle_note=note,
        withdrawn_at=moment_or_none(withdrawn),
        assumption=assumption,
        entry=entry,
        forecasts=tuple(Forecast(moment(at), percent, note) for at, percent, note in forecasts),
        rev=rev,
        created_at=moment(created),
        deleted_at=moment_or_none(deleted),
    )
