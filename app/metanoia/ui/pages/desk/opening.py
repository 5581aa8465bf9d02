"""Opening a share that somebody sealed: beside the window, and a large one in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.errors import MetanoiaError, ShareUnreadable
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.clients import WholeShare
    from metanoia.domain.people import Identity
    from metanoia.journal import Journal

# The library that opens age files holds Python's lock: above this the window would stand still.
LARGE: Final = 20 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a share was not opened: a stable ``code``, "" for none, and a sentence."""

    file: Path
    code: str
    sentence: str
    words: bool = field(default=False)  # whether words were tried


class Opener(QObject):
    """``opened`` carries a WholeShare, ``refused`` a Refusal; the newest file asked for wins."""

    opened = Signal(object)
    refused = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._task: Task | None = None
        self._file = Path()
        self._words = False

    @property
    def busy(self) -> bool:
        """Return whether a share is being opened."""
        return self._task is not None

    def open(self, file: Path, words: str | None = None) -> None:
        """Open ``file`` with the journal's own key, or with the words that were told."""
        self.forget()
        self._file, self._words = file, words is not None
        self._task = Task(_work(file, self._journal.identity.get(), words))
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    def forget(self) -> None:
        """Let what is being opened come to nothing."""
        if self._task is not None:
            self._task.done.disconnect(self._done)
            self._task.failed.disconnect(self._failed)
            self._task = None

    @Slot(object)
    def _done(self, share: WholeShare) -> None:
        self._task = None
        self.opened.emit(share)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._task = None
        code = error.code if isinstance(error, ShareUnreadable) else ""
        unknown = self.tr("This share could not be opened. Nothing of it was kept; try once more.")
        sentence = str(error) if isinstance(error, MetanoiaError) else unknown
        self.refused.emit(Refusal(self._file, code, sentence, self._words))


def _work(file: Path, own: Identity, words: str | None) -> Callable[[], WholeShare]:
    def work() -> WholeShare:
        from metanoia.exchange import desk

        try:
            large = file.stat().st_size > LARGE
        except OSError:
            large = False  # opening it says what is wrong
        if large:
            return open_apart(file, own, words)
        return desk.open_whole(file, identity=None if words else own, words=words)

    return work


def open_apart(file: Path, own: Identity, words: str | None) -> WholeShare:
    """Open a share in a process of its own, which ends with it; ShareUnreadable as ever."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    from metanoia.exchange.refusals import unreadable
    from metanoia.vault.process import harden

    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart, initializer=harden) as pool:
        try:
            code, share = pool.submit(_open_there, file, own, words).result()
        except BrokenProcessPool:
            raise MetanoiaError(
                "There was not enough memory to open this share. Close other programs and try again."
            ) from None
    if share is None:
        raise unreadable(code)
    return share


def _open_there(file: Path, own: Identity, words: str | None) -> tuple[str, WholeShare | None]:
    from metanoia.exchange import desk

    try:
        return "", desk.open_whole(file, identity=None if words else own, words=words)
    except ShareUnreadable as error:  # its code travels between processes, the error does not
        return error.code, None
