"""The record of what left: a sealed share never changes."""

from __future__ import annotations

from collections.abc import Mapping

from metanoia.domain.entries import EntryId, EntryRow
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.domain.shares import SealedItem, SealedShare, ShareRow
from metanoia.store.entry_rows import LISTED, listed
from metanoia.store.part import Part, Row, moment, now, stamp

_ROW = """SELECT s.id, s.seq, s.sealed_at,
      (SELECT group_concat(name, char(10)) FROM
        (SELECT p.name FROM share_party AS w JOIN party AS p ON p.id = w.party_id
         WHERE w.share_id = s.id ORDER BY p.name)),
      (SELECT count(*) FROM share_item WHERE share_id = s.id AND item_type = 'entry'),
      s.size_bytes, s.scope_json, s.cover_note FROM share AS s"""
ALL = f"{_ROW} WHERE s.state <> 'draft' ORDER BY s.seq DESC"
OF_ENTRY = f"""{_ROW} WHERE s.state <> 'draft' AND s.id IN
      (SELECT share_id FROM share_item WHERE item_type = 'entry' AND item_id = ?)
    ORDER BY s.seq DESC"""

SHARED = f"""SELECT {LISTED} FROM entry WHERE deleted_at IS NULL AND id IN
      (SELECT item_id FROM share_item AS i JOIN share AS s ON s.id = i.share_id
       WHERE i.item_type = 'entry' AND s.state <> 'draft')
    ORDER BY n DESC"""


class Shares(Part):
    """Every share that was sealed from this journal."""

    def next_seq(self) -> int:
        """Return the number of the next share, 1 and up."""
        row = self._one("SELECT coalesce(max(seq), 0) + 1 FROM share")
        return int(row[0]) if row else 1

    def keep(
        self,
        sealed: SealedShare,
        files: Mapping[str, bytes] | None = None,
        *,
        source: object = None,
    ) -> None:
        """Keep the record of a share that was just sealed, with its ``files`` by member, as one change."""
        one = sealed.parties[0] if len(sealed.parties) == 1 else None
        with self._changes.write(Kind.SHARE, source=source):
            self._write(
                """INSERT INTO share(id, party_id, seq, created_at, scope_json, cover_note,
                consent_id) VALUES(?, ?, ?, ?, ?, ?, ?)""",
                sealed.id,
                one,
                sealed.seq,
                stamp(now()),
                sealed.scope,
                sealed.cover_note,
                sealed.consent,
            )
            for party_id in sealed.parties:
                self._write("INSERT INTO share_party VALUES(?, ?)", sealed.id, party_id)
            for item in sealed.items:
                self._write(
                    """INSERT INTO share_item(share_id, item_type, item_id, item_rev,
                    content_sha256, withheld_count) VALUES(?, ?, ?, ?, ?, ?)""",
                    sealed.id,
                    item.kind,
                    item.id,
                    item.rev,
                    item.sha256,
                    item.withheld,
                )
            for member, data in (files or {}).items():
                self._write("INSERT INTO share_file VALUES(?, ?, ?)", sealed.id, member, data)
            self._write(
                """UPDATE share SET state = 'sealed', sealed_at = ?, snapshot_json = ?,
                payload_sha256 = ?, size_bytes = ? WHERE id = ?""",
                stamp(sealed.sealed_at),
                sealed.snapshot,
                sealed.payload_sha256,
                sealed.size,
                sealed.id,
            )

    def all(self) -> list[ShareRow]:
        """Return every sealed share, newest first."""
        return [_listed(row) for row in self._all(ALL)]

    def entries(self) -> list[EntryRow]:
        """Return the living entries that left in some share, newest first."""
        return [listed(row) for row in self._all(SHARED)]

    def of_entry(self, entry_id: EntryId) -> list[ShareRow]:
        """Return the sealed shares that hold the entry, newest first."""
        return [_listed(row) for row in self._all(OF_ENTRY, entry_id)]

    def get(self, share_id: str) -> SealedShare:
        """Return the whole record of a share; NotFound if there is none."""
        row = self._one(
            """SELECT id, seq, sealed_at, scope_json, cover_note, snapshot_json, payload_sha256,
            size_bytes, consent_id FROM share WHERE id = ? AND state <> 'draft'""",
            share_id,
        )
        if row is None:
            raise NotFound("That share is not in this journal.")
        found, seq, sealed_at, scope, cover_note, snapshot, digest, size, consent = row
        return SealedShare(
            id=found,
            seq=seq,
            sealed_at=moment(sealed_at),
            scope=scope,
            cover_note=cover_note,
            snapshot=snapshot,
            payload_sha256=digest,
            size=size,
            items=self._items(share_id),
            consent=consent,
            parties=tuple(
                party_id
                for (party_id,) in self._all(
                    "SELECT party_id FROM share_party WHERE share_id = ?", share_id
                )
            ),
        )

    def files(self, share_id: str) -> dict[str, bytes]:
        """Return the photos and files of a share as they left, by the names of their members."""
        return dict(self._all("SELECT member, data FROM share_file WHERE share_id = ?", share_id))

    def _items(self, share_id: str) -> tuple[SealedItem, ...]:
        rows = self._all(
            """SELECT item_type, item_id, item_rev, content_sha256, withheld_count FROM share_item
            WHERE share_id = ? ORDER BY item_type, item_id""",
            share_id,
        )
        return tuple(
            SealedItem(kind=kind, id=item_id, rev=rev, sha256=digest, withheld=withheld)
            for kind, item_id, rev, digest, withheld in rows
        )


def _listed(row: Row) -> ShareRow:
    share_id, seq, sealed_at, names, entries, size, scope, cover_note = row
    return ShareRow(
        id=share_id,
        seq=seq,
        sealed_at=moment(sealed_at),
        names=tuple(names.split("\n")) if names else (),
        entries=entries,
        size=size,
        scope=scope,
        cover_note=cover_note,
    )
