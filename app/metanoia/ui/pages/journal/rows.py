"""What a list of entries shows, row by row: heads of months, entries, hits; read as it is needed."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from metanoia.domain.entries import EntryId, EntryRow

if TYPE_CHECKING:
    from metanoia.store.entries import Entries
    from metanoia.store.search import Hit

CHUNK: Final = 50
_CHUNKS_KEPT: Final = 40


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group: a month and how many entries follow, or a title of its own."""

    month: dt.date | None
    count: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list; ``snippet`` may carry hit marks."""

    row: EntryRow
    snippet: str


class Rows(Protocol):
    """A list of heads and lines."""

    @property
    def count(self) -> int:
        """How many rows there are, heads included."""

    def at(self, index: int) -> Head | Line:
        """Return the row at ``index``."""

    def heads(self) -> Sequence[int]:
        """Return which rows are heads."""

    def place(self, entry_id: EntryId) -> int | None:
        """Return the row of an entry, or None."""


class TimelineRows:
    """The whole journal, newest first, under the heads of its months.

    Only the months are read at first: the rows of a month come in pieces of fifty, as they are seen.
    """

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._months = entries.months()
        self._starts: list[int] = []
        start = 0
        for month in self._months:
            self._starts.append(start)
            start += 1 + month.entries
        self.count = start
        self._chunks: OrderedDict[tuple[int, int], list[EntryRow]] = OrderedDict()

    def at(self, index: int) -> Head | Line:
        """Return the row at ``index``."""
        which = bisect_right(self._starts, index) - 1
        month = self._months[which]
        within = index - self._starts[which] - 1
        if within < 0:
            return Head(month.month, month.entries)
        rows = self._chunk(which, within // CHUNK)
        row = rows[within % CHUNK]
        return Line(row, row.excerpt)

    def heads(self) -> Sequence[int]:
        """Return which rows are heads."""
        return self._starts

    def place(self, entry_id: EntryId) -> int | None:
        """Return the row of an entry, or None."""
        row = self._entries.row(entry_id)
        month = row.date.replace(day=1)
        which = next((n for n, one in enumerate(self._months) if one.month == month), None)
        if which is None:
            return None
        for chunk in range((self._months[which].entries + CHUNK - 1) // CHUNK):
            for within, one in enumerate(self._chunk(which, chunk)):
                if one.id == entry_id:
                    return self._starts[which] + 1 + chunk * CHUNK + within
        return None

    def _chunk(self, which: int, number: int) -> list[EntryRow]:
        key = (which, number)
        if key not in self._chunks:
            month = self._months[which].month
            self._chunks[key] = self._entries.in_month(month, number * CHUNK, CHUNK)
            if len(self._chunks) > _CHUNKS_KEPT:
                self._chunks.popitem(last=False)
        self._chunks.move_to_end(key)
        return self._chunks[key]


class ListRows:
    """Rows at hand, under the heads of their months or under one title."""

    def __init__(self, lines: Sequence[Line], title: str = "", more: int = 0) -> None:
        """Group ``lines`` by month, or, with ``title``, under that; ``more`` are not read yet."""
        self._rows: list[Head | Line] = []
        self._heads: list[int] = []
        groups: list[tuple[dt.date | None, list[Line]]] = []
        for line in lines:
            month = None if title else line.row.date.replace(day=1)
            if not groups or groups[-1][0] != month:
                groups.append((month, []))
            groups[-1][1].append(line)
        for month, members in groups:
            self._heads.append(len(self._rows))
            count = len(members) + (more if title else 0)
            self._rows += [Head(month, count, title), *members]

    @property
    def count(self) -> int:
        """How many rows there are, heads included."""
        return len(self._rows)

    def at(self, index: int) -> Head | Line:
        """Return the row at ``index``."""
        return self._rows[index]

    def heads(self) -> Sequence[int]:
        """Return which rows are heads."""
        return self._heads

    def place(self, entry_id: EntryId) -> int | None:
        """Return the row of an entry, or None."""
        for index, row in enumerate(self._rows):
            if isinstance(row, Line) and row.row.id == entry_id:
                return index
        return None


def of_hits(hits: Sequence[Hit]) -> list[Line]:
    """Return the lines of search hits."""
    return [Line(hit.row, hit.snippet) for hit in hits]


def of_rows(rows: Sequence[EntryRow]) -> list[Line]:
    """Return the lines of plain rows."""
    return [Line(row, row.excerpt) for row in rows]
