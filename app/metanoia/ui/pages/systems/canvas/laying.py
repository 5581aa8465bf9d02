"""Laying out a whole map: worked out in a Task, then moved there, as one act."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot

from metanoia.domain import map_edits
from metanoia.domain.loops import Loops
from metanoia.domain.map_geometry import Point
from metanoia.domain.maps import CausalMap
from metanoia.ui.background import Task
from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.drawing import Drawing, between, routed
from metanoia.ui.pages.systems.canvas.looking import Looking
from metanoia.ui.theme import theme

_MILLISECONDS = 320


class _LaidOut(NamedTuple):
    before: CausalMap
    places: dict[str, Point]
    drawing: Drawing


class Laying(QObject):
    """Lays the map out on demand; ``done`` says that everything lies where it will stay."""

    done = Signal()

    def __init__(self, board: Board, looking: Looking) -> None:
        super().__init__(board)
        self._board = board
        self._looking = looking
        self._task: Task | None = None
        self._from = self._to = Drawing()
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._end)

    def lay_out(self) -> None:
        """Begin, unless it has begun already or there is nothing to lay out."""
        editing = self._board.editing
        if self._task is None and len(editing.map.variables) > 1:
            self._task = Task(partial(_laid_out, editing.map, editing.loops))
            self._task.done.connect(self._take)
            self._task.failed.connect(self._failed)
            self._task.start()

    def is_running(self) -> bool:
        """Tell whether it is being worked out or moved."""
        return self._task is not None or self._animation.state() == QVariantAnimation.State.Running

    def stop(self) -> None:
        """End the movement at once, everything where it belongs."""
        if self._animation.state() == QVariantAnimation.State.Running:
            self._animation.stop()
            self._end()

    @Slot(object)
    def _take(self, found: _LaidOut) -> None:
        self._task = None
        board = self._board
        if found.before is not board.editing.map:  # somebody went on drawing: begin anew
            self.lay_out()
            return
        board.held = True
        self._from = board.shown
        act = partial(map_edits.place, places=found.places)
        if not board.editing.do(act, self.tr("Laid out")):
            board.held = False
            return
        self._to = found.drawing
        board.routing.take(found.drawing)
        self._looking.whole(board.picture.extent(found.drawing, found.places))
        board.saying.announce(self.tr("The map is laid out anew. Ctrl+Z takes that back."))
        duration = theme().duration(_MILLISECONDS)
        if duration and self._from.curves:
            self._animation.setDuration(duration)
            self._animation.start()
        else:
            self._end()

    @Slot(Exception)
    def _failed(self, _error: Exception) -> None:
        self._task = None
        self._board.saying.announce(self.tr("The map could not be laid out. It is as it was."))

    @Slot(object)
    def _step(self, way: float) -> None:
        if self._board.held:
            self._board.draw(between(self._from, self._to, way))

    @Slot()
    def _end(self) -> None:
        self._board.held = False
        self._board.draw()
        self.done.emit()


def _laid_out(of: CausalMap, loops: Loops) -> _LaidOut:
    from metanoia.domain.map_layout import laid_out

    places = laid_out(of)
    moved = map_edits.place(of, places)
    return _LaidOut(of, places, routed(moved, loops.loops))
