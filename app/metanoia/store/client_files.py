"""The open files of all clients, and the one way to write to them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from metanoia.domain.clients import ClientDamaged
from metanoia.domain.errors import Cancelled, NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.people import Person, Role
from metanoia.store import client_copies, client_file, driver, second
from metanoia.store.changes import Changes
from metanoia.store.client_file import ClientFile, ClientUnreadable
from metanoia.store.people import People
from metanoia.vault import client_files, keys
from metanoia.vault.backups import Backup
from metanoia.vault.folder import Folder

_OPEN_AT_ONCE: Final = 40  # files; a system may allow no more than 256


class ClientFiles:
    """The files of the clients of one journal, each opened when it is first asked for.

    A change is kept in the client's file and counted in the journal, so that the next backup is made
    and the window hears of it.
    """

    def __init__(
        self, connection: driver.Connection, changes: Changes, folder: Folder, key: bytes
    ) -> None:
        """Work beside an open journal, whose key the keys of the files follow from."""
        self._connection = connection
        self._people = People(connection, changes)
        self._changes = changes
        self._folder = folder
        self._key = key
        self._open: dict[str, ClientFile] = {}  # the longest unused first

    @property
    def count(self) -> int:
        """How many clients there are."""
        return len(self.people())

    def people(self) -> list[Person]:
        """Return the clients, by name: whoever has that role, or anything kept of them."""
        kept = set(client_files.ids(self._folder))
        return [one for one in self._people.all() if one.role is Role.CLIENT or one.id in kept]

    def name(self, person: str) -> str:
        """Return the name of a client, without the alias; NotFound."""
        return self._people.get(person).name

    def close(self) -> None:
        """Close every file, each folded into one."""
        while self._open:
            self._open.popitem()[1].close()

    def release(self, person: str) -> None:
        """Close the file of a client until it is asked for again.

        To be called before another thread deletes or replaces it: Windows moves no file that is open.
        """
        file = self._open.pop(person, None)
        if file is not None:
            file.close()

    def end(self) -> None:
        """Close every file and forget the key; whoever asks for more is told that it was stopped."""
        self.close()
        self._key = b""

    def can_bring_back(self, person: str) -> Backup | None:
        """Return the newest backup here that holds the file of a client whole, None if none does."""
        if person in client_files.deleted(self._folder):
            return None
        return client_copies.newest(self._folder, person)

    def bring_back(self, person: str, *, source: object = None) -> None:
        """Put the file of a client as the newest backup has it in the place of a damaged one.

        What was damaged is put aside beside it. Raises Refused unless it is damaged, NotFound if no
        backup has it, BackupDamaged, DiskFull and its like.
        """
        if self._is_whole(person):
            raise Refused("The file of this client is whole. Nothing was changed.")
        backup = self.can_bring_back(person)
        if backup is None:
            raise NotFound("No backup here holds the file of this client.")
        self.release(person)
        with self._changes.write(Kind.CLIENT, source=source):
            client_copies.bring_back(self._folder, person, backup)
            if self._file(person) is None:
                raise self._damaged(person)

    # -- for the parts

    def _file(self, person: str) -> ClientFile | None:
        """Return the open file of a client, None for one of whom nothing is kept.

        Raises ClientDamaged if it cannot be read, or is missing while a backup holds it, and Cancelled
        once the journal is closed.
        """
        if not self._key:
            raise Cancelled
        known = self._open.pop(person, None)
        if known is not None:
            if known.in_place():
                self._open[person] = known
                return known
            known.connection.close()  # another connection put a whole file in its place, or deleted it
        path = client_files.path_of(self._folder, person)
        if not path.exists():
            if self._should_be_there(person):
                raise self._damaged(person)
            return None
        try:
            file = client_file.open_(path, keys.client_key(self._key, person), person)
        except ClientUnreadable:
            raise self._damaged(person) from None
        self._keep_open(person, file)
        return file

    @contextlib.contextmanager
    def _reading(self, person: str) -> Iterator[ClientFile | None]:
        """Read a client's file inside the block; what turns out damaged there is ClientDamaged."""
        try:
            yield self._file(person)
        except ClientUnreadable:
            self.release(person)  # a connection that met damage answers nothing rightly any more
            raise self._damaged(person) from None

    @contextlib.contextmanager
    def _writing(self, person: str, source: object) -> Iterator[ClientFile]:
        """Write a client's file inside the block, made if there is none, as one change.

        NotFound for somebody who is not here; otherwise as ``Changes.write`` and ``_file``.
        """
        with self._changes.write(Kind.CLIENT, source=source):
            try:
                file = self._file(person) or self._made(person)
                with file.write():
                    yield file
            except ClientUnreadable:
                self.release(person)
                raise self._damaged(person) from None

    def _made(self, person: str) -> ClientFile:
        if self._people.get(person).deleted_at is not None:
            raise Refused("That person was removed. Bring them back to the list of people first.")
        client_files.prepare(self._folder)
        client_files.note_deleted(self._folder, person, gone=False)
        path = client_files.path_of(self._folder, person)
        file = client_file.create(path, keys.client_key(self._key, person), person)
        self._keep_open(person, file)
        return file

    def _keep_open(self, person: str, file: ClientFile) -> None:
        while len(self._open) >= _OPEN_AT_ONCE:
            self._open.pop(next(iter(self._open))).close()
        self._open[person] = file

    def _follow_second(self) -> None:
        """Let what was deleted go from the second folder too; if it is not there, with the next backup."""
        second.follow(self._folder, self._connection)

    def _is_whole(self, person: str) -> bool:
        with contextlib.suppress(ClientDamaged), self._reading(person) as file:
            return file is not None and not client_file.is_damaged(file)
        return False

    def _should_be_there(self, person: str) -> bool:
        gone = person in client_files.deleted(self._folder)
        return not gone and client_copies.held(self._folder, person)

    def _damaged(self, person: str) -> ClientDamaged:
        return ClientDamaged(backed_up=self.can_bring_back(person) is not None)
