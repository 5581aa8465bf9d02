"""Averages of readings, and none of too few."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.metric_stats import Group, Month, average, by_group, by_month
from metanoia.domain.metrics import MetricId, Reading

FIRST = dt.date(2026, 1, 28)


def readings(*values):
    return [Reading(MetricId("m"), FIRST + dt.timedelta(days=i), v) for i, v in enumerate(values)]


def test_fewer_than_five_have_no_average():
    assert average([1, 2, 3, 4]) is None
    assert average([1, 2, 3, 4, 5]) == 3


def test_days_are_grouped_and_the_most_frequent_name_comes_first():
    days = {name: {FIRST + dt.timedelta(days=d) for d in on} for name, on in (
        ("work", range(6)), ("home", (1, 2)), ("away", (0, 90)), ("Bees", (1, 2)), ("none", (90,)),
    )}  # fmt: skip
    assert by_group(readings(1, 2, 3, 4, 5, 9), days) == [
        Group("work", 6, 4.0),
        Group("Bees", 2, None),
        Group("home", 2, None),
        Group("away", 1, None),
    ]


def test_months_are_told_apart():
    assert by_month(readings(9, 9, 9, 9, 1, 2, 3, 4, 5)) == [
        Month(dt.date(2026, 1, 1), 4, None),
        Month(dt.date(2026, 2, 1), 5, 3.0),
    ]
