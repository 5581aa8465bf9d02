"""The dotted ground of the map: one tile that Qt repeats, so that panning costs nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform

from metanoia.ui.theme import theme

APART: Final = 24.0  # px from dot to dot at 100 %, three steps of what boxes snap to
_LEAST: Final = 15.0  # px on the screen; where dots would be nearer, every second one is left out


def dotted(zoom: float, density: float) -> QBrush:
    """Return the ground for a zoom, its dots as small on the screen at each of them."""
    apart = APART
    while apart * zoom < _LEAST:
        apart *= 2
    side = max(1, round(apart * zoom * density))
    tile = QPixmap(side, side)
    tile.fill(theme().colour("canvas"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("border", 0.3))
    painter.drawEllipse(QPointF(side / 2, side / 2), 0.95 * density, 0.95 * density)
    painter.end()
    brush = QBrush(tile)
    # Made for the screen: exactly undone zoom keeps Qt from scaling the tile. A dot lies on the middle.
    unit = 1 / (zoom * density)
    brush.setTransform(QTransform.fromScale(unit, unit).translate(-side / 2, -side / 2))
    return brush
