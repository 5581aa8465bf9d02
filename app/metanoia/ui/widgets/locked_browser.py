"""A reading view that loads nothing by itself: no file, no address, only this journal's pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from metanoia.ui.widgets import map_picture, small_chart

_ATTACHMENT: Final = re.compile(r"\Aattachment:([0-9a-f]{64})\Z")
_FORMATS: Final = (b"png", b"jpeg", b"jpg", b"webp", b"gif")
MOST_PIXELS: Final = 40_000_000
WIDEST: Final = 1600
_OUTSIDE: Final = ("http", "https", "mailto")
_ENTRY: Final = "entry"
_THINGS: Final = ("goal", "value", "assumption", "prediction", "target", "map")


class LockedBrowser(QTextBrowser):
    """Shows safe HTML. ``fetch`` returns an attachment's bytes by its SHA-256, or None.

    ``link_asked`` carries an address outside (http, https, mailto) to show and ask about;
    ``entry_asked`` the id of an entry, ``thing_asked`` the kind and the id of what else the journal
    holds. Every other link is dead.
    """

    link_asked = Signal(QUrl)
    entry_asked = Signal(str)
    thing_asked = Signal(str, str)

    def __init__(self, fetch: Callable[[str], bytes | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.anchorClicked.connect(self._follow)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return the picture of an attachment; for anything else one empty pixel."""
        address = name if isinstance(name, str) else name.toString()
        if address.startswith(f"{small_chart.SCHEME}:"):
            return small_chart.picture(address)
        if address.startswith(f"{map_picture.SCHEME}:"):
            return map_picture.picture(address)
        match = _ATTACHMENT.match(QUrl(name).toString())
        if match and kind == QTextDocument.ResourceType.ImageResource.value:
            data = self._fetch(match[1])
            picture = _picture(data) if data else None
            if picture is not None:
                return picture
        # a value, so that neither the base class nor the document tries again
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002
    ) -> None:
        """Never go anywhere."""

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in _OUTSIDE:
            self.link_asked.emit(url)
        elif url.scheme() == _ENTRY:
            self.entry_asked.emit(url.path())
        elif url.scheme() in _THINGS:
            self.thing_asked.emit(url.scheme(), url.path())


def _picture(data: bytes) -> QImage | None:
    """Return a picture scaled to at most 1,600 px across, or None if it is none or too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if reader.format().data() not in _FORMATS or not size.isValid():
        return None
    if size.width() * size.height() > MOST_PIXELS:
        return None
    if size.width() > WIDEST:
        reader.setScaledSize(QSize(WIDEST, max(1, size.height() * WIDEST // size.width())))
    picture = reader.read()
    return None if picture.isNull() else picture
