"""The whole map in a corner: boxes, the loop that is looked at, and which part is in view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.systems.canvas.hits import box_rect
from metanoia.ui.pages.systems.canvas.ink import TONES
from metanoia.ui.pages.systems.canvas.shapes import whole_curve
from metanoia.ui.pages.systems.canvas.view import Canvas
from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.paint import painter_of, rounded

FROM: Final = 20  # variables, past which it is shown
_SIZE: Final = (196, 132)  # px
_INSET: Final = 8.0
_REST: Final = 40  # ms that boxes have to rest before they are drawn anew


class Minimap(QWidget):
    """Follows a canvas; a press or drag has that part of the map in view. Hidden for small maps."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._board = canvas.board
        self._paper: QPixmap | None = None  # all but the frame, drawn when the map is another
        self._to_screen = QTransform()
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self._redraw)
        self.setAccessibleName(self.tr("The whole map, small"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # 1 and the arrow keys do the same on the map
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        self._board.drawn.connect(self._resting.start)
        canvas.editing.lit.connect(self._resting.start)
        canvas.view_moved.connect(self.update)
        theme().changed.connect(self._redraw)
        self._redraw()

    def sizeHint(self) -> QSize:
        """Return its one size."""
        return QSize(*_SIZE)

    def frame(self) -> QRectF:
        """Return the frame around what is in view, in px of the widget."""
        return self._to_screen.mapRect(self._canvas.zooming.seen())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the map as it was drawn, and the frame where it is now."""
        painter = painter_of(self)
        if self._paper is None:
            self._paper = self._drawn()
        painter.drawPixmap(0, 0, self._paper)
        inner = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        frame = self.frame().intersected(inner)
        unseen = QPainterPath()
        unseen.addRoundedRect(inner, CARD_RADIUS - 1, CARD_RADIUS - 1)
        seen = QPainterPath()
        seen.addRoundedRect(frame, 4, 4)
        painter.fillPath(unseen.subtracted(seen), theme().colour("window", 0.6))
        painter.setPen(QPen(theme().colour("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(seen)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Have that part of the map in view."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._look(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the map go; what lies below must not get the release alone."""
        event.accept()

    def _look(self, place: QPointF) -> None:
        self._canvas.looking.centre(self._to_screen.inverted()[0].map(place))

    @Slot()
    def _redraw(self) -> None:
        self._paper = None
        self.setVisible(len(self._canvas.editing.map.variables) > FROM)
        self.update()

    def _drawn(self) -> QPixmap:
        density = self.devicePixelRatioF()
        paper = QPixmap(self.size() * density)
        paper.setDevicePixelRatio(density)
        paper.fill(Qt.GlobalColor.transparent)
        painter = QPainter(paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme().colour
        rounded(painter, self.rect(), CARD_RADIUS, colour("card"), colour("hairline"))
        self._fit()
        painter.setTransform(self._to_screen, combine=True)
        self._draw_map(painter)
        painter.end()
        return paper

    def _fit(self) -> None:
        """Work out how the map lies in the widget."""
        extent = self._board.extent()
        room = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        wide, high = max(extent.width(), 1.0), max(extent.height(), 1.0)
        unit = min(room.width() / wide, room.height() / high)
        middle, centre = room.center(), extent.center()
        self._to_screen = QTransform(
            unit, 0, 0, unit, middle.x() - centre.x() * unit, middle.y() - centre.y() * unit
        )

    def _draw_map(self, painter: QPainter) -> None:
        lit = self._board.lit()
        nodes = set(lit.nodes) if lit else set()
        painter.setPen(Qt.PenStyle.NoPen)
        for id_, box in self._board.shown.boxes.items():
            token = TONES[lit.character][1] if lit and id_ in nodes else "dim"
            painter.setBrush(theme().colour(token, None if lit and id_ in nodes else 0.55))
            painter.drawRoundedRect(box_rect(box), 10, 10)
        if lit is None:
            return
        pen = QPen(theme().colour(TONES[lit.character][1]), 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        steps = set(lit.steps)
        for link in self._board.editing.map.links:
            if (link.source, link.target) in steps and link.id in self._board.shown.curves:
                painter.drawPath(whole_curve(self._board.shown.curves[link.id]))
