"""Keeps the drawing of a map up to date: at once as well as it can, and soon as it reads best."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain import map_geometry
from metanoia.domain.loops import Loops
from metanoia.domain.maps import CausalMap
from metanoia.ui.background import Task
from metanoia.ui.pages.systems.canvas.drawing import Drawing, followed, routed
from metanoia.ui.pages.systems.editing import Editing


class _Routed(NamedTuple):
    of: CausalMap
    loops: Loops
    drawing: Drawing


class Routing(QObject):
    """Routes curves around boxes in a Task, one at a time; ``drawn`` says that ``drawing`` is another."""

    drawn = Signal()

    def __init__(self, editing: Editing, parent: QObject) -> None:
        super().__init__(parent)
        self._editing = editing
        self._task: Task | None = None
        self._known = False
        self.drawing = Drawing(boxes=map_geometry.boxes(editing.map))
        editing.changed.connect(self.follow)
        editing.found.connect(self._route)
        self._route()

    def is_settled(self) -> bool:
        """Tell whether nothing is being routed."""
        return self._task is None

    def take(self, drawing: Drawing) -> None:
        """Begin from a drawing that was made elsewhere, as by the animation of a layout."""
        self._known = True
        self.drawing = drawing

    @Slot()
    def follow(self) -> None:
        """Draw the map as it stands now from how it was drawn, then route it anew."""
        if self._known:
            self.drawing = followed(self._editing.map, self.drawing)
        else:  # what was never routed would jump a moment later
            self.drawing = Drawing(boxes=map_geometry.boxes(self._editing.map))
        self.drawn.emit()
        self._route()

    @Slot()
    def _route(self) -> None:
        if self._task is None:
            self._task = Task(partial(_route, self._editing.map, self._editing.loops))
            self._task.done.connect(self._take)
            self._task.failed.connect(self._failed)
            self._task.start()

    @Slot(object)
    def _take(self, routed: _Routed) -> None:
        self._task = None
        if routed.of is not self._editing.map or routed.loops is not self._editing.loops:
            self._route()
            return
        self._known = True
        self.drawing = routed.drawing
        self.drawn.emit()

    @Slot(Exception)
    def _failed(self, _error: Exception) -> None:
        self._task = None  # what is drawn at hand stays; the task has logged why


def _route(of: CausalMap, loops: Loops) -> _Routed:
    return _Routed(of, loops, routed(of, loops.loops))
