"""The list of entries: one column, painted, as quick with a hundred thousand entries as with ten."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.entries import EntryId
from metanoia.ui import dates
from metanoia.ui.pages.journal.entry_painter import HEAD_HEIGHT, ROW_HEIGHT, EntryPainter
from metanoia.ui.pages.journal.rows import Head, Line, ListRows, Rows
from metanoia.ui.theme import theme
from metanoia.ui.widgets.marked import unmarked
from metanoia.ui.widgets.painted_list import PaintedList

Index = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole


class EntryModel(QAbstractTableModel):
    """Rows as Qt asks for them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Rows = ListRows([])

    def show(self, rows: Rows) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else self.rows.count

    def columnCount(self, parent: Index | None = None) -> int:
        """Return 1."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, or its words for screen readers and type-ahead."""
        if role == ROW:
            return self.rows.at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.rows.at(index.row())
            return row.row.title or row.row.excerpt if isinstance(row, Line) else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.rows.at(index.row())
            if isinstance(row, Head):
                return dates.month(row.month) if row.month else row.title
            return ". ".join((dates.full(row.row.date), row.row.title, unmarked(row.snippet)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entries be chosen, heads not."""
        if isinstance(self.rows.at(index.row()), Head):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EntryList(PaintedList):
    """Shows rows and says which entry is chosen, opened, to be edited or deleted."""

    chosen = Signal(str)
    opened = Signal()
    edit_asked = Signal()
    delete_asked = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("EntryList", "Entries"), parent)
        self._model = EntryModel(self)
        self._heads: tuple[int, ...] = ()
        self.painter = EntryPainter(self)
        self.setModel(self._model)
        self.setItemDelegate(self.painter)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme().changed.connect(self._restyle)
        self._restyle()

    @property
    def rows(self) -> Rows:
        """The rows that are shown."""
        return self._model.rows

    def show_rows(self, rows: Rows, *, keep: EntryId | None = None) -> None:
        """Show other rows, with ``keep`` still chosen where it is among them; else from the top."""
        top = self.verticalScrollBar().value()
        self._model.show(rows)
        self._set_heights()
        place = rows.place(keep) if keep else None
        if place is not None:
            self._choose(place, announce=False)
            self.verticalScrollBar().setValue(top)
            self.scrollTo(self._model.index(place, 0))
        else:
            self.scrollToTop()

    def choose(self, entry_id: EntryId) -> bool:
        """Choose an entry and bring it into view; False if it is not in the list."""
        place = self.rows.place(entry_id)
        if place is None:
            return False
        self._choose(place, announce=False)
        self.scrollTo(self._model.index(place, 0))
        return True

    def choose_first(self) -> None:
        """Choose the first entry, if there is one."""
        self._move(-1, 1)

    def step(self, by: int) -> None:
        """Choose the next entry (1) or the one before (-1)."""
        self._move(self.currentIndex().row(), by)

    @property
    def current(self) -> Line | None:
        """The entry that is chosen."""
        index = self.currentIndex()
        row = self.rows.at(index.row()) if index.isValid() else None
        return row if isinstance(row, Line) else None

    def top_line(self) -> Head | Line | None:
        """Return the row at the upper edge."""
        row = self.rowAt(1)
        return self.rows.at(row) if 0 <= row < self.rows.count else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Up, Down, Home and End; Enter opens, E edits, Delete deletes."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            self.choose_first()
        elif key == Qt.Key.Key_End:
            self._move(self.rows.count, -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            rows = max(1, self.viewport().height() // theme().px(ROW_HEIGHT) - 1)
            sign = 1 if key == Qt.Key.Key_PageDown else -1
            self._move(self.currentIndex().row() + sign * (rows - 1), sign)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_E:
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the entry that is pressed."""
        row = self.rowAt(int(event.position().y()))
        if 0 <= row < self.rows.count and isinstance(self.rows.at(row), Line):
            self._choose(row)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the entry that is double-clicked."""
        if self.current is not None:
            self.edit_asked.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Note which row lies under the pointer."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.Leave, QEvent.Type.MouseMove):
            self.viewport().update()
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        """Return a comfortable size; the page decides."""
        return QSize(theme().px(384), theme().px(400))

    def _move(self, row: int, by: int) -> None:
        row += by
        row = min(max(row, 0), self.rows.count - 1)
        while 0 <= row < self.rows.count and isinstance(self.rows.at(row), Head):
            row += by
        if 0 <= row < self.rows.count:
            self._choose(row)
            # with the head of its month where that is just above
            above = row - 1 if row and isinstance(self.rows.at(row - 1), Head) else row
            self.scrollTo(self._model.index(above, 0))
            self.scrollTo(self._model.index(row, 0))

    def _choose(self, row: int, *, announce: bool = True) -> None:
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.viewport().update()
        line = self.rows.at(row)
        if announce and isinstance(line, Line):
            self.chosen.emit(line.row.id)

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.viewport().height():
            self.more_wanted.emit()

    def _set_heights(self) -> None:
        header = self.verticalHeader()
        header.setUpdatesEnabled(False)  # else Qt adds all rows up anew for each head
        header.setDefaultSectionSize(theme().px(ROW_HEIGHT))
        for row in self._heads:  # a header keeps the heights of the rows that stood there before
            if row < self.rows.count:
                header.resizeSection(row, theme().px(ROW_HEIGHT))
        self._heads = tuple(self.rows.heads())
        for row in self._heads:
            header.resizeSection(row, theme().px(HEAD_HEIGHT))
        header.setUpdatesEnabled(True)

    def _restyle(self) -> None:
        self._set_heights()
        self.viewport().update()
