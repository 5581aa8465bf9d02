"""What readings say together: averages, but none of fewer than five."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from metanoia.domain.metrics import LEAST, Reading


class Group(NamedTuple):
    """The readings of the days that have something in common; ``mean`` is None of fewer than five."""

    name: str
    n: int
    mean: float | None


class Month(NamedTuple):
    """The readings of a month, named by its first day; ``mean`` is None of fewer than five."""

    first_day: dt.date
    n: int
    mean: float | None


def average(values: Sequence[float]) -> float | None:
    """Return the mean of at least five values, None of fewer."""
    return fmean(values) if len(values) >= LEAST else None


def by_group(readings: Sequence[Reading], days: Mapping[str, Collection[dt.date]]) -> list[Group]:
    """Return how often and how high a metric was on the days of each name; the most often first.

    A name without a reading is left out.
    """
    found = []
    for name, on in days.items():
        values = [reading.value for reading in readings if reading.date in on]
        if values:
            found.append(Group(name, len(values), average(values)))
    return sorted(found, key=lambda group: (-group.n, group.name.casefold(), group.name))


def by_month(readings: Sequence[Reading]) -> list[Month]:
    """Return the months that have a reading, oldest first; ``readings`` are oldest first."""
    months = groupby(readings, key=lambda reading: reading.date.replace(day=1))
    return [
        Month(first, len(values), average(values))
        for first, values in ((first, [r.value for r in month]) for first, month in months)
    ]
