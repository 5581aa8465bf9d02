"""All values as they were at a moment, and putting them back exactly so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metanoia.store.part import Part, now, stamp

Columns = Mapping[str, Any]  # a row by the names of its columns

_TABLES = {
    "value": "SELECT * FROM value ORDER BY rowid",
    "value_rating": "SELECT * FROM value_rating ORDER BY rowid",
    "value_sort": "SELECT * FROM value_sort ORDER BY rowid",
    "value_sorted": "SELECT * FROM value_sorted ORDER BY sort_id, rank",
    "revision": "SELECT * FROM revision WHERE item_type = 'value' ORDER BY rowid",
}


@dataclass(frozen=True, slots=True)
class FormerValues:
    """Every value with its ratings, the sorts, and earlier wordings: rows by table."""

    rows: Mapping[str, Sequence[Columns]]


class FormerValuesOf(Part):
    """The values of a journal as a whole, which is small."""

    def all(self) -> FormerValues:
        """Return all values as they are now."""
        return FormerValues({table: self._rows(table, sql) for table, sql in _TABLES.items()})

    def put_back(self, former: FormerValues) -> None:
        """Make all values what they were, inside a write block; what was deleted for ever stays so.

        Those named since go to Recently deleted.
        """
        there = {value for (value,) in self._all("SELECT id FROM value")}
        then = {row["id"]: row for row in former.rows["value"]}
        for value in there - then.keys():
            self._write(
                "UPDATE value SET deleted_at = coalesce(deleted_at, ?) WHERE id = ?",
                stamp(now()),
                value,
            )
        kept = there & then.keys()
        self._write("DELETE FROM value_sort")
        for value in kept:
            self._write("DELETE FROM value_rating WHERE value_id = ?", value)
            self._write("DELETE FROM revision WHERE item_type = 'value' AND item_id = ?", value)
        self._write("UPDATE value SET rank = NULL")
        for value in kept:
            self._update(then[value])
        self._insert("value_rating", _of(kept, former.rows["value_rating"], "value_id"))
        sorted_ = _of(kept, former.rows["value_sorted"], "value_id")
        sorts = {row["sort_id"] for row in sorted_}
        self._insert("value_sort", _of(sorts, former.rows["value_sort"], "id"))
        self._insert("value_sorted", sorted_)
        self._insert("revision", _of(kept, former.rows["revision"], "item_id"))

    def _insert(self, table: str, rows: Sequence[Columns]) -> None:
        for row in rows:
            marks = ", ".join("?" * len(row))
            self._write(f"INSERT INTO {table}({', '.join(row)}) VALUES({marks})", *row.values())

    def _update(self, row: Columns) -> None:
        names = [name for name in row if name != "id"]
        self._write(
            f"UPDATE value SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
            *(row[name] for name in names),
            row["id"],
        )

    def _rows(self, table: str, sql: str) -> list[Columns]:
        names = [name for (name,) in self._all("SELECT name FROM pragma_table_info(?)", table)]
        return [dict(zip(names, row, strict=True)) for row in self._all(sql)]


def _of(ids: set[str], rows: Sequence[Columns], column: str) -> list[Columns]:
    return [row for row in rows if row[column] in ids]
