"""Maps of what feeds what: each is kept as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.maps import CausalMap, Kept, MapId, MapRow
from metanoia.store.map_rows import KEYS, MAP, READ, changed, map_of, rows_of, written
from metanoia.store.part import Row, moment, moment_or_none, now, past, stamp
from metanoia.store.recoverable import Recoverable

_ROW: Final = """id, title, question, (SELECT count(*) FROM variable WHERE map_id = map.id),
    (SELECT count(*) FROM causal_link WHERE map_id = map.id), updated_at, deleted_at"""
LISTED: Final = f"SELECT {_ROW} FROM map WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC"
TRASHED: Final = f"SELECT {_ROW} FROM map WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC"
NAMED: Final = f"""SELECT (SELECT group_concat(name, ' ') FROM variable WHERE map_id = map.id), {_ROW}
    FROM map WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC"""
WITH_ASSUMPTION: Final = f"""SELECT {_ROW} FROM map WHERE deleted_at IS NULL AND id IN
      (SELECT map_id FROM causal_link WHERE assumption_id = ?)
    ORDER BY updated_at DESC, id DESC"""


class Maps(Recoverable):
    """The maps of the open journal."""

    item_type = "map"
    kinds = (Kind.MAP,)

    def add(self, new: CausalMap, *, at: dt.datetime | None = None, source: object = None) -> None:
        """Keep a new map, whole, as made ``at`` that moment. Refused for an id that is here."""
        if self._one("SELECT 1 FROM map WHERE id = ?", new.id):
            raise Refused("That map is in this journal already.")
        made = stamp(past(at))
        with self._changes.write(Kind.MAP, source=source):
            self._write(
                f"INSERT INTO map({MAP}, created_at, updated_at) VALUES(?, ?, ?, ?, ?, ?)",
                *(new.id, new.title, new.question, new.horizon_days, made, made),
            )
            self.hang(new)

    def get(self, map_id: str) -> CausalMap:
        """Return a map, deleted ones too; NotFound."""
        row = self._one(f"SELECT {MAP} FROM map WHERE id = ?", map_id)
        if row is None:
            raise self._missing()
        return map_of(row, {table: self._all(sql, map_id) for table, sql in READ.items()})

    def kept(self, map_id: str) -> Kept:
        """Return a map with what the journal knows about it, deleted ones too; NotFound."""
        found = self.get(map_id)
        row = self._one(
            "SELECT rev, created_at, updated_at, deleted_at FROM map WHERE id = ?", map_id
        )
        if row is None:
            raise self._missing()
        rev, created, updated, deleted = row
        return Kept(found, rev, moment(created), moment(updated), moment_or_none(deleted))

    def keep(self, new: CausalMap, *, source: object = None) -> None:
        """Let a living map be ``new`` from now on; nothing happens if it is. NotFound, Refused."""
        if self._state(new.id)[0] is not None:
            raise Refused(f"“{new.title}” is in Recently deleted. Bring it back first.")
        there = self.get(new.id)
        if there == new:
            return
        with self._changes.write(Kind.MAP, source=source):
            self._write(
                """UPDATE map SET title = ?, question = ?, horizon_days = ?, rev = rev + 1,
                updated_at = ? WHERE id = ?""",
                *(new.title, new.question, new.horizon_days, stamp(now()), new.id),
            )
            self._rehang(there, new)

    def listing(self) -> list[MapRow]:
        """Return the living maps, the latest changed first."""
        return _rows(self._all(LISTED))

    def row(self, map_id: str) -> MapRow:
        """Return what a list shows of a map, deleted ones too; NotFound."""
        found = self._all(f"SELECT {_ROW} FROM map WHERE id = ?", map_id)
        if not found:
            raise self._missing()
        return _rows(found)[0]

    def trashed(self) -> list[MapRow]:
        """Return what is in Recently deleted, the latest deleted first."""
        return _rows(self._all(TRASHED))

    def found(self, words: str) -> list[MapRow]:
        """Return the living maps whose titles ``words`` begin, then those that say them elsewhere.

        Every one of ``words`` begins a word of the title, the question or the name of a variable.
        """
        from metanoia.text.matching import begins_words  # the search's signs, for a search only

        rows = self._all(NAMED)
        titled = [row[1:] for row in rows if begins_words(words, row[2])]
        said = [row[1:] for row in rows if begins_words(words, f"{row[2]} {row[3]} {row[0] or ''}")]
        return _rows([*titled, *(row for row in said if row not in titled)])

    def with_assumption(self, assumption: str) -> list[MapRow]:
        """Return the living maps of which a link rests on an assumption, the latest changed first."""
        return _rows(self._all(WITH_ASSUMPTION, assumption))

    def all(self) -> list[Kept]:
        """Return every living map whole, oldest first."""
        ids = self._all("SELECT id FROM map WHERE deleted_at IS NULL ORDER BY created_at, rowid")
        return [self.kept(id_) for (id_,) in ids]

    def find(self, prefix: str) -> CausalMap:
        """Return the map whose id begins so (at least 4 signs). NotFound, Refused if not just one does."""
        return self.get(self._whole_id(prefix))

    def hang(self, new: CausalMap) -> None:
        """Write what hangs on a map that is a row already, inside a write block."""
        for table, rows in rows_of(new).items():
            for row in rows:
                self._write(written(table), new.id, *row)

    def _rehang(self, old: CausalMap, new: CausalMap) -> None:
        """Change and append rows; a table is written anew only if rows left it or go by another name."""
        had, now = rows_of(old), rows_of(new)
        fell = False
        for table, keys in KEYS.items():
            before, after = had[table], now[table]
            begun = [row[:keys] for row in after[: len(before)]]
            if begun != [row[:keys] for row in before] or (fell and table == "causal_link"):
                self._write(f"DELETE FROM {table} WHERE map_id = ?", new.id)
                before, fell = [], True  # with the variables fell the links that lead to them
            for was, row in zip(before, after, strict=False):
                if was != row:
                    self._write(changed(table), *row[keys:], new.id, *row[:keys])
            for row in after[len(before) :]:
                self._write(written(table), new.id, *row)


def _rows(found: Iterable[Row]) -> list[MapRow]:
    return [
        MapRow(MapId(id_), title, question, variables, links, *_moments(updated, deleted))
        for id_, title, question, variables, links, updated, deleted in found
    ]


def _moments(updated: str, deleted: str | None) -> tuple[dt.datetime, dt.datetime | None]:
    return moment(updated), moment_or_none(deleted)
