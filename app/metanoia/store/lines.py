"""The lines over time of the variables of maps, read from what feeds them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from metanoia.domain.lines_over_time import Feed, HasLines, Line, Points, axis, drawn, told
from metanoia.domain.maps import Variable
from metanoia.store.map_rows import PARTS, variable_of
from metanoia.store.part import Part, Row

Ask = tuple[str, int]  # the id of a measure or metric, and how many days back from its last one

_POINTS: Final = """(SELECT json_group_array(json_array(local_date, value)) FROM
      (SELECT local_date, value FROM {0} WHERE {1} = asked.id AND local_date >= date(
        (SELECT max(local_date) FROM {0} WHERE {1} = asked.id), '-' || asked.back || ' days')
      ORDER BY local_date))"""
FEEDS: Final = f"""WITH asked(id, back) AS (SELECT value ->> 0, value ->> 1 FROM json_each(?1))
    SELECT asked.id, asked.back, 'measure', measure.name, unit, 'number', start_value, target_value,
      band_lo, band_hi, {_POINTS.format("observation", "measure_id")}
    FROM asked CROSS JOIN measure ON measure.id = asked.id JOIN goal ON goal.id = goal_id
    WHERE measure.deleted_at IS NULL AND goal.deleted_at IS NULL
    UNION ALL SELECT asked.id, asked.back, 'metric', name, unit, kind, NULL, NULL, NULL, NULL,
      {_POINTS.format("reading", "metric_id")}
    FROM asked CROSS JOIN metric ON metric.id = asked.id WHERE deleted_at IS NULL"""
SOURCES: Final = """SELECT 'measure', measure.id, measure.name || ' (' || goal.title || ')'
      FROM measure JOIN goal ON goal.id = goal_id
      WHERE measure.deleted_at IS NULL AND goal.deleted_at IS NULL
    UNION ALL SELECT 'metric', id, name FROM metric WHERE deleted_at IS NULL"""
NAMED: Final = """SELECT name FROM measure WHERE id = ?1
    UNION ALL SELECT name FROM metric WHERE id = ?1"""
_VARIABLE: Final = ", ".join(f"variable.{column}" for column in PARTS["variable"].split(", "))
OF_GOAL: Final = f"""WITH of_goal(id) AS (
      SELECT map_id FROM measure CROSS JOIN variable ON measure_id = measure.id WHERE goal_id = ?1
      UNION SELECT from_id FROM item_link
        WHERE from_type = 'map' AND to_type = 'goal' AND to_id = ?1
      UNION SELECT to_id FROM item_link
        WHERE to_type = 'map' AND from_type = 'goal' AND from_id = ?1)
    SELECT map.id, title, horizon_days, {_VARIABLE}
    FROM of_goal CROSS JOIN map ON map.id = of_goal.id
      CROSS JOIN variable ON variable.map_id = map.id
    WHERE map.deleted_at IS NULL ORDER BY map.created_at, map.id, variable.rowid"""
_day: Final = dt.date.fromisoformat
_SCALES: Final = {"scale": (0.0, 10.0), "yes_no": (0.0, 1.0)}


class Source(NamedTuple):
    """What can feed a variable: "measure" or "metric", its id, and what it is called."""

    kind: str
    id: str
    name: str


class MapOfGoal(NamedTuple):
    """As much of a map as its lines are made of."""

    id: str
    title: str
    horizon_days: int
    variables: tuple[Variable, ...]


class _Fed(NamedTuple):
    feed: Feed
    name: str
    unit: str
    scale: tuple[float, float]
    points: Points
    even: tuple[float, ...]


class Lines(Part):
    """Lines over time; what feeds them and is gone gives none."""

    def of(self, map_: HasLines) -> list[Line]:
        """Return the lines of a map's variables, in the variables' order.

        What was measured is told back from its last day over the map's horizon.
        """
        return self.of_maps((map_,))[0]

    def of_maps(self, maps: Sequence[HasLines]) -> list[list[Line]]:
        """Return the lines of each map, as ``of`` does, read in one statement."""
        asks = {ask for one in maps for ask in _asks(one)}
        rows = self._all(FEEDS, json.dumps(sorted(asks))) if asks else []
        fed = {(id_, back): _fed(row) for id_, back, *row in rows}
        return [_lines(one, fed) for one in maps]

    def maps_of(self, goal: str) -> list[MapOfGoal]:
        """Return the living maps that are tied to a goal or follow a measure of it, the oldest first.

        One without variables is left out.
        """
        maps: dict[tuple[str, str, int], list[Variable]] = {}
        for id_, title, back, *row in self._all(OF_GOAL, goal):
            maps.setdefault((id_, title, back), []).append(variable_of(tuple(row)))
        return [MapOfGoal(*key, tuple(variables)) for key, variables in maps.items()]

    def sources(self) -> list[Source]:
        """Return every measure and metric that can feed a variable, by name."""
        rows = self._all(SOURCES)
        return sorted((Source(*row) for row in rows), key=lambda one: (one.name.casefold(), one.id))

    def name_of(self, source: str) -> str:
        """Return what a measure or metric is called, in Recently deleted too; "" once it is gone."""
        row = self._one(NAMED, source)
        return row[0] if row else ""


def _asks(of: HasLines) -> list[Ask]:
    fed = (one.measure or one.metric for one in of.variables)
    return [(feed, of.horizon_days) for feed in fed if feed]


def _lines(of: HasLines, fed: Mapping[Ask, _Fed]) -> list[Line]:
    found = []
    for one in of.variables:
        if one.drawn:
            found.append(drawn(one))
            continue
        known = fed.get((one.measure or one.metric or "", of.horizon_days))
        if known is not None and known.points:
            found.append(Line(one.id, one.name, *known))
    return found


def _fed(row: Row | list[Any]) -> _Fed:
    which, name, unit, kind, *ends, noted = row
    shown, even = told([(_day(day), value) for day, value in json.loads(noted)])
    scale = _SCALES.get(kind) or axis([value for _, value in shown], *ends)
    return _Fed(which, name, unit, scale, shown, even)
