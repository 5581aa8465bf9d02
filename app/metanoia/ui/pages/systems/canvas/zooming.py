"""How near one looks at a map, and at which part of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMarginsF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from metanoia.ui.pages.systems.canvas.dots import dotted
from metanoia.ui.theme import theme

LEAST: Final = 0.25
MOST: Final = 4.0
STEP: Final = 1.25
_MARGIN: Final = 24.0  # px on the screen around the whole map
_WORTH_IT: Final = 1.2  # how much larger a map must get beside the title to lie there
_NATURAL: Final = 1.0  # a small map is not blown up beyond this


class Zooming:
    """The zoom of a view; 1 is 100 %, at which letters are as large as the text of the window."""

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self.zoom = 1.0
        self.below, self.beside = QMarginsF(), QMarginsF()
        """What is covered, in px of the screen, for a map below the title and for one beside it."""

    @property
    def scale(self) -> float:
        """How many px on the screen a px of the map takes: zoom times text scale."""
        return self.zoom * theme().scale

    def apply(self) -> None:
        """Show zoom, text scale and colours as they are now, around the same middle."""
        middle = self._view.mapToScene(self._view.viewport().rect().center())
        self._view.setTransform(QTransform.fromScale(self.scale, self.scale))
        self._view.setBackgroundBrush(dotted(self.scale, self._view.devicePixelRatioF()))
        self._view.centerOn(middle)

    def to(self, zoom: float, anchor: QPointF | None = None) -> bool:
        """Zoom, clamped to 25 % to 400 %, so that ``anchor`` (px of the viewport) stays; tell if it changed."""
        wanted = min(MOST, max(LEAST, zoom))
        if abs(wanted - self.zoom) < 1e-4:
            return False
        view = self._view
        at = anchor if anchor is not None else QPointF(view.viewport().rect().center())
        before = self.scene_at(at)
        self.zoom = wanted
        view.setTransform(QTransform.fromScale(self.scale, self.scale))
        view.setBackgroundBrush(dotted(self.scale, view.devicePixelRatioF()))
        off = view.viewportTransform().map(before) - at
        self.pan(off.toPoint())
        return True

    def pan(self, by: QPoint) -> None:
        """Look ``by`` px of the screen further right and down."""
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

    def keep_near(self, extent: QRectF) -> None:
        """Bring the map back if nothing of it would be left in view."""
        seen = self.seen()
        if extent.isEmpty():
            extent = QRectF(-1, -1, 2, 2)
        margin = 40 / self.scale
        across = self._back(
            seen.left(), seen.right(), extent.left() + margin, extent.right() - margin
        )
        down = self._back(
            seen.top(), seen.bottom(), extent.top() + margin, extent.bottom() - margin
        )
        if across or down:
            self.pan(QPoint(round(across * self.scale), round(down * self.scale)))

    def whole(self, extent: QRectF) -> bool:
        """Show all of ``extent`` beside what is covered, no larger than 100 %; tell if the zoom changed."""
        view = QRectF(self._view.viewport().rect())
        if extent.isEmpty():
            extent = QRectF(-1, -1, 2, 2)
        below, beside = view.marginsRemoved(self.below), view.marginsRemoved(self.beside)
        worth_it = _fitting(extent, beside) > _fitting(extent, below) * _WORTH_IT
        room = beside if worth_it else below
        changed = self.to(_fitting(extent, room))
        off = (room.center() - view.center()) / self.scale
        self._view.centerOn(extent.center() - off)
        return changed

    def show(self, rect: QRectF) -> None:
        """Move as little as it takes to have a part of the map in view."""
        seen = self.seen().adjusted(
            *(m / self.scale for m in (_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
        )
        if seen.contains(rect):
            return
        across = min(0.0, rect.left() - seen.left()) or max(0.0, rect.right() - seen.right())
        down = min(0.0, rect.top() - seen.top()) or max(0.0, rect.bottom() - seen.bottom())
        self.pan(QPoint(round(across * self.scale), round(down * self.scale)))

    def seen(self) -> QRectF:
        """Return the part of the map that is in view."""
        room = QRectF(self._view.viewport().rect())
        return self._view.viewportTransform().inverted()[0].mapRect(room)

    def scene_at(self, place: QPointF) -> QPointF:
        """Return the point of the map at a place of the viewport, not rounded."""
        return self._view.viewportTransform().inverted()[0].map(place)

    @staticmethod
    def _back(low: float, high: float, least: float, most: float) -> float:
        """Return how far to go so that low to high meets least to most."""
        if most < least:
            least = most = (least + most) / 2
        return min(0.0, most - low) or max(0.0, least - high)


def quiet(view: QGraphicsView) -> None:
    """Set a view up so that panning and zooming a map cost little."""
    from PySide6.QtGui import QPainter

    view.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
    view.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFrameShape(QGraphicsView.Shape.NoFrame)


def _fitting(extent: QRectF, room: QRectF) -> float:
    wide = max(1.0, room.width() - 2 * _MARGIN) / theme().scale
    high = max(1.0, room.height() - 2 * _MARGIN) / theme().scale
    return min(_NATURAL, wide / extent.width(), high / extent.height())
