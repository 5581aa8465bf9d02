"""The register of assumptions: reading it, and Recently deleted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from metanoia.domain.assumptions import Assumption, AssumptionId, AssumptionRow, State
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.store.assumption_rows import LISTED, WHOLE, listed, whole
from metanoia.store.part import moment, now, stamp
from metanoia.store.recoverable import Recoverable
from metanoia.store.things import PREDICTION

OF_ALL = f"""SELECT {LISTED} FROM assumption AS a WHERE deleted_at IS NULL
    ORDER BY touched_at DESC"""
OF_STATE = f"""SELECT {LISTED} FROM assumption AS a WHERE deleted_at IS NULL AND state = ?
    ORDER BY touched_at DESC"""
TRASHED = f"""SELECT {LISTED} FROM assumption AS a WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""
POINTS = """SELECT assumption_id, at, confidence FROM confidence_point
    ORDER BY assumption_id, at, n"""
POINTS_OF = """SELECT assumption_id, at, confidence FROM confidence_point WHERE assumption_id = ?
    ORDER BY at, n"""
_FORETOLD = "id IN (SELECT prediction_id FROM experiment WHERE assumption_id = ?)"
_WENT = "(SELECT deleted_at FROM assumption WHERE id = ?)"  # with it; others have days of their own
_FOLLOWER_GONE = "What it was revised to was deleted."

Points = dict[str, tuple[tuple[dt.datetime, int], ...]]


class Register(Recoverable):
    """Assumptions as they are kept; "living" means not in Recently deleted."""

    item_type = "assumption"
    kinds = (Kind.ASSUMPTION, Kind.PREDICTION)

    def get(self, assumption_id: AssumptionId) -> Assumption:
        """Return the assumption, deleted ones too; NotFound if there is none."""
        row = self._one(f"SELECT {WHOLE} FROM assumption AS a WHERE id = ?", assumption_id)
        if row is None:
            raise self._missing()
        return whole(row)

    def find(self, prefix: str) -> Assumption:
        """Return the assumption whose id begins so (at least 4 signs); NotFound, Refused."""
        return self.get(AssumptionId(self._whole_id(prefix)))

    def rows(self, state: State | None = None, words: str = "") -> list[AssumptionRow]:
        """Return living assumptions, those touched last first.

        Every one of ``words`` begins a word of the statement, whatever capitals and accents.
        """
        from metanoia.text.matching import begins_words  # the search's signs, for a search only

        found = self._all(OF_STATE, state) if state else self._all(OF_ALL)
        if words.strip():
            found = [row for row in found if begins_words(words, row[1])]
        points = self._points(POINTS)
        return [listed(row, points.get(row[0], ())) for row in found]

    def row(self, assumption_id: AssumptionId) -> AssumptionRow:
        """Return what a list shows of the assumption; NotFound if there is none."""
        row = self._one(f"SELECT {LISTED} FROM assumption AS a WHERE id = ?", assumption_id)
        if row is None:
            raise self._missing()
        return listed(row, self._points(POINTS_OF, assumption_id).get(assumption_id, ()))

    def trashed(self) -> list[AssumptionRow]:
        """Return what is in Recently deleted, the latest deleted first."""
        points = self._points(POINTS)
        return [listed(row, points.get(row[0], ())) for row in self._all(TRASHED)]

    @property
    def count_open(self) -> int:
        """How many living assumptions are neither revised nor dropped."""
        row = self._one(
            """SELECT count(*) FROM assumption WHERE deleted_at IS NULL
            AND state IN ('noticed', 'held', 'testing', 'confirmed')"""
        )
        return int(row[0]) if row else 0

    def open(self, assumption_id: AssumptionId) -> Assumption:
        """Return an assumption that may change; Refused if it is closed or in Recently deleted."""
        found = self.get(assumption_id)
        if found.deleted_at is not None:
            raise Refused("That assumption is in Recently deleted. Bring it back first.")
        if found.state == "revised":
            raise Refused("That assumption was revised. Go on with what it was revised to.")
        if found.state == "dropped":
            raise Refused("That assumption was dropped. Take it up again first.")
        return found

    def touch(self, assumption_id: AssumptionId, at: dt.datetime) -> None:
        """Note that something happened to it at a moment, inside a write block."""
        self._write(
            "UPDATE assumption SET touched_at = max(touched_at, ?) WHERE id = ?",
            stamp(at),
            assumption_id,
        )

    def erase(self, item_id: str) -> None:
        """Remove it, its history and tests, inside a write block; what led to it counts as dropped."""
        for (prediction_id,) in self._all(
            f"SELECT id FROM prediction WHERE {_FORETOLD} AND deleted_at = {_WENT}",
            item_id,
            item_id,
        ):
            self._things.cut_loose(PREDICTION, prediction_id)
            self._write("DELETE FROM prediction WHERE id = ?", prediction_id)
        for (evidence_id,) in self._all("SELECT id FROM evidence WHERE assumption_id = ?", item_id):
            self._things.cut_loose("evidence", evidence_id)
        for (test_id,) in self._all("SELECT id FROM experiment WHERE assumption_id = ?", item_id):
            self._things.cut_loose("experiment", test_id)
        self._write(
            """UPDATE assumption SET state = 'dropped', revised_to_id = NULL, closing_note = ?,
            rev = rev + 1, updated_at = ? WHERE revised_to_id = ?""",
            _FOLLOWER_GONE,
            stamp(now()),
            item_id,
        )
        super().erase(item_id)

    def _set_deleted(self, item_id: str, at: str | None) -> None:
        """Let what its tests foretold follow it, unless it is settled and stands by itself."""
        if at is None:
            self._write(
                f"""UPDATE prediction SET deleted_at = NULL WHERE {_FORETOLD}
                AND deleted_at = {_WENT}""",
                item_id,
                item_id,
            )
        else:
            self._write(
                f"""UPDATE prediction SET deleted_at = ? WHERE {_FORETOLD}
                AND deleted_at IS NULL AND outcome IS NULL AND withdrawn_at IS NULL""",
                at,
                item_id,
            )
        super()._set_deleted(item_id, at)

    def _points(self, sql: str, *values: object) -> Points:
        found: defaultdict[str, list[tuple[dt.datetime, int]]] = defaultdict(list)
        for assumption_id, at, confidence in self._all(sql, *values):
            found[assumption_id].append((moment(at), confidence))
        return {assumption_id: tuple(points) for assumption_id, points in found.items()}
