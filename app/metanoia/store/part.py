"""What every part of the open journal is made of: a connection to read, and changes to write."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from metanoia.domain.days import check_date
from metanoia.domain.errors import Refused
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.errors import translated

Row = tuple[Any, ...]


class Part:
    """One kind of thing in the open journal; database errors leave as sentences."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def _all(self, sql: str, *values: object) -> list[Row]:
        try:
            with self._changes.in_use:
                rows: list[Row] = self._connection.execute(sql, values).fetchall()
        except driver.Error as error:
            raise translated(error, self._changes.path) from None
        return rows

    def _one(self, sql: str, *values: object) -> Row | None:
        try:
            with self._changes.in_use:
                row: Row | None = self._connection.execute(sql, values).fetchone()
        except driver.Error as error:
            raise translated(error, self._changes.path) from None
        return row

    def _write(self, sql: str, *values: object) -> int:
        """Run one statement inside a ``changes.write`` block; return how many rows it touched."""
        count: int = self._connection.execute(sql, values).rowcount
        return count


def new_id() -> str:
    """Return a random UUID (version 4) of 36 characters."""
    return str(uuid.uuid4())


def now() -> dt.datetime:
    """Return this moment in UTC, whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def past(at: dt.datetime | None) -> dt.datetime:
    """Return the moment ``at``, this one if None, in UTC and whole seconds; Refused for one to come."""
    moment = now()
    if at is None:
        return moment
    kept = at.astimezone(dt.UTC).replace(microsecond=0)
    if kept > moment:
        raise Refused("That moment is still to come. Choose one that has been.")
    return kept


def past_day(date: dt.date | None, today: dt.date | None) -> dt.date:
    """Return the day ``date``, or ``today`` (by this machine's clock if None); Refused for one to come.

    Also Refused for one that no journal holds.
    """
    today = today or now().astimezone().date()
    if date is None:
        return today
    if date > today:
        raise Refused("That day is still to come. Choose today or one that has been.")
    check_date(date)
    return date


def stamp(at: dt.datetime) -> str:
    """Return an aware moment as text that sorts in time: "2026-01-04T09:30:00Z"."""
    return at.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def moment(text: str) -> dt.datetime:
    """Return the aware moment of ``stamp``."""
    return dt.datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> dt.datetime | None:
    """Return the aware moment of ``stamp``, or None for NULL."""
    return None if text is None else moment(text)
