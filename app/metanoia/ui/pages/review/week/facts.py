"""What a week's review looks at, read from the journal in one go."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from metanoia import places
from metanoia.domain import days
from metanoia.domain.actions import Action
from metanoia.domain.assumptions import AssumptionRow
from metanoia.domain.entries import EntryRow
from metanoia.domain.goals import GoalRow
from metanoia.domain.reviews import Agenda, period
from metanoia.ui import current_words
from metanoia.ui.widgets.comment_row import Beside

if TYPE_CHECKING:
    from metanoia.journal import Journal

_WEEK = dt.timedelta(days=7)
_FORMS = ("weekly", "quarterly")  # looking back is not what one looks back on


class GoalMove(NamedTuple):
    """A goal that was looked at this week: how close then (None: never before) and now, 0 to 10."""

    row: GoalRow
    now: int
    before: int | None
    note: str


class BeliefMove(NamedTuple):
    """An assumption that moved this week: per cent before (None: unsaid) and now, and what was seen."""

    row: AssumptionRow
    now: int
    before: int | None
    challenges: int
    supports: int


class WeekFacts(NamedTuple):
    """All that the review of the week of ``monday`` shows; ``days_`` holds the entries of each day."""

    today: dt.date
    monday: dt.date
    agenda: Agenda
    plans: tuple[Action, ...]
    days_: dict[dt.date, list[EntryRow]]
    goals: tuple[GoalMove, ...]
    beliefs: tuple[BeliefMove, ...]
    questions: tuple[Beside, ...] = ()  # of readers, which nobody has answered or closed

    @property
    def entries(self) -> int:
        """How many entries the week holds."""
        return sum(map(len, self.days_.values()))


def today_of(journal: Journal) -> dt.date:
    """Return the day that it is for this journal."""
    return days.now(places.time_zone(), journal.meta.day_start).date


def read(journal: Journal, today: dt.date) -> WeekFacts:
    """Read the week that has ``today``."""
    monday, _ = period("weekly", today)
    week = [monday + dt.timedelta(days=number) for number in range(7)]
    return WeekFacts(
        today=today,
        monday=monday,
        agenda=journal.reviews.agenda(today),
        plans=tuple(one for one in journal.actions.open() if one.kind == "if_then"),
        days_={
            day: [e for e in journal.entries.on_day(day) if e.form not in _FORMS] for day in week
        },
        goals=tuple(_goals(journal, monday)),
        beliefs=tuple(_beliefs(journal, monday)),
        questions=tuple(
            current_words.beside(journal, one, named=True)
            for one in journal.replies.open_questions()
        ),
    )


def _goals(journal: Journal, monday: dt.date) -> list[GoalMove]:
    found = []
    for row in journal.goals.rows("active"):
        if row.checked_on is None or not monday <= row.checked_on < monday + _WEEK:
            continue
        looks = journal.goals.check_ins(row.goal.id)
        last = looks[-1]
        earlier = [one.closeness for one in looks if one.date < monday]
        before = earlier[-1] if earlier else None
        found.append(GoalMove(row, last.closeness, before, last.note))
    return found


def _beliefs(journal: Journal, monday: dt.date) -> list[BeliefMove]:
    found = []
    begins = days.at(monday, journal.meta.day_start, places.time_zone()).instant
    for row in journal.assumptions.rows():
        if row.confidence is None or not row.points or row.points[-1][0] < begins:
            continue
        earlier = [sure for at, sure in row.points if at < begins]
        seen = [
            one.stance
            for one in journal.assumptions.evidence(row.id)
            if monday <= one.observed_on < monday + _WEEK
        ]
        before = earlier[-1] if earlier else None
        found.append(BeliefMove(row, row.points[-1][1], before, seen.count(-1), seen.count(1)))
    return found
