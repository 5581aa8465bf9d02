"""The entries written for and after conversations, as the room lists them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.entries import EntryId
    from metanoia.journal import Journal

PREPARED: Final = "session_prep"
CASE: Final = "circle"
LESSON: Final = "lesson"
_MOST: Final = 200  # entries of one form


@dataclass(frozen=True, slots=True)
class Spoken:
    """An entry written with one of the three forms; ``line`` is what it says first."""

    id: EntryId
    form: str
    date: dt.date
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson that was passed on, and to whom, "" if that was not said."""

    id: EntryId
    date: dt.date
    lesson: str
    told: str


@dataclass(frozen=True, slots=True)
class Known:
    """All of them, newest first; lessons by their year."""

    entries: Sequence[Spoken]
    taught: Sequence[tuple[int, Sequence[Taught]]]


def read(journal: Journal) -> Known:
    """Read what there is."""
    rows = [row for form in (PREPARED, CASE, LESSON) for row in journal.answers.rows(form, _MOST)]
    rows.sort(key=lambda row: row.n, reverse=True)
    entries = [Spoken(row.id, row.form, row.date, row.title, row.excerpt) for row in rows]
    lessons: list[Taught] = []
    for row in rows:
        if row.form == LESSON:
            values = journal.answers.values(row.id)
            said, told = values.get("lesson", ""), values.get("told", "")
            lessons.append(Taught(row.id, row.date, str(said) or row.title, str(told)))
    years = [(year, list(found)) for year, found in groupby(lessons, lambda one: one.date.year)]
    return Known(entries, years)
