"""Values: their order from sort to sort, how far they are lived, and where they show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.values import (
    RANKS,
    Rating,
    Seen,
    Sort,
    Value,
    ValueId,
    check_rating,
    rating_note,
)
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.former_values import FormerValues, FormerValuesOf
from metanoia.store.meta import Meta
from metanoia.store.part import Row, new_id, now, past_day, stamp
from metanoia.store.value_evidence import ValueEvidence
from metanoia.store.value_register import LATEST_SORT, ValueRegister

DRAFT: Final = "value_sort"
UNTOUCHED_DAYS: Final = 30

_RATING = "value_id, local_date, importance, lived, note"
_RATED = "JOIN value ON value.id = value_id WHERE value.deleted_at IS NULL"
RATINGS = f"SELECT {_RATING} FROM value_rating {_RATED} ORDER BY local_date, value_rating.rowid"
RATINGS_OF = f"SELECT {_RATING} FROM value_rating WHERE value_id = ? ORDER BY local_date"
SORTS = f"""SELECT value_sort.id, local_date, value_id FROM value_sort
    JOIN value_sorted ON sort_id = value_sort.id {_RATED}
    ORDER BY local_date, value_sort.at, value_sort.id, value_sorted.rank"""


class Values(ValueRegister):
    """The values of the open journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._formers = FormerValuesOf(connection, changes)
        self._evidence = ValueEvidence(connection, changes)
        self._meta = Meta(connection, changes)

    # -- how far they are lived

    def rate(
        self,
        value_id: ValueId,
        importance: int,
        lived: int | None = None,
        note: str = "",
        *,
        date: dt.date | None = None,
        today: dt.date | None = None,
        source: object = None,
    ) -> Rating:
        """Keep how much a value matters and how far it showed; a second time of a day replaces the first.

        Refused out of 0 to 10, for a day to come, and for a value set aside or deleted; NotFound.
        """
        check_rating(importance, lived)
        note, day = rating_note(note), past_day(date, today)
        if self._living(value_id).state == "retired":
            raise Refused("That value is set aside. Take it up again to say how far it showed.")
        rating = Rating(value_id, day, importance, lived, note)
        with self._changes.write(Kind.VALUE, source=source):
            self._write(
                """INSERT INTO value_rating(id, at, value_id, local_date, importance, lived, note)
                VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(value_id, local_date) DO UPDATE SET
                at = excluded.at, importance = excluded.importance, lived = excluded.lived,
                note = excluded.note""",
                new_id(),
                stamp(now()),
                value_id,
                day.isoformat(),
                importance,
                lived,
                note,
            )
        return rating

    def remove_rating(self, value_id: ValueId, date: dt.date, *, source: object = None) -> None:
        """Take back the rating of a day; nothing happens if there is none."""
        with self._changes.write(Kind.VALUE, source=source):
            self._write(
                "DELETE FROM value_rating WHERE value_id = ? AND local_date = ?",
                value_id,
                date.isoformat(),
            )

    def ratings(self, value_id: ValueId | None = None) -> list[Rating]:
        """Return the ratings of one value, or of every living one, oldest first."""
        rows = self._all(RATINGS_OF, value_id) if value_id else self._all(RATINGS)
        return [_rating(row) for row in rows]

    def latest_ratings(self) -> dict[ValueId, Rating]:
        """Return the last rating of each living value that has one."""
        return {rating.value: rating for rating in self.ratings()}

    # -- their order

    def keep_sort(
        self,
        order: Sequence[str],
        meanings: Mapping[str, str] | None = None,
        *,
        date: dt.date | None = None,
        today: dt.date | None = None,
        source: object = None,
    ) -> Sort:
        """Keep the order of up to ten values, first the one that matters most; each an id or a name.

        Names that are new become values, those set aside are taken up. ``meanings`` has what some of
        ``order`` mean. A second sort of a day replaces the first; the latest one gives the ranks.
        Refused for none, more than ten, one named twice, or a day to come; NotFound.
        """
        day = past_day(date, today)
        if not 1 <= len(order) <= RANKS:
            raise Refused(f"An order has 1 to {RANKS} values; this one has {len(order)}.")
        sort_id = new_id()
        with self._changes.write(Kind.VALUE, source=source):
            values = [self._named(one, (meanings or {}).get(one)) for one in order]
            if len(set(values)) < len(values):
                raise Refused("A value stands in the order twice. Keep it in one place.")
            self._write("DELETE FROM value_sort WHERE local_date = ?", day.isoformat())
            self._write(
                "INSERT INTO value_sort(id, at, local_date) VALUES(?, ?, ?)",
                sort_id,
                stamp(now()),
                day.isoformat(),
            )
            for rank, value in enumerate(values, 1):
                self._write("INSERT INTO value_sorted VALUES(?, ?, ?)", sort_id, value, rank)
            self._rank_by_latest()
        return Sort(sort_id, day, tuple(values))

    def sorts(self) -> list[Sort]:
        """Return every sort with the values of it that are living, oldest first."""
        by_sort = groupby(self._all(SORTS), key=lambda row: (row[0], row[1]))
        return [
            Sort(id_, dt.date.fromisoformat(day), tuple(ValueId(row[2]) for row in rows))
            for (id_, day), rows in by_sort
        ]

    @property
    def sort_draft(self) -> str | None:
        """The sort that was left unfinished, as text, or None."""
        return self._meta.get(DRAFT)

    def keep_sort_draft(self, draft: str | None) -> None:
        """Keep a sort that is not finished, or None once it is or is given up."""
        if draft is None:
            self._meta.forget(DRAFT)
        else:
            self._meta.set(DRAFT, draft)

    # -- where they show

    def evidence(self, value_id: ValueId, since: dt.date, until: dt.date) -> list[Seen]:
        """Return the entries and actions of those days that serve or strain a value, oldest first."""
        return self._evidence.between(since, until).get(value_id, [])

    def evidence_of_all(self, since: dt.date, until: dt.date) -> dict[ValueId, list[Seen]]:
        """Return the same for every value that has some."""
        return self._evidence.between(since, until)

    def untouched(self, today: dt.date, days: int = UNTOUCHED_DAYS) -> list[Value]:
        """Return the values that no entry, action or note of the last ``days`` had to do with, by rank."""
        touched = self._evidence.touched(today - dt.timedelta(days=days))
        return [value for value in self.all() if value.id not in touched]

    # -- as it was

    def former(self) -> FormerValues:
        """Return all values with their ratings and sorts as they are now, to be put back."""
        return self._formers.all()

    def put_back(self, former: FormerValues, *, source: object = None) -> None:
        """Make all values what they were; what was deleted for ever meanwhile stays so.

        Those named since go to Recently deleted.
        """
        with self._changes.write(Kind.VALUE, source=source):
            self._formers.put_back(former)

    def _named(self, said: str, meaning: str | None) -> ValueId:
        """Return the active value that an id or a name means, made if there is none by that name."""
        if self._one("SELECT 1 FROM value WHERE id = ?", said):
            value = self._living(ValueId(said))
        else:
            value = self.by_name(said) or self.add(said, meaning or "")
        if value.state == "retired":
            value = self.take_up(value.id)
        if meaning is not None:
            self.change(value.id, meaning=meaning)
        return value.id

    def _rank_by_latest(self) -> None:
        self._write("UPDATE value SET rank = NULL WHERE rank IS NOT NULL AND deleted_at IS NULL")
        self._write(
            f"""UPDATE value SET rank = sorted.rank FROM value_sorted AS sorted
            WHERE sorted.value_id = value.id AND value.state = 'active' AND value.deleted_at IS NULL
              AND sort_id = ({LATEST_SORT})"""
        )


def _rating(row: Row) -> Rating:
    value, day, importance, lived, note = row
    return Rating(ValueId(value), dt.date.fromisoformat(day), importance, lived, note)
