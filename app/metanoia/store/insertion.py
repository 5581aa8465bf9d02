"""Rows that come back as they left, written by the names of their columns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from metanoia.store.part import Part, stamp


class Insertion(Part):
    """Writes rows inside a write block."""

    def _put(self, table: str, **values: Any) -> None:
        self._write(
            f"INSERT INTO {table}({', '.join(values)}) VALUES({', '.join('?' * len(values))})",
            *map(plain, values.values()),
        )

    def _has(self, kind: str, id_: str) -> bool:
        return self._any(f"{kind} WHERE id = ?", id_)

    def _any(self, where: str, *values: object) -> bool:
        return self._one(f"SELECT 1 FROM {where}", *values) is not None


def columns(thing: object, names: str) -> dict[str, Any]:
    """Return what a thing holds under these names, with spaces between them."""
    return {name: getattr(thing, name) for name in names.split()}


def plain(value: Any) -> Any:
    """Return a value as its column keeps it: moments and days as text."""
    if isinstance(value, dt.datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, dt.date) else value
