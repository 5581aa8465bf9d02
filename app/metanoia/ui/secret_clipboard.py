"""Copying a secret: kept out of clipboard histories, and gone after half a minute."""

from __future__ import annotations

import hashlib
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

SECONDS: Final = 30

# What programs that keep a history look for: KDE's Klipper, and Windows' own.
_KEEP_OUT: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
}


class _Clearing(QObject):
    """Clears the clipboard in time, if what was copied is still there."""

    def __init__(self) -> None:
        super().__init__()
        self.digest = b""
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.clear)

    def begin(self, text: str) -> None:
        self.digest = _digest(text)
        self._timer.start()

    @Slot()
    def clear(self) -> None:
        self._timer.stop()
        if self.digest and _digest(QGuiApplication.clipboard().text()) == self.digest:
            QGuiApplication.clipboard().clear()
        self.digest = b""


_clearing: list[_Clearing] = []


def copy(text: str) -> None:
    """Put ``text`` on the clipboard for 30 seconds, marked so that no history keeps it."""
    data = QMimeData()
    data.setText(text)
    for form, value in _KEEP_OUT.items():
        data.setData(form, value)
    QGuiApplication.clipboard().setMimeData(data)
    if not _clearing:
        _clearing.append(_Clearing())
    _clearing[0].begin(text)


def clear() -> None:
    """Clear the clipboard now if it still holds what was copied here."""
    for clearing in _clearing:
        clearing.clear()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
