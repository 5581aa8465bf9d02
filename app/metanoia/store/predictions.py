"""Predictions: foretold, forecast anew, settled or withdrawn; forecasts are never edited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from metanoia.domain.assumptions import AssumptionId, check_confidence, line, needed
from metanoia.domain.assumptions import statement as checked_statement
from metanoia.domain.calibration import Counted, Which, time_weighted
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.predictions import (
    FROZEN_AFTER,
    NOTE_LIMIT,
    SETTLED_BY_LIMIT,
    NewPrediction,
    Outcome,
    Prediction,
    PredictionId,
    PredictionRow,
)
from metanoia.store.part import Row, moment, new_id, now, past, stamp
from metanoia.store.prediction_rows import FIRST, LAST, LISTED, WHOLE, listed, whole
from metanoia.store.recoverable import Recoverable

ROWS = f"SELECT {LISTED} FROM prediction WHERE deleted_at IS NULL ORDER BY due_on, rowid"
TRASHED = f"""SELECT {LISTED} FROM prediction WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""
DUE = f"""SELECT {LISTED} FROM prediction WHERE deleted_at IS NULL AND due_on <= ?
    AND outcome IS NULL AND withdrawn_at IS NULL ORDER BY due_on, rowid"""
OF_ASSUMPTION = f"""SELECT {LISTED} FROM prediction WHERE deleted_at IS NULL
    AND assumption_id = ? ORDER BY due_on, rowid"""
OF_ENTRY = f"""SELECT {LISTED} FROM prediction WHERE deleted_at IS NULL AND (entry_id = ?1 OR id IN
      (SELECT item_id FROM anchor WHERE entry_id = ?1 AND item_type = 'prediction'))
    ORDER BY due_on, rowid"""
COUNTED = """SELECT {said}, outcome = 'yes', due_on FROM prediction WHERE deleted_at IS NULL
    AND withdrawn_at IS NULL AND outcome IN ('yes', 'no') AND due_on <= ? ORDER BY due_on, rowid"""
CHANGED = """SELECT id, outcome = 'yes', due_on, settled_at, at, percent
    FROM prediction JOIN (SELECT prediction_id, at, percent, rowid AS made FROM forecast)
      ON prediction_id = id
    WHERE deleted_at IS NULL AND withdrawn_at IS NULL AND outcome IN ('yes', 'no') AND due_on <= ?
      AND (SELECT count(*) FROM forecast WHERE prediction_id = prediction.id) > 1
    ORDER BY due_on, id, at, made"""
_COUNTED = {"first": COUNTED.format(said=FIRST), "last": COUNTED.format(said=LAST)}
_FORECASTS = "SELECT {} FROM forecast WHERE prediction_id = ? ORDER BY at, rowid"
_FORECAST = "INSERT INTO forecast(prediction_id, id, at, percent, note) VALUES(?, ?, ?, ?, ?)"
_KEPT = "id, created_at, updated_at, rev, deleted_at, statement, settled_by, first_due_on, due_on, "
_KEPT += "outcome, settled_at, settle_note, withdrawn_at, assumption_id, entry_id"

_PUT_BACK = """UPDATE prediction SET created_at = ?, updated_at = ?, rev = ?, deleted_at = ?,
    statement = ?, settled_by = ?, first_due_on = ?, due_on = ?, outcome = ?, settled_at = ?,
    settle_note = ?, withdrawn_at = ?,
    assumption_id = (SELECT id FROM assumption WHERE id = ?),
    entry_id = (SELECT id FROM entry WHERE id = ?) WHERE id = ?"""


@dataclass(frozen=True, slots=True)
class FormerPrediction:
    """A prediction as it was at a moment: its row, and the (id, at, per cent, note) of its forecasts."""

    prediction: PredictionId
    row: Row
    forecasts: tuple[Row, ...]


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
        row = self._one(f"SELECT {WHOLE} FROM prediction WHERE id = ?", prediction_id)
        if row is None:
            raise self._missing()
        forecasts = self._all(_FORECASTS.format("at, percent, note"), prediction_id)
        return whole(row, forecasts)

    def find(self, prefix: str) -> Prediction:
        """Return the prediction whose id begins so (at least 4 signs); NotFound, Refused."""
        return self.get(PredictionId(self._whole_id(prefix)))

    def rows(self, words: str = "") -> list[PredictionRow]:
        """Return living predictions by their day; every one of ``words`` begins a word of it."""
        from metanoia.text.matching import begins_words

        found = self._rows(ROWS)
        return [row for row in found if begins_words(words, row.statement)] if words else found

    def trashed(self) -> list[PredictionRow]:
        """Return what is in Recently deleted, the latest deleted first."""
        return self._rows(TRASHED)

    def due(self, today: dt.date) -> list[PredictionRow]:
        """Return the open predictions whose day has come, the longest due first."""
        return self._rows(DUE, today.isoformat())

    def counted(self, today: dt.date, which: Which = "first") -> list[Counted]:
        """Return what counts on the day ``today``, by the day it was due: settled yes or no, and due.

        ``which`` forecast is counted, the first or the last. A prediction counts only once its day has
        come, however early it was settled: those that come true early would flatter the record.
        """
        rows = self._all(_COUNTED[which], today.isoformat())
        return [Counted(said, bool(yes), dt.date.fromisoformat(due)) for said, yes, due in rows]

    def over_time(self, today: dt.date) -> list[float]:
        """Return the score, 0 to 1, of each that counts on the day ``today`` and was forecast anew.

        Every forecast weighs as long as it stood, until the prediction was settled or its day was over.
        """
        scores = []
        for _, group in groupby(self._all(CHANGED, today.isoformat()), key=itemgetter(0)):
            rows = list(group)
            _, yes, due, settled, _, _ = rows[0]
            over = moment(f"{due}T23:59:59Z")
            end = min(moment(settled), over).timestamp()
            said = [(moment(at).timestamp(), percent / 100) for *_, at, percent in rows]
            score = time_weighted(said, end, bool(yes))
            if score is not None:
                scores.append(score)
        return scores

    def of_assumption(self, assumption_id: AssumptionId) -> list[PredictionRow]:
        """Return the living predictions about an assumption, by their day."""
        return self._rows(OF_ASSUMPTION, assumption_id)

    def of_entry(self, entry_id: EntryId) -> list[PredictionRow]:
        """Return the living predictions that came from an entry, by their day."""
        return self._rows(OF_ENTRY, entry_id)

    def forecast(
        self,
        prediction_id: PredictionId,
        percent: int,
        note: str = "",
        *,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Prediction:
        """Say how likely it seems now (0 to 100); what was said before stays.

        Refused once it is closed, for a moment to come, and for one before it was made.
        """
        check_confidence(percent)
        when, note = past(at), line(note, NOTE_LIMIT, "A note")
        _since(self._open(prediction_id), when)
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
        """Say what became of it: yes, no, or void, which never counts.

        Refused if it is closed, which says how and when, and for a moment to come or before it was made.
        """
        when, note = past(at), line(note, NOTE_LIMIT, "A note")
        if outcome not in ("yes", "no", "void"):
            raise Refused("A prediction is settled as yes, no or void.")
        _since(self._open(prediction_id), when)
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
        """Take it back: it never counts. Refused if it is closed, and as ``settle`` for a moment."""
        when = past(at)
        _since(self._open(prediction_id), when)
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
        if old.due_on == due_on:
            return old
        if due_on < (now() - dt.timedelta(days=1)).date():
            # a day of grace: it may still be yesterday for whoever is up late, or in another zone
            raise Refused("Only a day to come can be the new one: choose today or later.")
        return self._set(prediction_id, source, due_on=due_on.isoformat())

    def former(self, prediction_id: PredictionId) -> FormerPrediction:
        """Return all of a prediction as it is now, to be put back later; NotFound."""
        row = self._one(f"SELECT {_KEPT} FROM prediction WHERE id = ?", prediction_id)
        if row is None:
            raise self._missing()
        forecasts = self._all(_FORECASTS.format("id, at, percent, note"), prediction_id)
        return FormerPrediction(prediction_id, row, tuple(forecasts))

    def put_back(self, former: FormerPrediction, *, source: object = None) -> Prediction:
        """Make a prediction what it was, forecasts made since gone; NotFound if it is no longer here.

        What names an entry or assumption that was deleted for ever meanwhile names none.
        """
        prediction_id = former.prediction
        self._state(prediction_id)
        with self._changes.write(Kind.PREDICTION, source=source):
            # a closed prediction takes no forecasts: it is closed once they are there
            self._write(
                "UPDATE prediction SET outcome = NULL, settled_at = NULL, withdrawn_at = NULL WHERE id = ?",
                prediction_id,
            )
            self._write("DELETE FROM forecast WHERE prediction_id = ?", prediction_id)
            for forecast in former.forecasts:
                self._write(_FORECAST, prediction_id, *forecast)
            self._write(_PUT_BACK, *former.row[1:], prediction_id)
        return self.get(prediction_id)

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
        self._write(_FORECAST, prediction_id, new_id(), stamp(at), percent, note)

    def _rows(self, sql: str, *values: object) -> list[PredictionRow]:
        return [listed(row) for row in self._all(sql, *values)]


def _since(made: Prediction, when: dt.datetime) -> None:
    if when < made.created_at:
        raise Refused("That is before the prediction was made. Choose a later moment.")
