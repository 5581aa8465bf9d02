"""Rows as they were, by the names of their columns, and writing them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from metanoia.store.part import Part
from metanoia.store.things import KINDS

Values = Mapping[str, Any]  # a row by the names of its columns
_NUMBER = "n"  # of a point is given anew: another assumption's may have the old one by now


class WholeRows(Part):
    """Reads and writes whole rows, whatever their table."""

    def _rows(self, table: str, where: str, of: str) -> list[Values]:
        """Return the rows of a table in the order they were written; ``?1`` in ``where`` is ``of``."""
        names = [name for (name,) in self._all("SELECT name FROM pragma_table_info(?)", table)]
        rows = self._all(f"SELECT * FROM {table} WHERE {where} ORDER BY rowid", of)
        said = [dict(zip(names, row, strict=True)) for row in rows]
        return [{name: row[name] for name in names if name != _NUMBER} for row in said]

    def _insert(self, table: str, row: Values, late: Sequence[str] = ()) -> None:
        """Write a row without its columns ``late``, which are updated afterwards."""
        columns = [name for name in row if name not in late]
        self._write(
            f"INSERT INTO {table}({', '.join(columns)}) VALUES({', '.join('?' * len(columns))})",
            *(row[name] for name in columns),
        )

    def _update(self, table: str, row: Values) -> None:
        columns = [name for name in row if name != "id"]
        self._write(
            f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?",
            *(row[name] for name in columns),
            row["id"],
        )

    def _mend(
        self,
        table: str,
        now: Mapping[str, Sequence[Values]],
        former: Mapping[str, Sequence[Values]],
    ) -> None:
        """Take away what was added since and bring back what was removed; the rest may have moved."""
        there = {row["id"] for row in now[table]}
        then = {row["id"]: row for row in former[table]}
        for row_id in there - then.keys():
            self._write(f"DELETE FROM {table} WHERE id = ?", row_id)
        for row_id, row in then.items():
            if row_id not in there and all(self._there(*end) for end in _ends(row)):
                self._insert(table, row)

    def _without_lost(self, row: Values, **named: str) -> Values:
        """Return a row whose columns ``named`` (column: table) are None where what they name is gone."""
        lost = [
            name for name, table in named.items() if row[name] and not self._there(table, row[name])
        ]
        return {**row, **dict.fromkeys(lost)}

    def _there(self, table: str, row_id: str) -> bool:
        return self._one(f"SELECT 1 FROM {table} WHERE id = ?", row_id) is not None


def _ends(row: Values) -> list[tuple[str, str]]:
    """Return what an anchor or a tie names, entries and things of other kinds."""
    if "entry_id" in row:
        return [("entry", row["entry_id"]), (row["item_type"], row["item_id"])]
    ends = [(row["from_type"], row["from_id"]), (row["to_type"], row["to_id"])]
    return [end for end in ends if end[0] in KINDS]
