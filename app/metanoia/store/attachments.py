"""Attachments, kept inside the encrypted file."""

from __future__ import annotations

import hashlib
import mimetypes

from metanoia.domain.attachments import Attachment, attachment_name, check_size
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.store.part import Part, Row, moment, moment_or_none, new_id, now, stamp

_COLUMNS = "id, entry_id, name, mime, size_bytes, sha256, created_at, deleted_at"


class Attachments(Part):
    """The attachments of entries; pictures come here cleaned by ``text.pictures``."""

    def add(
        self,
        entry_id: EntryId,
        name: str,
        data: bytes,
        *,
        mime: str | None = None,
        source: object = None,
    ) -> Attachment:
        """Hang bytes on an entry; the same bytes twice on one entry are kept once.

        ``mime`` is guessed from the name if not given. Raises Refused over 25 MB, NotFound if the entry
        is gone.
        """
        name = attachment_name(name)
        check_size(name, len(data))
        if self._one("SELECT 1 FROM entry WHERE id = ?", entry_id) is None:
            raise NotFound("That entry is not in this journal any more.")
        digest = hashlib.sha256(data).hexdigest()
        there = self._one(
            f"SELECT {_COLUMNS} FROM attachment WHERE entry_id = ? AND sha256 = ?", entry_id, digest
        )
        if there:
            return self.restore(there[0], source=source)
        attachment_id = new_id()
        with self._changes.write(Kind.ATTACHMENT, source=source):
            self._write(
                """INSERT INTO attachment(id, entry_id, name, mime, size_bytes, sha256, created_at, data)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?)""",
                attachment_id,
                entry_id,
                name,
                mime or mimetypes.guess_type(name)[0] or "application/octet-stream",
                len(data),
                digest,
                stamp(now()),
                data,
            )
        return self.get(attachment_id)

    def get(self, attachment_id: str) -> Attachment:
        """Return an attachment, removed ones too; NotFound if there is none."""
        row = self._one(f"SELECT {_COLUMNS} FROM attachment WHERE id = ?", attachment_id)
        if row is None:
            raise NotFound("That attachment is not in this journal any more.")
        return _attachment(row)

    def of(self, entry_id: EntryId) -> list[Attachment]:
        """Return the entry's attachments in the order they were added."""
        rows = self._all(
            f"""SELECT {_COLUMNS} FROM attachment WHERE entry_id = ? AND deleted_at IS NULL
            ORDER BY created_at, rowid""",
            entry_id,
        )
        return [_attachment(row) for row in rows]

    def by_entry(self) -> dict[EntryId, list[Attachment]]:
        """Return all that are attached, by the entry, each list in the order it was added."""
        found: dict[EntryId, list[Attachment]] = {}
        for row in self._all(
            f"""SELECT {_COLUMNS} FROM attachment WHERE deleted_at IS NULL
            ORDER BY created_at, rowid"""
        ):
            attachment = _attachment(row)
            found.setdefault(attachment.entry_id, []).append(attachment)
        return found

    def data(self, sha256: str) -> bytes | None:
        """Return the bytes with this SHA-256 (64 hex signs), or None."""
        row = self._one("SELECT data FROM attachment WHERE sha256 = ? LIMIT 1", sha256)
        return None if row is None else bytes(row[0])

    def remove(self, attachment_id: str, *, source: object = None) -> None:
        """Take an attachment off its entry; it can come back until the entry is deleted for ever."""
        if self.get(attachment_id).deleted_at is None:
            with self._changes.write(Kind.ATTACHMENT, source=source):
                self._write(
                    "UPDATE attachment SET deleted_at = ? WHERE id = ?", stamp(now()), attachment_id
                )

    def restore(self, attachment_id: str, *, source: object = None) -> Attachment:
        """Bring a removed attachment back and return it."""
        if self.get(attachment_id).deleted_at is not None:
            with self._changes.write(Kind.ATTACHMENT, source=source):
                self._write("UPDATE attachment SET deleted_at = NULL WHERE id = ?", attachment_id)
        return self.get(attachment_id)

    @property
    def count(self) -> int:
        """How many attachments living entries have."""
        row = self._one(
            """SELECT count(*) FROM attachment WHERE deleted_at IS NULL
            AND entry_id NOT IN (SELECT id FROM entry WHERE deleted_at IS NOT NULL)"""
        )
        return int(row[0]) if row else 0


def _attachment(row: Row) -> Attachment:
    attachment_id, entry_id, name, mime, size, sha256, created, deleted = row
    return Attachment(
        id=attachment_id,
        entry_id=EntryId(entry_id),
        name=name,
        mime=mime,
        size=size,
        sha256=sha256,
        created_at=moment(created),
        deleted_at=moment_or_none(deleted),
    )
