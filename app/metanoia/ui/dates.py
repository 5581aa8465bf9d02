"""Days and times in words, in the person's language: the one place where a date becomes text."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def _written(date: dt.date, pattern: str) -> str:
    return QLocale().toString(QDate(date.year, date.month, date.day), pattern)


def full(date: dt.date) -> str:
    """Return "Thursday 12 March 2026"."""
    return _written(date, "dddd d MMMM yyyy")


def long(date: dt.date, today: dt.date | None = None) -> str:
    """Return "Thursday 12 March", with the year unless it is today's."""
    return _written(date, "dddd d MMMM" + _year(date, today))


def medium(date: dt.date, today: dt.date | None = None) -> str:
    """Return "12 March", with the year unless it is today's."""
    return _written(date, "d MMMM" + _year(date, today))


def short(date: dt.date, today: dt.date | None = None) -> str:
    """Return "12 Mar", with the year unless it is today's."""
    return _written(date, "d MMM" + _year(date, today))


def short_with_year(date: dt.date) -> str:
    """Return "12 Mar 2026", whatever the year."""
    return _written(date, "d MMM yyyy")


def month(date: dt.date) -> str:
    """Return "March 2026"."""
    return _written(date, "MMMM yyyy")


def month_name(date: dt.date) -> str:
    """Return "March"."""
    return QLocale().standaloneMonthName(date.month)


def month_and_year(date: dt.date) -> tuple[str, str]:
    """Return "Mar" and "2026"."""
    return _written(date, "MMM"), _written(date, "yyyy")


def weekday(date: dt.date) -> str:
    """Return "Thu"."""
    return _written(date, "ddd")


def clock(time: dt.time) -> str:
    """Return "08:55"."""
    return QLocale().toString(QTime(time.hour, time.minute), "HH:mm")


def ago(date: dt.date, today: dt.date) -> str:
    """Return "today", "yesterday", or the day as ``medium`` writes it."""
    days = (today - date).days
    if days == 0:
        return QCoreApplication.translate("Dates", "today")
    if days == 1:
        return QCoreApplication.translate("Dates", "yesterday")
    return medium(date, today)


def moment(at: dt.datetime) -> str:
    """Return "today at 07:40" or "12 March at 07:40" for an aware moment, in this computer's zone."""
    local = at.astimezone()
    today = dt.datetime.now().astimezone().date()
    said = QCoreApplication.translate("Dates", "{} at {}")
    return said.format(ago(local.date(), today), clock(local.time()))


def _year(date: dt.date, today: dt.date | None) -> str:
    return "" if date.year == (today or dt.datetime.now().astimezone().date()).year else " yyyy"
