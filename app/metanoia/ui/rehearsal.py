"""Whether the passphrase is still known: asked now and then, by whoever wants it, and never in the way."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from metanoia.ui.dialogs.rehearsal_sheet import RehearsalSheet

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings
    from metanoia.ui.shell import Shell

DAYS: Final = 14
LATER: Final = 3  # days that it is put off by
_QUIET: Final = 45_000  # ms without a key or a click
_KEYS: Final = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


class Rehearsal(QObject):
    """Offers the rehearsal above the page of ``shell``, at a quiet moment, if it is due.

    ``recovery_asked`` says that somebody wants another passphrase by the recovery key.
    """

    recovery_asked = Signal()

    def __init__(self, journal: Journal, shell: Shell, settings: Settings) -> None:
        super().__init__(shell)
        self._journal = journal
        self._shell = shell
        self._settings = settings
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET)
        self._quiet.timeout.connect(self.offer)

    def begin(self, *, typed: bool) -> None:
        """Note that the passphrase was ``typed`` just now, or wait for a moment to ask for it."""
        if not self._settings.rehearse:
            return
        if typed:
            self._note(DAYS)
        elif not self._settings.rehearse_on:
            self._note(DAYS)  # it was opened by the passphrase before this was switched on
        elif _today().isoformat() >= self._settings.rehearse_on:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
            self._quiet.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait anew after each key and click."""
        if event.type() in _KEYS and self._quiet.isActive():
            self._quiet.start()
        return False

    @Slot()
    def offer(self) -> None:
        """Ask above the page; nothing waits for the answer."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._shell.warn(
            "rehearsal",
            self.tr("Do you still know your passphrase? Try it once, while nothing hangs on it."),
            self.tr("Try it"),
            self._try,
            self._put_off,
            tone="prompt",
        )

    def _try(self) -> None:
        self._shell.unwarn("rehearsal")
        self._put_off()  # unless it turns out to be known
        sheet = RehearsalSheet(self._shell, self._journal)
        sheet.known.connect(self._known)
        sheet.recovery_asked.connect(self.recovery_asked)
        sheet.open()

    def _put_off(self) -> None:
        self._note(LATER)

    @Slot()
    def _known(self) -> None:
        self._note(DAYS)

    def _note(self, days: int) -> None:
        self._settings.rehearse_on = (_today() + dt.timedelta(days=days)).isoformat()
        with contextlib.suppress(OSError):  # it is asked a little sooner then
            self._settings.save()


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
