"""The scene of a map: keeps Qt's items in step with what is drawn, chosen and looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

from metanoia.domain.loops import Loop, Loops
from metanoia.domain.map_geometry import Point
from metanoia.domain.maps import CausalMap
from metanoia.ui.pages.systems.canvas.drawing import Drawing
from metanoia.ui.pages.systems.canvas.glyphs import Glyphs, Mark
from metanoia.ui.pages.systems.canvas.ink import ink
from metanoia.ui.pages.systems.canvas.links import LinkShape
from metanoia.ui.pages.systems.canvas.loop_badges import BadgeShape
from metanoia.ui.pages.systems.canvas.notes import NoteShape
from metanoia.ui.pages.systems.canvas.variables import VariableShape

MANY: Final = 60  # links, past which curves are thin while the zoom changes and from far away
_NEAR: Final = 0.7  # of the natural size, from which on many curves have their full width at rest
FADED: Final = 0.22  # opacity of what is not part of the loop that is looked at
READABLE: Final = 0.34  # of the natural size, below which names are left out
_EDGE: Final = 110_000.0  # px from the middle; more than any map reaches

Shape = TypeVar("Shape", VariableShape, LinkShape, BadgeShape, NoteShape)


class Picture(QObject):
    """What is shown of a map. ``variables``, ``links``, ``notes`` by id, ``badges`` by the key of a loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.scene = QGraphicsScene(-_EDGE, -_EDGE, 2 * _EDGE, 2 * _EDGE, self)
        self.scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.ink = ink()
        self.variables: dict[str, VariableShape] = {}
        self.links: dict[str, LinkShape] = {}
        self.badges: dict[str, BadgeShape] = {}
        self.notes: dict[str, NoteShape] = {}
        self._shown: dict[str, object] = {}
        self._glyphs = Glyphs()
        self._dress_at = (1.0, 1.0)
        self._chosen: frozenset[str] = frozenset()
        self._readable = True
        self._moving = self._thin = False

    def show(
        self,
        of: CausalMap,
        loops: Loops,
        drawing: Drawing,
        places: Mapping[str, Point] | None = None,
    ) -> None:
        """Show a map as it is drawn; ``places`` are where notes lie that are being dragged."""
        moved = places or {}
        self._keep(self.variables, drawing.boxes, VariableShape)
        for variable in of.variables:
            if variable.id in drawing.boxes:
                looks = (variable, drawing.boxes[variable.id])
                if self._is_new(variable.id, looks):
                    self.variables[variable.id].show(*looks, self.ink)
                    self._glyphs.dress(self.variables[variable.id].marks())
        self._keep(self.links, drawing.curves, LinkShape)
        for link in of.links:
            if link.id in drawing.curves:
                drawn = (link, drawing.curves[link.id], drawing.signs[link.id])
                if self._is_new(link.id, drawn):
                    self.links[link.id].show(*drawn, self.ink)
                    self._glyphs.dress(self.links[link.id].marks())
        self._keep(self.notes, {note.id for note in of.notes}, NoteShape)
        for note in of.notes:
            self.notes[note.id].show(note, moved.get(note.id, (note.x, note.y)), self.ink)
        self._show_badges(loops, drawing)

    def choose(self, ids: Iterable[str], lit: Loop | None) -> None:
        """Show what is chosen; what does not belong to the ``lit`` loop stands back."""
        chosen = self._chosen = frozenset(ids)
        steps = set(lit.steps) if lit else set()
        nodes = set(lit.nodes) if lit else set()
        for id_, variable in self.variables.items():
            variable.choose(chosen=id_ in chosen)
            variable.fade(1 if lit is None or id_ in nodes else FADED)
        for id_, link in self.links.items():
            shown = self._shown.get(id_)
            step = (shown[0].source, shown[0].target) if isinstance(shown, tuple) else ("", "")
            link.choose(self.ink, chosen=id_ in chosen, lit=step in steps)
            link.fade(1 if lit is None or step in steps or id_ in chosen else FADED)
        for id_, note in self.notes.items():
            note.choose(chosen=id_ in chosen)
            note.fade(1 if lit is None or id_ in chosen else FADED)
        for key, badge in self.badges.items():
            badge.light(self.ink, lit=lit is not None and key == lit.key)
            badge.fade(1 if lit is None or key == lit.key else FADED)

    def set_zoom(self, zoom: float, density: float) -> None:
        """Draw marks for a zoom and a screen; leave names out where they are too small."""
        same = (zoom, density) == self._dress_at
        self._dress_at = (zoom, density)
        self._set_thin()
        if same:
            return
        self._glyphs.set_zoom(zoom, density)
        self._glyphs.dress(self._marks())
        readable = zoom >= READABLE
        if readable != self._readable:
            self._readable = readable
            for variable in self.variables.values():
                variable.set_readable(readable=readable)
            for note in self.notes.values():
                note.set_readable(readable=readable)

    def set_moving(self, *, moving: bool) -> None:
        """Draw so that each frame costs little while the zoom changes, and well when it rests."""
        self._moving = moving
        self._set_thin()

    def restyle(self) -> None:
        """Take the colours and fonts of the theme."""
        self.ink = ink()
        for shapes in (self.variables, self.links, self.badges, self.notes):
            for shape in shapes.values():
                shape.restyle(self.ink)
        self._glyphs.dress(self._marks())

    def cover(self, id_: str, *, covered: bool) -> None:
        """Leave out the words of a variable or note while they are being written anew."""
        shape = self.variables.get(id_) or self.notes.get(id_)
        if shape is not None:
            shape.set_readable(readable=self._readable and not covered)

    def note_rects(self) -> dict[str, QRectF]:
        """Return where the notes lie, by their ids."""
        return {id_: note.rect() for id_, note in self.notes.items()}

    def extent(self, drawing: Drawing, places: Mapping[str, Point] | None = None) -> QRectF:
        """Return what the map takes up, with room for its rings and signs; empty for an empty map.

        ``places`` are where notes are about to lie.
        """
        found = QRectF()
        for box in drawing.boxes.values():
            found |= QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
        for curve in drawing.curves.values():
            x, y = curve.at(0.5)
            found |= QRectF(x - 1, y - 1, 2, 2)
        for id_, rect in self.note_rects().items():
            if places and id_ in places:
                rect.moveTo(*places[id_])
            found |= rect
        for badge in drawing.badges.values():
            found |= QRectF(badge.x - 26, badge.y - 26, 52, 52)
        return found.adjusted(-20, -20, 20, 20) if not found.isEmpty() else found

    def _set_thin(self) -> None:
        thin = len(self.links) > MANY and (self._moving or self._dress_at[0] < _NEAR)
        if thin != self._thin:
            self._thin = thin
            for link in self.links.values():
                link.thin(self.ink, thin=thin)

    def _show_badges(self, loops: Loops, drawing: Drawing) -> None:
        known = {loop.key: loop for loop in loops.loops}
        keys = [key for key in drawing.badges if key in known]
        self._keep(self.badges, keys, BadgeShape)
        for key in keys:
            looks = (known[key], drawing.badges[key])
            if self._is_new(key, looks):
                self.badges[key].show(*looks, self.ink)

    def _keep(
        self,
        shapes: dict[str, Shape],
        wanted: Iterable[str],
        make: Callable[[QGraphicsScene], Shape],
    ) -> None:
        """Let there be shapes for what is wanted, and no others."""
        ids = set(wanted)
        for id_ in shapes.keys() - ids:
            shapes.pop(id_).remove()
            self._shown.pop(id_, None)
        for id_ in ids - shapes.keys():
            shapes[id_] = made = make(self.scene)
            made.restyle(self.ink)
            if isinstance(made, VariableShape | NoteShape):
                made.set_readable(readable=self._readable)
            elif isinstance(made, LinkShape):
                made.thin(self.ink, thin=self._thin)

    def _is_new(self, id_: str, looks: object) -> bool:
        if self._shown.get(id_) == looks:
            return False
        self._shown[id_] = looks
        return True

    def _marks(self) -> Iterable[tuple[QGraphicsPixmapItem, Mark]]:
        for shapes in (self.variables, self.links):
            for shape in shapes.values():
                yield from shape.marks()
