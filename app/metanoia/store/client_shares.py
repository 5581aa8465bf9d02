"""The shares that a client sent, kept whole until what was agreed, or their sender, has them deleted."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from metanoia.domain.clients import ClientDamaged, Kept, KeptShare
from metanoia.domain.comparing import hashes
from metanoia.domain.consents import Agreed
from metanoia.domain.errors import JournalNewer, NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.shares import OpenedShare
from metanoia.store import client_gone, client_talk
from metanoia.store.client_file import ClientFile
from metanoia.store.client_files import ClientFiles
from metanoia.store.part import Row, moment, moment_or_none, now, stamp

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.sig"

LISTED: Final = """SELECT s.id, s.seq, s.created_at, s.kept_at, s.manifest_sha256, s.to_me,
      s.purpose, s.ends_on, s.keep_days, s.entries, s.things, s.read_at,
      EXISTS(SELECT 1 FROM reply AS r WHERE r.share_id = s.id AND r.sent_at IS NULL),
      (SELECT max(r.sent_at) FROM reply AS r WHERE r.share_id = s.id)
    FROM share AS s ORDER BY s.created_at DESC, s.seq DESC, s.rowid DESC"""


class ClientShares(ClientFiles):
    """What clients sent."""

    def keep(
        self,
        share: OpenedShare,
        members: Mapping[str, bytes],
        manifest_json: bytes,
        person: str,
        *,
        source: object = None,
    ) -> Kept:
        """Keep an opened share of a known person with every member; the second time nothing changes.

        Earlier shares that it withdraws are deleted, here and in the backups. Raises Refused for what
        somebody else signed, and for a share that was withdrawn; ClientDamaged.
        """
        if self._people.get(person).signing_key != share.sender_key:
            raise Refused(
                "Somebody else signed this share. Keep the person first, and compare the "
                "fingerprint with them."
            )
        with self._reading(person) as file:
            if file is not None and _is_kept(file, share):
                return Kept(False, ())
        with self._writing(person, source) as file:
            _add(file, share, members, manifest_json)
            client_talk.take(file, share)
            withdrawn = _withdraw(file, share)
        if withdrawn:
            self._purge(person)
        return Kept(True, withdrawn)

    def shares(self, person: str) -> list[KeptShare]:
        """Return the shares that are kept of a client, newest first."""
        with self._reading(person) as file:
            return [] if file is None else listed(file)

    def holder(self, share_id: str) -> str | None:
        """Return the id of the client whose file keeps this share, None if nobody's does.

        A file that cannot be read is passed over.
        """
        for person in self.people():
            with (
                contextlib.suppress(ClientDamaged, JournalNewer),
                self._reading(person.id) as file,
            ):
                if file and file.one("SELECT 1 FROM share WHERE id = ?", share_id):
                    return person.id
        return None

    def whole(self, person: str, share_id: str) -> tuple[dict[str, bytes], bytes]:
        """Return the members of a share that is kept, and its manifest; NotFound."""
        with self._reading(person) as file:
            rows = file and file.all(
                "SELECT name, data FROM share_member WHERE share_id = ?", share_id
            )
        if not rows:
            raise _missing()
        members = {name: bytes(data) for name, data in rows}
        members.pop(SIGNATURE, None)
        return members, members.pop(MANIFEST)

    def size(self, person: str, share_id: str) -> int:
        """Return how many bytes the members of a share that is kept take; 0 if it is not."""
        asked = "SELECT total(length(data)) FROM share_member WHERE share_id = ?"
        with self._reading(person) as file:
            row = file and file.one(asked, share_id)
        return int(row[0]) if row else 0

    def mark_read(self, person: str, share_id: str, *, source: object = None) -> None:
        """Note that a share was read; nothing is written if it was before. NotFound."""
        with self._reading(person) as file:
            row = file and file.one("SELECT read_at IS NULL FROM share WHERE id = ?", share_id)
        if not row:
            raise _missing()
        if row[0]:
            with self._writing(person, source) as file:
                file.run("UPDATE share SET read_at = ? WHERE id = ?", stamp(now()), share_id)

    def expired(self, person: str, today: dt.date) -> list[KeptShare]:
        """Return the shares that were to be kept no longer than until yesterday, newest first."""
        return [one for one in self.shares(person) if past(one, today)]

    def delete_shares(self, person: str, share_ids: Iterable[str], *, source: object = None) -> int:
        """Delete copies of shares for ever, here and in the backups; return how many.

        What was sent in reply to them stays, without the passages it quoted. There is no undo.
        """
        with self._writing(person, source) as file:
            here = {row[0] for row in file.all("SELECT id FROM share")}
            going = sorted(here & set(share_ids))
            for share_id in going:
                client_gone.delete(file, share_id, stamp(now()))
        if going:
            self._purge(person)
        return len(going)

    def _purge(self, person: str) -> None:
        """Finish what was deleted, as a change of its own: only then there are receipts to be seen."""
        with self._changes.write(Kind.CLIENT), self._reading(person) as file:
            if file is not None:
                client_gone.purge(self._folder, self._key, person, file)
        self._follow_second()


def past(share: KeptShare, today: dt.date) -> bool:
    """Tell whether a share is to be deleted on the day ``today`` by what was agreed."""
    return share.delete_on is not None and share.delete_on <= today


def listed(file: ClientFile) -> list[KeptShare]:
    """Return the shares in a client's file, newest first."""
    return [_share(row) for row in file.all(LISTED)]


def _is_kept(file: ClientFile, share: OpenedShare) -> bool:
    row = file.one("SELECT manifest_sha256 FROM share WHERE id = ?", share.id)
    if row is not None and row[0] != share.manifest_sha256:
        raise Refused(
            "Another share came in under the number of this one before. It was not kept; ask its "
            "sender to seal it once more."
        )
    if row is None and file.one("SELECT 1 FROM withdrawal WHERE share_id = ?", share.id):
        raise Refused("Its sender withdrew this share. It is not kept again; delete the file too.")
    return row is not None


def _add(
    file: ClientFile, share: OpenedShare, members: Mapping[str, bytes], manifest_json: bytes
) -> None:
    agreed, at = share.agreed, stamp(now())
    file.run("DELETE FROM gone WHERE share_id = ?", share.id)  # deleted once, and opened again
    file.run(
        """INSERT INTO share(id, seq, created_at, kept_at, manifest_sha256, to_me, purpose, ends_on,
          keep_days, entries, things) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        *(share.id, share.seq, stamp(share.created_at), at, share.manifest_sha256),
        *(share.addressed_to_me, agreed and agreed.purpose, agreed and agreed.ends_on.isoformat()),
        *(agreed and agreed.keep_days, len(share.entries), len(share.things)),
    )
    for name, data in {MANIFEST: manifest_json, **members}.items():
        file.run("INSERT INTO share_member VALUES(?, ?, ?)", share.id, name, data)
    for (kind, item), sha256 in hashes(share).items():
        file.run("INSERT INTO share_item VALUES(?, ?, ?, ?)", share.id, kind, item, sha256)


def _withdraw(file: ClientFile, share: OpenedShare) -> tuple[str, ...]:
    """Note which shares this one withdraws, delete the copies of those, and return their ids."""
    gone = []
    for share_id in share.withdrawn:
        file.run("INSERT OR IGNORE INTO withdrawal VALUES(?, ?)", share_id, share.id)
        if share_id != share.id and file.one("SELECT 1 FROM share WHERE id = ?", share_id):
            client_gone.delete(file, share_id, stamp(now()))
            gone.append(share_id)
    return tuple(gone)


def _share(row: Row) -> KeptShare:
    share_id, seq, created, kept, sha256, to_me, *terms = row[:9]
    entries, things, read, draft, replied = row[9:]
    purpose, ends, keep_days = terms
    agreed = None
    if purpose is not None:
        day = dt.date.fromisoformat(ends)
        agreed = Agreed(purpose=purpose, ends_on=day, keep_days=keep_days)
    return KeptShare(
        id=share_id,
        seq=seq,
        created_at=moment(created),
        kept_at=moment(kept),
        manifest_sha256=sha256,
        addressed_to_me=bool(to_me),
        agreed=agreed,
        entries=entries,
        things=things,
        read_at=moment_or_none(read),
        draft=bool(draft),
        replied_at=moment_or_none(replied),
    )


def _missing() -> NotFound:
    return NotFound("That share is not kept here any more. Open its file to read it.")
