"""What belongs to what: links between entries, the same from either end."""

from __future__ import annotations

from metanoia.domain.entries import EntryId, EntryRow
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store.entry_rows import LISTED, listed
from metanoia.store.part import Part, new_id, now, stamp

RELATIONS = frozenset({"about", "serves", "strains", "came_from", "answers", "leads_to"})

OF = f"""SELECT {LISTED} FROM entry WHERE deleted_at IS NULL AND id IN
      (SELECT to_id FROM item_link WHERE from_type = 'entry' AND from_id = ?1 AND to_type = 'entry'
       UNION SELECT from_id FROM item_link
         WHERE to_type = 'entry' AND to_id = ?1 AND from_type = 'entry')
    ORDER BY n DESC"""


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


_BETWEEN = """from_type = 'entry' AND to_type = 'entry'
    AND ((from_id = ?1 AND to_id = ?2) OR (from_id = ?2 AND to_id = ?1))"""
