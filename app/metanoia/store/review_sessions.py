"""Reviews that were begun, finished or skipped: one a week, one a quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.looking_again import Candidate, Outcome
from metanoia.domain.reviews import Looked, ReviewKind, Session, SessionId, WeekState, period
from metanoia.store.part import Part, Row, moment, moment_or_none, new_id, stamp

_COLUMNS: Final = """id, kind, period_start, period_end, started_at, step, finished_at, skipped_at,
    (SELECT entry.id FROM entry WHERE entry.id = entry_id AND deleted_at IS NULL)"""
ALL: Final = f"SELECT {_COLUMNS} FROM review_session ORDER BY period_start, kind"
LOOKED: Final = """SELECT item_type, item_id, outcome FROM review_item WHERE session_id = ?
    ORDER BY ord, item_type, item_id"""


class ReviewSessions(Part):
    """The reviews of the open journal, and what came up in them."""

    def get(self, session_id: SessionId) -> Session:
        """Return the review; NotFound if there is none."""
        row = self._one(f"SELECT {_COLUMNS} FROM review_session WHERE id = ?", session_id)
        if row is None:
            raise NotFound("That review is not in this journal any more.")
        return _session(row)

    def of(self, kind: ReviewKind, day: dt.date) -> Session | None:
        """Return the review of the week or quarter that has ``day``, if it was begun or skipped."""
        row = self._one(
            f"SELECT {_COLUMNS} FROM review_session WHERE kind = ? AND period_start = ?",
            kind,
            period(kind, day)[0].isoformat(),
        )
        return _session(row) if row else None

    def written(self, kind: ReviewKind, day: dt.date) -> EntryId | None:
        """Return the entry that was written in a review, also one in Recently deleted."""
        row = self._one(
            "SELECT entry_id FROM review_session WHERE kind = ? AND period_start = ?",
            kind,
            period(kind, day)[0].isoformat(),
        )
        return EntryId(row[0]) if row and row[0] else None

    def all(self) -> list[Session]:
        """Return every review, oldest first."""
        return [_session(row) for row in self._all(ALL)]

    def weeks(self, today: dt.date, n: int) -> list[tuple[dt.date, WeekState]]:
        """Return the Mondays of the last ``n`` weeks, this one last, and what became of each review."""
        this, _ = period("weekly", today)
        mondays = [this - dt.timedelta(weeks=ago) for ago in range(n - 1, -1, -1)]
        rows = self._all(
            """SELECT period_start, CASE WHEN finished_at IS NOT NULL THEN 'done'
              WHEN skipped_at IS NOT NULL THEN 'skipped' ELSE '' END
            FROM review_session WHERE kind = 'weekly' AND period_start >= ?""",
            mondays[0].isoformat() if mondays else "",
        )
        became: dict[str, WeekState] = dict(rows)
        return [(monday, became.get(monday.isoformat(), "")) for monday in mondays]

    def looked(self, session_id: SessionId) -> list[Looked]:
        """Return what came up in a review and what was said of it, in its order."""
        return [Looked(*row) for row in self._all(LOOKED, session_id)]

    # -- inside a write block

    def make(self, kind: ReviewKind, day: dt.date, at: dt.datetime) -> SessionId:
        """Begin the review of the week or quarter that has ``day``."""
        session_id = SessionId(new_id())
        first, last = period(kind, day)
        self._write(
            """INSERT INTO review_session(id, kind, period_start, period_end, started_at)
            VALUES(?, ?, ?, ?, ?)""",
            session_id,
            kind,
            first.isoformat(),
            last.isoformat(),
            stamp(at),
        )
        return session_id

    def end(
        self, session_id: SessionId, *, finished: dt.datetime | None, skipped: dt.datetime | None
    ) -> None:
        """Say when a review was finished or skipped, or neither."""
        self._write(
            "UPDATE review_session SET finished_at = ?, skipped_at = ? WHERE id = ?",
            stamp(finished) if finished else None,
            stamp(skipped) if skipped else None,
            session_id,
        )

    def set_step(self, session_id: SessionId, step: int) -> None:
        """Say where a review was left."""
        self._write("UPDATE review_session SET step = ? WHERE id = ?", step, session_id)

    def set_entry(self, session_id: SessionId, entry_id: EntryId | None) -> None:
        """Say what was written in a review."""
        self._write("UPDATE review_session SET entry_id = ? WHERE id = ?", entry_id, session_id)

    def remove(self, session_id: SessionId) -> None:
        """Make a review one that was never begun."""
        self._write("DELETE FROM review_session WHERE id = ?", session_id)

    def put_on(self, session_id: SessionId, items: Iterable[Candidate]) -> None:
        """Ask for things in a review, after those asked for already."""
        for item in items:
            self._write(
                """INSERT INTO review_item(session_id, item_type, item_id, ord) VALUES(?1, ?2, ?3,
                  (SELECT coalesce(max(ord), 0) + 1 FROM review_item WHERE session_id = ?1))
                ON CONFLICT DO NOTHING""",
                session_id,
                item.kind,
                item.id,
            )

    def take_off(self, session_id: SessionId, item_type: str, item_id: str) -> None:
        """Let a review not have asked for a thing."""
        self._write(
            "DELETE FROM review_item WHERE session_id = ? AND item_type = ? AND item_id = ?",
            session_id,
            item_type,
            item_id,
        )

    def say(
        self,
        session_id: SessionId,
        item_type: str,
        item_id: str,
        outcome: Outcome | None,
        plan_json: str | None,
    ) -> None:
        """Keep what was said of a thing, and the plan it had before."""
        self._write(
            """UPDATE review_item SET outcome = ?, plan_json = ?
            WHERE session_id = ? AND item_type = ? AND item_id = ?""",
            outcome,
            plan_json,
            session_id,
            item_type,
            item_id,
        )

    def said(
        self, session_id: SessionId, item_type: str, item_id: str
    ) -> tuple[Outcome | None, str | None] | None:
        """Return what was said of a thing and the plan before that, None if it was not asked for."""
        row = self._one(
            """SELECT outcome, plan_json FROM review_item
            WHERE session_id = ? AND item_type = ? AND item_id = ?""",
            session_id,
            item_type,
            item_id,
        )
        return (row[0], row[1]) if row else None


def _session(row: Row) -> Session:
    id_, kind, first, last, started, step, finished, skipped, entry = row
    return Session(
        id=SessionId(id_),
        kind=kind,
        start=dt.date.fromisoformat(first),
        end=dt.date.fromisoformat(last),
        started_at=moment(started),
        step=step,
        finished_at=moment_or_none(finished),
        skipped_at=moment_or_none(skipped),
        entry=EntryId(entry) if entry else None,
    )
