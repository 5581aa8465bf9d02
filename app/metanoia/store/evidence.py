"""What was seen that speaks for or against an assumption."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.assumptions import AssumptionId, Evidence, NewEvidence, check_confidence
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.assumption_rows import EVIDENCE, evidence
from metanoia.store.changes import Changes
from metanoia.store.confidence import Rated
from metanoia.store.part import new_id, now, past, stamp
from metanoia.store.things import ENTRY
from metanoia.store.wordings import Wordings

OF = f"""SELECT {EVIDENCE} FROM evidence WHERE assumption_id = ? AND deleted_at IS NULL
    ORDER BY observed_on DESC, rowid DESC"""
# nothing speaks to it any more, neither evidence nor a finished test
_NOT_HELD_UP = """UPDATE assumption SET state = iif(EXISTS(SELECT 1 FROM experiment
        WHERE assumption_id = ?1 AND state IN ('planned', 'running')), 'testing', 'held')
    WHERE id = ?1 AND state = 'confirmed'
      AND NOT EXISTS(SELECT 1 FROM evidence WHERE assumption_id = ?1 AND deleted_at IS NULL)
      AND NOT EXISTS(SELECT 1 FROM experiment WHERE assumption_id = ?1 AND state = 'done')"""


class Weighed(Rated):
    """Assumptions with what supports and what challenges them."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._wordings = Wordings(connection, changes)

    def evidence(self, assumption_id: AssumptionId) -> list[Evidence]:
        """Return the evidence that was not removed, newest first."""
        return [evidence(row) for row in self._all(OF, assumption_id)]

    def add_evidence(
        self,
        assumption_id: AssumptionId,
        new: NewEvidence,
        *,
        confidence: int | None = None,
        at: dt.datetime | None = None,
        source: object = None,
    ) -> Evidence:
        """Keep something seen; with a ``confidence`` (0 to 100) that is a point too, its reason the text.

        Refused for a closed assumption, a number out of range, or a day or moment to come; NotFound.
        """
        when, evidence_id = past(at), new_id()
        seen = _seen(new.observed_on or when.astimezone().date())
        if confidence is not None:
            check_confidence(confidence)
        assumption = self.open(assumption_id)
        if new.entry:
            self._things.check(ENTRY, new.entry)
        with self._changes.write(Kind.ASSUMPTION, source=source):
            self._write(
                """INSERT INTO evidence(id, created_at, updated_at, assumption_id, entry_id, stance,
                weight, text, source, observed_on) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                evidence_id,
                stamp(when),
                stamp(when),
                assumption_id,
                new.entry,
                new.stance,
                new.weight,
                new.text,
                new.source,
                seen.isoformat(),
            )
            self.touch(assumption_id, when)
            if confidence is not None:
                self.add_point(
                    assumption, confidence, "evidence", reason=new.text, at=when, entry=new.entry
                )
        return self._evidence(evidence_id)

    def change_evidence(
        self, evidence_id: str, new: NewEvidence, *, source: object = None
    ) -> Evidence:
        """Say anew what was seen; its entry stays, and its day where none is said. Refused, NotFound."""
        old = self._evidence(evidence_id)
        self.open(old.assumption)
        seen = _seen(new.observed_on) if new.observed_on else old.observed_on
        before = _values(old.stance, old.weight, old.text, old.source, old.observed_on)
        after = _values(new.stance, new.weight, new.text, new.source, seen)
        if before == after:
            return old
        with self._changes.write(Kind.ASSUMPTION, source=source):
            ((rev,),) = self._all("SELECT rev FROM evidence WHERE id = ?", evidence_id)
            self._wordings.keep("evidence", evidence_id, rev, before)
            self._write(
                """UPDATE evidence SET stance = ?, weight = ?, text = ?, source = ?, observed_on = ?,
                rev = rev + 1, updated_at = ? WHERE id = ?""",
                *after.values(),
                stamp(now()),
                evidence_id,
            )
        return self._evidence(evidence_id)

    def remove_evidence(self, evidence_id: str, *, source: object = None) -> None:
        """Take a piece of evidence away; it can be brought back for thirty days. NotFound.

        What had held up by it alone is held again.
        """
        self._set_removed(evidence_id, stamp(now()), source)

    def restore_evidence(self, evidence_id: str, *, source: object = None) -> None:
        """Bring a piece of evidence back that was removed. NotFound."""
        self._set_removed(evidence_id, None, source)

    def _set_removed(self, evidence_id: str, at: str | None, source: object) -> None:
        old = self._evidence(evidence_id)
        self.open(old.assumption)
        if (old.deleted_at is None) == (at is None):
            return
        with self._changes.write(Kind.ASSUMPTION, source=source):
            self._write("UPDATE evidence SET deleted_at = ? WHERE id = ?", at, evidence_id)
            self._write(_NOT_HELD_UP, old.assumption)

    def _purge_until(self, until: dt.datetime) -> int:
        gone = self._all("SELECT id FROM evidence WHERE deleted_at <= ?", stamp(until))
        if gone:
            with self._changes.write(Kind.ASSUMPTION):
                for (evidence_id,) in gone:
                    self._things.cut_loose("evidence", evidence_id)
                    self._write("DELETE FROM evidence WHERE id = ?", evidence_id)
        return super()._purge_until(until)

    def _evidence(self, evidence_id: str) -> Evidence:
        row = self._one(f"SELECT {EVIDENCE} FROM evidence WHERE id = ?", evidence_id)
        if row is None:
            raise NotFound("That evidence is not in this journal any more.")
        return evidence(row)


def _values(
    stance: int, weight: int, text: str, source: str, observed_on: dt.date
) -> dict[str, object]:
    return {
        "stance": stance,
        "weight": weight,
        "text": text,
        "source": source,
        "observed_on": observed_on.isoformat(),
    }


def _seen(day: dt.date) -> dt.date:
    if day > now().astimezone().date():
        raise Refused("That day is still to come. Say when it was seen.")
    return day
