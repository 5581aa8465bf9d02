"""Icons as widgets: bare, on a tinted tile, and our own mark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.icons import LINE_WIDTH, mark, paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of, rounded


class Square(QWidget):
    """A square of ``side`` px at scale 1 that grows with the text."""

    def __init__(self, side: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the square at the scale of the moment."""
        return QSize(theme().px(self._side), theme().px(self._side))

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


class Icon(Square):
    """One icon in a theme colour; decoration, so it has no name of its own."""

    def __init__(
        self,
        name: str,
        side: float = 18,
        token: str = "text2",
        width: float = LINE_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        self._name = name
        self._token = token
        self._width = width
        super().__init__(side, parent)

    def show_icon(self, name: str, token: str | None = None) -> None:
        """Show another icon, in another colour if given."""
        self._name = name
        self._token = token or self._token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = painter_of(self)
        token = self._token if self.isEnabled() else "disabled"
        paint_icon(painter, self._name, self.rect(), token, self._width)
        painter.end()


class IconTile(Square):
    """An icon on a rounded tile of a soft tone."""

    def __init__(
        self, name: str, tone: str = "accent", side: float = 36, parent: QWidget | None = None
    ) -> None:
        self._name = name
        self._tone = tone
        super().__init__(side, parent)

    def show_icon(self, name: str, tone: str | None = None) -> None:
        """Show another icon, on another tone if given."""
        self._name = name
        self._tone = tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tile and icon."""
        painter = painter_of(self)
        rounded(painter, self.rect(), 9, theme().colour(f"{self._tone}_soft"))
        side = self.width() / 2
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._name, box, f"{self._tone}_text")
        painter.end()


class Mark(Square):
    """Our mark: a loop that turns back on itself."""

    def __init__(self, side: float = 24, parent: QWidget | None = None) -> None:
        super().__init__(side, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark in accent and ochre."""
        painter = painter_of(self)
        drawing = mark(theme().hex("accent"), theme().hex("ochre_fill"))
        drawing.render(painter, QRectF(self.rect()))
        painter.end()
