"""A link: its curve, arrow head, sign, delay bars, and the mark of the assumption it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsPixmapItem,
    QGraphicsScene,
)

from metanoia.domain.map_geometry import SIGN_ROOM, Curve, Point
from metanoia.domain.maps import CausalLink
from metanoia.ui.pages.systems.canvas.glyphs import Mark, mark_item
from metanoia.ui.pages.systems.canvas.ink import LINE, Ink
from metanoia.ui.pages.systems.canvas.shapes import (
    curve_path,
    delay_path,
    head_path,
    sign_path,
    whole_curve,
)

LAYER: Final = 1.0
_SIGN_TOKENS: Final = {1: "accent_text", -1: "ochre_text", 0: "text2"}
_BULB: Final = 0.28  # of its way, where the mark of an assumption sits


class LinkShape:
    """What is drawn of one link."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._glow = QGraphicsPathItem()
        self._curve = QGraphicsPathItem()
        self._head = QGraphicsPathItem()
        self._ground = QGraphicsEllipseItem(-SIGN_ROOM, -SIGN_ROOM, 2 * SIGN_ROOM, 2 * SIGN_ROOM)
        self._sign = QGraphicsPathItem()
        self._bars: QGraphicsPathItem | None = None
        self._bulb: QGraphicsPixmapItem | None = None
        self._link: CausalLink | None = None
        self._chosen = self._lit = self._thin = False
        self._opacity = 1.0
        layers = (self._glow, -0.2), (self._curve, 0.0), (self._head, 0.01), (self._ground, 0.1), (self._sign, 0.2)  # fmt: skip
        for item, above in layers:
            item.setZValue(LAYER + above)
            scene.addItem(item)
        self._glow.hide()

    def show(self, link: CausalLink, curve: Curve, sign: Point, ink: Ink) -> None:
        """Show a link along its curve."""
        self._curve.setPath(curve_path(curve, delayed=link.delayed))
        self._glow.setPath(whole_curve(curve))
        self._head.setPath(head_path(curve))
        self._ground.setPos(*sign)
        self._sign.setPos(*sign)
        if link.delayed and self._bars is None:
            self._bars = QGraphicsPathItem()
            self._bars.setZValue(LAYER + 0.01)
            self._bars.setOpacity(self._opacity)
            self._scene.addItem(self._bars)
        elif not link.delayed and self._bars is not None:
            self._scene.removeItem(self._bars)
            self._bars = None
        if self._bars is not None:
            self._bars.setPath(delay_path(curve))
        self._rest_on(link.assumption is not None, curve)
        if self._link is None or self._link.polarity != link.polarity:
            self._sign.setPath(sign_path(link.polarity, ink.sign))
        self._link = link
        self.restyle(ink)

    def choose(self, ink: Ink, *, chosen: bool, lit: bool) -> None:
        """Show whether it is chosen, and whether it is part of the loop that is looked at."""
        if (self._chosen, self._lit) != (chosen, lit):
            self._chosen, self._lit = chosen, lit
            self.restyle(ink)

    def thin(self, ink: Ink, *, thin: bool) -> None:
        """Draw its curve 1 px thin on the screen, which costs a third."""
        if thin != self._thin:
            self._thin = thin
            self._curve.setPen(self._pen(ink))

    def fade(self, opacity: float) -> None:
        """Let it stand back, or out again."""
        if opacity != self._opacity:
            self._opacity = opacity
            for item in self._items():
                item.setOpacity(opacity)

    def restyle(self, ink: Ink) -> None:
        """Take the colours of the theme."""
        token = self._token()
        self._curve.setPen(self._pen(ink))
        self._head.setPen(ink.pen(token, 0.6))
        self._head.setBrush(ink.brush(token))
        self._glow.setPen(ink.pen("focus", 9, alpha=0.28))
        self._glow.setVisible(self._chosen)
        self._ground.setPen(ink.pen("focus", 2) if self._chosen else ink.pen("canvas", 0.5))
        self._ground.setBrush(ink.brush("canvas"))
        self._sign.setPen(ink.pen("canvas", 0, alpha=0))
        self._sign.setBrush(ink.brush(_SIGN_TOKENS[self._link.polarity if self._link else 1]))
        if self._bars is not None:
            self._bars.setPen(ink.pen(token, self._width()))

    def marks(self) -> Iterator[tuple[QGraphicsPixmapItem, Mark]]:
        """Yield its mark, if it has one, to be dressed."""
        if self._bulb is not None:
            yield self._bulb, "assumption"

    def remove(self) -> None:
        """Take it off the scene."""
        for item in self._items():
            self._scene.removeItem(item)

    def _token(self) -> str:
        return "text" if self._lit or self._chosen else "text2"

    def _width(self) -> float:
        return LINE + 0.8 if self._lit or self._chosen else LINE

    def _pen(self, ink: Ink) -> QPen:
        unsure = self._link is not None and not self._link.polarity
        thin = self._thin and not self._lit and not self._chosen
        return ink.pen(self._token(), 0 if thin else self._width(), dashed=unsure)

    def _items(self) -> Iterator[QGraphicsItem]:
        yield from (self._glow, self._curve, self._head, self._ground, self._sign)
        if self._bars is not None:
            yield self._bars
        if self._bulb is not None:
            yield self._bulb

    def _rest_on(self, assumed: bool, curve: Curve) -> None:
        if assumed and self._bulb is None:
            self._bulb = mark_item()
            self._bulb.setZValue(LAYER + 0.3)
            self._bulb.setOpacity(self._opacity)
            self._scene.addItem(self._bulb)
        elif not assumed and self._bulb is not None:
            self._scene.removeItem(self._bulb)
            self._bulb = None
        if self._bulb is not None:
            self._bulb.setPos(*curve.at(_BULB))
