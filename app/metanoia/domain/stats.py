"""A journal in numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What a journal holds, in numbers; the days are None while it is empty."""

    entries: int
    words: int
    days: int
    tags: int
    attachments: int
    first_day: dt.date | None
    last_day: dt.date | None
