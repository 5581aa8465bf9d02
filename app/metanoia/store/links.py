"""What belongs to what: links between entries, and ties of any two things; the same from either end."""

from __future__ import annotations

from typing import NamedTuple

from metanoia.domain.entries import EntryId, EntryRow
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store.entry_rows import LISTED, listed
from metanoia.store.part import Part, new_id, now, stamp
from metanoia.store.things import KINDS, Things

RELATIONS = frozenset({"about", "serves", "strains", "came_from", "answers", "leads_to"})

OF = f"""SELECT {LISTED} FROM entry WHERE deleted_at IS NULL AND id IN
      (SELECT to_id FROM item_link WHERE from_type = 'entry' AND from_id = ?1 AND to_type = 'entry'
       UNION SELECT from_id FROM item_link
         WHERE to_type = 'entry' AND to_id = ?1 AND from_type = 'entry')
    ORDER BY n DESC"""
_LIVING = " OR ".join(
    f"(kind = '{kind}' AND EXISTS(SELECT 1 FROM {kind} WHERE id = thing AND deleted_at IS NULL))"
    for kind in KINDS
)
TIED = f"""SELECT kind, thing, relation FROM
      (SELECT to_type AS kind, to_id AS thing, relation, created_at, rowid AS made FROM item_link
         WHERE from_type = ?1 AND from_id = ?2
       UNION ALL SELECT from_type, from_id, relation, created_at, rowid FROM item_link
         WHERE to_type = ?1 AND to_id = ?2)
    WHERE {_LIVING} ORDER BY created_at, made"""

OUT = """SELECT to_type, to_id, relation FROM item_link WHERE from_type = ? AND from_id = ?
    ORDER BY created_at, rowid"""

End = tuple[str, str]


class Tie(NamedTuple):
    """The other end of a tie, and what it is to this one."""

    item_type: str
    item_id: str
    relation: str


class Links(Part):
    """The links of entries."""

    def connect(
        self, start: EntryId, end: EntryId, relation: str = "about", *, source: object = None
    ) -> None:
        """Link two entries; nothing happens if they are. Refused for an entry with itself."""
        if start == end:
            raise Refused("An entry cannot be linked to itself. Choose another one.")
        if relation not in RELATIONS:
            raise Refused(f"There is no link of the kind “{relation}”.")
        for entry_id in (start, end):
            if self._one("SELECT 1 FROM entry WHERE id = ?", entry_id) is None:
                raise NotFound("That entry is not in this journal any more.")
        if self._one(
            f"SELECT 1 FROM item_link WHERE {_BETWEEN} AND relation = ?3", start, end, relation
        ):
            return
        with self._changes.write(Kind.LINK, source=source):
            self._write(
                """INSERT INTO item_link(id, from_type, from_id, to_type, to_id, relation, created_at)
                VALUES(?, 'entry', ?, 'entry', ?, ?, ?)""",
                new_id(),
                start,
                end,
                relation,
                stamp(now()),
            )

    def disconnect(self, start: EntryId, end: EntryId, *, source: object = None) -> None:
        """Remove every link between two entries, in either direction; nothing happens if there is none."""
        if self._one(f"SELECT 1 FROM item_link WHERE {_BETWEEN}", start, end):
            with self._changes.write(Kind.LINK, source=source):
                self._write(f"DELETE FROM item_link WHERE {_BETWEEN}", start, end)

    def of(self, entry_id: EntryId) -> list[EntryRow]:
        """Return the living entries that are linked with this one, newest first."""
        return [listed(row) for row in self._all(OF, entry_id)]


class Ties(Part):
    """What is tied to what, whatever it is: an end is the kind of a thing ("assumption") and its id."""

    def connect(
        self, start: End, end: End, relation: str = "about", *, source: object = None
    ) -> None:
        """Tie two living things; nothing happens if they are. Refused for a thing with itself; NotFound."""
        if start == end:
            raise Refused("A thing cannot be tied to itself. Choose another one.")
        if relation not in RELATIONS:
            raise Refused(f"There is no link of the kind “{relation}”.")
        things = Things(self._connection, self._changes)
        kinds = {things.check(*start), things.check(*end)}
        tied = f"SELECT 1 FROM item_link WHERE {_BETWEEN_ANY} AND relation = ?5"
        if self._one(tied, *start, *end, relation):
            return
        with self._changes.write(Kind.LINK, *kinds, source=source):
            self._write(
                """INSERT INTO item_link(id, from_type, from_id, to_type, to_id, relation, created_at)
                VALUES(?, ?, ?, ?, ?, ?, ?)""",
                new_id(),
                *start,
                *end,
                relation,
                stamp(now()),
            )

    def disconnect(self, start: End, end: End, *, source: object = None) -> None:
        """Remove every tie of two things, in either direction; nothing happens if there is none."""
        if self._one(f"SELECT 1 FROM item_link WHERE {_BETWEEN_ANY}", *start, *end):
            kinds = {KINDS[start[0]], KINDS[end[0]]}
            with self._changes.write(Kind.LINK, *kinds, source=source):
                self._write(f"DELETE FROM item_link WHERE {_BETWEEN_ANY}", *start, *end)

    def set_relation(
        self, start: End, end: End, relation: str | None, *, source: object = None
    ) -> None:
        """Let two living things be tied by ``relation`` alone, or not at all; nothing happens if so.

        Refused for a thing with itself or a relation that there is not; NotFound.
        """
        between = f"SELECT relation FROM item_link WHERE {_BETWEEN_ANY}"
        there = {row[0] for row in self._all(between, *start, *end)}
        if there == ({relation} if relation else set()):
            return
        with self._changes.write(Kind.LINK, source=source):
            self.disconnect(start, end)
            if relation:
                self.connect(start, end, relation)

    def out_of(self, item_type: str, item_id: str) -> list[Tie]:
        """Return what a thing was tied to from its own side, deleted things too."""
        return [Tie(*row) for row in self._all(OUT, item_type, item_id)]

    def of(self, item_type: str, item_id: str) -> list[Tie]:
        """Return what is tied to a thing and living, in the order in which it was tied."""
        return [Tie(*row) for row in self._all(TIED, item_type, item_id)]


_BETWEEN = """from_type = 'entry' AND to_type = 'entry'
    AND ((from_id = ?1 AND to_id = ?2) OR (from_id = ?2 AND to_id = ?1))"""
_BETWEEN_ANY = """((from_type, from_id) = (?1, ?2) AND (to_type, to_id) = (?3, ?4)
    OR (from_type, from_id) = (?3, ?4) AND (to_type, to_id) = (?1, ?2))"""
