"""What came in from elsewhere, so that it never comes in twice and can be taken back as one."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence

from metanoia.domain.entries import EntryId, Source
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.imports import OWN, ImportRun, Known
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.actions import Actions
from metanoia.store.assumptions import Assumptions
from metanoia.store.changes import Changes
from metanoia.store.entries import Entries
from metanoia.store.goals import Goals
from metanoia.store.maps import Maps
from metanoia.store.metrics import Metrics
from metanoia.store.part import Part, Row, moment, moment_or_none, now, stamp
from metanoia.store.predictions import Predictions
from metanoia.store.recoverable import Recoverable
from metanoia.store.revisions import revision
from metanoia.store.targets import Targets
from metanoia.store.terms import Terms
from metanoia.store.things import KINDS
from metanoia.store.values import Values
from metanoia.store.visions import Visions

_THINGS = "import_things:"  # what an import brought besides entries, by its number
_COLUMNS = "id, at, format, source, new, changed, skipped, taken_back_at"


class Imports(Part):
    """The imports of this journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._entries = Entries(connection, changes)
        kinds = (Assumptions, Predictions, Actions, Goals, Values, Metrics)
        more = (Visions, Terms, Targets, Maps)
        parts = [kind(connection, changes) for kind in (*kinds, *more)]
        self._recoverable: dict[str, Recoverable] = {part.item_type: part for part in parts}

    def known(self, source: Source) -> Known | None:
        """Return the entry that came from there before, deleted ones too; by its id if it is our own."""
        row = self._one(
            "SELECT id, raw FROM entry WHERE source_app = ? AND source_key = ?",
            source.app,
            source.key,
        )
        if row is None and source.app == OWN:
            row = self._one("SELECT id, raw FROM entry WHERE id = ?", source.key)
        return None if row is None else Known(entry=self._entries.get(row[0]), raw=row[1])

    def begin(self, format_name: str, source: str) -> int:
        """Note an import inside a write block and return its number; ``source`` is a name, no path."""
        self._write(
            "INSERT INTO import(at, format, source) VALUES(?, ?, ?)",
            stamp(now()),
            format_name,
            source,
        )
        row = self._one("SELECT last_insert_rowid()")
        return int(row[0]) if row else 0

    def finish(
        self,
        import_id: int,
        *,
        new: int,
        changed: int,
        skipped: int,
        things: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Note what became of it, inside the same write block; an import that did nothing is forgotten.

        ``things`` are the kinds and ids of what came besides entries.
        """
        if things:
            key, said = f"{_THINGS}{import_id}", json.dumps(list(things))
            self._write("INSERT OR REPLACE INTO meta VALUES(?, ?)", key, said)
        if new or changed or things:
            # The moment is that of its end, so that nothing it brought looks younger than it is.
            self._write(
                "UPDATE import SET at = ?, new = ?, changed = ?, skipped = ? WHERE id = ?",
                stamp(now()),
                new,
                changed,
                skipped,
                import_id,
            )
        else:
            self._write("DELETE FROM import WHERE id = ?", import_id)

    def history(self) -> list[ImportRun]:
        """Return every import, newest first."""
        return [_run(row) for row in self._all(f"SELECT {_COLUMNS} FROM import ORDER BY id DESC")]

    def last(self) -> ImportRun | None:
        """Return the newest import that was not taken back."""
        return next((run for run in self.history() if run.taken_back_at is None), None)

    def take_back(self, import_id: int) -> None:
        """Undo an import as one change.

        Entries it brought go for ever, but to Recently deleted if they were changed, linked, given an
        attachment or thought about since. Entries it changed say what they said before; later edits stay as revisions.
        Assumptions, goals, maps and the like it brought go to Recently deleted; sorts, ratings, readings and
        reviews it brought go.
        Raises NotFound, or Refused if it was taken back already.
        """
        run = next((run for run in self.history() if run.id == import_id), None)
        if run is None:
            raise NotFound("That import is not in this journal's history.")
        if run.taken_back_at is not None:
            raise Refused("That import has been taken back already.")
        kinds = (Kind.IMPORT, Kind.LINK, Kind.ATTACHMENT, Kind.TAG, Kind.METRIC, Kind.REVIEW)
        with self._changes.write(*kinds, *KINDS.values(), Kind.TERM, Kind.TARGET):
            for entry_id, touched in self._all(_BROUGHT, import_id, stamp(run.at)):
                if touched:
                    self._entries.trash(entry_id)
                else:
                    self._entries.erase(entry_id)
            self._trash_things(import_id, stamp(run.at))
            for entry_id, rev, at, before in self._all(_CHANGED, import_id):
                self._put_back(entry_id, rev, at, before)
            self._write("DELETE FROM revision WHERE import_id = ?", import_id)
            self._write("UPDATE import SET taken_back_at = ? WHERE id = ?", stamp(now()), import_id)

    def _trash_things(self, import_id: int, at: str) -> None:
        key = f"{_THINGS}{import_id}"
        row = self._one("SELECT value FROM meta WHERE key = ?", key)
        for kind, id_ in json.loads(row[0]) if row else ():
            if kind in _ERASED:
                self._write(f"DELETE FROM {_ERASED[kind]}", id_, at)
            else:
                with contextlib.suppress(NotFound):  # it was deleted for ever since
                    self._recoverable[kind].trash(id_)
        self._write("DELETE FROM meta WHERE key = ?", key)

    def _put_back(self, entry_id: EntryId, rev: int, at: str, before: str) -> None:
        kept = json.loads(before)
        self._entries.put_back(entry_id, revision(rev, at, kept), kept["raw"], changed_at=rev)


# What has no Recently deleted of its own goes, unless it says something else since (?2).
_ERASED = {
    "sort": "value_sort WHERE id = ?1 AND at <= ?2",
    "rating": "value_rating WHERE id = ?1 AND at <= ?2",
    "reading": "reading WHERE metric_id || ' ' || local_date = ?1 AND at <= ?2",
    "built_in": """metric WHERE id = ?1 AND ?2 <> ''
      AND NOT EXISTS(SELECT 1 FROM reading WHERE metric_id = ?1)""",
    "review": "review_session WHERE id = ?1 AND started_at <= ?2",
    "resting": "not_again WHERE entry_id = ?1 AND ?2 <> ''",
}
_BROUGHT = """SELECT id, rev > 1
      OR EXISTS(SELECT 1 FROM attachment WHERE entry_id = entry.id AND created_at > ?2)
      OR EXISTS(SELECT 1 FROM anchor WHERE entry_id = entry.id AND created_at > ?2)
      OR EXISTS(SELECT 1 FROM evidence WHERE entry_id = entry.id AND created_at > ?2)
      OR EXISTS(SELECT 1 FROM prediction WHERE entry_id = entry.id AND created_at > ?2)
      OR EXISTS(SELECT 1 FROM review_session WHERE entry_id = entry.id AND started_at > ?2)
      OR EXISTS(SELECT 1 FROM confidence_point WHERE entry_id = entry.id AND at > ?2)
      OR EXISTS(SELECT 1 FROM item_link WHERE created_at > ?2
        AND ((from_type = 'entry' AND from_id = entry.id) OR (to_type = 'entry' AND to_id = entry.id)))
      OR EXISTS(SELECT 1 FROM share_item WHERE item_type = 'entry' AND item_id = entry.id)
    FROM entry WHERE import_id = ?1"""
_CHANGED = """SELECT item_id, rev, at, before_json FROM revision
    WHERE import_id = ? AND item_type = 'entry' ORDER BY rev DESC"""


def _run(row: Row) -> ImportRun:
    run_id, at, format_name, source, new, changed, skipped, taken_back = row
    return ImportRun(
        id=run_id,
        at=moment(at),
        format=format_name,
        source=source,
        new=new,
        changed=changed,
        skipped=skipped,
        taken_back_at=moment_or_none(taken_back),
    )
