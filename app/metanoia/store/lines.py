"""The lines over time of the variables of maps, read from what feeds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, NamedTuple

from metanoia.domain.lines_over_time import Line, Points, axis, drawn, evenly
from metanoia.domain.maps import CausalMap, Variable
from metanoia.store.part import Part

_BACK: Final = """date((SELECT max(local_date) FROM {0} WHERE {1} = ?1), '-' || ?2 || ' days')"""
_POINTS: Final = f"""SELECT local_date, value FROM {{0}}
    WHERE {{1}} = ?1 AND local_date >= {_BACK} ORDER BY local_date"""
MEASURED: Final = _POINTS.format("observation", "measure_id")
READ: Final = _POINTS.format("reading", "metric_id")
_MEASURE: Final = """SELECT measure.name, unit, start_value, target_value, band_lo, band_hi
    FROM measure JOIN goal ON goal.id = goal_id
    WHERE measure.id = ? AND measure.deleted_at IS NULL AND goal.deleted_at IS NULL"""
_METRIC: Final = "SELECT name, unit, kind FROM metric WHERE id = ? AND deleted_at IS NULL"
SOURCES: Final = """SELECT 'measure', measure.id, measure.name || ' (' || goal.title || ')'
      FROM measure JOIN goal ON goal.id = goal_id
      WHERE measure.deleted_at IS NULL AND goal.deleted_at IS NULL
    UNION ALL SELECT 'metric', id, name FROM metric WHERE deleted_at IS NULL"""
OF_GOAL: Final = """SELECT map_id FROM variable JOIN measure ON measure.id = measure_id
      JOIN map ON map.id = map_id WHERE goal_id = ?1 AND map.deleted_at IS NULL
    UNION SELECT map.id FROM item_link JOIN map ON map.id = from_id
      WHERE from_type = 'map' AND to_type = 'goal' AND to_id = ?1 AND map.deleted_at IS NULL
    UNION SELECT map.id FROM item_link JOIN map ON map.id = to_id
      WHERE to_type = 'map' AND from_type = 'goal' AND from_id = ?1 AND map.deleted_at IS NULL"""


class Source(NamedTuple):
    """What can feed a variable: "measure" or "metric", its id, and what it is called."""

    kind: str
    id: str
    name: str


class Lines(Part):
    """Lines over time; what feeds them and is gone gives none."""

    def of(self, map_: CausalMap) -> list[Line]:
        """Return the lines of a map's variables, in the variables' order.

        What was measured is told back from its last day over the map's horizon.
        """
        found = (self._line(one, map_.horizon_days) for one in map_.variables)
        return [line for line in found if line is not None and line.points]

    def sources(self) -> list[Source]:
        """Return every measure and metric that can feed a variable, by name."""
        rows = self._all(SOURCES)
        return sorted((Source(*row) for row in rows), key=lambda one: (one.name.casefold(), one.id))

    def maps_of(self, goal: str) -> list[str]:
        """Return the ids of the living maps that are tied to a goal or follow one of its measures."""
        return [id_ for (id_,) in self._all(OF_GOAL, goal)]

    def _line(self, one: Variable, back: int) -> Line | None:
        if one.measure:
            return self._measured(one, one.measure, back)
        if one.metric:
            return self._read(one, one.metric, back)
        return drawn(one) if one.drawn else None

    def _measured(self, one: Variable, measure: str, back: int) -> Line | None:
        row = self._one(_MEASURE, measure)
        if row is None:
            return None
        name, unit, *ends = row
        points = _points(self._all(MEASURED, measure, back))
        scale = axis([value for _, value in points], *ends)
        return Line(one.id, one.name, "measure", name, unit, scale, points)

    def _read(self, one: Variable, metric: str, back: int) -> Line | None:
        row = self._one(_METRIC, metric)
        if row is None:
            return None
        name, unit, kind = row
        points = _points(self._all(READ, metric, back))
        scales = {"scale": (0.0, 10.0), "yes_no": (0.0, 1.0)}
        scale = scales.get(kind) or axis([value for _, value in points])
        return Line(one.id, one.name, "metric", name, unit, scale, points)


def _points(rows: Iterable[tuple[str, float]]) -> Points:
    return evenly([(dt.date.fromisoformat(day), float(value)) for day, value in rows])
