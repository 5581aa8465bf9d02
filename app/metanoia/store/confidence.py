"""How sure somebody was of an assumption, moment by moment."""

from __future__ import annotations

import datetime as dt
from typing import Final

from metanoia.domain.assumptions import (
    Assumption,
    AssumptionId,
    Cause,
    ConfidencePoint,
    check_confidence,
    text,
)
from metanoia.domain.entries import EntryId
from metanoia.domain.kinds import Kind
from metanoia.store.assumption_rows import POINT, point
from metanoia.store.part import new_id, past, stamp
from metanoia.store.register import Register
from metanoia.store.things import ENTRY

SITTING: Final = dt.timedelta(minutes=10)

HISTORY = f"""SELECT {POINT} FROM confidence_point WHERE assumption_id = ? ORDER BY at, n"""
LATEST = f"""SELECT {POINT} FROM confidence_point WHERE assumption_id = ?
    ORDER BY at DESC, n DESC LIMIT 1"""


class Rated(Register):
    """Assumptions with the history of their confidence, which only ever grows."""

    def history(self, assumption_id: AssumptionId) -> list[ConfidencePoint]:
        """Return every point, oldest first."""
        return [point(row) for row in self._all(HISTORY, assumption_id)]

    def rate(
        self,
        assumption_id: AssumptionId,
        confidence: int,
        *,
        cause: Cause = "review",
        reason: str = "",
        at: dt.datetime | None = None,
        entry: EntryId | None = None,
        test: str | None = None,
        source: object = None,
    ) -> ConfidencePoint:
        """Say how sure one is (0 to 100) at the moment ``at``; the latest point in time is what counts.

        The first point ever has the cause "first". A second thought within ten minutes takes the place
        of the one before if both have the same cause and nothing else to say. Refused for a closed
        assumption, a number out of range or a moment to come; NotFound.
        """
        check_confidence(confidence)
        reason, when = text(reason, "A reason"), past(at)
        assumption = self.open(assumption_id)
        if entry:
            self._things.check(ENTRY, entry)
        with self._changes.write(Kind.ASSUMPTION, source=source):
            return self.add_point(
                assumption, confidence, cause, reason=reason, at=when, entry=entry, test=test
            )

    def add_point(
        self,
        assumption: Assumption,
        confidence: int,
        cause: Cause,
        *,
        reason: str = "",
        at: dt.datetime,
        entry: EntryId | None = None,
        test: str | None = None,
    ) -> ConfidencePoint:
        """Keep a point whose values were checked, inside a write block; return it."""
        row = self._one(LATEST, assumption.id)
        last = point(row) if row else None
        added = ConfidencePoint(
            id=new_id(),
            assumption=assumption.id,
            at=at,
            confidence=confidence,
            cause=cause if last else "first",
            reason=reason,
            entry=entry,
            test=test,
        )
        self._write(
            f"INSERT INTO confidence_point({POINT}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            added.id,
            assumption.id,
            stamp(at),
            confidence,
            added.cause,
            reason,
            entry,
            test,
        )
        if last and _second_thought(last, added):
            self._write("DELETE FROM confidence_point WHERE id = ?", last.id)
        self.touch(assumption.id, at)
        return added


def _second_thought(before: ConfidencePoint, after: ConfidencePoint) -> bool:
    def bare(point: ConfidencePoint) -> bool:
        return not (point.reason or point.entry or point.test)

    within = dt.timedelta(0) <= after.at - before.at < SITTING
    return before.cause == after.cause and within and bare(before) and bare(after)
