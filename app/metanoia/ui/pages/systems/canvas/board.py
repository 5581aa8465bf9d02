"""What everything on the canvas works with: the open map, its drawing, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtWidgets import QGraphicsView

from metanoia.domain.loops import Loop
from metanoia.domain.map_geometry import Point
from metanoia.ui.pages.systems.canvas.acts import Acts
from metanoia.ui.pages.systems.canvas.copying import Copying
from metanoia.ui.pages.systems.canvas.drawing import Drawing, followed
from metanoia.ui.pages.systems.canvas.hits import BEND, box_rect
from metanoia.ui.pages.systems.canvas.picture import Picture
from metanoia.ui.pages.systems.canvas.routing import Routing
from metanoia.ui.pages.systems.canvas.saying import Saying
from metanoia.ui.pages.systems.canvas.sketch import Sketch
from metanoia.ui.pages.systems.canvas.zooming import Zooming
from metanoia.ui.pages.systems.editing import Editing
from metanoia.ui.theme import theme


class Board(QObject):
    """Shows the map of ``editing`` in a view and keeps it up to date.

    ``drawn`` says that something lies elsewhere. ``held`` is set while somebody drags or a layout is
    animated: what comes back from routing then waits.
    """

    drawn = Signal()

    def __init__(self, editing: Editing, view: QGraphicsView) -> None:
        super().__init__(view)
        self.editing = editing
        self.picture = Picture(self)
        self.sketch = Sketch(self.picture.scene)
        self.sketch.restyle(self.picture.ink)
        self.routing = Routing(editing, self)
        self.zooming = Zooming(view)
        self.acts = Acts(editing, self)
        self.copying = Copying(editing, self.acts)
        self.saying = Saying(editing, view)
        self.acts.said.connect(self.saying.announce)
        self.held = False
        self.handled = ""
        """The variable whose handles are shown."""
        self.shown = self.routing.drawing
        """The drawing as it is on the screen, moved parts included."""
        self.routing.drawn.connect(self._routed)
        editing.selected.connect(self.mark)
        editing.lit.connect(self.mark)
        editing.found.connect(self.mark)
        theme().changed.connect(self._restyle)
        self.draw()

    def draw(
        self, drawing: Drawing | None = None, places: Mapping[str, Point] | None = None
    ) -> None:
        """Show a drawing, the one that was routed if None, with notes lying at ``places``."""
        self.shown = drawing if drawing is not None else self.routing.drawing
        self.picture.show(self.editing.map, self.editing.loops, self.shown, places)
        self.mark()
        self.drawn.emit()

    def follow(self, places: Mapping[str, Point]) -> None:
        """Show parts at other places without changing the map, as while they are dragged."""
        self.draw(followed(self.editing.map, self.routing.drawing, places), places)

    @Slot()
    def mark(self) -> None:
        """Show what is chosen, which loop is looked at, and the handles that belong to that."""
        self.picture.choose(self.editing.selection, self.lit())
        chosen = [link for link in self.acts.links() if link in self.shown.curves]
        one = chosen if len(self.editing.selection) == 1 else []
        self.sketch.bends(self.shown.curves[link].at(BEND) for link in one)
        self.sketch.handles(self.shown.boxes.get(self.handled))

    def bendable(self) -> list[str]:
        """Return the link whose bend can be pulled: the only part that is chosen."""
        return self.acts.links() if len(self.editing.selection) == 1 else []

    def lit(self) -> Loop | None:
        """Return the loop that is looked at, if the map still has it."""
        key = self.editing.lit_loop
        return next((loop for loop in self.editing.loops.loops if loop.key == key), None)

    def extent(self) -> QRectF:
        """Return what the map takes up; empty for an empty one."""
        return self.picture.extent(self.shown)

    def rects(self) -> dict[str, QRectF]:
        """Return where variables and notes lie, by their ids."""
        boxes = {id_: box_rect(box) for id_, box in self.shown.boxes.items()}
        return boxes | self.picture.note_rects()

    def rect_of(self, id_: str) -> QRectF:
        """Return where a variable, link, note or label of a loop lies; empty if it is not drawn."""
        if id_ in self.shown.curves:
            curve = self.shown.curves[id_]
            xs, ys = zip(curve.start, curve.at(0.5), curve.end, strict=True)
            return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-9, -9, 9, 9)  # fmt: skip
        if id_ in self.shown.badges:
            x, y, _ = self.shown.badges[id_]
            return QRectF(x - 26, y - 26, 52, 52)
        return self.rects().get(id_, QRectF())

    @Slot()
    def _routed(self) -> None:
        if not self.held:
            self.draw()

    @Slot()
    def _restyle(self) -> None:
        self.picture.restyle()
        self.sketch.restyle(self.picture.ink)
        self.zooming.apply()
        self.mark()
