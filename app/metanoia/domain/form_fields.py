"""The questions of a form: plain data, as its file says it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

FieldType = Literal["text", "lines", "rows", "choice", "percent", "rating", "date", "ref"]
ColumnType = Literal["text", "choice", "percent", "date"]
Makes = Literal["assumption", "action", "prediction"]

TEXT_LIMIT: Final = 2000
LINE_LIMIT: Final = 500
MOST_LINES: Final = 20
MOST_ROWS: Final = 40
_AFTER = re.compile(r"\+(\d{1,4})d")


class Option(NamedTuple):
    """One of several answers to choose from."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; ``max`` is its longest text in characters.

    ``only_for`` (column, option) tells in which rows it is asked; ``named_by`` (option, field) which
    answer says what an option is called here.
    """

    key: str
    label: str
    type: ColumnType = "text"
    max: int = LINE_LIMIT
    options: tuple[Option, ...] = ()
    makes: Makes | None = None
    only_for: tuple[str, str] | None = None
    named_by: tuple[str, str] | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. ``max`` is its longest text or line in characters, or its highest rating.

    ``default`` is "+90d" for a day so long after the entry's; ``once`` names the question that has to
    be answered before this one is asked, ``beside`` the one whose answer is seen next to this one's;
    ``late`` lets it take answers when the form is locked.
    """

    key: str
    label: str
    type: FieldType = "text"
    required: bool = False
    min: int = 0
    max: int = TEXT_LIMIT
    min_lines: int = 0
    max_lines: int = MOST_LINES
    min_rows: int = 0
    max_rows: int = MOST_ROWS
    columns: tuple[Column, ...] = ()
    options: tuple[Option, ...] = ()
    makes: Makes | None = None
    rung: int | None = None
    default: str = ""
    ref: tuple[str, ...] = ()
    hint: str = ""
    once: str = ""
    beside: str = ""
    late: bool = False

    def default_on(self, day: dt.date) -> dt.date | None:
        """Return the day proposed in an entry of ``day``, or None."""
        return after(self.default, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What a form asks some time afterwards: from ``after`` on ("+7d", or the key of a day)."""

    title: str
    after: str
    fields: tuple[Field, ...]
    hint: str = ""


def after(span: str, day: dt.date) -> dt.date | None:
    """Return the day that is "+7d" after ``day``; None for another text, or past the calendar's end."""
    found = _AFTER.fullmatch(span)
    if not found:
        return None
    try:
        return day + dt.timedelta(days=int(found[1]))
    except OverflowError:
        return None
