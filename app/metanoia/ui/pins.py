"""The PINs that open journals again after a lock: kept here while the program runs, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from metanoia.vault.quick_unlock import QuickUnlock

_OFTEN: Final = 60_000  # ms


class _Pins(QObject):
    """Drops what has become too old, without being asked."""

    def __init__(self) -> None:
        super().__init__()
        self.by_folder: dict[Path, QuickUnlock] = {}
        self._often = QTimer(self, interval=_OFTEN)
        self._often.timeout.connect(self.drop_old)

    def keep(self, folder: Path, sealed: QuickUnlock) -> None:
        self.by_folder[folder] = sealed
        self._often.start()

    @Slot()
    def drop_old(self) -> None:
        self.by_folder = {folder: one for folder, one in self.by_folder.items() if one.tries}
        if not self.by_folder:
            self._often.stop()


_pins: list[_Pins] = []


def keep(folder: Path, sealed: QuickUnlock) -> None:
    """Let a PIN open the journal in ``folder`` after its next locks."""
    if not _pins:
        _pins.append(_Pins())
    _pins[0].keep(folder.absolute(), sealed)


def of(folder: Path) -> QuickUnlock | None:
    """Return what a PIN opens the journal in ``folder`` with, None if nothing or no more."""
    for pins in _pins:
        pins.drop_old()
        return pins.by_folder.get(folder.absolute())
    return None


def forget(folder: Path) -> None:
    """Let only the passphrase open the journal in ``folder``."""
    for pins in _pins:
        if (sealed := pins.by_folder.pop(folder.absolute(), None)) is not None:
            sealed.forget()


def forget_all() -> None:
    """Let only passphrases open from now on, as at the end of the program."""
    for pins in _pins:
        for folder in list(pins.by_folder):
            forget(folder)
