"""What the trouble room says of each fault, and which ways out it offers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from metanoia.domain.errors import (
    DescriptorDamaged,
    DiskFull,
    FolderReadOnly,
    JournalDamaged,
    JournalInUse,
    JournalMissing,
    JournalNewer,
    KeyFileDamaged,
    MetanoiaError,
    StorageFailed,
)


@dataclass(frozen=True)
class Fault:
    """A title, a sentence or two, and whether backups, the recovery key or another journal may help."""

    title: str
    text: str
    backups: bool = False
    recovery: bool = False
    elsewhere: bool = False


def fault_of(error: Exception) -> Fault:
    """Return what to say of ``error``; of one that is nobody's fault but ours, only its kind."""
    text = str(error)
    if isinstance(error, JournalDamaged):
        return Fault(_tr("Your journal is damaged"), text, backups=True)
    if isinstance(error, KeyFileDamaged):
        return Fault(_tr("A key of your journal is damaged"), text, backups=True, recovery=True)
    if isinstance(error, DescriptorDamaged):
        return Fault(_tr("Your journal is damaged"), text, backups=True, recovery=True)
    if isinstance(error, JournalNewer):
        return Fault(_tr("This journal is newer than this Metanoia"), text, elsewhere=True)
    if isinstance(error, JournalInUse):
        return Fault(_tr("This journal is open already"), text, elsewhere=True)
    if isinstance(error, JournalMissing):
        return Fault(_tr("The journal is not there"), text, elsewhere=True)
    if isinstance(error, FolderReadOnly):
        return Fault(_tr("The folder cannot be written to"), text, elsewhere=True)
    if isinstance(error, DiskFull):
        return Fault(_tr("The disk is full"), text, elsewhere=True)
    if isinstance(error, StorageFailed):
        return Fault(_tr("The journal could not be read"), text, backups=True, elsewhere=True)
    if isinstance(error, MetanoiaError):
        return Fault(_tr("The journal was not opened"), text, elsewhere=True)
    ours = _tr("Metanoia met a mistake of its own ({}). Nothing was changed.")
    return Fault(
        _tr("The journal was not opened"),
        ours.format(type(error).__name__),
        backups=True,
        elsewhere=True,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Fault", text)
