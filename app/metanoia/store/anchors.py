"""Where in an entry a thing came from, kept in place while the entry is edited."""

from __future__ import annotations

from collections.abc import Mapping

from metanoia.domain.anchors import BODY, Anchor, Origin, Selector
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.part import Part, Row, moment, new_id, now, stamp
from metanoia.store.things import ENTRY, KINDS, LIVING, Things

_COLUMNS = """anchor.id, item_type, item_id, entry_id, field, exact, prefix, suffix, start, stop,
    anchor.created_at"""
_INSERT = """INSERT INTO anchor(id, item_type, item_id, entry_id, field, exact, prefix, suffix,
    start, stop, created_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_LIVING = " OR ".join(
    f"""(item_type = '{thing}'
      AND EXISTS(SELECT 1 FROM {table} WHERE id = item_id AND deleted_at IS NULL))"""
    for thing, table in LIVING.items()
    if thing != ENTRY
)

IN_ENTRY = f"""SELECT {_COLUMNS} FROM anchor WHERE entry_id = ? AND ({_LIVING})
    ORDER BY field, start, anchor.rowid"""
OF = f"""SELECT {_COLUMNS} FROM anchor JOIN entry ON entry.id = entry_id
    WHERE item_type = ? AND item_id = ? AND entry.deleted_at IS NULL ORDER BY entry.n DESC, start"""
HELD = f"SELECT {_COLUMNS} FROM anchor WHERE entry_id = ? AND field = ?"

_NEAR = 8  # signs of what stood around a passage that tell it from the same words elsewhere


class Anchors(Part):
    """The passages from which things came."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._things = Things(connection, changes)

    def in_entry(self, entry_id: EntryId) -> list[Anchor]:
        """Return the anchors of living things in an entry, in the order of its text."""
        return [_anchor(row) for row in self._all(IN_ENTRY, entry_id)]

    def of(self, item_type: str, item_id: str) -> list[Anchor]:
        """Return where a thing came from, of living entries; those of the newest entry first."""
        return [_anchor(row) for row in self._all(OF, item_type, item_id)]

    def mark(
        self, item_type: str, item_id: str, origin: Origin, *, source: object = None
    ) -> Anchor:
        """Note that a thing came from a passage; the same passage twice is one anchor.

        Refused if those words are not in the entry; NotFound if the entry or the thing is not there.
        """
        kind = self._things.check(item_type, item_id)
        self._things.check(ENTRY, origin.entry)
        self._check_passage(origin)
        for there in self._all(HELD, origin.entry, origin.field):
            known = _anchor(there)
            if (known.item_type, known.item_id, known.selector) == (
                item_type,
                item_id,
                origin.selector,
            ):
                return known
        anchor = Anchor(
            id=new_id(),
            item_type=item_type,
            item_id=item_id,
            entry=origin.entry,
            field=origin.field,
            selector=origin.selector,
            created_at=now(),
        )
        with self._changes.write(kind, source=source):
            self._insert(anchor)
        return anchor

    def remove(self, anchor_id: str, *, source: object = None) -> None:
        """Forget that a thing came from a passage; nothing happens if that is so already."""
        row = self._one("SELECT item_type FROM anchor WHERE id = ?", anchor_id)
        if row:
            with self._changes.write(KINDS[row[0]], source=source):
                self._write("DELETE FROM anchor WHERE id = ?", anchor_id)

    def restore(self, anchor: Anchor, *, source: object = None) -> None:
        """Bring an anchor back that was removed. NotFound if its entry or its thing is gone."""
        kind = self._things.check(anchor.item_type, anchor.item_id)
        self._things.check(ENTRY, anchor.entry)
        if self._one("SELECT 1 FROM anchor WHERE id = ?", anchor.id) is None:
            with self._changes.write(kind, source=source):
                self._insert(anchor)

    def fields(self, entry_id: EntryId) -> list[str]:
        """Return the answers of an entry in which passages stand ("assume/0")."""
        rows = self._all(
            "SELECT DISTINCT field FROM anchor WHERE entry_id = ? AND field <> ?", entry_id, BODY
        )
        return [row[0] for row in rows]

    def carry(self, entry_id: EntryId, places: Mapping[str, str]) -> None:
        """Let passages follow answers that stand elsewhere now, from old to new, inside a write block."""
        rows = self._all("SELECT id, field FROM anchor WHERE entry_id = ?", entry_id)
        for anchor_id, field in rows:
            if field in places:
                self._write("UPDATE anchor SET field = ? WHERE id = ?", places[field], anchor_id)

    def reseat(self, entry_id: EntryId, field: str, text: str) -> None:
        """Follow the passages of a text that was edited, inside a write block.

        A passage that stands verbatim among its old neighbours gets its new place and neighbours; any
        other keeps what it had, so that words that come back are found again.
        """
        held = self._all(HELD, entry_id, field)
        if not held:
            return
        from metanoia.text.anchors import resolve, select  # only entries with anchors need it
        from metanoia.text.composed import compose

        composed = compose(text).text
        for anchor in map(_anchor, held):
            old = anchor.selector
            placed = resolve(text, old) if old.exact in composed else None
            if placed is None or placed.how == "fuzzy":
                continue
            new = select(text, placed.start, placed.stop)
            if new != old and (placed.how == "exact" or _neighbours(old, new)):
                self._write(
                    "UPDATE anchor SET prefix = ?, suffix = ?, start = ?, stop = ? WHERE id = ?",
                    new.prefix,
                    new.suffix,
                    new.start,
                    new.stop,
                    anchor.id,
                )

    def _check_passage(self, origin: Origin) -> None:
        from metanoia.text.anchors import resolve

        text = self._text(origin.entry, origin.field)
        if text is None or resolve(text, origin.selector) is None:
            raise Refused("Those words are not in the entry any more. Select them once more.")

    def _text(self, entry_id: EntryId, field: str) -> str | None:
        if field == BODY:
            row = self._one("SELECT body_md FROM entry WHERE id = ?", entry_id)
        else:
            key, _, place = field.rpartition("/")
            row = self._one(
                "SELECT text FROM answer WHERE entry_id = ? AND field_key = ? AND ord = ?",
                entry_id,
                key,
                int(place) if place.isdecimal() else -1,
            )
        return row[0] if row else None

    def _insert(self, anchor: Anchor) -> None:
        passage = anchor.selector
        self._write(
            _INSERT,
            anchor.id,
            anchor.item_type,
            anchor.item_id,
            anchor.entry,
            anchor.field,
            passage.exact,
            passage.prefix,
            passage.suffix,
            passage.start,
            passage.stop,
            stamp(anchor.created_at),
        )


def _neighbours(old: Selector, new: Selector) -> bool:
    """Tell whether something of what stood around the passage still does."""
    before, after = old.prefix[-_NEAR:], old.suffix[:_NEAR]
    return bool(
        (before.strip() and new.prefix.endswith(before))
        or (after.strip() and new.suffix.startswith(after))
    )


def _anchor(row: Row) -> Anchor:
    id_, item_type, item_id, entry, field, exact, prefix, suffix, start, stop, created = row
    return Anchor(
        id=id_,
        item_type=item_type,
        item_id=item_id,
        entry=EntryId(entry),
        field=field,
        selector=Selector(exact, prefix, suffix, start, stop),
        created_at=moment(created),
    )
