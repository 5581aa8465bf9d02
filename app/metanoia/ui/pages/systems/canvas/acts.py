"""What can be done to the chosen parts of a map, each one undoable act with the words that undo says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, reduce

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain import map_edits
from metanoia.domain.map_geometry import Point
from metanoia.domain.maps import CausalLink, CausalLinkId, CausalMap, Polarity, VariableId
from metanoia.store.part import new_id
from metanoia.ui.pages.systems.editing import Editing


class Acts(QObject):
    """``said`` carries what a screen reader should say after an act."""

    said = Signal(str)

    def __init__(self, editing: Editing, parent: QObject) -> None:
        super().__init__(parent)
        self._editing = editing

    # -- what is chosen

    def variables(self) -> list[str]:
        """Return the chosen variables, in the order in which they came."""
        return [one.id for one in self._editing.map.variables if one.id in self._editing.selection]

    def links(self) -> list[str]:
        """Return the chosen links."""
        return [one.id for one in self._editing.map.links if one.id in self._editing.selection]

    def places(self) -> dict[str, Point]:
        """Return where the chosen variables and notes lie."""
        of = self._editing.map
        places: dict[str, Point] = {one.id: (one.x, one.y) for one in of.variables}
        places |= {one.id: (one.x, one.y) for one in of.notes}
        return {id_: at for id_, at in places.items() if id_ in self._editing.selection}

    # -- links

    @Slot()
    def flip(self) -> None:
        """Turn the signs of the chosen links: + to −, − to unsure, unsure to +."""
        if self._has_links():
            self._each(map_edits.flip, self.tr("Sign changed"))
            self._say_signs()

    @Slot()
    def plus(self) -> None:
        """Let the chosen links move their ends the same way."""
        self._sign(1)

    @Slot()
    def minus(self) -> None:
        """Let the chosen links move their ends the other way."""
        self._sign(-1)

    @Slot()
    def unsure(self) -> None:
        """Say of the chosen links that their sign is not known yet."""
        self._sign(0)

    @Slot()
    def delay(self) -> None:
        """Put a delay on the chosen links, or take it off if all of them have one."""
        if not self._has_links():
            return
        of = self._editing.map
        delayed = not all(of.link(id_).delayed for id_ in self.links())
        what = self.tr("Delay set") if delayed else self.tr("Delay removed")
        if self._each(partial(map_edits.change_link, delayed=delayed), what):
            self.said.emit(what)

    @Slot()
    def turn(self) -> None:
        """Let the chosen links lead the other way."""
        if self._has_links() and self._each(map_edits.turn, self.tr("Link turned around")):
            self.said.emit(self.tr("Link turned around"))

    @Slot()
    def straighten(self) -> None:
        """Let the chosen links find their own way again."""
        if self._has_links():
            self._each(partial(map_edits.change_link, bend=None), self.tr("Curve let go"))

    def bend(self, link: str, bend: float) -> None:
        """Keep how far a curve was pulled aside."""
        act = partial(map_edits.change_link, id_=link, bend=round(bend, 3))
        self._editing.do(act, self.tr("Curve bent"))

    def connect_parts(self, source: str, target: str) -> bool:
        """Draw a link and choose it; the refusal of what cannot be is told by ``editing.refused``."""
        link = CausalLink(
            id=CausalLinkId(new_id()), source=VariableId(source), target=VariableId(target)
        )
        if not self._editing.do(partial(map_edits.connect, new=link), self.tr("Link drawn")):
            return False
        self._editing.select({link.id})
        names = self._editing.map.names
        self.said.emit(
            self.tr("Link drawn from {source} to {target}.").format(
                source=names[source], target=names[target]
            )
        )
        return True

    # -- variables and notes

    @Slot()
    def toggle_mine(self) -> None:
        """Say of the chosen variables that one can act on them, or no longer if all say so."""
        chosen = self.variables()
        of = self._editing.map
        if chosen:
            mine = not all(of.variable(id_).mine for id_ in chosen)
            what = self.tr("Marked as mine") if mine else self.tr("No longer marked as mine")
            self._do_each(chosen, partial(map_edits.change_variable, mine=mine), what)
            self.said.emit(what)

    def move(self, places: Mapping[str, Point]) -> bool:
        """Lay variables and notes elsewhere, as one act."""
        rounded = {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in places.items()}
        return self._editing.do(partial(map_edits.place, places=rounded), self.tr("Moved"))

    def align(self, moves: Mapping[str, Point]) -> None:
        """Move variables and notes each by its own way."""
        there = self.places()
        places = {id_: (there[id_][0] + by[0], there[id_][1] + by[1]) for id_, by in moves.items()}
        if places:
            self._editing.do(partial(map_edits.place, places=places), self.tr("Aligned"))
            self.said.emit(self.tr("Aligned"))

    def nudge(self, across: float, down: float) -> None:
        """Move the chosen variables and notes a little."""
        places = self.places()
        if places:
            self.move({id_: (x + across, y + down) for id_, (x, y) in places.items()})

    @Slot()
    def delete(self) -> None:
        """Take the chosen parts off the map."""
        chosen = self._editing.selection & self._editing.map.ids
        if chosen and self._editing.do(partial(map_edits.remove, ids=chosen), self.tr("Deleted")):
            self.said.emit(self.tr("Deleted. Ctrl+Z brings it back."))

    # -- all

    @Slot()
    def choose_all(self) -> None:
        """Choose everything on the map."""
        self._editing.select(self._editing.map.ids)

    @Slot()
    def undo(self) -> None:
        """Undo the last act."""
        what = self._editing.undo()
        self.said.emit(
            self.tr("Undone: {what}").format(what=what) if what else self.tr("Nothing to undo.")
        )

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        what = self._editing.redo()
        self.said.emit(
            self.tr("Done again: {what}").format(what=what) if what else self.tr("Nothing to redo.")
        )

    # -- inside

    def _has_links(self) -> bool:
        if self.links():
            return True
        self.said.emit(
            self.tr("Choose a link first: [ and ] step through the links of a variable.")
        )
        return False

    def _sign(self, polarity: Polarity) -> None:
        if self._has_links():
            act = partial(map_edits.change_link, polarity=polarity)
            self._each(act, self.tr("Sign changed"))
            self._say_signs()

    def _say_signs(self) -> None:
        words = {1: self.tr("plus"), -1: self.tr("minus"), 0: self.tr("unsure")}
        of = self._editing.map
        signs = {words[of.link(id_).polarity] for id_ in self.links()}
        self.said.emit(self.tr("Sign: {sign}").format(sign=", ".join(sorted(signs))))

    def _each(self, act: Callable[[CausalMap, str], CausalMap], what: str) -> bool:
        return self._do_each(self.links(), act, what)

    def _do_each(
        self, ids: list[str], act: Callable[[CausalMap, str], CausalMap], what: str
    ) -> bool:
        """Do one act to each of these parts, all of them or none."""
        return self._editing.do(lambda of: reduce(act, ids, of), what)
