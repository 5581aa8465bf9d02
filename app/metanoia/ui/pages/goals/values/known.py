"""What the room of values shows: read from the journal in one go, without a widget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metanoia.domain import lived

if TYPE_CHECKING:
    from metanoia.domain.goals import GoalId
    from metanoia.domain.values import Rating, Seen, Sort, Value, ValueId
    from metanoia.journal import Journal

WEEKS: Final = 8  # in the strip beside a value
UNTOUCHED_DAYS: Final = 30

Week = tuple[int, int]  # how often it was served and strained


@dataclass(frozen=True, slots=True)
class ServingGoal:
    """A goal that is not closed and serves a value."""

    id: GoalId
    title: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value with its latest rating and what was seen of it in the last eight weeks."""

    value: Value
    rating: Rating | None
    seen: Sequence[Seen]
    weeks: tuple[Week, ...]
    goals: Sequence[ServingGoal]

    @property
    def id(self) -> str:
        """The id of the value."""
        return self.value.id

    @property
    def unseen(self) -> bool:
        """Whether it was said to show, while nothing written and no note tells where."""
        rating = self.rating
        if rating is None or rating.note:
            return False
        return lived.nothing_shows(rating.lived, len(self.seen))


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of the values on a day."""

    today: dt.date
    rows: tuple[ValueRow, ...]
    set_aside: tuple[Value, ...]
    sorts: Sequence[Sort]
    ratings: Sequence[Rating]
    untouched: Sequence[Value]
    deleted: int
    draft: bool

    @property
    def rated_on(self) -> dt.date | None:
        """The day of the latest rating of a value that is not set aside."""
        return max((row.rating.date for row in self.rows if row.rating), default=None)

    def look_at(self) -> list[ValueRow]:
        """Return the values that matter much and show little, at most three, the widest first."""
        by_value = {row.value.id: row for row in self.rows}
        asking = lived.worth_a_look(row.rating for row in self.rows if row.rating)
        return [by_value[rating.value] for rating in asking]

    def unseen(self) -> list[ValueRow]:
        """Return the values that are said to show while nothing tells where."""
        return [row for row in self.rows if row.unseen]

    def alignment(self) -> float | None:
        """Return how far the values are lived, weighted by importance, in per cent."""
        return _aligned([row.rating for row in self.rows if row.rating])

    def alignment_before(self) -> tuple[float, dt.date] | None:
        """Return the same as it stood before this quarter's ratings, and the day of the last one then."""
        if self.rated_on is None:
            return None
        begin = quarter(self.rated_on)[0]
        ids = {row.value.id for row in self.rows}
        latest: dict[ValueId, Rating] = {}
        for rating in self.ratings:
            if rating.date < begin and rating.value in ids:
                latest[rating.value] = rating
        share = _aligned(list(latest.values()))
        if share is None:
            return None
        return share, max(rating.date for rating in latest.values())


def read(journal: Journal, today: dt.date) -> Known:
    """Return what the journal knows of the values on ``today``."""
    values = journal.values
    everything = values.all(retired=True)
    latest = values.latest_ratings()
    monday = weeks_from(today)
    seen = values.evidence_of_all(monday, today)
    goals = goals_by_value(journal)
    rows = tuple(
        ValueRow(
            value=value,
            rating=latest.get(value.id),
            seen=seen.get(value.id, ()),
            weeks=by_week(seen.get(value.id, ()), today),
            goals=goals.get(value.id, ()),
        )
        for value in everything
        if value.state == "active"
    )
    return Known(
        today=today,
        rows=rows,
        set_aside=tuple(value for value in everything if value.state == "retired"),
        sorts=values.sorts(),
        ratings=values.ratings(),
        untouched=values.untouched(today, UNTOUCHED_DAYS),
        deleted=len(values.trashed()),
        draft=values.sort_draft is not None,
    )


def goals_by_value(journal: Journal) -> Mapping[ValueId, list[ServingGoal]]:
    """Return the goals that serve each value, those that are closed left out."""
    found: dict[ValueId, list[ServingGoal]] = {}
    for row in journal.goals.rows():
        if row.goal.closed:
            continue
        for value, _, relation in row.values:
            if relation == "serves":
                found.setdefault(value, []).append(ServingGoal(row.goal.id, row.goal.title))
    return found


def weeks_from(today: dt.date) -> dt.date:
    """Return the Monday with which the strip of weeks begins that ends with this week."""
    return today - dt.timedelta(days=today.weekday() + 7 * (WEEKS - 1))


def by_week(seen: Sequence[Seen], today: dt.date) -> tuple[Week, ...]:
    """Return for each of the last eight weeks how often it was served and strained."""
    monday = weeks_from(today)
    weeks = [[0, 0] for _ in range(WEEKS)]
    for one in seen:
        number = (one.date - monday).days // 7
        if 0 <= number < WEEKS:
            weeks[number][one.relation == "strains"] += 1
    return tuple((served, strained) for served, strained in weeks)


def quarter(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first day of the quarter of ``day``, and the first day of its last month."""
    first = (day.month - 1) // 3 * 3 + 1
    return day.replace(month=first, day=1), day.replace(month=first + 2, day=1)


def _aligned(ratings: Sequence[Rating]) -> float | None:
    return lived.alignment([(rating.importance, rating.lived) for rating in ratings])
