"""The day a person lived, and the instant it was: civil date, IANA zone and UTC side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from metanoia.domain.errors import Refused

FIRST_DAY = dt.date(1600, 1, 1)
DEFAULT_DAY_START = dt.time(4, 0)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When an entry was lived.

    ``date`` is the journal day; ``instant`` is aware, in UTC, whole seconds; ``tz`` is an IANA name.
    Without ``has_time`` only the day is known and ``instant`` is its midnight there.
    """

    date: dt.date
    instant: dt.datetime
    tz: str
    has_time: bool = True

    @property
    def local(self) -> dt.datetime:
        """The wall-clock time in ``tz``, which may fall on the night after ``date``."""
        return self.instant.astimezone(zone(self.tz))

    @property
    def time(self) -> dt.time | None:
        """The wall-clock time without its zone, or None if only the day is known."""
        return self.local.time() if self.has_time else None

    @property
    def minute(self) -> int:
        """Minutes from the midnight that begins ``date`` (0 to 2879: a night may reach past it)."""
        if not self.has_time:
            return 0
        local = self.local.replace(tzinfo=None)
        since = local - dt.datetime.combine(self.date, dt.time())
        return min(max(int(since.total_seconds() // 60), 0), 2879)

    def moved_to(self, date: dt.date) -> Moment:
        """Return the same time of the clock on another day."""
        check_date(date)
        local = self.local.replace(tzinfo=None) + (date - self.date)
        return Moment(
            date=date, instant=_instant(local, self.tz), tz=self.tz, has_time=self.has_time
        )


def check_date(date: dt.date) -> None:
    """Raise Refused for a day that a journal cannot hold."""
    if date < FIRST_DAY:
        raise Refused("A journal begins at 1 January 1600 at the earliest. Choose a later day.")


def said(date: dt.date) -> str:
    """Return a date as it is said: "12 March 2026"."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def zone(name: str) -> ZoneInfo:
    """Return the IANA time zone ``name``; Refused if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError):
        raise Refused(
            f"There is no time zone “{name}”. Use a name like Europe/Oslo or America/New_York."
        ) from None


def at(date: dt.date, time: dt.time | None, tz: str) -> Moment:
    """Return the moment that a person names by a date, perhaps a time, and a zone."""
    check_date(date)
    local = dt.datetime.combine(date, time or dt.time())
    return Moment(date=date, instant=_instant(local, tz), tz=tz, has_time=time is not None)


def now(
    tz: str, day_start: dt.time = DEFAULT_DAY_START, *, instant: dt.datetime | None = None
) -> Moment:
    """Return this moment: before ``day_start`` it still belongs to the day before."""
    instant = (instant or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    local = instant.astimezone(zone(tz))
    date = local.date()
    if local.time() < day_start:
        date -= dt.timedelta(days=1)
    return Moment(date=date, instant=instant, tz=tz)


def _instant(local: dt.datetime, tz: str) -> dt.datetime:
    try:
        return local.replace(tzinfo=zone(tz)).astimezone(dt.UTC).replace(microsecond=0)
    except OverflowError:
        raise Refused("That day is past the end of the calendar. Choose an earlier one.") from None
