"""Which days to name along an axis of time, from a day to decades."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from metanoia.ui import dates

# (days, months) from one tick to the next
_STEPS: Final = (
    (1, 0), (2, 0), (7, 0), (14, 0), (0, 1), (0, 2), (0, 3), (0, 6), (0, 12), (0, 24), (0, 60), (0, 120),
)  # fmt: skip
_MOST_TICKS: Final = 24
_WEEKS_UP_TO: Final = 45  # days; months say more of what is longer


class Tick(NamedTuple):
    """A day on the axis and what to call it."""

    day: dt.date
    words: str


def ticks(first: dt.date, last: dt.date, room: float) -> list[Tick]:
    """Return days strictly between ``first`` and ``last``; at most one every 1/``room`` of the span.

    ``room`` is how many labels have space. Days, then Mondays, then months, then years.
    """
    span = (last - first).days
    if span < 2 or room < 1:
        return []
    allowed = min(room, _MOST_TICKS)
    for days, months in _STEPS:
        length = days + months * 30.44
        if days and span > _WEEKS_UP_TO:
            continue
        if span / length <= allowed:
            return [
                Tick(day, _named(day, months, first)) for day in _days(first, last, days, months)
            ]
    return []


def _days(first: dt.date, last: dt.date, days: int, months: int) -> Iterator[dt.date]:
    if days:
        day = first + dt.timedelta(days=days)
        if days % 7 == 0:
            day = first + dt.timedelta(days=7 - first.weekday())
        while day < last:
            yield day
            day += dt.timedelta(days=days)
        return
    count = first.year * 12 + first.month - 1
    count += months - count % months
    while (day := dt.date(count // 12, count % 12 + 1, 1)) < last:
        yield day
        count += months


def _named(day: dt.date, months: int, first: dt.date) -> str:
    """Return "12 Mar", "Mar", or "2026" for a January or for steps of years."""
    if not months:
        return dates.short(day, day)
    name, year = dates.month_and_year(day)
    january_of_another = day.month == 1 and day.year != first.year
    return year if months >= 12 or january_of_another else name
