"""What a review has to ask: things to settle, things to look at again, and an entry from before."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.entries import EntryId, EntryRow
from metanoia.domain.kinds import Kind
from metanoia.domain.looking_again import Candidate, days_before, select
from metanoia.domain.quarter import QuarterFacts
from metanoia.domain.reviews import Planned, Settle, period
from metanoia.store import driver
from metanoia.store.actions import Actions
from metanoia.store.changes import Changes
from metanoia.store.entry_rows import LISTED, after_n, first_n, listed
from metanoia.store.experiments import Experiments
from metanoia.store.part import Part
from metanoia.store.predictions import Predictions
from metanoia.store.quarter import Quarter
from metanoia.store.review_plan import ReviewPlan
from metanoia.store.things import ENTRY, Things

BEFORE = f"""SELECT {LISTED} FROM entry WHERE n >= ? AND n < ? AND deleted_at IS NULL
      AND form_key NOT IN ('weekly', 'quarterly') AND id NOT IN (SELECT entry_id FROM not_again)
    ORDER BY starred DESC, words DESC, n DESC LIMIT 1"""


class ReviewMatter(Part):
    """What there is to review in the open journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._things = Things(connection, changes)
        self._plan = ReviewPlan(connection, changes)
        self._predictions = Predictions(connection, changes)
        self._actions = Actions(connection, changes)
        self._experiments = Experiments(connection, changes)
        self._quarter = Quarter(connection, changes)

    def settle(self, today: dt.date) -> Settle:
        """Return the predictions, actions and tests whose day has come."""
        tests = tuple(self._experiments.due(today))
        with_a_test = {test.prediction for test in tests}
        return Settle(
            predictions=tuple(
                row for row in self._predictions.due(today) if row.id not in with_a_test
            ),
            actions=tuple(
                one for one in self._actions.open() if one.due_on and one.due_on <= today
            ),
            experiments=tests,
        )

    def plan(self, item_type: str, item_id: str) -> Planned | None:
        """Return when a thing is to be looked at again, None before the first look."""
        return self._plan.of(item_type, item_id)

    def from_before(self, today: dt.date) -> EntryRow | None:
        """Return the entry of a year, a quarter or a month ago to be read again this week, if any.

        It is a starred one of those days, else the longest.
        """
        for first, last in days_before(today):
            if row := self._one(BEFORE, first_n(first), after_n(last)):
                return listed(row)
        return None

    def not_again(self, entry_id: EntryId, *, source: object = None) -> None:
        """Let an entry come up from before no more. NotFound."""
        self._things.check(ENTRY, entry_id)
        with self._changes.write(Kind.REVIEW, source=source):
            self._write("INSERT INTO not_again VALUES(?) ON CONFLICT DO NOTHING", entry_id)

    def again_after_all(self, entry_id: EntryId, *, source: object = None) -> None:
        """Let an entry come up from before as any other."""
        with self._changes.write(Kind.REVIEW, source=source):
            self._write("DELETE FROM not_again WHERE entry_id = ?", entry_id)

    def quarter(self, today: dt.date) -> QuarterFacts:
        """Return what the journal says of the quarter that has ``today``, as far as it went."""
        return self._quarter.facts(today)

    def drawn(self, today: dt.date) -> tuple[Candidate, ...]:
        """Return the at most five things that are due by Sunday and want most to be looked at again."""
        _, sunday = period("weekly", today)
        found = self._plan.candidates(today)
        return select(one for one in found if one.due_on and one.due_on <= sunday)
