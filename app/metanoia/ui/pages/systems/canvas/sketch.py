"""What is drawn above the map while something is done to it: a link on its way, guides, handles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from metanoia.domain.map_geometry import Box, Curve, Point
from metanoia.ui.pages.systems.canvas.hits import box_rect, handles
from metanoia.ui.pages.systems.canvas.ink import Ink
from metanoia.ui.pages.systems.canvas.shapes import curve_path, head_path
from metanoia.ui.pages.systems.canvas.variables import RADIUS, RING

_LAYER: Final = 5.0
_HANDLE: Final = 5.0  # px, radius
_GHOST: Final = (120.0, 36.0)  # px of the box of a variable that does not exist yet


class Sketch:
    """Shows one thing of each kind at most; nothing of it is part of the map."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._curve = QGraphicsPathItem()
        self._head = QGraphicsPathItem()
        self._target = QGraphicsPathItem()
        self._ghost = QGraphicsPathItem()
        self._marquee = QGraphicsPathItem()
        self._guides = QGraphicsPathItem()
        self._handles = QGraphicsPathItem()
        self._bends = QGraphicsPathItem()
        self._items = (
            self._guides, self._curve, self._head, self._target, self._ghost, self._handles, self._bends, self._marquee,
        )  # fmt: skip
        for item in self._items:
            item.setZValue(_LAYER)
            item.hide()
            scene.addItem(item)

    def clear(self) -> None:
        """Show nothing of what was being done; handles stay."""
        self.link(None)
        self.target(None)
        self.ghost(None)
        self.marquee(None)
        self.guides(())

    def link(self, curve: Curve | None) -> None:
        """Show a link on its way."""
        _show(self._curve, curve_path(curve, delayed=False) if curve else None)
        _show(self._head, head_path(curve) if curve else None)

    def target(self, box: Box | None) -> None:
        """Ring the variable that the link on its way would lead to."""
        _show(self._target, _ring(box_rect(box)) if box else None)

    def ghost(self, place: Point | None) -> None:
        """Show where a new variable would lie."""
        path = None
        if place is not None:
            wide, high = _GHOST
            path = QPainterPath()
            box = QRectF(place[0] - wide / 2, place[1] - high / 2, wide, high)
            path.addRoundedRect(box, RADIUS, RADIUS)
        _show(self._ghost, path)

    def marquee(self, rect: QRectF | None) -> None:
        """Show the rectangle that is being drawn around parts."""
        path = None
        if rect is not None:
            path = QPainterPath()
            path.addRect(rect)
        _show(self._marquee, path)

    def guides(self, lines: Iterable[QLineF]) -> None:
        """Show the lines that a dragged box is in line with."""
        path = QPainterPath()
        for line in lines:
            path.moveTo(line.p1())
            path.lineTo(line.p2())
        _show(self._guides, None if path.isEmpty() else path)

    def handles(self, box: Box | None) -> None:
        """Show the handles of a variable from which links can be drawn."""
        _show(self._handles, _dots(handles(box)) if box else None)

    def bends(self, places: Iterable[Point]) -> None:
        """Show the handles by which curves can be bent."""
        path = _dots(places)
        _show(self._bends, None if path.isEmpty() else path)

    def shown(self) -> dict[str, bool]:
        """Return which of its kinds are shown, by their names."""
        names = ("guides", "link", "head", "target", "ghost", "handles", "bends", "marquee")
        return {name: item.isVisible() for name, item in zip(names, self._items, strict=True)}

    def restyle(self, ink: Ink) -> None:
        """Take the colours of the theme."""
        self._curve.setPen(ink.pen("accent"))
        self._head.setPen(ink.pen("accent", 0.6))
        self._head.setBrush(ink.brush("accent"))
        self._target.setPen(ink.pen("accent", 2))
        self._ghost.setPen(ink.pen("accent", 1.4, dashed=True))
        self._ghost.setBrush(ink.brush("card", 0.7))
        self._marquee.setBrush(ink.brush("accent", 0.08))
        self._guides.setPen(ink.pen("ochre_fill", 0))
        self._marquee.setPen(ink.pen("accent", 0, alpha=0.7))
        for item in (self._handles, self._bends):
            item.setPen(ink.pen("accent", 1.8))
            item.setBrush(ink.brush("card"))


def _show(item: QGraphicsPathItem, path: QPainterPath | None) -> None:
    if path is not None:
        item.setPath(path)
    item.setVisible(path is not None)


def _ring(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(-RING, -RING, RING, RING), RADIUS + 3, RADIUS + 3)
    return path


def _dots(places: Iterable[Point]) -> QPainterPath:
    path = QPainterPath()
    for place in places:
        path.addEllipse(QPointF(*place), _HANDLE, _HANDLE)
    return path
