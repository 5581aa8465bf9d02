"""Asking before an address leads out of the window."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.sheet import DialogSheet


class LinkSheet(DialogSheet):
    """Shows the whole of an address before anything outside the window opens it."""

    def __init__(self, over: QWidget, url: QUrl) -> None:
        super().__init__(
            over,
            over.tr("Open this address?"),
            over.tr("Your browser will open it, and may go online. Metanoia itself never does."),
            icon="link",
        )
        self._url = url
        self.add(Label(url.toString(), "body", wrap=True))
        leave = Button(self.tr("Cancel"), "ghost")
        opened = Button(self.tr("Open in the browser"), "primary", "arrow-up-right")
        leave.clicked.connect(self.dismiss)
        opened.clicked.connect(self._open)
        self.set_foot(None, leave, 8, opened)

    def _open(self) -> None:
        QDesktopServices.openUrl(self._url)
        self.dismiss()
