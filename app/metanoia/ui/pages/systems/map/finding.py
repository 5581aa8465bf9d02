"""Finding the loops of a map, and the patterns to ask about, while somebody goes on drawing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from metanoia.domain.loops import Loops, arrows, find
from metanoia.domain.maps import CausalMap
from metanoia.domain.patterns import LARGE, Hit, hits
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from metanoia.ui.pages.systems.editing import Editing

_REST: Final = 150  # ms without another act


class _Found(NamedTuple):
    of: CausalMap
    chosen: frozenset[str]
    loops: Loops
    hits: tuple[Hit, ...]


class LoopFinder(QObject):
    """Looks soon after each act that may have changed a loop or a pattern; ``told`` once it knows.

    What was found for a map that has changed meanwhile is not told.
    """

    told = Signal()

    def __init__(self, editing: Editing, parent: QObject) -> None:
        super().__init__(parent)
        self._editing = editing
        self.hits: tuple[Hit, ...] = ()
        self._known: object = None
        self._task: Task | None = None
        self._again = False
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self.look)
        editing.changed.connect(self._changed)
        editing.selected.connect(self._changed)
        self._changed()

    @Slot()
    def look(self) -> None:
        """Look now; while it looks already, once more afterwards."""
        self._resting.stop()
        if self._task is not None:
            self._again = True
            return
        of, chosen = self._editing.map, self._chosen()
        self._known = _matter(of, chosen)
        self._task = Task(partial(_look, of, chosen))
        self._task.done.connect(self._found)
        self._task.failed.connect(self._failed)
        self._task.start()

    def is_looking(self) -> bool:
        """Tell whether something is not known yet."""
        return self._task is not None or self._resting.isActive()

    def _chosen(self) -> frozenset[str]:
        large = len(self._editing.map.variables) > LARGE
        return self._editing.selection if large else frozenset()

    @Slot()
    def _changed(self) -> None:
        if _matter(self._editing.map, self._chosen()) != self._known:
            self._resting.start()

    @Slot(object)
    def _found(self, found: _Found) -> None:
        self._ended()
        here = _matter(self._editing.map, self._chosen())
        if here == _matter(found.of, found.chosen):
            self.hits = found.hits
            self._editing.know(found.loops)
            self.told.emit()

    @Slot(Exception)
    def _failed(self, _: Exception) -> None:
        self._known = None  # so that the next act looks again
        self._ended()

    def _ended(self) -> None:
        self._task = None
        if self._again:
            self._again = False
            self.look()


def _look(of: CausalMap, chosen: frozenset[str]) -> _Found:
    loops = find(arrows(of), of.names)
    return _Found(of, chosen, loops, hits(of, loops.loops, chosen))


def _matter(of: CausalMap, chosen: frozenset[str]) -> object:
    """Return all that loops and patterns depend on: not where anything lies, nor why."""
    variables = [(one.id, one.name, one.role, one.actor) for one in of.variables]
    return variables, arrows(of), of.pattern_notes, chosen
