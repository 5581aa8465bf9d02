"""The one journal that is open in this window: opened, made, locked and closed here."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.ui import pins
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings
    from metanoia.vault.quick_unlock import QuickUnlock
    from metanoia.vault.rekeying import Anew
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
    ``locked`` once the key is forgotten. ``stepped`` tells how far a change of key has come.
    """

    opened = Signal(object)
    refused = Signal(Exception)
    locking = Signal()
    locked = Signal()
    stepped = Signal(int, int)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.journal: Journal | None = None
        self.screen: Screen | None = None
        self.folder: Path | None = None
        self.stay_open = False
        """Whether only a lock, sleep or the person closes the journal this time, not idleness."""
        self.typed = True
        """Whether the passphrase was typed for what is open, or a new one chosen."""
        self._opening: Task | None = None
        self._ended = False
        self._abandoned = False
        self._recipient = ""
        self._sealed: dict[Path, bytes] = {}  # unsaved text by journal, sealed to its own key

    @property
    def is_opening(self) -> bool:
        """Tell whether a journal is being opened or made just now."""
        return self._opening is not None

    # -- opening

    def open(self, folder: Path, secret: Secret) -> None:
        """Open the journal in ``folder``; ``opened`` or ``refused`` follows."""
        from metanoia.vault.vault import RawKey

        def work() -> Journal:
            from metanoia.journal import Journal

            return Journal.open(folder, secret)

        self._begin(folder, work, typed=not isinstance(secret, RawKey))

    def create(self, folder: Path, name: str, passphrase: str, recovery_key: str) -> None:
        """Make a journal in ``folder`` and open it; ``opened`` or ``refused`` follows."""

        def work() -> Journal:
            from metanoia.journal import Journal

            return Journal.create(folder, passphrase, name=name, recovery_key=recovery_key)[0]

        self._begin(folder, work)

    def recover(self, folder: Path, recovery_key: str, new_passphrase: str) -> None:
        """Open with the recovery key under a new passphrase; ``opened`` or ``refused`` follows."""

        def work() -> Journal:
            from metanoia.journal import Journal, recover
            from metanoia.vault.vault import RecoveryKey

            recover(folder, recovery_key, new_passphrase)
            # by its slot, which knows of the second key that an interrupted re-encryption leaves
            return Journal.open(folder, RecoveryKey(recovery_key))

        self._begin(folder, work)

    def open_by_pin(self, folder: Path, sealed: QuickUnlock, pin: str) -> None:
        """Open with the key that ``pin`` unseals; ``opened`` or ``refused`` follows."""

        def work() -> Journal:
            from metanoia.journal import Journal

            return Journal.open(folder, sealed.open(pin))

        self._begin(folder, work, typed=False)

    def encrypt_anew(self, folder: Path, anew: Anew) -> None:
        """Give the closed journal another key and open it; ``stepped``, then ``opened`` or ``refused``."""

        def work(progress: Callable[[int, int], None], cancelled: Event) -> Journal:
            from metanoia.journal import Journal, encrypt_anew
            from metanoia.vault.vault import Passphrase

            encrypt_anew(folder, anew, progress, cancelled)
            return Journal.open(folder, Passphrase(anew.new_passphrase))

        pins.forget(folder)
        self._begin(folder, work)
        if self._opening is not None:
            self._opening.progress.connect(self.stepped)

    def stop_opening(self) -> None:
        """Ask what is going on at the door to stop, as far as it may."""
        if self._opening is not None:
            self._opening.cancel()

    def look_around(self) -> None:
        """Open the sample journal, made anew unless it is there; ``opened`` or ``refused`` follows."""
        from metanoia.ui import sample

        self._begin(sample.folder(), sample.open_or_make)

    def take(self, journal: Journal, folder: Path) -> None:
        """Show a journal that is open already."""
        self.folder = folder
        self._show(journal)

    # -- locking and closing

    def lock(self) -> None:
        """Blank the window at once, save, close the database and forget the key.

        What cannot be saved, and a share that is only chosen, is kept in memory, sealed to the journal's own key, and comes back
        when the journal is opened again. One that is just being opened is closed unseen.
        """
        if self.journal is None:
            self._abandoned = self.is_opening
            return
        self.locking.emit()
        self.journal.end_work()
        self._save()
        self._keep_back()
        self._close(back_up=False)
        self.locked.emit()
        # once the widgets that showed it are deleted
        QTimer.singleShot(0, self, self._trim)

    def save_last(self) -> Exception | None:
        """End what goes on behind the window, then keep what is being written; return what went wrong."""
        if self.journal is None:
            return None
        self.journal.end_work()
        return self._save()

    def close(self) -> None:
        """Save, close and keep a verified backup if anything changed; the window is gone by then."""
        self._ended = True
        pins.forget_all()
        if self.journal is not None:
            self.journal.end_work()
            self._save()
            self._close(back_up=True)

    def kept_back(self) -> bytes:
        """Return, once, what could not be saved when this journal was last locked."""
        sealed = self._sealed.pop(self.folder, b"") if self.folder else b""
        if not sealed or self.journal is None:
            return b""
        import pyrage

        secret = pyrage.x25519.Identity.from_str(self.journal.identity.get().age_secret)
        opened: bytes = pyrage.decrypt(sealed, [secret])
        return opened

    # -- inside

    def _begin(self, folder: Path, work: Callable[..., Journal], *, typed: bool = True) -> None:
        if self._opening is not None or self.journal is not None:
            return
        self.folder = folder
        self.typed = typed
        self._opening = Task(work)
        self._opening.done.connect(self._done)
        self._opening.failed.connect(self._failed)
        self._opening.start()

    @Slot(object)
    def _done(self, found: object) -> None:
        self._opening = None
        journal = cast("Journal", found)
        if self._ended:  # the window was closed meanwhile
            journal.close()
            return
        if self._abandoned:  # locked meanwhile
            self._abandoned = False
            journal.close()
            self.locking.emit()
            self.locked.emit()
            return
        self._show(journal)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._opening = None
        self._abandoned = False
        self.refused.emit(error)

    def _show(self, journal: Journal) -> None:
        self.journal = journal
        # now, for the moment when the disk may answer no more
        self._recipient = journal.identity.get().age_recipient
        self.opened.emit(journal)

    def _save(self) -> Exception | None:
        if self.screen is None:
            return None
        try:
            self.screen.save()
        except Exception as error:  # noqa: BLE001
            # Whatever went wrong must not keep the journal open; its words may be a person's.
            logger.error("saving failed: %s", type(error).__name__)  # noqa: TRY400
            return error
        return None

    def _keep_back(self) -> None:
        if self.screen is None or self.folder is None or not (kept := self.screen.unsaved()):
            return
        import pyrage

        recipient = pyrage.x25519.Recipient.from_str(self._recipient)
        self._sealed[self.folder] = pyrage.encrypt(kept, [recipient])

    def _close(self, *, back_up: bool) -> None:
        """Forget what is shown, close the journal whatever happens, and drop what was copied."""
        from metanoia.ui import secret_clipboard

        if self.screen is not None:
            self.screen.blank()
        self.screen = None
        secret_clipboard.clear()
        journal, self.journal = self.journal, None
        if journal is None:
            return
        try:
            journal.close(back_up=back_up)
        except MetanoiaError as error:
            logger.error("closing failed: %s", type(error).__name__)  # noqa: TRY400

    @Slot()
    def _trim(self) -> None:
        from metanoia.vault.process import trim_memory

        trim_memory()
