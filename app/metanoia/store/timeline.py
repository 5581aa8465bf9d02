"""Reading entries in the order they were lived; a list never touches a body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from metanoia.domain.entries import Entry, EntryId, EntryRow, MonthCount
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.entry_rows import END, LISTED, WHOLE, after_n, first_n, listed, listed_as, whole
from metanoia.store.part import Part, Row

NEWEST = f"""SELECT {LISTED} FROM entry WHERE n < ? AND deleted_at IS NULL
    ORDER BY n DESC LIMIT ?"""
BETWEEN = f"""SELECT {LISTED} FROM entry WHERE n >= ? AND n < ? AND deleted_at IS NULL
    ORDER BY n DESC LIMIT ? OFFSET ?"""
STARRED = f"""SELECT {LISTED} FROM entry WHERE starred = 1 AND deleted_at IS NULL AND n < ?
    ORDER BY n DESC LIMIT ?"""
TAGGED = f"""SELECT {listed_as("e")} FROM item_tag AS t JOIN entry AS e ON e.n = t.place
    WHERE t.tag_id = (SELECT id FROM tag WHERE name = ?) AND t.item_type = 'entry'
      AND t.place < ? AND e.deleted_at IS NULL
    ORDER BY t.place DESC LIMIT ?"""
YEARLY = f"""SELECT {LISTED} FROM entry WHERE substr(local_date, 6) = ? AND n < ?
    AND deleted_at IS NULL ORDER BY n DESC LIMIT ?"""
DAY_WORDS = """SELECT local_date, sum(words) FROM entry INDEXED BY entry_day
    WHERE local_date BETWEEN ? AND ? AND deleted_at IS NULL GROUP BY local_date"""
MONTHS = "SELECT month, entries, words FROM month ORDER BY month DESC"
OLDER = "SELECT id FROM entry WHERE n < ? AND deleted_at IS NULL ORDER BY n DESC LIMIT 1"
NEWER = "SELECT id FROM entry WHERE n > ? AND deleted_at IS NULL ORDER BY n LIMIT 1"
ONWARDS = f"""SELECT {WHOLE} FROM entry WHERE n >= ? AND n < ? AND deleted_at IS NULL
    ORDER BY n LIMIT ?"""
ONWARDS_TAGGED = f"""SELECT {WHOLE} FROM entry WHERE n IN
      (SELECT place FROM item_tag WHERE tag_id = (SELECT id FROM tag WHERE name = ?)
        AND item_type = 'entry' AND place >= ? AND place < ?)
    AND deleted_at IS NULL ORDER BY n LIMIT ?"""

_CHUNK = 200


class Timeline(Part):
    """Every way to read entries; "living" means not in Recently deleted."""

    def get(self, entry_id: EntryId) -> Entry:
        """Return the entry, deleted ones too; NotFound if there is none."""
        row = self._one(f"SELECT {WHOLE} FROM entry WHERE id = ?", entry_id)
        if row is None:
            raise NotFound("That entry is not in this journal any more.")
        return whole(row)

    def find(self, prefix: str) -> Entry:
        """Return the entry whose id begins so (at least 4 signs); NotFound or Refused if not just one."""
        start = prefix.strip().lower()
        if len(start) < 4:
            raise Refused("Give at least the first four signs of the entry's id.")
        found = self._all(
            "SELECT id FROM entry WHERE id >= ? AND id < ? LIMIT 20", start, start + "\x7f"
        )
        if not found:
            raise NotFound(
                f"No entry's id begins with “{start}”. List the entries to see their ids."
            )
        if len(found) > 1:
            many = "20 or more" if len(found) == 20 else str(len(found))
            raise Refused(f"The ids of {many} entries begin with “{start}”. Give more signs of it.")
        return self.get(EntryId(found[0][0]))

    def row(self, entry_id: EntryId) -> EntryRow:
        """Return what a list shows of the entry; NotFound if there is none."""
        row = self._one(f"SELECT {LISTED} FROM entry WHERE id = ?", entry_id)
        if row is None:
            raise NotFound("That entry is not in this journal any more.")
        return listed(row)

    def newest(self, limit: int = 60, before: int | None = None) -> list[EntryRow]:
        """Return living entries, newest first, that come before the place ``before`` (an n)."""
        return self._listed(NEWEST, END if before is None else before, limit)

    def starred(self, limit: int = 60, before: int | None = None) -> list[EntryRow]:
        """Return living entries with a star, newest first."""
        return self._listed(STARRED, END if before is None else before, limit)

    def tagged(self, tag: str, limit: int = 60, before: int | None = None) -> list[EntryRow]:
        """Return living entries that wear the tag, newest first."""
        return self._listed(TAGGED, tag, END if before is None else before, limit)

    def never_shared(self) -> set[EntryId]:
        """Return the living entries that are marked never to be shared."""
        rows = self._all("SELECT id FROM entry WHERE never_share = 1 AND deleted_at IS NULL")
        return {EntryId(entry_id) for (entry_id,) in rows}

    def months(self) -> list[MonthCount]:
        """Return the months that hold living entries, newest first."""
        return [
            MonthCount(month=dt.date.fromisoformat(f"{month}-01"), entries=entries, words=words)
            for month, entries, words in self._all(MONTHS)
        ]

    def in_month(self, month: dt.date, offset: int = 0, limit: int = 1000) -> list[EntryRow]:
        """Return the living entries of the month that holds this day, newest first."""
        first = month.replace(day=1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        return self._listed(BETWEEN, first_n(first), after_n(last), limit, offset)

    def on_day(self, date: dt.date) -> list[EntryRow]:
        """Return the living entries of a day, newest first."""
        return self._listed(BETWEEN, first_n(date), after_n(date), -1, 0)

    def on_this_day(self, date: dt.date, limit: int = 6) -> list[EntryRow]:
        """Return living entries of the same day in earlier years, newest first."""
        return self._listed(YEARLY, date.isoformat()[5:], first_n(date), limit)

    def day_words(self, first: dt.date, last: dt.date) -> dict[dt.date, int]:
        """Return how many words each day from ``first`` to ``last`` holds; empty days are left out."""
        rows = self._all(DAY_WORDS, first.isoformat(), last.isoformat())
        return {dt.date.fromisoformat(day): words for day, words in rows}

    def older(self, n: int) -> EntryId | None:
        """Return the living entry before the place ``n``."""
        return _id(self._one(OLDER, n))

    def newer(self, n: int) -> EntryId | None:
        """Return the living entry after the place ``n``."""
        return _id(self._one(NEWER, n))

    def iterate(
        self, first: dt.date | None = None, last: dt.date | None = None, tag: str | None = None
    ) -> Iterator[Entry]:
        """Yield living entries, oldest first, few at a time; of some days or of one tag if given."""
        start = first_n(first) if first else 0
        end = after_n(last) if last else END
        while True:
            if tag is None:
                rows = self._all(ONWARDS, start, end, _CHUNK)
            else:
                rows = self._all(ONWARDS_TAGGED, tag, start, end, _CHUNK)
            yield from map(whole, rows)
            if len(rows) < _CHUNK:
                return
            start = rows[-1][0] + 1

    @property
    def count(self) -> int:
        """How many living entries there are."""
        return self._stat("entries")

    @property
    def words(self) -> int:
        """How many words the living entries hold."""
        return self._stat("words")

    @property
    def trashed_count(self) -> int:
        """How many entries are in Recently deleted."""
        return self._stat("trashed")

    @property
    def days(self) -> int:
        """How many days have a living entry."""
        row = self._one(
            """SELECT count(DISTINCT local_date) FROM entry INDEXED BY entry_day
            WHERE deleted_at IS NULL"""
        )
        return int(row[0]) if row else 0

    @property
    def first_day(self) -> dt.date | None:
        """The day of the oldest living entry."""
        first = self.newer(-1)
        return self.row(first).date if first else None

    @property
    def last_day(self) -> dt.date | None:
        """The day of the newest living entry."""
        last = self.older(END)
        return self.row(last).date if last else None

    def _listed(self, sql: str, *values: object) -> list[EntryRow]:
        return [listed(row) for row in self._all(sql, *values)]

    def _stat(self, column: str) -> int:
        row = self._one(f"SELECT {column} FROM stat")
        return int(row[0]) if row else 0


def _id(row: Row | None) -> EntryId | None:
    return EntryId(row[0]) if row else None
