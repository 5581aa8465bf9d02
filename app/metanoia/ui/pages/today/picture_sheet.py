"""One picture of an entry, as large as the window allows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.sheet import DialogSheet


class PictureSheet(DialogSheet):
    """Shows ``image`` under its name."""

    def __init__(self, over: QWidget, name: str, image: QImage) -> None:
        super().__init__(over, name, width=820)
        if image.isNull():
            words = self.tr("This picture cannot be shown. Save a copy and open it elsewhere.")
            self.add(Label(words, "body", "text2", wrap=True))
            return
        most = QSize(round(over.window().width() * 0.7), round(over.window().height() * 0.66))
        self.add(_Picture(image, image.size().scaled(most, Qt.AspectRatioMode.KeepAspectRatio)))


class _Picture(QWidget):
    def __init__(self, image: QImage, size: QSize) -> None:
        super().__init__()
        self._image = image
        self._size = size if size.width() < image.width() else image.size()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size that the picture is shown in."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return its height; it shrinks with the window."""
        return QSize(80, self._size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in the middle."""
        painter = painter_of(self)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        size = self._size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) / 2
        painter.drawImage(QRectF(left, 0, size.width(), size.height()), self._image)
        painter.end()
