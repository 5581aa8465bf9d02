"""Looking back on a week and on a quarter: what is due, how far it came, and what was said."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Final

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.looking_again import Candidate, Outcome
from metanoia.domain.reviews import (
    FRIDAY,
    Agenda,
    Looked,
    Planned,
    ReviewDue,
    ReviewKind,
    Session,
    SessionId,
    WeekState,
    is_time,
)
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.meta import Meta
from metanoia.store.part import now, past
from metanoia.store.review_matter import ReviewMatter
from metanoia.store.review_plan import as_json, from_json
from metanoia.store.review_sessions import ReviewSessions
from metanoia.store.things import ENTRY

WEEKDAY: Final = "review_weekday"
NEVER: Final = "never"


@dataclass(frozen=True, slots=True)
class FormerReview:
    """The review of a week or quarter as it was; ``session`` None: it was not begun."""

    kind: ReviewKind
    day: dt.date
    session: Session | None
    entry: EntryId | None = None  # what was written in it, in Recently deleted too


@dataclass(frozen=True, slots=True)
class FormerLook:
    """What was said of a thing in a review, and the plan it had."""

    session: SessionId
    item_type: str
    item_id: str
    plan: Planned | None
    said: tuple[Outcome | None, str | None] | None


class Reviews(ReviewMatter):
    """The reviews of the open journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._meta = Meta(connection, changes)
        self._sessions = ReviewSessions(connection, changes)

    @property
    def weekday(self) -> int | None:
        """The day from which a week asks for its review, 0 (Monday) to 6, or None for never."""
        kept = self._meta.get(WEEKDAY)
        return FRIDAY if kept is None else None if kept == NEVER else int(kept)

    @weekday.setter
    def weekday(self, day: int | None) -> None:
        if day is not None and not 0 <= day <= 6:
            raise Refused("A week has the days 0 (Monday) to 6 (Sunday).")
        self._meta.set(WEEKDAY, NEVER if day is None else str(day))

    # -- what is due

    def due(self, today: dt.date) -> ReviewDue:
        """Return what is due today: reviews, things to settle, and things to look at again.

        Once the review of this week is finished or skipped, nothing more is to be looked at in it.
        """
        session = self.session("weekly", today)
        asked = self._agenda(today) if session is None or session.open else ()
        return ReviewDue(
            weekly=self.is_due("weekly", today),
            quarterly=self.is_due("quarterly", today),
            settle=self.settle(today),
            again=tuple(one for one in asked if one.outcome is None),
        )

    def is_due(self, kind: ReviewKind, today: dt.date) -> bool:
        """Tell whether a review is to be asked for today: its time has come, and nobody did or skipped it."""
        session = self.session(kind, today)
        if (session and not session.open) or not is_time(kind, today, self.weekday):
            return False
        return self._one("SELECT 1 FROM entry WHERE deleted_at IS NULL LIMIT 1") is not None

    def agenda(self, today: dt.date) -> Agenda:
        """Return all that the review of this week asks; it stays the same once that was begun."""
        return Agenda(
            session=self.session("weekly", today),
            settle=self.settle(today),
            again=self._agenda(today),
            before=self.from_before(today),
        )

    # -- one review

    def session(self, kind: ReviewKind, today: dt.date) -> Session | None:
        """Return the review of this week or quarter, if it was begun, finished or skipped."""
        return self._sessions.of(kind, today)

    def sessions(self) -> list[Session]:
        """Return every review, oldest first."""
        return self._sessions.all()

    def weeks(self, today: dt.date, n: int = 53) -> list[tuple[dt.date, WeekState]]:
        """Return the Mondays of the last ``n`` weeks, this one last, and what became of each review."""
        return self._sessions.weeks(today, n)

    def looked(self, session_id: SessionId) -> list[Looked]:
        """Return what came up in a review and what was said of it, in its order."""
        return self._sessions.looked(session_id)

    def begin(self, kind: ReviewKind, today: dt.date, *, source: object = None) -> Session:
        """Begin the review of this week or quarter, or go on with it; a skipped one is open again."""
        old = self.session(kind, today)
        if old and not old.skipped_at:
            return old
        with self._changes.write(Kind.REVIEW, source=source):
            session = old.id if old else self._sessions.make(kind, today, now())
            self._sessions.end(session, finished=None, skipped=None)
            self._draw(self._sessions.get(session), today)
        return self._sessions.get(session)

    def keep_past(
        self,
        kind: ReviewKind,
        day: dt.date,
        at: dt.datetime,
        entry_id: EntryId | None = None,
        *,
        source: object = None,
    ) -> Session:
        """Keep a review that was held at ``at``, for the week or quarter that has ``day``.

        Refused if there is one already, and for a moment to come.
        """
        when = past(at)
        if self.session(kind, day):
            raise Refused("There is a review of those days already.")
        with self._changes.write(Kind.REVIEW, source=source):
            session = self._sessions.make(kind, day, when)
            self._sessions.end(session, finished=when, skipped=None)
            self._sessions.set_entry(session, entry_id)
        return self._sessions.get(session)

    def set_step(self, session_id: SessionId, step: int, *, source: object = None) -> Session:
        """Say at which step a review was left, from 0."""
        if self._sessions.get(session_id).step != step:
            with self._changes.write(Kind.REVIEW, source=source):
                self._sessions.set_step(session_id, max(0, step))
        return self._sessions.get(session_id)

    def set_entry(
        self, session_id: SessionId, entry_id: EntryId | None, *, source: object = None
    ) -> Session:
        """Say which entry was written in a review. NotFound."""
        if entry_id is not None:
            self._things.check(ENTRY, entry_id)
        if self._sessions.get(session_id).entry != entry_id:
            with self._changes.write(Kind.REVIEW, source=source):
                self._sessions.set_entry(session_id, entry_id)
        return self._sessions.get(session_id)

    def finish(self, session_id: SessionId, *, source: object = None) -> Session:
        """Say that a review is done; nothing happens if it is."""
        if self._sessions.get(session_id).finished_at is None:
            with self._changes.write(Kind.REVIEW, source=source):
                self._sessions.end(session_id, finished=now(), skipped=None)
        return self._sessions.get(session_id)

    def unfinish(self, session_id: SessionId, *, source: object = None) -> Session:
        """Open a review again that was finished or skipped."""
        if not self._sessions.get(session_id).open:
            with self._changes.write(Kind.REVIEW, source=source):
                self._sessions.end(session_id, finished=None, skipped=None)
        return self._sessions.get(session_id)

    def skip(self, kind: ReviewKind, today: dt.date, *, source: object = None) -> Session:
        """Let the review of this week or quarter be; it asks no more. Refused once it is finished."""
        old = self.session(kind, today)
        if old and old.finished_at:
            raise Refused("That review is done already, so there is nothing to skip.")
        if old and old.skipped_at:
            return old
        with self._changes.write(Kind.REVIEW, source=source):
            session = old.id if old else self._sessions.make(kind, today, now())
            self._sessions.end(session, finished=None, skipped=now())
        return self._sessions.get(session)

    def outcome(
        self,
        session_id: SessionId,
        item_type: str,
        item_id: str,
        outcome: Outcome | None,
        *,
        today: dt.date,
        source: object = None,
    ) -> FormerLook:
        """Keep what was said of a thing, and plan its next look; None takes back what was said.

        Another word on the same thing replaces the first. Return what it was before. NotFound.
        """
        session = self._sessions.get(session_id)
        said = self._sessions.said(session_id, item_type, item_id)
        former = FormerLook(session.id, item_type, item_id, self._plan.of(item_type, item_id), said)
        before = from_json(said[1]) if said and said[1] is not None else former.plan
        with self._changes.write(Kind.REVIEW, source=source):
            self._draw(session, today)
            self._plan.put(item_type, item_id, before)
            if outcome is None:
                self._sessions.say(session_id, item_type, item_id, None, None)
            else:
                item = self._plan.candidate(item_type, item_id, today)
                self._sessions.put_on(session_id, [item])
                self._sessions.say(session_id, item_type, item_id, outcome, as_json(before))
                self._plan.look(item, outcome, today)
        return former

    # -- as it was

    def former(self, kind: ReviewKind, today: dt.date) -> FormerReview:
        """Return the review of this week or quarter as it is now, to be put back."""
        session = self.session(kind, today)
        return FormerReview(kind, today, session, self._sessions.written(kind, today))

    def put_back(self, former: FormerReview | FormerLook, *, source: object = None) -> None:
        """Make a review, or what was said of one thing in it, what it was."""
        with self._changes.write(Kind.REVIEW, source=source):
            if isinstance(former, FormerReview):
                self._put_back_review(former)
            else:
                self._put_back_look(former)

    def _put_back_review(self, former: FormerReview) -> None:
        current, then = self.session(former.kind, former.day), former.session
        if current and then is None:
            self._sessions.remove(current.id)
        elif current and then:
            self._sessions.set_step(current.id, then.step)
            if former.entry is None or self._things.there(ENTRY, former.entry):
                self._sessions.set_entry(current.id, former.entry)
            self._sessions.end(current.id, finished=then.finished_at, skipped=then.skipped_at)

    def _put_back_look(self, former: FormerLook) -> None:
        if not self._things.there(former.item_type, former.item_id):
            return
        self._plan.put(former.item_type, former.item_id, former.plan)
        if former.said is None:  # it was not among what was asked
            self._sessions.take_off(former.session, former.item_type, former.item_id)
        else:
            self._sessions.say(former.session, former.item_type, former.item_id, *former.said)

    # -- what to look at again

    def _draw(self, session: Session, today: dt.date) -> None:
        """Fix what the review of this week asks, unless it was fixed before, inside a write block."""
        this_week = session.kind == "weekly" and session.start <= today <= session.end
        if this_week and not self.looked(session.id):
            self._sessions.put_on(session.id, self.drawn(today))

    def _agenda(self, today: dt.date) -> tuple[Candidate, ...]:
        session = self.session("weekly", today)
        if session is None or not (looked := self.looked(session.id)):
            return self.drawn(today)
        there = {(one.kind, one.id): one for one in self._plan.candidates(today)}
        return tuple(
            dataclasses.replace(found, outcome=one.outcome)
            for one in looked
            if (found := there.get((one.item_type, one.item_id)))
        )
