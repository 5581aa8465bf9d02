"""The label of a loop: R1, B1 or ?1 on a disc, with an arrow around it that goes the loop's way."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsPathItem, QGraphicsScene

from metanoia.domain.loops import Loop
from metanoia.domain.map_geometry import Badge
from metanoia.ui.pages.systems.canvas.ink import TONES, Ink
from metanoia.ui.pages.systems.canvas.shapes import BADGE, round_arrow, text_path

LAYER: Final = 3.0


class BadgeShape:
    """What is drawn of one loop."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self.disc = QGraphicsEllipseItem(QRectF(-BADGE, -BADGE, 2 * BADGE, 2 * BADGE))
        self.disc.setZValue(LAYER)
        self._arc = QGraphicsPathItem(self.disc)
        self._tip = QGraphicsPathItem(self.disc)
        self._letters = QGraphicsPathItem(self.disc)
        self._shown: tuple[str, bool] | None = None
        self._character = "?"
        self._lit = False
        scene.addItem(self.disc)

    def show(self, loop: Loop, badge: Badge, ink: Ink) -> None:
        """Show the label of a loop where it belongs."""
        self.disc.setPos(badge.x, badge.y)
        if self._shown != (loop.label, badge.clockwise):
            self._shown = loop.label, badge.clockwise
            arc, tip = round_arrow(clockwise=badge.clockwise)
            self._arc.setPath(arc)
            self._tip.setPath(tip)
            self._letters.setPath(text_path(loop.label, ink.label))
        self._character = loop.character
        self.restyle(ink)

    def light(self, ink: Ink, *, lit: bool) -> None:
        """Show whether its loop is looked at."""
        if self._lit != lit:
            self._lit = lit
            self.restyle(ink)

    def fade(self, opacity: float) -> None:
        """Let it stand back, or out again."""
        self.disc.setOpacity(opacity)

    def restyle(self, ink: Ink) -> None:
        """Take the colours of the theme."""
        fill, stroke, letters = TONES[self._character]
        self.disc.setPen(ink.pen(fill, 0, alpha=0))
        self.disc.setBrush(ink.brush(fill))
        self._arc.setPen(ink.pen(stroke, 2.6 if self._lit else 1.8))
        self._tip.setPen(ink.pen(stroke, 0, alpha=0))
        self._tip.setBrush(ink.brush(stroke))
        self._letters.setPen(ink.pen(letters, 0, alpha=0))
        self._letters.setBrush(ink.brush(letters))

    def remove(self) -> None:
        """Take it off the scene."""
        self._scene.removeItem(self.disc)
