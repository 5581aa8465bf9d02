"""What the mouse does on the map, by the tool that is in hand."""

from __future__ import annotations

from typing import Final, Literal, get_args

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGraphicsView

from metanoia.ui.pages.systems.canvas import hits
from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.edging import Edging
from metanoia.ui.pages.systems.canvas.gestures import (
    Bending,
    Gesture,
    Linking,
    Marquee,
    Moving,
    Panning,
    Pointer,
)
from metanoia.ui.pages.systems.canvas.hits import Hit
from metanoia.ui.pages.systems.canvas.looping import Looping
from metanoia.ui.pages.systems.canvas.writing import Writing

Tool = Literal["select", "variable", "link", "delay", "loop", "note"]
TOOLS: Final[tuple[Tool, ...]] = get_args(Tool)

_HOVER: Final = 20.0  # px around a box in which its handles are shown
_CURSORS: Final[dict[str, Qt.CursorShape]] = {
    "handle": Qt.CursorShape.CrossCursor,
    "bend": Qt.CursorShape.SizeAllCursor,
    "badge": Qt.CursorShape.PointingHandCursor,
    "link": Qt.CursorShape.PointingHandCursor,
    "sign": Qt.CursorShape.PointingHandCursor,
}
_ADDS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Pointing(QObject):
    """Turns presses and moves into gestures and acts. ``edit_asked`` carries what is to be looked at."""

    edit_asked = Signal(str)
    tool_done = Signal()

    def __init__(
        self, board: Board, writing: Writing, looping: Looping, view: QGraphicsView
    ) -> None:
        super().__init__(view)
        self._board = board
        self._writing = writing
        self._looping = looping
        self._view = view
        self.tool: Tool = "select"
        self.gesture: Gesture | None = None
        self._held = Qt.KeyboardModifier.NoModifier
        self.edging = Edging(board.zooming, view)
        self.edging.looked.connect(self._looked_further)
        self.space = False

    def press(self, event: QMouseEvent) -> None:
        """Begin what this button does here with this tool."""
        to = self.pointer(event)
        if self.gesture is not None:  # the second press of a link, or another button
            self._press_again(event, to)
            return
        if event.button() == Qt.MouseButton.MiddleButton or (
            self.space and event.button() == Qt.MouseButton.LeftButton
        ):
            self.gesture = Panning(self._board, to)
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press_left(to)
        elif event.button() == Qt.MouseButton.RightButton:
            self.choose_for_menu(self.hit(to))

    def move(self, event: QMouseEvent) -> None:
        """Follow the mouse, or show what lies under it."""
        to = self.pointer(event)
        if self.gesture is not None:
            self.gesture.move(to)
            if self.gesture.moved and isinstance(self.gesture, Moving | Marquee | Linking):
                self._held = to.modifiers
                self.edging.follow(to.view)
        else:
            self._hover(to)

    def release(self, event: QMouseEvent) -> None:
        """End what was begun."""
        self.edging.stop()
        gesture, to = self.gesture, self.pointer(event)
        if gesture is None or event.button() == Qt.MouseButton.RightButton or gesture.waits:
            return
        self._finish(gesture, to)

    def double_press(self, event: QMouseEvent) -> None:
        """Name, write, or open what lies there; a new variable where nothing does."""
        if event.button() != Qt.MouseButton.LeftButton or self.tool != "select":
            self.press(event)
            return
        self.abandon()
        to = self.pointer(event)
        hit = self.hit(to)
        if hit is None:
            self._writing.new_variable((to.at.x(), to.at.y()))
        elif hit.what == "variable":
            self._writing.rename(hit.id)
        elif hit.what == "note":
            self._writing.edit_note(hit.id)
        elif hit.what in ("link", "sign", "bend"):
            self.edit_asked.emit(hit.id)

    def abandon(self) -> bool:
        """Leave what was begun; tell whether there was anything."""
        self.edging.stop()
        if self.gesture is None:
            return False
        self.gesture.abandon()
        self.gesture = None
        self._set_cursor(None)
        return True

    def choose_for_menu(self, hit: Hit | None) -> None:
        """Choose what the menu is for, unless it is among what is chosen."""
        if hit is None or hit.what == "badge":
            self._board.editing.select(())
        elif hit.id not in self._board.editing.selection:
            self._board.editing.select({hit.id})

    def leave(self) -> None:
        """Show no more of what lay under the mouse."""
        self._looping.hover("")
        self._handle("")

    def pointer(self, event: QMouseEvent) -> Pointer:
        """Return where the mouse is."""
        view = event.position()
        return Pointer(self._board.zooming.scene_at(view), view, event.modifiers())

    def hit(self, to: Pointer) -> Hit | None:
        """Return what lies under the mouse."""
        return self.hit_at(to.at)

    def hit_at(self, at: QPointF) -> Hit | None:
        """Return what lies at a point of the map."""
        board = self._board
        handled = board.handled if self.tool in ("select", "link") else ""
        return hits.at(
            at,
            board.shown,
            board.picture.note_rects(),
            zoom=board.zooming.scale,
            bending=board.bendable(),
            handled=handled,
        )

    def refresh_cursor(self) -> None:
        """Show the cursor of the tool."""
        self._set_cursor(None)

    # -- inside

    @Slot()
    def _looked_further(self) -> None:
        """Let what is dragged follow, since the paper moved under the mouse."""
        view = self.edging.place
        if self.gesture is None:
            self.edging.stop()
        else:
            self.gesture.move(Pointer(self._board.zooming.scene_at(view), view, self._held))

    def _press_left(self, to: Pointer) -> None:
        hit = self.hit(to)
        what = hit.what if hit else ""
        if hit is not None and what == "badge":
            self._looping.pin(hit.id)
        elif self.tool == "select":
            self._press_with_arrow(hit, to)
        elif self.tool == "link":
            if hit is not None and what in ("variable", "handle"):
                self.gesture = Linking(self._board, to, hit.id)
        elif self.tool == "delay":
            if hit is not None and what in ("link", "sign", "bend"):
                self._board.editing.select({hit.id})
                self._board.acts.delay()
        elif self.tool == "loop":
            if hit is not None and what in ("link", "sign", "variable"):
                self._board.editing.select({hit.id})
                self._looping.next()
        elif self.tool == "variable":
            self._writing.new_variable((to.at.x(), to.at.y()))
            self.tool_done.emit()
        else:
            self._writing.new_note((to.at.x(), to.at.y()))
            self.tool_done.emit()

    def _press_with_arrow(self, hit: Hit | None, to: Pointer) -> None:
        board = self._board
        if hit is None:
            self.gesture = Marquee(board, to)
        elif hit.what == "handle":
            self.gesture = Linking(board, to, hit.id)
        elif hit.what == "bend":
            self.gesture = Bending(board, to, hit.id)
        elif to.modifiers & _ADDS:
            board.editing.select(board.editing.selection ^ {hit.id})
        else:
            if hit.id not in board.editing.selection:
                board.editing.select({hit.id})
            if hit.what in ("variable", "note"):
                self.gesture = Moving(board, to, hit.id)

    def _press_again(self, event: QMouseEvent, to: Pointer) -> None:
        gesture = self.gesture
        if gesture is not None and gesture.waits and event.button() == Qt.MouseButton.LeftButton:
            gesture.moved = True
            self._finish(gesture, to)
        elif event.button() == Qt.MouseButton.RightButton:
            self.abandon()

    def _finish(self, gesture: Gesture, to: Pointer) -> None:
        self.gesture = None  # what it does to the map must not end it a second time
        gesture.finish(to)
        if gesture.waits:
            self.gesture = gesture
            return
        self._set_cursor(None)
        if isinstance(gesture, Linking) and gesture.nowhere is not None:
            self._writing.new_variable(gesture.nowhere, gesture.source)
        elif isinstance(gesture, Moving) and not gesture.moved:
            self._single_click(gesture)

    def _single_click(self, gesture: Moving) -> None:
        """Let a click on one of several chosen parts choose it alone."""
        hit = self.hit(gesture.start)
        if hit is not None and hit.what in ("variable", "note"):
            self._board.editing.select({hit.id})

    def _hover(self, to: Pointer) -> None:
        hit = self.hit(to)
        self._looping.hover(hit.id if hit is not None and hit.what == "badge" else "")
        point = to.at.x(), to.at.y()
        if self.tool in ("select", "link") and not (hit is not None and hit.what == "handle"):
            near = hits.variable_at(point, self._board.shown)
            self._handle(near or hits.variable_at(point, self._board.shown, _HOVER))
        self._set_cursor(hit)

    def _handle(self, variable: str) -> None:
        if variable != self._board.handled:
            self._board.handled = variable
            self._board.sketch.handles(self._board.shown.boxes.get(variable))

    def _set_cursor(self, hit: Hit | None) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self.space:
            shape = Qt.CursorShape.OpenHandCursor
        elif hit is not None:
            shape = _CURSORS.get(hit.what, shape)
        elif self.tool in ("variable", "note", "link"):
            shape = Qt.CursorShape.CrossCursor
        self._view.viewport().setCursor(shape)
