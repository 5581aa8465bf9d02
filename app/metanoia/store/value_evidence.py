"""Where values show: entries, actions and goals that serve or strain them."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.values import Seen, ValueId
from metanoia.store.part import Part, moment, stamp

_TIED = """SELECT to_id AS value_id, from_type AS item_type, from_id AS item_id, relation, created_at
      FROM item_link WHERE to_type = 'value'
    UNION ALL SELECT from_id, to_type, to_id, relation, created_at
      FROM item_link WHERE from_type = 'value' AND to_type <> 'value'"""
ENTRIES = f"""SELECT value_id, entry.local_date, relation, 'entry', entry.id,
      CASE WHEN entry.title <> '' THEN entry.title ELSE entry.excerpt END
    FROM ({_TIED}) JOIN entry ON item_type = 'entry' AND entry.id = item_id
    WHERE entry.deleted_at IS NULL AND relation IN ('serves', 'strains')
      AND entry.local_date BETWEEN ? AND ?"""
ACTIONS = f"""SELECT value_id, coalesce(action.settled_at, action.created_at), relation, 'action',
      action.id, action.text
    FROM ({_TIED}) AS tied JOIN action ON item_type = 'action' AND action.id = item_id
    WHERE action.deleted_at IS NULL AND relation IN ('serves', 'strains')
      AND coalesce(action.settled_at, action.created_at) BETWEEN ? AND ?"""
TOUCHED = f"""SELECT value_id FROM ({_TIED}) AS tied
      JOIN entry ON item_type = 'entry' AND entry.id = item_id
      WHERE entry.deleted_at IS NULL AND entry.local_date >= ?1
    UNION SELECT value_id FROM ({_TIED}) AS tied
      JOIN action ON item_type = 'action' AND action.id = item_id
      WHERE action.deleted_at IS NULL
        AND max(action.created_at, coalesce(action.settled_at, '')) >= ?2
    UNION SELECT value_id FROM value_rating WHERE note <> '' AND local_date >= ?1
    UNION SELECT id FROM value WHERE created_at >= ?2  -- new, and not told of days before
      AND NOT EXISTS(SELECT 1 FROM value_rating WHERE value_id = value.id AND local_date < ?1)
      AND NOT EXISTS(SELECT 1 FROM value_sorted JOIN value_sort ON value_sort.id = sort_id
        WHERE value_id = value.id AND local_date < ?1)"""


class ValueEvidence(Part):
    """What the journal itself says of how values are lived."""

    def between(self, since: dt.date, until: dt.date) -> dict[ValueId, list[Seen]]:
        """Return what serves or strains each value from ``since`` to ``until``, by day."""
        found: dict[ValueId, list[Seen]] = {}
        for value, day, *rest in self._all(ENTRIES, since.isoformat(), until.isoformat()):
            found.setdefault(value, []).append(Seen(dt.date.fromisoformat(day), *rest))
        for value, at, *rest in self._all(ACTIONS, _midnight(since), _midnight(_after(until))):
            if since <= (day := moment(at).astimezone().date()) <= until:
                found.setdefault(value, []).append(Seen(day, *rest))
        return {value: sorted(seen) for value, seen in found.items()}

    def touched(self, since: dt.date) -> set[str]:
        """Return the ids of values that an entry, an action or a note had to do with since a day, and of new ones."""
        rows = self._all(TOUCHED, since.isoformat(), _midnight(since))
        return {value for (value,) in rows}


def _after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _midnight(day: dt.date) -> str:
    return stamp(dt.datetime.combine(day, dt.time()).astimezone())
