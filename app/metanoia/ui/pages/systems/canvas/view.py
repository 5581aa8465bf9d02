"""The canvas: one map to look at and to draw on, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMarginsF, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from metanoia.ui.pages.systems.canvas.aligning import How
from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.focus_ring import FocusRing
from metanoia.ui.pages.systems.canvas.gestures import Panning
from metanoia.ui.pages.systems.canvas.hint import Hint
from metanoia.ui.pages.systems.canvas.key_linking import KeyLinking
from metanoia.ui.pages.systems.canvas.keyboard import Keyboard
from metanoia.ui.pages.systems.canvas.laying import Laying
from metanoia.ui.pages.systems.canvas.looking import Looking
from metanoia.ui.pages.systems.canvas.looping import Looping
from metanoia.ui.pages.systems.canvas.map_menu import MapMenu
from metanoia.ui.pages.systems.canvas.pointing import TOOLS, Pointing, Tool
from metanoia.ui.pages.systems.canvas.writing import Writing
from metanoia.ui.pages.systems.canvas.zooming import STEP, quiet
from metanoia.ui.pages.systems.editing import Editing
from metanoia.ui.widgets.menu import Menu


class Canvas(QGraphicsView):
    """Shows the map of ``editing`` and changes it.

    ``edit_asked`` carries the id of what is to be looked at closely, ``zoom_changed`` the zoom (1 is
    100 %), ``tool_changed`` the tool in hand, ``view_moved`` that another part of the map is in view.
    """

    edit_asked = Signal(str)
    zoom_changed = Signal(float)
    tool_changed = Signal(str)
    view_moved = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        quiet(self)
        self.editing = editing
        self.board = Board(editing, self)
        self.setScene(self.board.picture.scene)
        self.zooming = self.board.zooming
        self.writing = Writing(self.board, self)
        self.looking = Looking(self.board, self.writing, self)
        self.looping = Looping(self.board)
        self.pointing = Pointing(self.board, self.writing, self.looping, self)
        self.linking = KeyLinking(self.board)
        self.keyboard = Keyboard(self.board, self.writing, self.looping, self.linking)
        self.laying = Laying(self.board, self.looking)
        self.menus = MapMenu(self.board, self.writing, self.looping, self.keyboard, self.laying)
        self._hint = Hint(self)
        self._ring = FocusRing(self)
        self._shown_once = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.board.saying.name())
        self._connect()
        self.zooming.apply()
        self._describe()

    # -- for the page

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self.pointing.tool

    @property
    def zoom(self) -> float:
        """The zoom, 1 for 100 %."""
        return self.zooming.zoom

    @Slot(str)
    def set_tool(self, name: str) -> None:
        """Take a tool in hand: select, variable, link, delay, loop or note; ValueError for another."""
        if name not in TOOLS:
            raise ValueError(name)
        self.pointing.abandon()
        self.linking.end()
        if name != self.pointing.tool:
            self.pointing.tool = TOOLS[TOOLS.index(name)]
            self.pointing.refresh_cursor()
            self.tool_changed.emit(name)

    @Slot()
    def zoom_in(self) -> None:
        """Look nearer by a quarter."""
        self.looking.by(STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Look from farther away."""
        self.looking.by(1 / STEP)

    @Slot()
    def zoom_natural(self) -> None:
        """Look at 100 %."""
        self.looking.to(1.0)

    @Slot()
    def zoom_whole(self) -> None:
        """Have all of the map in view, at most at 100 %."""
        self.looking.whole()

    def align(self, how: How) -> None:
        """Bring the chosen variables and notes into line, or spread them."""
        self.menus.align(how)

    @Slot()
    def lay_out(self) -> None:
        """Lay the whole map out anew, in the background; one undo takes it back."""
        self.laying.lay_out()

    def keep_clear(self, top: float, bottom: float, left: float) -> None:
        """Leave px at the lower edge, where the tools lie, out of the whole map's room.

        And those of the title: ``top``, or in a low window how far it reaches from the ``left``.
        """
        self.zooming.below = QMarginsF(0, top, 0, bottom)
        self.zooming.beside = QMarginsF(left, 0, 0, bottom)

    def finish_writing(self) -> bool:
        """Keep the name or note that is being written, as before the map is left; tell if it could be."""
        return self.writing.follow()

    def centre_on(self, id_: str) -> None:
        """Have a variable, link, note or loop in the middle of the view."""
        rect = self.board.rect_of(id_)
        if not rect.isEmpty():
            self.looking.centre(rect.center())

    # -- Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the mouse does here."""
        self.writing.follow()
        self.laying.stop()
        self.linking.end()
        self._ring.hide()
        self.pointing.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self.pointing.move(event)
        if isinstance(self.pointing.gesture, Panning):
            self.view_moved.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the mouse did."""
        panned = isinstance(self.pointing.gesture, Panning)
        self.pointing.release(event)
        if panned:
            self.view_moved.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Name, write or open what lies there."""
        self.pointing.double_press(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Show no more of what lay under the mouse."""
        self.pointing.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Look further; nearer or farther with Ctrl."""
        self.looking.wheel(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom when two fingers pinch a touchpad."""
        if isinstance(event, QNativeGestureEvent):
            self.looking.pinch(event)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the map's own keys from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.keyboard.overrides(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says, or leave it to the window."""
        if event.key() == Qt.Key.Key_Space and not self.linking.is_on():
            self._hold_space(held=True)
            event.accept()
        elif not self.keyboard.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the paper go once Space is up."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(held=False)
        else:
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Go to the next variable before the next widget."""
        if self.hasFocus() and self.keyboard.tab(forward=next):
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a variable when the focus comes by Tab, so that one sees where it is."""
        super().focusInEvent(event)
        forward = event.reason() == Qt.FocusReason.TabFocusReason
        if forward or event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.keyboard.enter_by_tab(forward=forward)
        by_keys = forward or event.reason() in (
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self._ring.setVisible(by_keys and not self.editing.selection)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring.hide()
        self._hold_space(held=False)
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is chosen."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._open_menu(event.globalPos(), self.mapToScene(event.pos()))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep hint and ring in their places."""
        super().resizeEvent(event)
        self._hint.place()
        self._ring.setGeometry(self.viewport().geometry())
        if self._shown_once:
            self.looking.fit_again()
        self.view_moved.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the whole map at first."""
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            self.zoom_whole()

    # -- inside

    def _connect(self) -> None:
        self.looking.zoomed.connect(self.zoom_changed)
        self.looking.moved.connect(self.view_moved)
        self.pointing.edit_asked.connect(self.edit_asked)
        self.pointing.edging.looked.connect(self.view_moved)
        self.pointing.tool_done.connect(self._to_select)
        self.keyboard.edit_asked.connect(self.edit_asked)
        self.keyboard.asked.connect(self._asked)
        self.board.drawn.connect(self._drawn)
        self.writing.turned.connect(self._drawn)
        self.editing.selected.connect(self._describe)
        self.editing.found.connect(self._describe)
        self.editing.changed.connect(self._changed)

    @Slot(str)
    def _asked(self, what: str) -> None:
        """Do what the keyboard or the menu asks of the view."""
        doings = {
            "whole": self.zoom_whole,
            "natural": self.zoom_natural,
            "nearer": self.zoom_in,
            "farther": self.zoom_out,
            "menu": self._menu_by_key,
            "escape": self._escape,
            "link from here": self.linking.begin,
        }
        if what in doings:
            doings[what]()
        else:
            self.set_tool(what)

    @Slot()
    def _escape(self) -> None:
        self.pointing.abandon()
        self._to_select()

    @Slot()
    def _to_select(self) -> None:
        self.set_tool("select")

    @Slot()
    def _menu_by_key(self) -> None:
        chosen = sorted(self.editing.selection)
        rect = self.board.rect_of(chosen[0]) if chosen else self.zooming.seen()
        self._open_menu(
            self.viewport().mapToGlobal(self.mapFromScene(rect.center())), rect.center()
        )

    def _open_menu(self, place: QPoint, at: QPointF) -> None:
        self.writing.follow()
        self.menus.open(place, at, Menu(self))

    def _hold_space(self, *, held: bool) -> None:
        if self.pointing.space != held:
            self.pointing.space = held
            self.pointing.refresh_cursor()

    @Slot()
    def _drawn(self) -> None:
        self.looking.dress()
        self._hint.setVisible(not self.editing.map.ids and not self.writing.is_open())

    @Slot()
    def _changed(self) -> None:
        self.linking.end()
        self.pointing.abandon()  # what it was about may be gone
        self.setAccessibleName(self.board.saying.name())
        self._describe()

    @Slot()
    def _describe(self) -> None:
        self.setAccessibleDescription(self.board.saying.chosen())
        if self.editing.selection:
            self._ring.hide()
