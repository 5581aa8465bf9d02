"""An assumption as it was, with all that hangs on it, and putting it back exactly so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import Refused
from metanoia.store.part import Part
from metanoia.store.things import ASSUMPTION, KINDS, PREDICTION, Things

Values = Mapping[str, Any]  # a row by the names of its columns

_FORETOLD = "(SELECT prediction_id FROM experiment WHERE assumption_id = ?1)"
_WHERE = {
    "assumption": "id = ?1",
    "prediction": f"id IN {_FORETOLD}",
    "forecast": f"prediction_id IN {_FORETOLD}",
    "experiment": "assumption_id = ?1",
    "evidence": "assumption_id = ?1",
    "confidence_point": "assumption_id = ?1",
    "revision": f"""(item_type = 'assumption' AND item_id = ?1)
      OR (item_type = 'prediction' AND item_id IN {_FORETOLD})
      OR (item_type = 'experiment'
        AND item_id IN (SELECT id FROM experiment WHERE assumption_id = ?1))
      OR (item_type = 'evidence' AND item_id IN (SELECT id FROM evidence WHERE assumption_id = ?1))""",
    "anchor": f"""(item_type = 'assumption' AND item_id = ?1)
      OR (item_type = 'prediction' AND item_id IN {_FORETOLD})""",
    "item_link": """(from_type = 'assumption' AND from_id = ?1)
      OR (to_type = 'assumption' AND to_id = ?1)""",
}
_CLOSING = ("outcome", "settled_at", "withdrawn_at")
_NUMBER = "n"  # of a point is given anew: another assumption's may have the old one by now
_UNTOUCHED = """SELECT 1 FROM assumption WHERE id = ?1 AND rev = 1 AND state = 'noticed'
    AND NOT EXISTS(SELECT 1 FROM evidence WHERE assumption_id = ?1)
    AND NOT EXISTS(SELECT 1 FROM experiment WHERE assumption_id = ?1)
    AND NOT EXISTS(SELECT 1 FROM prediction WHERE assumption_id = ?1)
    AND NOT EXISTS(SELECT 1 FROM anchor WHERE item_type = 'assumption' AND item_id = ?1)
    AND NOT EXISTS(SELECT 1 FROM item_link
      WHERE (from_type = 'assumption' AND from_id = ?1) OR (to_type = 'assumption' AND to_id = ?1))"""


@dataclass(frozen=True, slots=True)
class Former:
    """All of one assumption at a moment: its rows by table, each in the order it was written."""

    assumption: AssumptionId
    rows: Mapping[str, Sequence[Values]]


class Formers(Part):
    """Whole assumptions as they were."""

    def of(self, assumption_id: AssumptionId) -> Former:
        """Return all of an assumption as it is now."""
        rows = {table: self._rows(table, where, assumption_id) for table, where in _WHERE.items()}
        return Former(assumption_id, rows)

    def untouched(self, assumption_id: AssumptionId) -> bool:
        """Tell whether nothing was done with an assumption since it was made."""
        return self._one(_UNTOUCHED, assumption_id) is not None

    def put_back(self, former: Former) -> None:
        """Make all of an assumption what it was, inside a write block.

        What names an entry that is gone meanwhile names none. Refused if the assumption would be
        revised to one that is gone.
        """
        (assumption,) = former.rows["assumption"]
        follower = assumption["revised_to_id"]
        if follower and not self._there(ASSUMPTION, follower):
            raise Refused(
                "What it had been revised to was deleted for ever, so this stays as it is."
            )
        now = self.of(former.assumption)
        self._clear(now, former)
        for table in ("prediction", "forecast", "experiment", "evidence", "confidence_point"):
            for row in former.rows[table]:
                self._insert(table, self._without_lost_entry(row))
        for row in former.rows["prediction"]:
            self._update("prediction", {name: row[name] for name in ("id", *_CLOSING)})
        for row in former.rows["revision"]:
            self._insert("revision", row)
        self._mend("anchor", now, former)
        self._mend("item_link", now, former)
        self._update("assumption", assumption)

    def _clear(self, now: Former, former: Former) -> None:
        """Remove what can be written anew, so that nothing of today's history stays."""
        self._write(
            """UPDATE assumption SET state = 'noticed', revised_to_id = NULL, closed_at = NULL
            WHERE id = ?""",
            former.assumption,
        )
        stays = {row["id"] for row in former.rows["prediction"]}
        for row in now.rows["prediction"]:
            if row["id"] not in stays:
                Things(self._connection, self._changes).cut_loose(PREDICTION, row["id"])
        for table in ("revision", "confidence_point", "evidence", "experiment", "prediction"):
            for row in (*now.rows[table], *former.rows[table]):
                self._write(f"DELETE FROM {table} WHERE id = ?", row["id"])

    def _mend(self, table: str, now: Former, former: Former) -> None:
        """Take away what was added since and bring back what was removed; the rest may have moved."""
        there = {row["id"] for row in now.rows[table]}
        then = {row["id"]: row for row in former.rows[table]}
        for row_id in there - then.keys():
            self._write(f"DELETE FROM {table} WHERE id = ?", row_id)
        for row_id, row in then.items():
            if row_id not in there and all(self._there(*end) for end in _ends(row)):
                self._insert(table, row)

    def _insert(self, table: str, row: Values) -> None:
        # a closed prediction takes no forecasts: it is closed once they are there
        late = _CLOSING if table == "prediction" else ()
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

    def _without_lost_entry(self, row: Values) -> Values:
        entry = row.get("entry_id")
        return row if not entry or self._there("entry", entry) else {**row, "entry_id": None}

    def _there(self, item_type: str, item_id: str) -> bool:
        return self._one(f"SELECT 1 FROM {item_type} WHERE id = ?", item_id) is not None

    def _rows(self, table: str, where: str, assumption_id: AssumptionId) -> list[Values]:
        names = [name for (name,) in self._all("SELECT name FROM pragma_table_info(?)", table)]
        rows = self._all(f"SELECT * FROM {table} WHERE {where} ORDER BY rowid", assumption_id)
        said = [dict(zip(names, row, strict=True)) for row in rows]
        return [{name: row[name] for name in names if name != _NUMBER} for row in said]


def _ends(row: Values) -> list[tuple[str, str]]:
    """Return what an anchor or a tie names besides the assumption."""
    if "entry_id" in row:
        return [("entry", row["entry_id"]), (row["item_type"], row["item_id"])]
    ends = [(row["from_type"], row["from_id"]), (row["to_type"], row["to_id"])]
    return [end for end in ends if end[0] in KINDS]
