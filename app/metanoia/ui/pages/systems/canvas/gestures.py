"""What a pressed mouse button can do on the map: move parts, draw a link, bend it, choose, look elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt

from metanoia.domain import map_geometry
from metanoia.domain.map_geometry import Box, Point, bend_through, sign_at
from metanoia.domain.maps import CausalLink, CausalLinkId, VariableId
from metanoia.ui.pages.systems.canvas import hits
from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.snapping import snapped

SLACK: Final = 4.0  # px on the screen that a click may slip
_CATCH: Final = 14.0  # px beside a box in which a link on its way snaps to it
_GHOST: Final = CausalLinkId("on its way")
_POINTER: Final = VariableId("pointer")


class Pointer(NamedTuple):
    """Where the mouse is: on the map, and on the screen in px of the viewport."""

    at: QPointF
    view: QPointF
    modifiers: Qt.KeyboardModifier

    def holds(self, modifier: Qt.KeyboardModifier) -> bool:
        """Tell whether a key is held."""
        return bool(self.modifiers & modifier)


class Gesture:
    """One thing done with the mouse from press to release. ``waits`` for a second press if True."""

    waits = False

    def __init__(self, board: Board, start: Pointer) -> None:
        self.board = board
        self.start = start
        self.moved = False

    def move(self, to: Pointer) -> None:
        """Follow the mouse."""
        slipped = to.view - self.start.view
        if not self.moved and abs(slipped.x()) + abs(slipped.y()) > SLACK:
            self.moved = True
        if self.moved:
            self.follow(to)

    def follow(self, to: Pointer) -> None:
        """Show what would be done here."""

    def finish(self, to: Pointer) -> None:
        """Do it."""

    def abandon(self) -> None:
        """Leave everything as it was."""
        self.board.held = False
        self.board.sketch.clear()
        self.board.draw()


class Moving(Gesture):
    """Drags the chosen variables and notes; ``grabbed`` is the one under the mouse."""

    def __init__(self, board: Board, start: Pointer, grabbed: str) -> None:
        super().__init__(board, start)
        self._places = board.acts.places()
        rects = board.rects()
        self._rect = rects.get(grabbed, QRectF())
        self._others = [rect for id_, rect in rects.items() if id_ not in self._places]
        self._there: dict[str, Point] = {}

    def follow(self, to: Pointer) -> None:
        """Show the parts there, in line with the others unless Alt is held."""
        board, by = self.board, to.at - self.start.at
        board.held = True
        guides: tuple[QLineF, ...] = ()
        if not to.holds(Qt.KeyboardModifier.AltModifier):
            rest = snapped(self._rect, by, self._others, zoom=board.zooming.scale)
            by, guides = rest.by, rest.guides
        self._there = {id_: (x + by.x(), y + by.y()) for id_, (x, y) in self._places.items()}
        board.follow(self._there)
        board.sketch.guides(guides)

    def finish(self, to: Pointer) -> None:
        """Lay the parts there as one act; put them back if that is refused."""
        self.board.held = False
        self.board.sketch.clear()
        if self.moved and not self.board.acts.move(self._there):
            self.board.draw()


class Marquee(Gesture):
    """Draws a rectangle and chooses what lies in it, beside what was chosen if Shift is held."""

    def __init__(self, board: Board, start: Pointer) -> None:
        super().__init__(board, start)
        adds = start.holds(Qt.KeyboardModifier.ShiftModifier) or start.holds(
            Qt.KeyboardModifier.ControlModifier
        )
        self._before = board.editing.selection if adds else frozenset()

    def follow(self, to: Pointer) -> None:
        """Show the rectangle and what it would choose."""
        rect = QRectF(self.start.at, to.at).normalized()
        self.board.sketch.marquee(rect)
        self.board.picture.choose(self._inside(rect), self.board.lit())

    def finish(self, to: Pointer) -> None:
        """Choose what lies in it; a mere click chooses nothing."""
        self.board.sketch.clear()
        rect = QRectF(self.start.at, to.at).normalized()
        self.board.editing.select(self._inside(rect) if self.moved else self._before)
        self.board.mark()

    def _inside(self, rect: QRectF) -> frozenset[str]:
        board = self.board
        found = hits.within(rect, board.editing.map, board.shown, board.picture.note_rects())
        return self._before | found


class Linking(Gesture):
    """Draws a link from a variable to where the mouse is let go, or to where it clicks next."""

    def __init__(self, board: Board, start: Pointer, source: str) -> None:
        super().__init__(board, start)
        self.source = source
        self.target = ""
        self.waits = False
        self.nowhere: Point | None = None
        """Where it was let go on empty canvas."""

    def follow(self, to: Pointer) -> None:
        """Show the link on its way, snapped to a variable that is near."""
        board, point = self.board, (to.at.x(), to.at.y())
        over = hits.variable_at(point, board.shown) or hits.variable_at(point, board.shown, _CATCH)
        self.target = over if over != self.source else ""
        if over == self.source:
            board.sketch.clear()
            return
        show_on_its_way(board, self.source, self.target, point)
        board.sketch.ghost(None if self.target else point)

    def finish(self, to: Pointer) -> None:
        """Draw the link; let go on its own variable it waits for a click, elsewhere for a name."""
        self.follow(to)
        over = hits.variable_at((to.at.x(), to.at.y()), self.board.shown)
        if over == self.source:
            self.waits = not self.moved
            self.board.sketch.clear()
            return
        self.waits = False
        self.board.sketch.clear()
        if self.target:
            self.board.acts.connect_parts(self.source, self.target)
        else:
            self.nowhere = to.at.x(), to.at.y()


class Bending(Gesture):
    """Pulls the middle of a curve aside."""

    def __init__(self, board: Board, start: Pointer, link: str) -> None:
        super().__init__(board, start)
        self._link = board.editing.map.link(link)
        self._bend = self._link.bend or 0.0
        self._off = QPointF(*board.shown.curves[link].at(0.5)) - start.at

    def follow(self, to: Pointer) -> None:
        """Show the curve pulled by the mouse; it goes straight where it nearly is."""
        board, link = self.board, self._link
        middle = to.at + self._off
        board.held = True
        ends: dict[str, Box] = {end: board.shown.boxes[end] for end in (link.source, link.target)}
        bend = bend_through(ends[link.source], ends[link.target], (middle.x(), middle.y()))
        straight = abs(bend) < 0.03 and not to.holds(Qt.KeyboardModifier.AltModifier)
        self._bend = 0.0 if straight else bend
        curve = map_geometry.curves([replace(link, bend=self._bend)], ends)[link.id]
        drawn = board.routing.drawing
        board.draw(
            replace(
                drawn,
                curves={**drawn.curves, link.id: curve},
                signs={**drawn.signs, link.id: sign_at(curve)},
            )
        )

    def finish(self, to: Pointer) -> None:
        """Keep the bend."""
        self.board.held = False
        if self.moved:
            self.board.acts.bend(self._link.id, self._bend)
        self.board.draw()


class Panning(Gesture):
    """Drags the paper itself."""

    def __init__(self, board: Board, start: Pointer) -> None:
        super().__init__(board, start)
        self._last = start.view

    def move(self, to: Pointer) -> None:
        """Look where the mouse pulls to."""
        self.moved = True
        by = self._last - to.view
        self._last = to.view
        self.board.zooming.pan(by.toPoint())

    def finish(self, to: Pointer) -> None:
        """Let go, with a part of the map in view."""
        self.board.zooming.keep_near(self.board.extent())


def show_on_its_way(board: Board, source: str, target: str, point: Point) -> None:
    """Show a link from a variable to another one, or to a point if there is no target."""
    boxes = board.shown.boxes
    end = boxes[target] if target else Box(*point, 2.0, 2.0, ())
    ghost = CausalLink(id=_GHOST, source=VariableId(source), target=VariableId(target) or _POINTER)
    around: dict[str, Box] = {source: boxes[source], ghost.target: end}
    board.sketch.link(map_geometry.curves([ghost], around)[ghost.id])
    board.sketch.target(boxes[target] if target else None)
