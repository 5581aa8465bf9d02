"""Bringing back assumptions, predictions and actions that left with an export."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from metanoia.domain.entries import EntryId
from metanoia.domain.wholes import Whole, WholeAction, WholeAssumption, WholePrediction, kind_of
from metanoia.store import driver
from metanoia.store.links import RELATIONS
from metanoia.store.part import Part, new_id, now, stamp
from metanoia.store.things import KINDS

_MENDED = (
    # what names something that did not come names nothing
    """UPDATE assumption SET state = 'dropped', revised_to_id = NULL WHERE revised_to_id IS NOT NULL
      AND revised_to_id NOT IN (SELECT id FROM assumption)""",
    # what leads back to itself leads nowhere
    """UPDATE assumption SET state = 'dropped', revised_to_id = NULL WHERE id IN (
      WITH RECURSIVE chain(start, onward) AS (
        SELECT id, revised_to_id FROM assumption WHERE revised_to_id IS NOT NULL
        UNION SELECT start, revised_to_id FROM chain JOIN assumption ON id = onward
          WHERE revised_to_id IS NOT NULL)
      SELECT start FROM chain WHERE start = onward)""",
    """UPDATE prediction SET assumption_id = NULL WHERE assumption_id IS NOT NULL
      AND assumption_id NOT IN (SELECT id FROM assumption)""",
    """UPDATE prediction SET entry_id = NULL WHERE entry_id IS NOT NULL
      AND entry_id NOT IN (SELECT id FROM entry)""",
    """UPDATE experiment SET prediction_id = NULL WHERE prediction_id IS NOT NULL
      AND prediction_id NOT IN (SELECT id FROM prediction)""",
    """UPDATE evidence SET entry_id = NULL WHERE entry_id IS NOT NULL
      AND entry_id NOT IN (SELECT id FROM entry)""",
    """UPDATE confidence_point SET entry_id = NULL WHERE entry_id IS NOT NULL
      AND entry_id NOT IN (SELECT id FROM entry)""",
    """UPDATE confidence_point SET experiment_id = NULL WHERE experiment_id IS NOT NULL
      AND experiment_id NOT IN (SELECT id FROM experiment)""",
    "DELETE FROM anchor WHERE entry_id NOT IN (SELECT id FROM entry)",
)


class Returning(Part):
    """What comes back; the ids are those it left with."""

    def there(self, whole: Whole) -> bool:
        """Tell whether the journal has it, in Recently deleted as well."""
        return self._has(kind_of(whole), whole.thing.id)

    def bring_back(self, wholes: Sequence[Whole]) -> list[bool]:
        """Keep each whole or nothing of it, inside a write block; tell which could be kept.

        References to what is not there fall away; an assumption revised to one that is not, or in
        a circle, is dropped.
        """
        self._write("PRAGMA defer_foreign_keys = ON")  # they may name one another
        kept = [self._bring(whole) for whole in wholes]
        for statement in _MENDED:
            self._write(statement)
        for whole, came in zip(wholes, kept, strict=True):
            if came:
                self._tie(whole)
        return kept

    def _bring(self, whole: Whole) -> bool:
        self._write("SAVEPOINT brought")
        try:
            self._insert_whole(whole)
        except driver.IntegrityError:
            self._write("ROLLBACK TO brought")
            return False
        finally:
            self._write("RELEASE brought")
        return True

    def _insert_whole(self, whole: Whole) -> None:
        if isinstance(whole, WholeAssumption):
            self._assumption(whole)
        elif isinstance(whole, WholePrediction):
            self._prediction(whole)
        else:
            self._action(whole)
        for anchor in whole.anchors:
            passage = dataclasses.asdict(anchor.selector)
            self._insert(
                "anchor",
                id=anchor.id,
                item_type=anchor.item_type,
                item_id=anchor.item_id,
                entry_id=anchor.entry,
                field=anchor.field,
                **passage,
                created_at=anchor.created_at,
            )

    def _assumption(self, whole: WholeAssumption) -> None:
        one = whole.thing
        self._insert(
            "assumption",
            **_columns(one, "id created_at updated_at statement about person if_wrong confidence"),
            **_columns(one, "importance state closed_at closing_note touched_at"),
            revised_to_id=one.revised_to,
        )
        for test in whole.tests:
            self._insert(
                "experiment",
                **_columns(test, "id created_at plan smallest_safe would_weaken due_on state"),
                **_columns(test, "result learned settled_at"),
                updated_at=test.created_at,
                assumption_id=one.id,
                prediction_id=test.prediction,
            )
        for seen in whole.evidence:
            self._insert(
                "evidence",
                **_columns(seen, "id stance weight text source observed_on"),
                created_at=one.created_at,
                updated_at=one.created_at,
                assumption_id=one.id,
                entry_id=seen.entry,
            )
        for point in whole.history:
            self._insert(
                "confidence_point",
                **_columns(point, "id at confidence cause reason"),
                assumption_id=one.id,
                entry_id=point.entry,
                experiment_id=point.test,
            )

    def _prediction(self, whole: WholePrediction) -> None:
        one = whole.thing
        self._insert(
            "prediction",
            **_columns(one, "id created_at statement settled_by first_due_on due_on settle_note"),
            updated_at=one.created_at,
            assumption_id=one.assumption,
            entry_id=one.entry,
        )
        for said in one.forecasts:
            self._insert("forecast", id=new_id(), prediction_id=one.id, **said._asdict())
        self._write(  # a closed prediction takes no forecasts: it is closed once they are there
            "UPDATE prediction SET outcome = ?, settled_at = ?, withdrawn_at = ? WHERE id = ?",
            one.outcome,
            _plain(one.settled_at),
            _plain(one.withdrawn_at),
            one.id,
        )

    def _action(self, whole: WholeAction) -> None:
        one = whole.thing
        columns = _columns(one, "id created_at text due_on state settled_at reflection")
        self._insert("action", **columns, updated_at=one.created_at)

    def _tie(self, whole: Whole) -> None:
        mine = (kind_of(whole), whole.thing.id)
        for kind, other, relation in whole.ties:
            if relation not in RELATIONS or kind not in KINDS or not self._has(kind, other):
                continue
            ends = (*mine, kind, other)
            if self._one(_TIED, *ends, relation) is None:
                self._insert(
                    "item_link",
                    **dict(zip(("from_type", "from_id", "to_type", "to_id"), ends, strict=True)),
                    id=new_id(),
                    relation=relation,
                    created_at=now(),
                )

    def _has(self, kind: str, id_: str) -> bool:
        return self._one(f"SELECT 1 FROM {kind} WHERE id = ?", EntryId(id_)) is not None

    def _insert(self, table: str, **columns: Any) -> None:
        self._write(
            f"INSERT INTO {table}({', '.join(columns)}) VALUES({', '.join('?' * len(columns))})",
            *map(_plain, columns.values()),
        )


_TIED = """SELECT 1 FROM item_link WHERE relation = ?5
    AND ((from_type, from_id, to_type, to_id) = (?1, ?2, ?3, ?4)
      OR (to_type, to_id, from_type, from_id) = (?1, ?2, ?3, ?4))"""


def _columns(thing: object, names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names.split()}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, dt.date) else value
