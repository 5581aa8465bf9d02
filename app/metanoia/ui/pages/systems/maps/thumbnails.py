"""Small pictures of maps, drawn once for each state of a map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.map_geometry import boxes, curves
from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of, rounded

if TYPE_CHECKING:
    from metanoia.domain.maps import CausalMap, MapRow

WIDTH: Final = 132  # px at scale 1
HEIGHT: Final = 74
_MARGIN: Final = 9
_LARGEST: Final = 0.32  # of a map at 100 %

_Key = tuple[str, object, str, float, int]


class Thumbnails:
    """Reads a map by ``of`` when its picture is first needed; ``forget`` drops them all."""

    def __init__(self) -> None:
        self.of: Callable[[str], CausalMap] | None = None
        self._drawn: dict[_Key, QPixmap] = {}

    def paint(self, painter: QPainter, place: QRectF, row: MapRow) -> None:
        """Paint the small picture of a map on its tile."""
        rounded(painter, place, 8, theme().colour("canvas"), theme().colour("hairline"))
        device = painter.device()
        density = device.devicePixelRatioF() if device is not None else 1.0
        key = (row.id, row.updated_at, theme().scheme, density, round(place.width()))
        if key not in self._drawn:
            self._drawn[key] = self._draw(row.id, place, density)
        painter.drawPixmap(place.topLeft(), self._drawn[key])

    def forget(self) -> None:
        """Hold no picture any more."""
        self._drawn.clear()

    def _draw(self, map_id: str, place: QRectF, density: float) -> QPixmap:
        picture = QPixmap((place.size() * density).toSize())
        picture.setDevicePixelRatio(density)
        picture.fill(Qt.GlobalColor.transparent)
        try:
            of = self.of(map_id) if self.of is not None else None
        except MetanoiaError:
            of = None
        if of is None or not of.variables:
            return picture
        painter = painter_of(picture)
        _draw_map(painter, QRectF(0, 0, place.width(), place.height()), of)
        painter.end()
        return picture


def _draw_map(painter: QPainter, room: QRectF, of: CausalMap) -> None:
    around = boxes(of)
    rects = [
        QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
        for box in around.values()
    ]
    paths = []
    for curve in curves(of.links, around).values():
        path = QPainterPath(QPointF(*curve.start))
        path.quadTo(QPointF(*curve.control), QPointF(*curve.end))
        paths.append(path)
    whole = QRectF(rects[0])
    for rect in (*rects, *(path.boundingRect() for path in paths)):
        whole |= rect
    room = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    scale = min(room.width() / whole.width(), room.height() / whole.height(), _LARGEST)
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-whole.center())
    painter.setPen(QPen(theme().colour("text3"), 1 / scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for path in paths:
        painter.drawPath(path)
    for rect in rects:
        rounded(
            painter, rect, 10, theme().colour("accent_soft"), theme().colour("border"), 1 / scale
        )
