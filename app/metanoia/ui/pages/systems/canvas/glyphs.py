"""Small round marks with an icon, drawn anew for each zoom so that they stay sharp."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme

Mark = Literal["mine", "line", "assumption"]

SIDE: Final = 18.0  # px of a mark at 100 %
_LOOKS: Final[dict[Mark, tuple[str, str, str]]] = {
    "mine": ("hand", "accent_soft", "accent_text"),
    "line": ("", "blue_soft", "blue_text"),
    "assumption": ("lightbulb", "plum_soft", "plum_text"),
}


class Glyphs:
    """Gives marks their pixmaps at the zoom and in the colours of the moment."""

    def __init__(self) -> None:
        self._zoom = 1.0
        self._density = 1.0

    def set_zoom(self, zoom: float, density: float) -> None:
        """Draw for ``zoom`` on a screen of ``density`` device px a px, from the next ``dress`` on."""
        self._zoom, self._density = zoom, density

    def dress(self, items: Iterable[tuple[QGraphicsPixmapItem, Mark]]) -> None:
        """Give items their pixmaps, their middles where they were placed."""
        for item, mark in items:
            pixmap = _pixmap(mark, round(SIDE * self._zoom * self._density), theme().scheme)
            pixmap.setDevicePixelRatio(self._density)
            item.setPixmap(pixmap)
            item.setScale(1 / self._zoom)
            side = pixmap.width() / self._density
            item.setOffset(-side / 2, -side / 2)


def mark_item(parent: QGraphicsItem | None = None) -> QGraphicsPixmapItem:
    """Return an item for a mark, not dressed yet."""
    item = QGraphicsPixmapItem(parent)
    item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    return item


@lru_cache(maxsize=64)
def _pixmap(mark: Mark, side: int, _scheme: str) -> QPixmap:
    icon, ground, ink = _LOOKS[mark]
    pixmap = QPixmap(max(4, side), max(4, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = pixmap.width() / SIDE
    painter.scale(unit, unit)
    painter.setPen(QPen(theme().colour(ink, 0.55), 1))
    painter.setBrush(theme().colour(ground))
    painter.drawEllipse(QRectF(0.5, 0.5, SIDE - 1, SIDE - 1))
    if icon:
        paint_icon(painter, icon, QRectF(3.5, 3.5, SIDE - 7, SIDE - 7), ink, 2.1)
    else:
        _paint_line(painter, ink)
    painter.end()
    return pixmap


def _paint_line(painter: QPainter, ink: str) -> None:
    """Paint a tiny line over time."""
    from metanoia.ui.pages.systems.canvas.shapes import polyline

    pen = QPen(theme().colour(ink), 1.4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = math.floor(SIDE / 2)
    painter.drawPath(polyline([(4.5, middle + 2.5), (7.5, middle - 0.5), (10, middle + 1.2), (13.5, middle - 3)]))  # fmt: skip
