"""Metrics: what somebody follows by the day, one reading a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.metric_stats import Group, by_group
from metanoia.domain.metrics import Metric, MetricId, NewMetric, Reading, check_reading
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, past_day, stamp
from metanoia.store.recoverable import Recoverable

BUILT_IN: Final = {"mood": "Mood", "energy": "Energy"}
Grouping = Literal["tag", "goal", "value"]

_COLUMNS = "id, name, kind, unit, built_in, shown, created_at, deleted_at"
_ORDER = "ORDER BY built_in IS NULL, built_in = 'energy', ord, rowid"
SHOWN = f"SELECT {_COLUMNS} FROM metric WHERE deleted_at IS NULL AND shown = 1 {_ORDER}"
LIVING = f"SELECT {_COLUMNS} FROM metric WHERE deleted_at IS NULL {_ORDER}"
TRASHED = f"SELECT {_COLUMNS} FROM metric WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC"
OF_DAY = """SELECT metric_id, value FROM reading WHERE local_date = ?
    AND metric_id IN (SELECT id FROM metric WHERE deleted_at IS NULL)"""
READINGS = """SELECT metric_id, local_date, value FROM reading WHERE metric_id = ?
    AND local_date >= ? ORDER BY local_date"""
_DAYS = """FROM reading CROSS JOIN entry
      ON entry.local_date = reading.local_date AND entry.deleted_at IS NULL"""
_OF = "WHERE metric_id = ? AND reading.local_date >= ?"
_TIED = f"""SELECT {{0}}.{{1}}, reading.local_date {_DAYS}
      CROSS JOIN item_link ON from_type = 'entry' AND from_id = entry.id AND to_type = '{{0}}'
      CROSS JOIN {{0}} ON {{0}}.id = to_id AND {{0}}.deleted_at IS NULL {_OF}
    UNION SELECT {{0}}.{{1}}, reading.local_date {_DAYS}
      CROSS JOIN item_link ON to_type = 'entry' AND to_id = entry.id AND from_type = '{{0}}'
      CROSS JOIN {{0}} ON {{0}}.id = from_id AND {{0}}.deleted_at IS NULL {_OF}"""
DAYS: Final[dict[Grouping, str]] = {
    "tag": f"""SELECT DISTINCT tag.name, reading.local_date {_DAYS}
      CROSS JOIN item_tag ON item_type = 'entry' AND item_id = entry.id
      CROSS JOIN tag ON tag.id = tag_id {_OF}""",
    "goal": _TIED.format("goal", "title"),
    "value": _TIED.format("value", "name"),
}


@dataclass(frozen=True, slots=True)
class FormerMetric:
    """A metric with its readings as it was: the row, and (day, at, value) of each reading."""

    metric: MetricId
    row: Row
    readings: tuple[Row, ...]


class Metrics(Recoverable):
    """The metrics of the open journal."""

    item_type = "metric"
    kinds = (Kind.METRIC,)

    def all(self, *, hidden: bool = False) -> list[Metric]:
        """Return the metrics that Today asks for, or with ``hidden`` every living one, in order."""
        return [_metric(row) for row in self._all(LIVING if hidden else SHOWN)]

    def trashed(self) -> list[Metric]:
        """Return what is in Recently deleted, the latest deleted first."""
        return [_metric(row) for row in self._all(TRASHED)]

    def get(self, metric_id: MetricId) -> Metric:
        """Return the metric, deleted ones too; NotFound if there is none."""
        row = self._one(f"SELECT {_COLUMNS} FROM metric WHERE id = ?", metric_id)
        if row is None:
            raise self._missing()
        return _metric(row)

    def built_in(
        self, which: Literal["mood", "energy"], *, shown: bool = False, source: object = None
    ) -> Metric:
        """Return mood or energy, made at its first use and then asked for on Today if ``shown``."""
        row = self._one(f"SELECT {_COLUMNS} FROM metric WHERE built_in = ?", which)
        if row is not None:
            return _metric(row)
        return self._insert(NewMetric(name=BUILT_IN[which], kind="scale"), which, shown, source)

    def add(self, new: NewMetric, *, source: object = None) -> Metric:
        """Keep a metric by a name that no other living one has. Refused."""
        self._check_free(new.name)
        return self._insert(new, None, True, source)

    def rename(self, metric_id: MetricId, name: str, *, source: object = None) -> Metric:
        """Give a metric another name. Refused for mood, energy, or a name that is taken; NotFound."""
        old = self._living(metric_id)
        new = NewMetric(name=name, kind=old.kind, unit=old.unit)
        if new.name == old.name:
            return old
        if old.built_in:
            raise Refused(f"{old.name} keeps its name. Add a metric of your own beside it.")
        if new.name.casefold() != old.name.casefold():
            self._check_free(new.name)
        return self._set(metric_id, "name", new.name, source)

    def show(self, metric_id: MetricId, *, source: object = None) -> Metric:
        """Ask for a metric on Today."""
        return self._set(self._living(metric_id).id, "shown", 1, source)

    def hide(self, metric_id: MetricId, *, source: object = None) -> Metric:
        """Ask for a metric on Today no more; its readings stay."""
        return self._set(self._living(metric_id).id, "shown", 0, source)

    def set(
        self,
        metric_id: MetricId,
        date: dt.date,
        value: float | None,
        *,
        today: dt.date | None = None,
        source: object = None,
    ) -> float | None:
        """Keep what a metric was on a day, or None to take that back; return what it was before.

        Refused for what such a metric cannot be, and for a day to come; NotFound.
        """
        metric, day = self._living(metric_id), past_day(date, today).isoformat()
        if value is not None:
            check_reading(metric.kind, value)
        asked = "SELECT value FROM reading WHERE metric_id = ? AND local_date = ?"
        before = self._one(asked, metric_id, day)
        if value == (before[0] if before else None):
            return value
        with self._changes.write(Kind.METRIC, source=source):
            if value is None:
                self._write(
                    "DELETE FROM reading WHERE metric_id = ? AND local_date = ?", metric_id, day
                )
            else:
                self._write(
                    """INSERT INTO reading(metric_id, local_date, at, value) VALUES(?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET at = excluded.at, value = excluded.value""",
                    metric_id,
                    day,
                    stamp(now()),
                    value,
                )
        return float(before[0]) if before else None

    def of_day(self, date: dt.date) -> dict[MetricId, float]:
        """Return what each living metric was on a day, as far as it was said."""
        return {MetricId(metric): value for metric, value in self._all(OF_DAY, date.isoformat())}

    def readings(self, metric_id: MetricId, since: dt.date | None = None) -> list[Reading]:
        """Return the readings of a metric from ``since`` on, oldest first."""
        rows = self._all(READINGS, metric_id, since.isoformat() if since else "")
        return [
            Reading(MetricId(metric), dt.date.fromisoformat(day), value)
            for metric, day, value in rows
        ]

    def by(self, metric_id: MetricId, which: Grouping, since: dt.date | None = None) -> list[Group]:
        """Return how high a metric was on days with entries of each tag, goal or value."""
        days: defaultdict[str, set[dt.date]] = defaultdict(set)
        asked = (metric_id, since.isoformat() if since else "")
        for name, day in self._all(DAYS[which], *asked * DAYS[which].count(_OF)):
            days[name].add(dt.date.fromisoformat(day))
        return by_group(self.readings(metric_id, since), days)

    def former(self, metric_id: MetricId) -> FormerMetric:
        """Return a metric with its readings as it is now, to be put back. NotFound."""
        self.get(metric_id)
        (row,) = self._all("SELECT * FROM metric WHERE id = ?", metric_id)
        readings = self._all(
            "SELECT local_date, at, value FROM reading WHERE metric_id = ?", metric_id
        )
        return FormerMetric(metric_id, row, tuple(readings))

    def put_back(self, former: FormerMetric, *, source: object = None) -> None:
        """Make a metric with its readings what it was; NotFound once it was deleted for ever."""
        self.get(former.metric)
        names = [name for (name,) in self._all("SELECT name FROM pragma_table_info('metric')")]
        with self._changes.write(Kind.METRIC, source=source):
            self._write(
                f"UPDATE metric SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
                *former.row,
                former.metric,
            )
            self._write("DELETE FROM reading WHERE metric_id = ?", former.metric)
            self._write_readings(former)

    def _write_readings(self, former: FormerMetric) -> None:
        for day, at, value in former.readings:
            self._write(
                "INSERT INTO reading(metric_id, local_date, at, value) VALUES(?, ?, ?, ?)",
                former.metric,
                day,
                at,
                value,
            )

    def _insert(self, new: NewMetric, built_in: str | None, shown: bool, source: object) -> Metric:
        added, at = MetricId(new_id()), stamp(now())
        with self._changes.write(Kind.METRIC, source=source):
            self._write(
                """INSERT INTO metric(id, created_at, updated_at, ord, name, kind, unit, built_in,
                shown) VALUES(?, ?, ?, (SELECT coalesce(max(ord), 0) + 1 FROM metric), ?, ?, ?, ?, ?)""",
                added,
                at,
                at,
                new.name,
                new.kind,
                new.unit,
                built_in,
                int(shown),
            )
        return self.get(added)

    def _set(self, metric_id: MetricId, column: str, value: object, source: object) -> Metric:
        with self._changes.write(Kind.METRIC, source=source):
            self._write(
                f"UPDATE metric SET {column} = ?, rev = rev + 1, updated_at = ? WHERE id = ?",
                value,
                stamp(now()),
                metric_id,
            )
        return self.get(metric_id)

    def _set_deleted(self, item_id: str, at: str | None) -> None:
        metric = self.get(MetricId(item_id))
        if at is not None and metric.built_in:
            raise Refused(f"{metric.name} cannot be deleted. Hide it, and Today asks no more.")
        if at is None:
            self._check_free(metric.name)
        super()._set_deleted(item_id, at)

    def _living(self, metric_id: MetricId) -> Metric:
        found = self.get(metric_id)
        if found.deleted_at is not None:
            raise Refused(f"“{found.name}” is in Recently deleted. Bring it back first.")
        return found

    def _check_free(self, name: str) -> None:
        names: Sequence[str] = [one.name for one in self.all(hidden=True)] + [*BUILT_IN.values()]
        if any(name.casefold() == other.casefold() for other in names):
            raise Refused(f"There is a metric called “{name}” already. Choose another name.")

    def _missing(self) -> NotFound:
        return NotFound("That metric is not in this journal any more.")


def _metric(row: Row) -> Metric:
    id_, name, kind, unit, built_in, shown, created, deleted = row
    return Metric(
        id=MetricId(id_),
        name=name,
        kind=kind,
        unit=unit,
        built_in=built_in,
        shown=bool(shown),
        created_at=moment(created),
        deleted_at=moment_or_none(deleted),
    )
