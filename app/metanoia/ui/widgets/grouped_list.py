"""A list under heads that count what follows: one painted column, moved through by the usual keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.painted_list import PaintedList
from metanoia.ui.widgets.row_painter import HEAD_HEIGHT, Head, Line, RowPainter

Index = QModelIndex | QPersistentModelIndex


class GroupedList(PaintedList):
    """Heads and rows; says which row is chosen, opened, to be edited or deleted, and what is typed."""

    chosen = Signal(str)
    opened = Signal()
    edit_asked = Signal()
    delete_asked = Signal()

    def __init__(self, name: str, painter: type[RowPainter], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.painter = painter(self)
        self._rows = _Rows(self, self.painter)
        self.setModel(self._rows)
        self.setItemDelegate(self.painter)
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._set_heights)
        theme().changed.connect(self._set_heights)

    @property
    def rows(self) -> Sequence[Head | Line]:
        """The rows that are shown."""
        return self._rows.rows

    @property
    def current(self) -> Line | None:
        """The row that is chosen."""
        index = self.currentIndex()
        row = self.rows[index.row()] if index.isValid() else None
        return None if row is None or isinstance(row, Head) else row

    def show_rows(self, rows: Sequence[Head | Line], *, keep: str = "", typed: str = "") -> None:
        """Show other rows, with ``keep`` still chosen where it is among them; mark what was typed."""
        top = self.verticalScrollBar().value()
        self.painter.typed = typed
        self._rows.show(rows)
        self._set_heights()
        place = self._place(keep)
        if place is None:
            self.scrollToTop()
            return
        self._choose(place, announce=False)
        self.verticalScrollBar().setValue(top)
        self.scrollTo(self._rows.index(place, 0))

    def choose(self, row_id: str) -> bool:
        """Choose a row and bring it into view, without a signal; False if it is not in the list."""
        place = self._place(row_id)
        if place is not None:
            self._choose(place, announce=False)
            self._show(place)
        return place is not None

    def choose_first(self) -> None:
        """Choose the first row, if there is one."""
        self._move(-1, 1)

    def step(self, by: int) -> None:
        """Choose the next row (1) or the one before (-1)."""
        self._move(self.currentIndex().row(), by)

    def neighbour(self, row_id: str) -> str:
        """Return the id of the row after this one, else of the one before, else ""."""
        ids = [row.id for row in self.rows if not isinstance(row, Head)]
        if row_id not in ids:
            return ""
        at = ids.index(row_id)
        return next(iter([*ids[at + 1 :], *reversed(ids[:at])]), "")

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Up, Down, Home, End and by page; Enter opens, E edits, Delete deletes."""
        key, sent = event.key(), None
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            self.choose_first()
        elif key == Qt.Key.Key_End:
            self._move(len(self.rows), -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._page(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            sent = self.opened
        elif key == Qt.Key.Key_E:
            sent = self.edit_asked
        elif key == Qt.Key.Key_Delete:
            sent = self.delete_asked
        else:
            event.ignore()  # a letter may mean something to the page
        if sent is not None and self.current is not None:
            sent.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row that is pressed."""
        row = self.rowAt(int(event.position().y()))
        if 0 <= row < len(self.rows) and not isinstance(self.rows[row], Head):
            self._choose(row)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row that is double-clicked."""
        if self.current is not None:
            self.opened.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Note which row lies under the pointer."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.MouseMove, QEvent.Type.Leave):
            at = self.viewport().mapFromGlobal(self.cursor().pos())
            pointed = -1 if event.type() == QEvent.Type.Leave else self.rowAt(at.y())
            if pointed != self.painter.pointed:
                self.painter.pointed = pointed
                self.viewport().update()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every row its height anew where another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_soon.start()

    def sizeHint(self) -> QSize:
        """Return a comfortable size; the page decides."""
        return QSize(theme().px(292), theme().px(400))

    # -- inside

    def _place(self, row_id: str) -> int | None:
        rows = enumerate(self.rows)
        found = (n for n, row in rows if not isinstance(row, Head) and row.id == row_id)
        return next(found, None) if row_id else None

    def _page(self, sign: int) -> None:
        here = max(self.currentIndex().row(), 0)
        aim = self.rowViewportPosition(here) + sign * (self.viewport().height() - theme().px(83))
        top = self.verticalHeader().offset()
        row = self.verticalHeader().logicalIndexAt(aim)
        if row < 0:
            row = 0 if aim + top < 0 or sign < 0 else len(self.rows) - 1
        self._move(row - sign, sign)
        if self.currentIndex().row() == here:
            self._move(-1 if sign < 0 else len(self.rows), -sign)

    def _move(self, row: int, by: int) -> None:
        last = len(self.rows) - 1
        row = min(max(row + by, 0), last)
        while 0 <= row <= last and isinstance(self.rows[row], Head):
            row += by
        if 0 <= row <= last:
            self._choose(row)
            self._show(row)

    def _show(self, row: int) -> None:
        if row and isinstance(self.rows[row - 1], Head):  # with its head, where that is just above
            self.scrollTo(self._rows.index(row - 1, 0))
        self.scrollTo(self._rows.index(row, 0))

    def _choose(self, row: int, *, announce: bool = True) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags)
        self.viewport().update()
        line = self.rows[row]
        if announce and not isinstance(line, Head):
            self.chosen.emit(line.id)

    def _set_heights(self) -> None:
        header, width = self.verticalHeader(), self.viewport().width()
        header.setUpdatesEnabled(False)  # else Qt adds all rows up anew for each of them
        for number, row in enumerate(self.rows):
            if isinstance(row, Head):
                height = theme().px(HEAD_HEIGHT)
            else:
                height = self.painter.height(row, width)
            header.resizeSection(number, height)
        header.setUpdatesEnabled(True)
        self.viewport().update()


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QObject, painter: RowPainter) -> None:
        super().__init__(parent)
        self.rows: Sequence[Head | Line] = ()
        self._painter = painter

    def show(self, rows: Sequence[Head | Line]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Head):
                return f"{row.title}, {row.count:,}"
            return self._painter.spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Head):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
