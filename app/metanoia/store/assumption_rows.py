"""Rows of assumptions and of what hangs on them, and the values they become."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.assumptions import (
    Assumption,
    AssumptionId,
    AssumptionRow,
    ConfidencePoint,
    Evidence,
)
from metanoia.domain.entries import EntryId
from metanoia.store.part import Row, moment, moment_or_none

LISTED = """a.id, a.statement, a.state, a.about, a.confidence, a.importance, a.created_at,
    a.touched_at, a.deleted_at,
    (SELECT count(DISTINCT entry_id) FROM anchor JOIN entry ON entry.id = anchor.entry_id
      WHERE item_type = 'assumption' AND item_id = a.id AND entry.deleted_at IS NULL),
    (SELECT min(due_on) FROM experiment
      WHERE assumption_id = a.id AND experiment.state IN ('planned', 'running')),
    (SELECT count(*) FROM experiment
      WHERE assumption_id = a.id AND experiment.state <> 'abandoned')"""
WHOLE = """a.id, a.statement, a.about, a.person, a.if_wrong, a.importance, a.state, a.confidence,
    a.revised_to_id, (SELECT id FROM assumption WHERE revised_to_id = a.id), a.closed_at,
    a.closing_note, a.touched_at, a.rev, a.created_at, a.updated_at, a.deleted_at"""
POINT = "id, assumption_id, at, confidence, cause, reason, entry_id, experiment_id"
EVIDENCE = "id, assumption_id, stance, weight, text, source, observed_on, entry_id, deleted_at"


def listed(row: Row, points: tuple[tuple[dt.datetime, int], ...]) -> AssumptionRow:
    """Return the list row of ``LISTED`` with its points (when, confidence), oldest first."""
    id_, statement, state, about, confidence, importance, created, touched, deleted = row[:9]
    entries, next_test, tests = row[9:]
    return AssumptionRow(
        id=AssumptionId(id_),
        statement=statement,
        state=state,
        about=about,
        confidence=confidence,
        importance=importance,
        created_at=moment(created),
        touched_at=moment(touched),
        entries=entries,
        points=points,
        next_test_on=dt.date.fromisoformat(next_test) if next_test else None,
        deleted_at=moment_or_none(deleted),
        tests=tests,
    )


def whole(row: Row) -> Assumption:
    """Return the assumption of ``WHOLE``."""
    id_, statement, about, person, if_wrong, importance, state, confidence, to, came = row[:10]
    closed, note, touched, rev, created, updated, deleted = row[10:]
    return Assumption(
        id=AssumptionId(id_),
        statement=statement,
        about=about,
        person=person,
        if_wrong=if_wrong,
        importance=importance,
        state=state,
        confidence=confidence,
        revised_to=to,
        revised_from=came,
        closed_at=moment_or_none(closed),
        closing_note=note,
        touched_at=moment(touched),
        rev=rev,
        created_at=moment(created),
        updated_at=moment(updated),
        deleted_at=moment_or_none(deleted),
    )


def point(row: Row) -> ConfidencePoint:
    """Return the point of ``POINT``."""
    id_, assumption, at, confidence, cause, reason, entry, test = row
    return ConfidencePoint(
        id=id_,
        assumption=AssumptionId(assumption),
        at=moment(at),
        confidence=confidence,
        cause=cause,
        reason=reason,
        entry=EntryId(entry) if entry else None,
        test=test,
    )


def evidence(row: Row) -> Evidence:
    """Return the evidence of ``EVIDENCE``."""
    id_, assumption, stance, weight, text, source, observed, entry, deleted = row
    return Evidence(
        id=id_,
        assumption=AssumptionId(assumption),
        stance=stance,
        weight=weight,
        text=text,
        source=source,
        observed_on=dt.date.fromisoformat(observed),
        entry=EntryId(entry) if entry else None,
        deleted_at=moment_or_none(deleted),
    )
