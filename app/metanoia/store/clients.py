"""The coach's clients: what each sent, what was written back, and a line for each of them."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.clients import CaseloadRow, ClientDamaged
from metanoia.domain.errors import FolderReadOnly, JournalNewer, StorageFailed
from metanoia.domain.kinds import Kind
from metanoia.domain.people import Person
from metanoia.store import caseload, driver
from metanoia.store.changes import Changes
from metanoia.store.client_notes import ClientNotes
from metanoia.store.client_shares import ClientShares
from metanoia.store.client_targets import ClientTargets
from metanoia.vault import client_files
from metanoia.vault.folder import Folder


class Clients(ClientShares, ClientTargets, ClientNotes):
    """The clients of the open journal, each in an encrypted file of their own under ``clients/``.

    The file bears the person's id as its name, so that no name of a client stands in the clear.
    """

    def __init__(
        self, connection: driver.Connection, changes: Changes, folder: Folder, key: bytes
    ) -> None:
        """See ``ClientFiles``; a line is worked out anew only once something of it changed."""
        super().__init__(connection, changes, folder, key)
        self._rows: dict[str, tuple[object, CaseloadRow]] = {}

    def close(self) -> None:
        """Close every file, each folded into one, and forget what was in them."""
        self._rows.clear()
        super().close()

    def caseload(self, today: dt.date) -> list[CaseloadRow]:
        """Return a line for each client on the day ``today``: those with something to read first, then by name.

        A client whose file is damaged or missing has a line that says so; it hinders no other.
        """
        rows = [self._row(person, today) for person in self.people()]
        return sorted(rows, key=lambda row: (not row.unread, row.shown.casefold(), row.person))

    def row(self, person: str, today: dt.date) -> CaseloadRow:
        """Return the line of one client, also of one who was removed; NotFound."""
        return self._row(self._people.get(person), today)

    def delete(self, person: str, *, source: object = None) -> None:
        """Delete a client for ever: their file, its copies in every backup here, and them from the list.

        A second folder follows at once, or when it is there again.

        No backup brings the file back afterwards, for its id is noted beside the journal; only a copy
        of the whole folder that somebody made elsewhere still holds it. Person and name stay in the
        journal among those removed. There is no undo: the window asks first. Raises NotFound,
        JournalBusy, DiskFull, FolderReadOnly or StorageFailed.
        """
        self._people.get(person)
        before = person in client_files.deleted(self._folder)
        try:
            with self._changes.write(Kind.CLIENT, source=source):
                self._people.trash(person, source=source)
                self.release(person)
                client_files.note_deleted(self._folder, person)
        except BaseException:
            client_files.note_deleted(self._folder, person, gone=before)
            raise
        client_files.finish_deleting(self._folder)
        self._follow_second()

    def _row(self, person: Person, today: dt.date) -> CaseloadRow:
        try:
            with self._reading(person.id) as file:
                if file is None:
                    return caseload.row(person, None, today)
                state = (file, file.state(), person.name, today)
                known = self._rows.get(person.id)
                if known is None or known[0] != state:
                    known = self._rows[person.id] = (state, caseload.row(person, file, today))
                return known[1]
        except (ClientDamaged, JournalNewer, FolderReadOnly, StorageFailed) as why:
            return CaseloadRow(person=person.id, name=person.name, damaged=str(why))
