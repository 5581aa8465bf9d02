"""The one journal that is open in this window: opened, made, locked and closed here."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings
    from metanoia.vault.vault import Secret

logger = logging.getLogger(__name__)


class Screen(Protocol):
    """What shows an open journal: it can keep what is unsaved, and forget all it shows."""

    def save(self) -> None:
        """Keep everything, or raise what went wrong."""

    def unsaved(self) -> bytes:
        """Return what could not be kept, b"" if nothing."""

    def blank(self) -> None:
        """Forget every text."""


class Session(QObject):
    """Opens with slow work in the background; ``refused`` carries the error to show.

    ``locking`` is emitted first of all when a journal locks, so that the window goes blank at once;
    ``locked`` once the key is forgotten.
    """

    opened = Signal(object)
    refused = Signal(Exception)
    locking = Signal()
    locked = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.journal: Journal | None = None
        self.screen: Screen | None = None
        self._folder: Path | None = None
        self._sealed: dict[Path, bytes] = {}  # unsaved text by journal, sealed to its own key

    # -- opening

    def open(self, folder: Path, secret: Secret) -> Task:
        """Open the journal in ``folder``; ``opened`` or ``refused`` follows."""

        def work() -> Journal:
            from metanoia.journal import Journal

            return Journal.open(folder, secret)

        return self._begin(folder, work)

    def create(self, folder: Path, name: str, passphrase: str, recovery_key: str) -> Task:
        """Make a journal in ``folder`` and open it; ``opened`` or ``refused`` follows."""

        def work() -> Journal:
            from metanoia.journal import Journal

            return Journal.create(folder, passphrase, name=name, recovery_key=recovery_key)[0]

        return self._begin(folder, work)

    def recover(self, folder: Path, recovery_key: str, new_passphrase: str) -> Task:
        """Open with the recovery key under a new passphrase; ``opened`` or ``refused`` follows."""

        def work() -> Journal:
            from metanoia.journal import Journal, recover
            from metanoia.vault.vault import RawKey

            return Journal.open(folder, RawKey(recover(folder, recovery_key, new_passphrase).key))

        return self._begin(folder, work)

    def take(self, journal: Journal, folder: Path) -> None:
        """Show a journal that is open already."""
        self._folder = folder
        self.journal = journal
        self.opened.emit(journal)

    # -- locking and closing

    def lock(self) -> None:
        """Save, blank the window at once, close the database and forget the key.

        Text that cannot be saved is kept in memory, sealed to the journal's own key, and comes back
        when the journal is opened again.
        """
        if self.journal is None:
            return
        self._save()
        self.locking.emit()
        journal, self.journal = self.journal, None
        try:
            journal.close()
        except MetanoiaError as error:
            logger.warning("closing failed: %s", type(error).__name__)
        del journal
        self._forget()
        self.locked.emit()

    def close(self) -> None:
        """Save, close and keep a verified backup if anything changed; the window is gone by then."""
        if self.journal is None:
            return
        self._save()
        if self.screen is not None:
            self.screen.blank()
        journal, self.journal = self.journal, None
        try:
            journal.close(back_up=True)
        except MetanoiaError as error:
            logger.warning("closing failed: %s", type(error).__name__)

    def kept_back(self) -> bytes:
        """Return, once, what could not be saved when this journal was last locked."""
        sealed = self._sealed.pop(self._folder, b"") if self._folder else b""
        if not sealed or self.journal is None:
            return b""
        import pyrage

        secret = pyrage.x25519.Identity.from_str(self.journal.identity.get().age_secret)
        opened: bytes = pyrage.decrypt(sealed, [secret])
        return opened

    def _begin(self, folder: Path, work: Callable[[], Journal]) -> Task:
        self._folder = folder
        task = Task(work)
        task.done.connect(self._done)
        task.failed.connect(self.refused)
        task.start()
        return task

    def _done(self, journal: object) -> None:
        self.journal = cast("Journal", journal)
        if self._folder is not None:
            self.settings.remember(self._folder)
        self.opened.emit(journal)

    def _save(self) -> None:
        if self.screen is None or self.journal is None:
            return
        try:
            self.screen.save()
        except MetanoiaError as error:
            logger.warning("saving failed: %s", type(error).__name__)
            if (unsaved := self.screen.unsaved()) and self._folder is not None:
                import pyrage

                recipient = pyrage.x25519.Recipient.from_str(
                    self.journal.identity.get().age_recipient
                )
                self._sealed[self._folder] = pyrage.encrypt(unsaved, [recipient])

    def _forget(self) -> None:
        from metanoia.vault.process import trim_memory

        self.screen = None
        gc.collect()
        trim_memory()
