"""What the person looks at: what the pointer is on, and what has the keyboard."""

from __future__ import annotations

from contextlib import suppress
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QTextEdit,
    QWidget,
)

from metanoia.ui.veil.kinds import How, how
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.pressable import Pressable

_LARGEST: Final = 0.35  # of the window's area: a card that is larger is not one thing
_NOTHING: Final = -1


class Looking(QObject):
    """Follows pointer and keyboard in ``window``; ``moved`` carries what is veiled or bared anew."""

    moved = Signal(QWidget)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pointed: QWidget | None = None
        self._under_pointer: QWidget | None = None
        self._focused: QWidget | None = None
        self._at = QPoint()
        self._place = _NOTHING
        self._caret: QTextEdit | None = None
        self._block = _NOTHING
        self._app = cast("QApplication", QApplication.instance())
        self._app.installEventFilter(self)
        self._app.focusChanged.connect(self._focus_changed)
        self._focus_changed(None, QApplication.focusWidget())

    def end(self) -> None:
        """Look no more."""
        self._app.removeEventFilter(self)
        self._app.focusChanged.disconnect(self._focus_changed)
        self._follow_caret(None)
        self._pointed = self._under_pointer = self._focused = None

    # -- for the veil

    def is_shown(self, widget: QWidget) -> bool:
        """Return whether all of ``widget`` is bare."""
        return widget is self._pointed or widget is self._focused

    def paragraphs(self, text: QTextEdit) -> set[int]:
        """Return the numbers of the paragraphs of ``text`` that are bare."""
        shown: set[int] = set()
        if text.hasFocus() and not text.isReadOnly():
            cursor = text.textCursor()
            shown.add(cursor.blockNumber())
        if text is self._under_pointer:
            shown.add(_paragraph_at(text, self._at))
        return shown

    def row(self, view: QAbstractItemView) -> int:
        """Return the row of ``view`` that is bare, -1 for none."""
        if view is self._under_pointer and (index := view.indexAt(self._at)).isValid():
            return index.row()
        typed_for = (
            view.focusPolicy() is Qt.FocusPolicy.NoFocus
        )  # a field above it has the keyboard
        return view.currentIndex().row() if view.hasFocus() or typed_for else _NOTHING

    # -- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer; keep back the tooltip of what is veiled."""
        kind = event.type()
        if kind == QEvent.Type.Enter and isinstance(watched, QWidget):
            self._point_at(watched)
        elif kind == QEvent.Type.Leave and isinstance(watched, QWidget):
            around = watched.parentWidget()
            self._point_at(around if around is not None and not watched.isWindow() else None)
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if isinstance(watched, QWidget):
                self._point_at(watched, event.position())
        elif kind == QEvent.Type.ToolTip and isinstance(watched, QWidget):
            return self._is_veiled(watched)
        return False

    # -- inside

    def _point_at(self, widget: QWidget | None, at: QPointF | None = None) -> None:
        view = _scrolled_by(widget)
        if at is not None:
            self._at = at.toPoint()
        elif view is not None:
            self._at = view.viewport().mapFromGlobal(view.cursor().pos())
        place = _NOTHING
        if isinstance(view, QTextEdit):
            place = _paragraph_at(view, self._at)
        elif isinstance(view, QAbstractItemView):
            place = view.indexAt(self._at).row()
        before, self._under_pointer = self._under_pointer, view
        thing = self._thing(view or widget)
        if thing is not self._pointed:
            old, self._pointed = self._pointed, thing
            self._tell(old, thing)
        if self._under_pointer is not before or place != self._place:
            self._place = place
            self._tell(before, self._under_pointer)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        before, self._focused = self._focused, self._thing(new)
        self._tell(before, self._focused, _old, new)
        self._follow_caret(new if isinstance(new, QTextEdit) else None)

    def _follow_caret(self, text: QTextEdit | None) -> None:
        if self._caret is not None:
            with suppress(RuntimeError):  # it may be deleted
                self._caret.cursorPositionChanged.disconnect(self._caret_moved)
        self._caret, self._block = text, _NOTHING
        if text is not None:
            text.cursorPositionChanged.connect(self._caret_moved)

    @Slot()
    def _caret_moved(self) -> None:
        if (
            self._caret is not None
            and (block := self._caret.textCursor().blockNumber()) != self._block
        ):
            self._block = block
            self._tell(self._caret)

    def _tell(self, *widgets: QWidget | None) -> None:
        for widget in widgets:
            with suppress(RuntimeError):  # it may be deleted
                if widget is not None and widget.isVisible():
                    self.moved.emit(widget)

    def _thing(self, widget: QWidget | None) -> QWidget | None:
        """Return the one thing that ``widget`` belongs to: a row or card; None where it is bared in parts."""
        if widget is None or widget.window() is not self._window:
            return None
        way = how(widget)
        if way in (How.PARAGRAPHS, How.ROWS):
            return None
        around: QWidget | None = widget
        while around is not None and around is not self._window:
            if isinstance(around, Pressable) and way is not How.NOT:
                return around
            if isinstance(around, Card) and self._is_small(around):
                return around
            around = around.parentWidget()
        return widget if way not in (How.INSIDE, How.NOT) else None

    def _is_small(self, card: QWidget) -> bool:
        window = self._window
        return card.width() * card.height() < _LARGEST * window.width() * window.height()

    def _is_veiled(self, widget: QWidget) -> bool:
        """Return whether the tooltip of ``widget`` would say what is veiled."""
        if widget.window() is not self._window:
            return False
        view = _scrolled_by(widget)
        around: QWidget | None = view or widget
        if view is not None and how(view) in (How.PARAGRAPHS, How.ROWS):
            return False  # it speaks of the paragraph or row that the pointer bares
        while around is not None:
            if self.is_shown(around):
                return False
            around = around.parentWidget()
        return True


def _scrolled_by(widget: QWidget | None) -> QAbstractScrollArea | None:
    """Return the view that ``widget`` is the viewport of."""
    around = widget.parentWidget() if widget is not None else None
    if isinstance(around, QAbstractScrollArea) and around.viewport() is widget:
        return around if how(around) is not How.INSIDE else None
    return None


def _paragraph_at(text: QTextEdit, at: QPoint) -> int:
    return text.cursorForPosition(at).blockNumber()
