"""Days said on the command line, and the moments they stand for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metanoia.journal import Journal

_MIDDAY = dt.time(12)


def today(journal: Journal) -> dt.date:
    """Return the day being lived here and now, which may begin some hours after midnight."""
    from metanoia import places
    from metanoia.domain import days

    return days.now(places.time_zone(), journal.meta.day_start).date


def moment(journal: Journal, day: dt.date | None) -> dt.datetime | None:
    """Return the middle of a day, or None for now where it is today or none was said.

    Raises Refused for a day that no journal holds.
    """
    from metanoia import places
    from metanoia.domain import days

    if day is None or day == today(journal):
        return None
    return days.at(day, _MIDDAY, places.time_zone()).instant


def day_of(journal: Journal, at: dt.datetime) -> str:
    """Return the day on which a moment was lived here: "2026-03-12"."""
    from metanoia import places
    from metanoia.domain import days

    return days.now(places.time_zone(), journal.meta.day_start, instant=at).date.isoformat()
