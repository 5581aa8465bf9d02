"""Copying, cutting and laying down parts of a map: within the app alone, never on the system's clipboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from metanoia.domain import map_clippings, map_edits
from metanoia.domain.map_clippings import Clipping
from metanoia.store.part import new_id
from metanoia.ui.pages.systems.canvas.acts import Acts
from metanoia.ui.pages.systems.editing import Editing


class Copying(QObject):
    """Copies what is chosen on the map of ``editing``; what a screen reader says goes by ``acts.said``."""

    def __init__(self, editing: Editing, acts: Acts) -> None:
        super().__init__(acts)
        self._editing = editing
        self._acts = acts

    def is_full(self) -> bool:
        """Tell whether something was copied."""
        return self._editing.clippings.held is not None

    @Slot()
    def copy(self) -> bool:
        """Copy the chosen variables, the links among them and the chosen notes; tell if there were any."""
        taken = self._taken()
        if taken is None:
            return False
        self._editing.clippings.held = taken
        self._acts.said.emit(self.tr("Copied"))
        return True

    @Slot()
    def cut(self) -> None:
        """Copy what is chosen and take it off the map as one act."""
        if self.copy():
            chosen = self._editing.selection & self._editing.map.ids
            if self._editing.do(partial(map_edits.remove, ids=chosen), self.tr("Cut")):
                self._acts.said.emit(self.tr("Cut. Ctrl+V lays it on a map."))

    @Slot()
    def paste(self) -> None:
        """Lay what was copied on the map, and choose it."""
        held = self._editing.clippings.held
        if held is None:
            self._acts.said.emit(
                self.tr("Nothing is copied. Choose variables or notes, then Ctrl+C.")
            )
        else:
            self._lay(held, self.tr("Pasted"))

    @Slot()
    def duplicate(self) -> None:
        """Lay a copy of what is chosen beside it, and choose that."""
        taken = self._taken()
        if taken is not None:
            self._lay(taken, self.tr("Duplicated"))

    def _taken(self) -> Clipping | None:
        taken = map_clippings.clipped(self._editing.map, self._editing.selection)
        if taken is None:
            self._acts.said.emit(self.tr("Choose variables or notes first."))
        return taken

    def _lay(self, clipping: Clipping, what: str) -> None:
        new = map_clippings.renewed(clipping, self._editing.map, new_id)
        if self._editing.do(partial(map_clippings.laid, new=new), what):
            variables = {one.id for one in new.variables}
            self._editing.select(variables | {one.id for one in new.notes})
            self._acts.said.emit(what)
