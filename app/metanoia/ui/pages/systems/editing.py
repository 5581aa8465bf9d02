"""One map that is open: what is done to it, undone, chosen on it, and which of its loops is looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.loops import Loops
from metanoia.domain.map_clippings import Clipping
from metanoia.domain.map_history import MapHistory
from metanoia.domain.maps import CausalMap

if TYPE_CHECKING:
    from metanoia.journal import Journal

Act = Callable[[CausalMap], CausalMap]
NOTHING = Loops((), more=False)


class Clippings:
    """What was copied last on any map of the journal; it goes when the journal is closed."""

    held: Clipping | None = None


class Editing(QObject):
    """Canvas, side panel and inspector all look at this one, and change the map by ``do`` alone.

    ``changed`` says that the map is another, ``selected`` that other parts are chosen, ``found`` that
    its loops are known, ``lit`` that another loop is looked at. ``refused`` carries the MetanoiaError for
    which nothing was changed.
    """

    changed = Signal()
    selected = Signal()
    found = Signal()
    lit = Signal()
    refused = Signal(object)

    def __init__(
        self, journal: Journal, map_id: str, source: object, clippings: Clippings | None = None
    ) -> None:
        """Open a map; ``source`` is who writes it, as its own echo. NotFound."""
        super().__init__()
        self._journal = journal
        self._source = source
        self.history = MapHistory(journal.maps.get(map_id))
        self.clippings = clippings or Clippings()
        self.selection: frozenset[str] = frozenset()
        """The ids of the variables, links and notes that are chosen."""
        self.loops = NOTHING
        self.lit_loop = ""
        """The key of the loop that is looked at, empty for none."""

    @property
    def map(self) -> CausalMap:
        """The map as it stands."""
        return self.history.now

    def do(self, act: Act, what: str) -> bool:
        """Do something to the map and keep it at once; ``what`` is said by undo ("Link drawn").

        Returns whether it is kept; if not, ``refused`` has said why and all is as before.
        """
        try:
            new = act(self.map)
            self._journal.maps.keep(new, source=self._source)
        except MetanoiaError as error:
            self.refused.emit(error)
            return False
        if self.history.done(new, what):
            self._settle()
        return True

    def undo(self) -> str | None:
        """Undo the last act; return what it was, None if there is nothing or it could not be kept."""
        return self._go(self.history.undo, self.history.redo)

    def redo(self) -> str | None:
        """Do again what was undone last; return what it was, None if there is nothing."""
        return self._go(self.history.redo, self.history.undo)

    def select(self, ids: Collection[str]) -> None:
        """Choose these parts and no others."""
        if frozenset(ids) != self.selection:
            self.selection = frozenset(ids)
            self.selected.emit()

    def look_at(self, key: str) -> None:
        """Light one loop by its key, none if empty."""
        if key != self.lit_loop:
            self.lit_loop = key
            self.lit.emit()

    def know(self, loops: Loops) -> None:
        """Take over the loops that were found in the map as it stands."""
        self.loops = loops
        self.found.emit()
        if self.lit_loop not in {loop.key for loop in loops.loops}:
            self.look_at("")

    def reload(self) -> None:
        """Begin anew with the map as the journal has it; what was done before can be undone no more.

        To be called when somebody else changed it. NotFound.
        """
        there = self._journal.maps.get(self.map.id)
        if there != self.map:
            self.history = MapHistory(there)
            self._settle()

    def _go(self, step: Callable[[], str | None], back: Callable[[], str | None]) -> str | None:
        what = step()
        if what is None:
            return None
        try:
            self._journal.maps.keep(self.map, source=self._source)
        except MetanoiaError as error:
            back()
            self.refused.emit(error)
            return None
        self._settle()
        return what

    def _settle(self) -> None:
        kept = self.selection & self.map.ids
        there = {(link.source, link.target) for link in self.map.links}
        closed = tuple(loop for loop in self.loops.loops if there.issuperset(loop.steps))
        self.loops = self.loops._replace(loops=closed)  # until they are found anew
        self.changed.emit()
        self.select(kept)
