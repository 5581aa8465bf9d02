"""A note: some words on a small card, its upper left corner where the note lies."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene, QGraphicsSimpleTextItem

from metanoia.domain.map_geometry import NOTE_HEIGHT, NOTE_PADDING, NoteBox, note_box
from metanoia.domain.maps import MapNote
from metanoia.ui.pages.systems.canvas.ink import Ink

_FOLD: Final = 11.0
LAYER: Final = 1.6


class NoteShape:
    """What is drawn of one note."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self.card = QGraphicsPathItem()
        self.card.setZValue(LAYER)
        self._fold = QGraphicsPathItem(self.card)
        self._ring = QGraphicsPathItem(self.card)
        self._ring.hide()
        self._lines: list[QGraphicsSimpleTextItem] = []
        self._readable = True
        self._text: str | None = None
        self._size = NoteBox(0, 0, 0, 0, ())
        scene.addItem(self.card)

    def show(self, note: MapNote, place: tuple[float, float], ink: Ink) -> None:
        """Show a note with its corner at ``place``."""
        self.card.setPos(QPointF(*place))
        if note.text == self._text:
            return
        self._text = note.text
        size = self._size = note_box(note)
        self.card.setPath(_folded(size.width, size.height))
        fold = QPainterPath(QPointF(size.width - _FOLD, 0))
        fold.lineTo(size.width - _FOLD, _FOLD)
        fold.lineTo(size.width, _FOLD)
        self._fold.setPath(fold)
        ring = QPainterPath()
        ring.addRoundedRect(QRectF(-4, -4, size.width + 8, size.height + 8), 8, 8)
        self._ring.setPath(ring)
        self._write(size, ink)

    def rect(self) -> QRectF:
        """Return where it lies."""
        place = self.card.pos()
        return QRectF(place.x(), place.y(), self._size.width, self._size.height)

    def choose(self, *, chosen: bool) -> None:
        """Show or hide its ring."""
        self._ring.setVisible(chosen)

    def fade(self, opacity: float) -> None:
        """Let it stand back, or out again."""
        self.card.setOpacity(opacity)

    def restyle(self, ink: Ink) -> None:
        """Take the colours of the theme."""
        self.card.setPen(ink.pen("border", 1, alpha=0.35))
        self.card.setBrush(ink.brush("sunken"))
        self._fold.setPen(ink.pen("border", 1, alpha=0.35))
        self._ring.setPen(ink.pen("focus", 2))
        for line in self._lines:
            line.setBrush(ink.brush("text2"))

    def set_readable(self, *, readable: bool) -> None:
        """Leave the words out where they could not be read."""
        self._readable = readable
        for line in self._lines:
            line.setVisible(readable)

    def remove(self) -> None:
        """Take it off the scene."""
        self._scene.removeItem(self.card)

    def _write(self, size: NoteBox, ink: Ink) -> None:
        for line in self._lines:
            self._scene.removeItem(line)
        self._lines = []
        up = QFontMetricsF(ink.note).ascent()
        for number, words in enumerate(size.lines):
            line = QGraphicsSimpleTextItem(words, self.card)
            line.setFont(ink.note)
            line.setBrush(ink.brush("text2"))
            line.setPos(NOTE_PADDING, NOTE_PADDING + number * NOTE_HEIGHT + 11 - up)
            line.setVisible(self._readable)
            self._lines.append(line)


def _folded(width: float, height: float) -> QPainterPath:
    """Return a card whose upper right corner is folded."""
    path = QPainterPath(QPointF(4, 0))
    path.lineTo(width - _FOLD, 0)
    path.lineTo(width, _FOLD)
    path.lineTo(width, height - 4)
    path.quadTo(width, height, width - 4, height)
    path.lineTo(4, height)
    path.quadTo(0, height, 0, height - 4)
    path.lineTo(0, 4)
    path.quadTo(0, 0, 4, 0)
    return path
