"""What a person types to find entries again, read into what it asks for.

Every word is the beginning of a word; "several words" are a phrase; -word and -"a phrase" keep
entries out; tag:work, before:2025, after:2025-03, on:2025-03-14 (or today, yesterday) and
is:starred narrow. Nothing that can be typed is an error: half-typed parts are left out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

HIT_START = "\ue000"
HIT_END = "\ue001"
"""Private signs that stand around each hit in a snippet."""

TERM_LIMIT = 24
LENGTH_LIMIT = 1_000

_PART = re.compile(
    r"""(?P<minus>-?)(?:(?P<field>tag|before|after|on|is):)?
    (?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<word>[^\s"]+)|(?<=:))""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; all of it must hold. ``first`` and ``last`` are the days, both included.

    ``words`` match beginnings, ``phrases`` whole words in a row, ``without`` whole words or phrases
    that must not be there. ``left_out`` are parts that could not be read.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    starred: bool | None = None
    left_out: tuple[str, ...] = ()

    @property
    def looks_for_text(self) -> bool:
        """Whether some word or phrase must be found."""
        return bool(self.words or self.phrases)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == Query(left_out=self.left_out)


def parse(text: str, today: dt.date | None = None) -> Query:
    """Read the search language; ``today`` is the day that "today" means (else the calendar's)."""
    reading = _Reading(today or dt.datetime.now().astimezone().date())
    for part in _PART.finditer(_clean(text)):
        reading.take(part)
    return reading.query()


@dataclass(slots=True)
class _Reading:
    today: dt.date
    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    without_tags: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    starred: bool | None = None

    def take(self, part: re.Match[str]) -> None:
        """Take in one word, phrase or narrowing."""
        phrase, word = part["phrase"], part["word"]
        value = " ".join((phrase or word or "").split())
        name, minus = (part["field"] or "").lower(), bool(part["minus"])
        if not name:
            self._text(value, minus, is_phrase=phrase is not None)
        elif not self._narrow(name, value, minus):
            self.left_out.append(part[0])

    def _text(self, value: str, minus: bool, *, is_phrase: bool) -> None:
        if len(self.words) + len(self.phrases) + len(self.without) >= TERM_LIMIT:
            self.left_out.append(value)
        elif any(map(_searchable, value)):
            kept = self.without if minus else self.phrases if is_phrase else self.words
            if value not in kept:
                kept.append(value)

    def _narrow(self, name: str, value: str, minus: bool) -> bool:
        if name == "tag":
            tag = value.lstrip("#@").strip()
            if tag:
                (self.without_tags if minus else self.tags).append(tag)
            return bool(tag)
        if name == "is":
            if value.lower() != "starred":
                return False
            self.starred = not minus
            return True
        days = None if minus else _days(value, self.today)
        if not days:
            return False
        if name == "before":
            self.last = min(self.last, days[0] - dt.timedelta(1))
        elif name == "after":
            self.first = max(self.first, days[1] + dt.timedelta(1))
        else:
            self.first, self.last = max(self.first, days[0]), min(self.last, days[1])
        return True

    def query(self) -> Query:
        return Query(
            words=tuple(self.words),
            phrases=tuple(self.phrases),
            without=tuple(self.without),
            tags=tuple(self.tags),
            without_tags=tuple(self.without_tags),
            first=None if self.first == dt.date.min else self.first,
            last=None if self.last == dt.date.max else self.last,
            starred=self.starred,
            left_out=tuple(self.left_out),
        )


def _clean(text: str) -> str:
    """Return the beginning of ``text`` with one kind of quote and no sign that is not text."""
    legible = (
        " " if unicodedata.category(sign) in ("Cc", "Cs") or sign in (HIT_START, HIT_END) else sign
        for sign in text[:LENGTH_LIMIT]
    )
    return unicodedata.normalize("NFC", "".join(legible)).translate(_QUOTES)


def _searchable(sign: str) -> bool:
    """Whether the search index keeps this sign: letters, digits, symbols such as emoji."""
    category = unicodedata.category(sign)
    return category[0] in "LN" or category in ("Co", "So")


def _days(value: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a year, a month or a day; None if it is none yet."""
    if value.lower() in ("today", "yesterday"):
        day = today - dt.timedelta(value.lower() == "yesterday")
        return day, day
    found = _DAY.fullmatch(value)
    if not found:
        return None
    year, month, number = (int(part or 0) for part in found.groups())
    # Neither end of the calendar, so that the day before and the day after exist.
    if not 2 <= year <= 9998 or (found[2] and not 1 <= month <= 12):
        return None
    if not found[2]:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    length = calendar.monthrange(year, month)[1]
    if not found[3]:
        return dt.date(year, month, 1), dt.date(year, month, length)
    if not 1 <= number <= length:
        return None
    return dt.date(year, month, number), dt.date(year, month, number)
