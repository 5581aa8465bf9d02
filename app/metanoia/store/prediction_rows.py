"""Rows of predictions and of their forecasts, and the values they become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from metanoia.domain.predictions import Forecast, Prediction, PredictionId, PredictionRow
from metanoia.store.part import Row, moment, moment_or_none

FIRST = """(SELECT percent FROM forecast WHERE prediction_id = prediction.id
      ORDER BY at, rowid LIMIT 1)"""
LAST = """(SELECT percent FROM forecast WHERE prediction_id = prediction.id
      ORDER BY at DESC, rowid DESC LIMIT 1)"""
LISTED = f"""id, statement, due_on, {FIRST}, {LAST}, outcome, settled_at, withdrawn_at, created_at,
    deleted_at"""
WHOLE = """id, statement, settled_by, first_due_on, due_on, outcome, settled_at, settle_note,
    withdrawn_at, assumption_id, entry_id, rev, created_at, deleted_at"""


def listed(row: Row) -> PredictionRow:
    """Return the list row of ``LISTED``."""
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


def whole(row: Row, forecasts: Sequence[Row]) -> Prediction:
    """Return the prediction of ``WHOLE`` with its (when, per cent, note), oldest first."""
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
