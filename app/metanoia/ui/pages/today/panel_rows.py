"""What stands in the side panel: entries to open, and thumbnails of what hangs on the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QImageReader,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.pages.today.entry_words import line_of
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.pressable import Pressable, pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from metanoia.domain.anchors import Anchor
    from metanoia.domain.attachments import Attachment
    from metanoia.domain.entries import EntryRow
    from metanoia.ui.destination import Destination


class EntryLine(LaidOutRow):
    """An entry named in one line after ``before``, its day or year; ``wide`` for a day with its year.

    ``words`` are said instead of its title; ``anchor`` is the passage that it is to be opened at.
    """

    def __init__(
        self,
        row: EntryRow,
        before: str,
        *,
        wide: bool = False,
        words: str = "",
        anchor: Anchor | None = None,
        parent: QWidget | None = None,
    ) -> None:
        said = words or line_of(row)
        super().__init__(said, "", parent)
        self.entry = row.id
        self.anchor = anchor
        self.title = Label(said, "label", "text2", wrap=True, weight=400, line=1.35)
        day = Label(before, "caption", "text3", tabular=True)
        fixed(day, 80 if wide else 50)
        self.setLayout(
            hbox((day, 0, Qt.AlignmentFlag.AlignTop), (self.title, 1), margins=(6, 4, 6, 4))
        )
        pass_mouse_through(self)
        self.setAccessibleName(f"{before}, {said}")


class ConnectedLine(LaidOutRow):
    """What the entry is connected with: an icon, its words and what it is; a click leads there."""

    radius = 8

    def __init__(
        self,
        icon: str,
        tone: str,
        words: str,
        what: str,
        where: Destination | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, what, parent)
        self.where = where
        self.title = Label(words, "label", wrap=True, weight=500, line=1.3)
        self.subtitle = Label(what, "caption", "text3", wrap=True)
        top = Qt.AlignmentFlag.AlignTop
        said = boxed(vbox(self.title, 1, self.subtitle))
        self.setLayout(
            hbox((IconTile(icon, tone, 30), 0, top), 11, (said, 1), margins=(6, 5, 4, 5))
        )
        pass_mouse_through(self)
        self.setAccessibleName(f"{words}, {what}")


class LinkedEntry(QWidget):
    """A connected entry and a cross that takes the connection away."""

    opened = Signal(object)
    cut = Signal(object)

    def __init__(self, row: EntryRow, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = row.id
        self.door = ConnectedLine("book-open", "accent", line_of(row), day)
        name = self.tr("Disconnect {}").format(line_of(row))
        self.cross = IconButton("x", name, token="text3")
        self.cross.setToolTip(self.tr("Disconnect"))
        top = Qt.AlignmentFlag.AlignTop
        self.setLayout(hbox((self.door, 1), (self.cross, 0, top)))
        self.door.clicked.connect(self._open)
        self.cross.clicked.connect(self._cut)

    def _open(self) -> None:
        self.opened.emit(self._entry)

    def _cut(self) -> None:
        self.cut.emit(self._entry)


class Thumbnail(Pressable):
    """A picture, or the name of a file; Delete takes it off the entry."""

    removed = Signal()

    def __init__(
        self, attachment: Attachment, data: bytes | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.attachment = attachment
        self._picture = _small(data) if data and attachment.is_picture else QImage()
        self.setAccessibleName(attachment.name)
        self.setAccessibleDescription(self.tr("Enter says what can be done, Delete removes it"))
        self.setToolTip(attachment.name)

    def sizeHint(self) -> QSize:
        """Return the size of a tile."""
        return QSize(theme().px(82), theme().px(62))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove on Delete."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Say what can be done with it, as a click does."""
        self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or a file's icon and name."""
        painter = painter_of(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        colour = theme().colour
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.fillPath(path, colour("sunken"))
        if not self._picture.isNull():
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(box, self._picture, _covering(self._picture, box))
            painter.restore()
        else:
            self._paint_file(painter, box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("text3" if self.hover > 0.5 else "hairline"), 1))
        painter.drawRoundedRect(box, 8, 8)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 8)
        painter.end()

    def _paint_file(self, painter: QPainter, box: QRectF) -> None:
        side = theme().px(18)
        icon = QRectF(box.center().x() - side / 2, box.top() + theme().px(11), side, side)
        paint_icon(painter, "paperclip", icon, "text2")
        painter.setFont(theme().font("micro", weight=500))
        painter.setPen(theme().colour("text2"))
        room = box.adjusted(theme().px(5), theme().px(36), -theme().px(5), 0)
        name = painter.fontMetrics().elidedText(
            self.attachment.name, Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)


def _small(data: bytes) -> QImage:
    """Return the picture as small as a tile at twice the resolution needs it, null if unreadable."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(
            size.scaled(QSize(280, 220), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        )
    return reader.read()


def _covering(picture: QImage, box: QRectF) -> QRectF:
    """Return the middle part of the picture that has the proportions of ``box``."""
    width, height = picture.width(), picture.height()
    wanted = box.width() / box.height()
    if width / height > wanted:
        part = height * wanted
        return QRectF((width - part) / 2, 0, part, height)
    part = width / wanted
    return QRectF(0, (height - part) / 2, width, part)
