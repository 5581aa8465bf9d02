"""Reading the dates that people and programs write, without ever taking the day from UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from metanoia.domain.days import Moment, at, zone

_TIMES = (" %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", "T%H:%M", "T%H:%M:%S", "")
_YEAR_FIRST = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y")
_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y")
_MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y")
_EITHER_WAY = re.compile(r"\b(\d{1,2})([/-])(\d{1,2})\2\d{4}\b")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|2[0-9])\d\d(?!\d)")
_LONGEST = 60

Stamp = tuple[dt.date, dt.time | None]


def days_come_first(texts: Iterable[str]) -> bool | None:
    """Tell whether dates such as 3/4/2020 begin with the day; None if there are such, and none tells."""
    unsure, days, months = False, 0, 0
    for text in texts:
        for first, _, second in _EITHER_WAY.findall(text):
            unsure = True
            days += int(first) > 12
            months += int(second) > 12
    return None if unsure and days == months else days >= months


class Stamps:
    """Reads the dates of one source; the format that fitted last is tried first."""

    def __init__(self, *, day_first: bool) -> None:
        dates = _YEAR_FIRST + (_DAY_FIRST if day_first else _MONTH_FIRST)
        self._formats = [date + time for date in dates for time in _TIMES]
        self._order = "DMY" if day_first else "MDY"

    def read(self, text: str) -> Stamp | None:
        """Return the day and perhaps the time that digits name, or None."""
        text = text.strip()
        if len(text) > _LONGEST or not text[:1].isdigit():
            return None
        for place, form in enumerate(self._formats):
            try:
                found = dt.datetime.strptime(text, form)
            except ValueError:
                continue
            self._formats.insert(0, self._formats.pop(place))
            return found.date(), found.time() if "%M" in form else None
        return None

    def read_words(self, text: str) -> Stamp | None:
        """Return the day and perhaps the time that a person wrote in words ("Sat 3 May 2014")."""
        known = self.read(text)
        if known or len(text) > _LONGEST or not _YEAR.search(text):
            return known
        import dateparser  # slow to import, and few journals write dates so

        asked = {
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": self._order,
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": True,
        }
        try:
            found = dateparser.parse(text, settings=asked)
        except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
            return None
        if found is None:
            return None
        timed = re.search(r"\d[:.h]\d\d|\d\s*[ap]\.?m", text, re.IGNORECASE) is not None
        return found.date(), found.time().replace(microsecond=0, tzinfo=None) if timed else None


def moment(text: str, tz: str, stamps: Stamps) -> Moment | None:
    """Return the moment that a field names; an ISO time with Z or an offset keeps its instant.

    Raises Refused for a day that a journal cannot hold.
    """
    text = text.strip()
    try:
        exact = dt.datetime.fromisoformat(text) if len(text) > len("2026-01-01") else None
    except ValueError:
        exact = None
    if exact is not None and exact.tzinfo is not None:
        return _at_instant(exact, text, tz)
    if exact is not None and text[4:5] == "-":
        return at(exact.date(), exact.time().replace(microsecond=0), tz)
    found = stamps.read_words(text)
    return at(*found, tz) if found else None


def _at_instant(exact: dt.datetime, text: str, tz: str) -> Moment:
    # An offset tells the wall clock where it was written; Z only tells the instant.
    own = exact.astimezone(zone(tz)) if text[-1] in "Zz" else exact
    if own.utcoffset() != exact.astimezone(zone(tz)).utcoffset():
        hours, rest = divmod(int((exact.utcoffset() or dt.timedelta()).total_seconds()), 3600)
        if rest == 0 and -12 <= hours <= 14:
            tz = f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"  # POSIX counts westward
        else:
            own = exact.astimezone(zone(tz))
    return at(own.date(), own.time().replace(microsecond=0), tz)
