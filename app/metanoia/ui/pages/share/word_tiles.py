"""The six words of a share, to be said by phone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of, rounded

_HEIGHT: Final = 56
_ACROSS: Final = 3


class WordTiles(QWidget):
    """Words on numbered tiles, three in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._tiles: list[_Tile] = []

    def show_words(self, words: str) -> None:
        """Show these words, or none."""
        for tile in self._tiles:
            tile.word = ""
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = [_Tile(number, word) for number, word in enumerate(words.split(), 1)]
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // _ACROSS, place % _ACROSS)
        self.setAccessibleName(words)

    def words(self) -> str:
        """Return the words with one space between them."""
        return " ".join(tile.word for tile in self._tiles)


class _Tile(QWidget):
    def __init__(self, number: int, word: str) -> None:
        super().__init__()
        self._number = number
        self.word = word
        self.setAccessibleName(f"{number}: {word}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme().font("quote", size=20)).horizontalAdvance(self.word)
        return QSize(round(width) + theme().px(20), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        px, colour = theme().px, theme().colour
        rounded(painter, self.rect(), 8, colour("sunken"), colour("hairline"))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme().font("micro", weight=500))
        painter.setPen(colour("text3"))
        painter.drawText(QRectF(0, px(5), self.width(), px(16)), centre, str(self._number))
        painter.setFont(theme().font("quote", size=20))
        painter.setPen(colour("text"))
        painter.drawText(QRectF(0, px(19), self.width(), px(31)), centre, self.word)
        painter.end()
