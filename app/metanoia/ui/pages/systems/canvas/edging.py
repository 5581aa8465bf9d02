"""Looking further while something is dragged to the edge of the map's view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPoint, QPointF, QTimer, Signal, Slot
from PySide6.QtWidgets import QGraphicsView

from metanoia.ui.pages.systems.canvas.zooming import Zooming

_EDGE: Final = 28  # px from the edge of the view where it begins
_FASTEST: Final = 14  # px a step
_STEP: Final = 16  # ms


class Edging(QObject):
    """``looked`` says that the paper has moved under the mouse, which is still at ``place``."""

    looked = Signal()

    def __init__(self, zooming: Zooming, view: QGraphicsView) -> None:
        super().__init__(view)
        self._zooming = zooming
        self._view = view
        self.place = QPointF()
        self._steps = QTimer(self, interval=_STEP)
        self._steps.timeout.connect(self._step)

    def follow(self, place: QPointF) -> None:
        """Look further from now on if ``place`` (px of the viewport) is at the edge, else no more."""
        self.place = place
        if self._by().isNull():
            self._steps.stop()
        elif not self._steps.isActive():
            self._steps.start()

    def stop(self) -> None:
        """Look no further."""
        self._steps.stop()

    def _by(self) -> QPoint:
        room = self._view.viewport().rect()
        return QPoint(_speed(self.place.x(), room.width()), _speed(self.place.y(), room.height()))

    @Slot()
    def _step(self) -> None:
        self._zooming.pan(self._by())
        self.looked.emit()


def _speed(at: float, size: int) -> int:
    """Return px a step: the faster the nearer to the edge, negative at the left or upper one."""
    if at < _EDGE:
        return -min(_FASTEST, round(_EDGE - at) // 2)
    return min(_FASTEST, round(at - size + _EDGE) // 2) if at > size - _EDGE else 0
