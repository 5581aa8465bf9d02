"""The box of a variable: card, name, ring if chosen, marks. Built of Qt's own items alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
)

from metanoia.domain.map_geometry import Box
from metanoia.domain.maps import Variable
from metanoia.ui.pages.systems.canvas.glyphs import SIDE, Mark, mark_item
from metanoia.ui.pages.systems.canvas.ink import Ink
from metanoia.ui.pages.systems.canvas.shapes import rounded

RADIUS: Final = 10.0
RING: Final = 4.0  # px from the box to its ring
LINE_HEIGHT: Final = 16.0
LAYER: Final = 2.0


class VariableShape:
    """What is drawn of one variable."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self.card = QGraphicsPathItem()
        self.card.setZValue(LAYER)
        self._ring = QGraphicsPathItem(self.card)
        self._ring.hide()
        self._lines: list[QGraphicsSimpleTextItem] = []
        self._marks: dict[Mark, QGraphicsPixmapItem] = {}
        self._box: Box | None = None
        self._readable = True
        scene.addItem(self.card)

    def show(self, variable: Variable, box: Box, ink: Ink) -> None:
        """Show a variable at its box."""
        self.card.setPos(box.x, box.y)
        if self._box is None or self._box[2:] != box[2:]:
            self.card.setPath(rounded(box.width, box.height, RADIUS))
            self._ring.setPath(rounded(box.width, box.height, RADIUS + 3, RING))
            self._write(box, ink)
        self._box = box
        self._mark("mine", shown=variable.mine)
        self._mark("line", shown=variable.has_line)
        self._place_marks(box)

    def choose(self, *, chosen: bool) -> None:
        """Show or hide its ring."""
        self._ring.setVisible(chosen)

    def fade(self, opacity: float) -> None:
        """Let it stand back, or out again."""
        self.card.setOpacity(opacity)

    def restyle(self, ink: Ink) -> None:
        """Take the colours of the theme."""
        self.card.setPen(ink.pen("border", 1.2, alpha=0.6))
        self.card.setBrush(ink.brush("card"))
        self._ring.setPen(ink.pen("focus", 2))
        for line in self._lines:
            line.setBrush(ink.brush("text"))

    def set_readable(self, *, readable: bool) -> None:
        """Leave the name out where it could not be read."""
        self._readable = readable
        for line in self._lines:
            line.setVisible(readable)

    def marks(self) -> Iterator[tuple[QGraphicsPixmapItem, Mark]]:
        """Yield its marks, to be dressed."""
        for mark, item in self._marks.items():
            yield item, mark

    def remove(self) -> None:
        """Take it off the scene."""
        self._scene.removeItem(self.card)

    def _write(self, box: Box, ink: Ink) -> None:
        for line in self._lines:
            self._scene.removeItem(line)
        measured = QFontMetricsF(ink.name)
        top = -LINE_HEIGHT * len(box.lines) / 2 + (LINE_HEIGHT - measured.height()) / 2
        self._lines = []
        for number, words in enumerate(box.lines):
            line = QGraphicsSimpleTextItem(words, self.card)
            line.setFont(ink.name)
            line.setBrush(ink.brush("text"))
            line.setPos(-measured.horizontalAdvance(words) / 2, top + number * LINE_HEIGHT)
            line.setVisible(self._readable)
            self._lines.append(line)

    def _mark(self, mark: Mark, *, shown: bool) -> None:
        if shown and mark not in self._marks:
            self._marks[mark] = mark_item(self.card)
        elif not shown and mark in self._marks:
            self._scene.removeItem(self._marks.pop(mark))

    def _place_marks(self, box: Box) -> None:
        """Put the marks on the upper right edge, side by side."""
        for number, item in enumerate(self._marks.values()):
            item.setPos(box.width / 2 - 14 - number * (SIDE + 3), -box.height / 2)
