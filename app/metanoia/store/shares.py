"""The record of what left: a sealed share never changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Final

from metanoia.domain.entries import EntryId, EntryRow
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.shares import Deleted, SealedItem, SealedShare, ShareRow
from metanoia.store.entry_rows import LISTED, listed
from metanoia.store.part import Part, Row, moment, moment_or_none, now, past, stamp

_ENOUGH: Final = 4  # signs of an id that say which
_KNOWN = "FROM share_party AS w JOIN party AS p ON p.id = w.party_id WHERE w.share_id = s.id"
_BACK = """(SELECT share_id, count(*) AS replies, max(written_at) AS newest, sum(
      (SELECT count(*) FROM comment WHERE review_in_id = r.id)) AS comments
    FROM review_in AS r GROUP BY share_id)"""
_ROW = f"""SELECT s.id, s.seq, s.sealed_at,
      (SELECT json_group_array(json_array(p.id, p.name) ORDER BY p.name) {_KNOWN}),
      (SELECT json_group_array(json_array(item_type, n)) FROM (SELECT item_type, count(*) AS n
        FROM share_item WHERE share_id = s.id GROUP BY item_type)),
      s.size_bytes, s.scope_json, s.cover_note, s.withdrawn_at,
      coalesce(back.replies, 0), back.newest, coalesce(back.comments, 0),
      (SELECT json_group_array(json_array(coalesce(p.name, ''), g.deleted_at) ORDER BY g.deleted_at)
        FROM share_gone AS g LEFT JOIN party AS p ON p.id = g.party_id WHERE g.share_id = s.id)
    FROM share AS s LEFT JOIN {_BACK} AS back ON back.share_id = s.id"""
ALL = f"{_ROW} WHERE s.state <> 'draft' ORDER BY s.seq DESC"
OF = f"""{_ROW} WHERE s.state <> 'draft' AND s.id IN
      (SELECT share_id FROM share_item WHERE item_type = ? AND item_id = ?)
    ORDER BY s.seq DESC"""
_LATER = """SELECT 1 FROM share WHERE state <> 'draft' AND id <> ?1 AND sealed_at >=
      (SELECT withdrawn_at FROM share WHERE id = ?1)"""

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

    @property
    def count(self) -> int:
        """How many shares were sealed."""
        row = self._one("SELECT count(*) FROM share WHERE state <> 'draft'")
        return int(row[0]) if row else 0

    def all(self) -> list[ShareRow]:
        """Return every sealed share, newest first."""
        return [_listed(row) for row in self._all(ALL)]

    def entries(self) -> list[EntryRow]:
        """Return the living entries that left in some share, newest first."""
        return [listed(row) for row in self._all(SHARED)]

    def of(self, item: tuple[str, str]) -> list[ShareRow]:
        """Return the sealed shares that hold a thing (kind, id), newest first."""
        return [_listed(row) for row in self._all(OF, *item)]

    def of_entry(self, entry_id: EntryId) -> list[ShareRow]:
        """Return the sealed shares that hold the entry, newest first."""
        return self.of(("entry", entry_id))

    def row(self, share_id: str) -> ShareRow:
        """Return what a list shows of one share; NotFound."""
        rows = self._all(f"{_ROW} WHERE s.id = ? AND s.state <> 'draft'", share_id)
        if not rows:
            raise NotFound("That share is not in this journal.")
        return _listed(rows[0])

    def find(self, said: str) -> ShareRow:
        """Return the share with this number, or whose id begins so (4 signs at least); NotFound, Refused."""
        rows = self.all()
        found = [one for one in rows if str(one.seq) == said.strip()]
        start = said.strip().lower()
        if not found and len(start) >= _ENOUGH:
            found = [one for one in rows if one.id.startswith(start)]
        if not found:
            raise NotFound(f"No share of this journal has the number or id “{said}”.")
        if len(found) > 1:
            raise Refused(f"More than one share begins with “{said}”. Say more signs of its id.")
        return found[0]

    def withdraw(
        self, share_id: str, at: dt.datetime | None = None, *, source: object = None
    ) -> ShareRow:
        """Ask back a share: the next one to its readers says so. Once more changes nothing. NotFound."""
        row = self.row(share_id)
        if row.withdrawn_at is None:
            with self._changes.write(Kind.SHARE, source=source):
                self._write(
                    "UPDATE share SET state = 'withdrawn', withdrawn_at = ? WHERE id = ?",
                    stamp(max(past(at), row.sealed_at)),
                    share_id,
                )
        return self.row(share_id)

    def leave_standing(self, share_id: str, *, source: object = None) -> ShareRow:
        """Take a withdrawal back; Refused once another share was sealed, which says it. NotFound."""
        row = self.row(share_id)
        if row.withdrawn_at is None:
            return row
        if self._one(_LATER, share_id) is not None:
            raise Refused(
                f"A share that was sealed since may say that share {row.seq} is withdrawn. "
                "It stays so; seal the same again instead."
            )
        with self._changes.write(Kind.SHARE, source=source):
            self._write(
                "UPDATE share SET state = 'sealed', withdrawn_at = NULL WHERE id = ?", share_id
            )
        return self.row(share_id)

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
    share_id, seq, sealed_at, people, counts, size, scope, cover_note, withdrawn, *rest = row
    replies, replied_at, comments, deleted = rest
    known = json.loads(people)
    return ShareRow(
        id=share_id,
        seq=seq,
        sealed_at=moment(sealed_at),
        names=tuple(name for _, name in known),
        counts=tuple((kind, count) for kind, count in json.loads(counts)),
        size=size,
        scope=scope,
        cover_note=cover_note,
        parties=tuple(party for party, _ in known),
        withdrawn_at=moment_or_none(withdrawn),
        replies=replies,
        replied_at=moment_or_none(replied_at),
        comments=comments,
        deleted=tuple(Deleted(name, moment(at)) for name, at in json.loads(deleted)),
    )
