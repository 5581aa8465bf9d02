"""A note: some words on a small card, its upper left corner where the note lies."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath, QTextLayout, QTextOption
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene, QGraphicsSimpleTextItem

from metanoia.domain.maps import MapNote
from metanoia.ui.pages.systems.canvas.ink import Ink

WIDTH: Final = 196.0  # px of a note at most
_PADDING: Final = 11.0
_FOLD: Final = 11.0
LAYER: Final = 1.6


class _Size(NamedTuple):
    """How large a note is, and its words broken into lines."""

    width: float
    height: float
    lines: tuple[str, ...]


class NoteShape:
    """What is drawn of one note."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self.card = QGraphicsPathItem()
        self.card.setZValue(LAYER)
        self._fold = QGraphicsPathItem(self.card)
        self._ring = QGraphicsPathItem(self.card)
        self._ring.hide()
        self._words = QGraphicsSimpleTextItem(self.card)
        self._text: str | None = None
        self._size = _Size(0, 0, ())
        scene.addItem(self.card)

    def show(self, note: MapNote, place: tuple[float, float], ink: Ink) -> None:
        """Show a note with its corner at ``place``."""
        self.card.setPos(QPointF(*place))
        if note.text == self._text:
            return
        self._text = note.text
        size = self._size = _size(note.text, ink)
        self.card.setPath(_folded(size.width, size.height))
        fold = QPainterPath(QPointF(size.width - _FOLD, 0))
        fold.lineTo(size.width - _FOLD, _FOLD)
        fold.lineTo(size.width, _FOLD)
        self._fold.setPath(fold)
        ring = QPainterPath()
        ring.addRoundedRect(QRectF(-4, -4, size.width + 8, size.height + 8), 8, 8)
        self._ring.setPath(ring)
        self._words.setFont(ink.note)
        self._words.setText("\n".join(size.lines))
        self._words.setPos(_PADDING, _PADDING - 2)

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
        self._words.setBrush(ink.brush("text2"))

    def set_readable(self, *, readable: bool) -> None:
        """Leave the words out where they could not be read."""
        self._words.setVisible(readable)

    def remove(self) -> None:
        """Take it off the scene."""
        self._scene.removeItem(self.card)


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


def _size(text: str, ink: Ink) -> _Size:
    """Break words into lines that fit a note, and measure it."""
    measured = QFontMetricsF(ink.note)
    room = WIDTH - 2 * _PADDING
    found: list[str] = []
    for paragraph in text.splitlines() or [""]:
        layout = QTextLayout(paragraph, ink.note)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            # Qt counts UTF-16 units
            raw = paragraph.encode("utf-16-le")[2 * line.textStart() : 2 * (line.textStart() + line.textLength())]  # fmt: skip
            found.append(raw.decode("utf-16-le").rstrip())
        layout.endLayout()
        if not paragraph:
            found.append("")
    wide = max(measured.horizontalAdvance(line) for line in found)
    width = max(64.0, min(room, wide) + 2 * _PADDING + 4)
    return _Size(width, len(found) * measured.lineSpacing() + 2 * _PADDING - 2, tuple(found))
