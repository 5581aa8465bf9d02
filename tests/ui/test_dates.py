"""Days in words."""

from __future__ import annotations

import datetime as dt

import pytest

from metanoia.ui import dates

DAY = dt.date(2026, 3, 12)
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english():
    from PySide6.QtCore import QLocale

    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def test_the_year_is_left_out_where_it_is_this_one():
    assert dates.full(DAY) == "Thursday 12 March 2026"
    assert dates.long(DAY, TODAY) == "Thursday 12 March"
    assert dates.medium(DAY, dt.date(2027, 1, 1)) == "12 March 2026"
    assert dates.short(DAY, TODAY) == "12 Mar"
    assert dates.month(DAY) == "March 2026"
    assert dates.weekday(DAY) == "Thu"
    assert dates.month_and_year(DAY) == ("Mar", "2026")


def test_old_days_have_words_too():
    assert dates.full(dt.date(1660, 1, 11)).endswith("11 January 1660")


def test_the_last_two_days_have_names():
    assert dates.ago(TODAY, TODAY) == "today"
    assert dates.ago(TODAY - dt.timedelta(1), TODAY) == "yesterday"
    assert dates.ago(DAY, TODAY) == "12 March"


def test_the_clock_has_two_digits():
    assert dates.clock(dt.time(8, 5)) == "08:05"
