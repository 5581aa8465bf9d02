"""An assumption as it was, with all that hangs on it, and putting it back exactly so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import Refused
from metanoia.store.things import ASSUMPTION, PREDICTION, Things
from metanoia.store.whole_rows import Values, WholeRows

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


class Formers(WholeRows):
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
                # a closed prediction takes no forecasts: it is closed once they are there
                late = _CLOSING if table == "prediction" else ()
                kept = self._without_lost(row, entry_id="entry") if "entry_id" in row else row
                self._insert(table, kept, late)
        for row in former.rows["prediction"]:
            self._update("prediction", {name: row[name] for name in ("id", *_CLOSING)})
        for row in former.rows["revision"]:
            self._insert("revision", row)
        self._mend("anchor", now.rows, former.rows)
        self._mend("item_link", now.rows, former.rows)
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
