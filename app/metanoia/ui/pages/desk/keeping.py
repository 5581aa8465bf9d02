"""What is kept of clients, changed beside the window: keeping a share, deleting some, bringing a file back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from metanoia.domain.clients import Kept, WholeShare
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal
    from metanoia.store.clients import Clients

MANY: Final = 24  # entries and things from which a share is read beside the window
HEAVY: Final = 2 << 20  # bytes from which it is: photos, mostly


class KeptNow(NamedTuple):
    """A share that is kept of ``person`` now; ``withdrawn`` are the numbers of those it took away."""

    person: str
    whole: WholeShare
    withdrawn: tuple[int, ...]


class Keeper(QObject):
    """One change after the other; ``kept`` carries a KeptNow, ``refused`` the share and a sentence.

    ``read`` carries a person and a share of theirs that was read again.
    """

    read = Signal(str, object)
    kept = Signal(object)
    refused = Signal(object, str)
    done = Signal()
    failed = Signal(str)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._tasks: list[Task] = []
        self._wanted = ""
        self._keeping: tuple[str, WholeShare, Mapping[str, int]] | None = None

    @property
    def busy(self) -> bool:
        """Return whether something is being changed."""
        return bool(self._tasks)

    def keep(self, whole: WholeShare, person: str) -> None:
        """Keep a share in the file of a client."""
        numbers = {one.id: one.seq for one in self._journal.clients.shares(person)}
        self._keeping = (person, whole, numbers)
        self._run(lambda clients: clients.keep(*whole, person), self._kept, self._not_kept)

    def want(self, share_id: str) -> None:
        """Show no other share than this once it was read again, "" for none."""
        self._wanted = share_id

    def read_again(self, person: str, share_id: str) -> None:
        """Read a share that is kept; the newest that was asked for is shown."""
        from metanoia.exchange import client_desk

        def work(clients: Clients) -> tuple[str, OpenedShare]:
            return person, client_desk.opened(clients, person, share_id)

        self.want(share_id)
        self._run(work, self._was_read, self._failed_quietly)

    def delete_shares(self, which: Mapping[str, Sequence[str]]) -> None:
        """Delete shares for good, by the person they are of."""

        def work(clients: Clients) -> None:
            for person, shares in which.items():
                clients.delete_shares(person, shares)

        self._run(work, self._done, self._failed)

    def delete_client(self, person: str) -> None:
        """Delete everything that is kept of a client for good."""
        self._journal.clients.release(person)  # the thread that has it open closes it
        self._run(lambda clients: clients.delete(person), self._done, self._failed)

    def bring_back(self, person: str) -> None:
        """Put the file of a client back from the newest backup that holds it."""
        self._journal.clients.release(person)
        self._run(lambda clients: clients.bring_back(person), self._done, self._failed)

    def forget(self) -> None:
        """Say nothing any more of what is under way; it is finished all the same."""
        for task in self._tasks:
            for signal in (task.done, task.failed):
                signal.disconnect()
        self._tasks, self._keeping, self._wanted = [], None, ""

    # -- inside

    def _run(self, change: Callable[[Clients], object], done: Callable[..., None], failed: Callable[..., None]) -> None:  # fmt: skip
        task = Task(beside(self._journal, change))
        self._tasks.append(task)
        task.done.connect(done)
        task.failed.connect(failed)
        task.start()

    @Slot(object)
    def _was_read(self, found: tuple[str, OpenedShare]) -> None:
        self._settle()
        if found[1].id == self._wanted:
            self.read.emit(*found)

    @Slot(Exception)
    def _failed_quietly(self, error: Exception) -> None:
        self._settle()
        self.failed.emit(self._sentence(error))

    def _settle(self) -> None:
        self._tasks = [one for one in self._tasks if one is not self.sender()]

    def _tell(self) -> None:
        self._settle()
        self._journal.changes.tell(Kind.CLIENT, Kind.PERSON)

    @Slot(object)
    def _kept(self, kept: Kept) -> None:
        keeping, self._keeping = self._keeping, None
        self._tell()
        if keeping is not None:
            person, whole, numbers = keeping
            gone = tuple(numbers[one] for one in kept.withdrawn if one in numbers)
            self.kept.emit(KeptNow(person, whole, gone))

    @Slot(Exception)
    def _not_kept(self, error: Exception) -> None:
        keeping, self._keeping = self._keeping, None
        self._tell()
        if keeping is not None:
            self.refused.emit(keeping[1], self._sentence(error))

    @Slot(object)
    def _done(self, _answer: object) -> None:
        self._tell()
        self.done.emit()

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._tell()
        self.failed.emit(self._sentence(error))

    def _sentence(self, error: Exception) -> str:
        unknown = self.tr("That did not work. Nothing was changed; try once more.")
        return str(error) if isinstance(error, MetanoiaError) else unknown


def takes_long(clients: Clients, person: str, shares: Collection[str]) -> bool:
    """Return whether reading one of these shares of a client would hold the window up."""
    many = any(one.items > MANY for one in clients.shares(person) if one.id in shares)
    return many or any(clients.size(person, one) > HEAVY for one in shares)


def beside(journal: Journal, change: Callable[[Clients], object]) -> Callable[[], object]:
    """Return ``change`` as work for another thread, with the clients as that thread has them."""

    def work() -> object:
        with journal.writer() as writer:
            return change(writer.clients)

    return work
