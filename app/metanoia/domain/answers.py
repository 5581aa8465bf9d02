"""What somebody answered to the questions of a form, and the rows in which a journal keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

FREE = "free"
"""The form of an entry that was written without one."""


class Ref(NamedTuple):
    """Something of the journal that an answer names: its kind, its id, and its words at that time."""

    kind: str
    id: str
    words: str


Cell = str | int | dt.date
Value = str | int | dt.date | Ref | tuple[str, ...] | tuple[Mapping[str, Cell], ...]
"""A text or choice, a per cent or rating, a day, something named, lines, or rows of a table."""

Values = Mapping[str, Value]
"""Answers by the key of their question; what was not answered is not in it."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The answers to one version of a form."""

    key: str
    version: int
    values: Values


class AnswerRow(NamedTuple):
    """One answer, line or cell as it is kept: ``field`` is the question's key, or "KEY.COLUMN"."""

    field: str
    ord: int
    text: str | None
    num: float | None
    choice: str | None


def passage(field: str, ord_: int) -> str:
    """Return the name of an answer's text for anchors: "assume/0", "lines.unsaid/3"."""
    return f"{field}/{ord_}"
