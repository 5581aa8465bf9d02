"""Looking around on the map: wheel, touchpad, pinch, and the steps of the zoom."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView

from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.writing import Writing
from metanoia.ui.pages.systems.canvas.zooming import STEP

_REST: Final = 160  # ms without another zoom
_NOTCH: Final = 64  # px that one notch of a wheel looks further
_NEAR: Final = 4  # px that the middle may lie elsewhere, as whole px of the screen make it


class Looking(QObject):
    """``zoomed`` says that the zoom is another, ``moved`` that another part of the map is in view.

    What is being written is kept before the map moves under its field.
    """

    zoomed = Signal(float)
    moved = Signal()

    def __init__(self, board: Board, writing: Writing, view: QGraphicsView) -> None:
        super().__init__(view)
        self._board = board
        self._writing = writing
        self._view = view
        self._fitted: tuple[float, QPointF] | None = None  # zoom and middle that show all
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self._rest)

    def wheel(self, event: QWheelEvent) -> None:
        """Look further; nearer or farther with Ctrl."""
        self._writing.follow()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y() or event.pixelDelta().y()
            self.by(STEP ** (turned / 120), event.position())
        else:
            self._board.zooming.pan(_wheeled(event))
            self._board.zooming.keep_near(self._board.extent())
            self.moved.emit()
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> None:
        """Look nearer or farther as two fingers say."""
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.by(1 + event.value(), event.position())

    def by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Look nearer by a factor, around a place of the viewport or its middle."""
        self.to(self._board.zooming.zoom * factor, anchor)

    def to(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Look at a zoom, 1 for 100 %."""
        self._writing.follow()
        if self._board.zooming.to(zoom, anchor):
            self._told()

    def whole(self, extent: QRectF | None = None) -> None:
        """Have all of the map in view, or all of what it is about to take up."""
        self._writing.follow()
        self._board.zooming.whole(self._board.extent() if extent is None else extent)
        self._fitted = self._here()
        self._told()

    def fit_again(self) -> None:
        """Have all of the map in view of another size, where all was in view and nobody has moved since."""
        if self._fitted is None or self._writing.is_open():
            return
        (zoom, middle), (now, here) = self._fitted, self._here()
        if zoom == now and (middle - here).manhattanLength() * now < _NEAR:
            self.whole()

    def centre(self, at: QPointF) -> None:
        """Have a point of the map in the middle of the view."""
        self._view.centerOn(at)
        self._board.zooming.keep_near(self._board.extent())
        self.moved.emit()

    def _here(self) -> tuple[float, QPointF]:
        return self._board.zooming.zoom, self._board.zooming.seen().center()

    def _told(self) -> None:
        self._board.picture.set_moving(moving=True)
        self._resting.start()
        self.dress()
        self.zoomed.emit(self._board.zooming.zoom)
        self.moved.emit()

    def dress(self) -> None:
        """Draw marks and names for the zoom and the screen of the moment."""
        self._board.picture.set_zoom(self._board.zooming.scale, self._view.devicePixelRatioF())

    @Slot()
    def _rest(self) -> None:
        self._board.picture.set_moving(moving=False)


def _wheeled(event: QWheelEvent) -> QPoint:
    """Return how far a wheel or a touchpad looks, in px of the screen; Shift turns a wheel sideways."""
    touchpad = event.device().type() == QInputDevice.DeviceType.TouchPad
    if not event.pixelDelta().isNull():
        by = QPointF(event.pixelDelta())
    else:
        by = QPointF(event.angleDelta()) * (_NOTCH / 120)
    sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not touchpad
    if sideways and not by.x():
        by = QPointF(by.y(), by.x())
    return QPoint(-round(by.x()), -round(by.y()))
