"""Days as people say them: "last Friday", "12 March", "3 days ago"."""

from __future__ import annotations

import datetime as dt


def spoken_day(text: str, today: dt.date, *, ahead: bool = False) -> dt.date | None:
    """Return the day that English words or figures name, seen from ``today``; None if they name none.

    Where the words leave it open the day lies in the past, or ``ahead``; figures are read day before
    month.
    """
    import dateparser  # slow to import, and wanted only once somebody types a day

    settings = {
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "RELATIVE_BASE": dt.datetime.combine(today, dt.time(12)),
        "DATE_ORDER": "DMY",
    }
    words = text.strip()[:60]
    if not words:
        return None
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
