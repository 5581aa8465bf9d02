"""Surfaces: cards with a hairline, flat panels with an edge, and lines between things."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.layout import NONE, Child, Margins, vbox
from metanoia.ui.widgets.paint import painter_of, rounded

Edge = Literal["left", "top", "right", "bottom"]
_CORNER = CARD_RADIUS - 1  # of a panel that fills the rounded page sheet to its edge


class Card(QFrame):
    """A rounded surface around a column of children; a ``tone`` tints it instead of outlining it."""

    def __init__(
        self,
        *children: Child,
        margins: Margins = (20, 18, 20, 18),
        gap: int = 0,
        tone: str | None = None,
        fill: str = "card",
        radius: float = CARD_RADIUS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._fill = fill
        self._radius = radius
        self.body = vbox(*children, margins=margins, gap=gap)
        self.setLayout(self.body)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = painter_of(self)
        colour = theme().colour
        if self._tone:
            rounded(painter, self.rect(), self._radius, colour(f"{self._tone}_soft"))
        else:
            ground, line = colour(self._fill), colour("hairline")
            rounded(painter, self.rect(), self._radius, ground, line)
        painter.end()


class Panel(QFrame):
    """A flat area around a column of children, with hairlines on some edges.

    ``corners`` names the sides of the rounded page sheet that the panel fills ("left", "right").
    """

    def __init__(
        self,
        *children: Child,
        margins: Margins = NONE,
        gap: int = 0,
        fill: str | None = None,
        edges: tuple[Edge, ...] = (),
        corners: tuple[Edge, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self._edges = edges
        self._corners = corners
        self.body = vbox(*children, margins=margins, gap=gap)
        self.setLayout(self.body)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the area and its edges."""
        painter = painter_of(self)
        if self._fill:
            painter.fillPath(self._outline(), theme().colour(self._fill))
        line = theme().colour("hairline")
        sides = {
            "left": QRectF(0, 0, 1, self.height()),
            "right": QRectF(self.width() - 1, 0, 1, self.height()),
            "top": QRectF(0, 0, self.width(), 1),
            "bottom": QRectF(0, self.height() - 1, self.width(), 1),
        }
        for edge in self._edges:
            painter.fillRect(sides[edge], line)
        painter.end()

    def _outline(self) -> QPainterPath:
        """Return the area, rounded where it lies in a corner of the page sheet."""
        area = QRectF(self.rect())
        path = QPainterPath()
        path.setFillRule(
            Qt.FillRule.WindingFill
        )  # where its parts overlap it is filled all the same
        if not self._corners:
            path.addRect(area)
            return path
        path.addRoundedRect(area, _CORNER, _CORNER)
        if "left" not in self._corners:
            path.addRect(area.adjusted(0, 0, -_CORNER, 0))
        if "right" not in self._corners:
            path.addRect(area.adjusted(_CORNER, 0, 0, 0))
        if "top" in self._edges:  # a foot: only its lower corners lie on the sheet's
            path.addRect(area.adjusted(0, 0, 0, -_CORNER))
        return path.simplified()


class Divider(QWidget):
    """A hairline across the width it is given, or down the height if ``upright``."""

    def __init__(
        self, token: str = "hairline", *, upright: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._token = token
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = painter_of(self)
        painter.fillRect(self.rect(), theme().colour(self._token))
        painter.end()
