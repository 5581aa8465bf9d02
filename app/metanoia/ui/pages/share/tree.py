"""The tree of what may leave, painted: boxes with three states, folds, and a few lines to press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.pages.share.tree_rows import Row
from metanoia.ui.theme import theme
from metanoia.ui.widgets.check import paint_box
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import rounded
from metanoia.ui.widgets.painted_list import PaintedList

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_BOX: Final = 18
_INDENT: Final = 28
_EDGE: Final = 4  # px kept free for the ring
_FOLD: Final = 26  # px at the right that fold
_HEAD, _HEIGHT, _PRESSED = 36, 26, 32
_ABOVE: Final = 6  # px over a head that is not the first
_PRESSABLE: Final = ("more", "add", "tagged")


class ShareTree(PaintedList):
    """Says by a row's key what is ``toggled``, ``pressed``, to be read, or folded (key, folded)."""

    toggled = Signal(str)
    pressed_row = Signal(str)
    read_asked = Signal(str)
    turned = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("ShareTree", "What leaves"), parent)
        self.model_ = _Rows(self)
        self._painter = _RowPainter(self)
        self.setModel(self.model_)
        self.setItemDelegate(self._painter)
        theme().changed.connect(self._restyle)

    @property
    def rows(self) -> list[Row]:
        """The rows that are shown."""
        return self.model_.rows

    @property
    def current(self) -> Row | None:
        """The row that has the keyboard."""
        at = self.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the one with the keyboard keeps it, and what is seen stays where it is."""
        if list(rows) == self.rows:
            return
        at, place = self.current, self.verticalScrollBar().value()
        row = self.currentIndex().row()
        keys = [one.key for one in rows]
        if keys == [one.key for one in self.rows]:
            self.model_.rows = list(rows)
            self.viewport().update()
            return
        self.model_.show(rows)
        self._set_heights()
        if at is not None and rows:
            here = keys.index(at.key) if at.key in keys else min(row, len(rows) - 1)
            self.setCurrentIndex(self.model_.index(here, 0))
        elif rows:
            self.setCurrentIndex(self.model_.index(0, 0))
        self.verticalScrollBar().setValue(place)
        self.updateGeometry()

    def whole_height(self) -> int:
        """Return the height in px that shows every row."""
        return sum(self._height(row) for row in range(len(self.rows)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Left and Right fold, Enter reads; Up, Down, Home, End and letters move."""
        row, key = self.current, event.key()
        if row is None or key == Qt.Key.Key_Escape:
            event.ignore()
        elif key == Qt.Key.Key_Space:
            self._act(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row.role in ("goal", "thing", "entry"):
                self.read_asked.emit(row.key)
            elif row.role in _PRESSABLE:
                self.pressed_row.emit(row.key)
            else:
                event.ignore()
        elif key == Qt.Key.Key_Right and row.role != "more" and row.folded:
            self.turned.emit(row.key, False)
        elif key == Qt.Key.Key_Left:
            self._fold_or_climb(row)
        elif key != Qt.Key.Key_Right:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick the row that is pressed, or fold it at its right end."""
        at = self.rowAt(int(event.position().y()))
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton or not 0 <= at < len(self.rows):
            return
        row = self.rows[at]
        self.setCurrentIndex(self.model_.index(at, 0))
        right = self.viewport().width() - theme().px(_FOLD)
        if row.folded is not None and row.role != "more" and event.position().x() >= right:
            self.turned.emit(row.key, not row.folded)
        else:
            self._act(row)

    def sizeHint(self) -> QSize:
        """Return room for all rows, as far as the layout gives it."""
        return QSize(theme().px(240), self.whole_height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows."""
        return QSize(theme().px(120), min(self.whole_height(), 4 * theme().px(_HEIGHT)))

    def _act(self, row: Row) -> None:
        if row.role in _PRESSABLE:
            self.pressed_row.emit(row.key)
        elif row.state is not None or row.barred:
            self.toggled.emit(row.key)

    def _fold_or_climb(self, row: Row) -> None:
        if row.folded is False:
            self.turned.emit(row.key, True)
            return
        at = self.currentIndex().row()
        above = [n for n in range(at) if self.rows[n].depth < row.depth]
        if above:
            self.setCurrentIndex(self.model_.index(above[-1], 0))

    def _height(self, row: int) -> int:
        return theme().px(row_height(self.rows[row], first=row == 0))

    def _set_heights(self) -> None:
        header = self.verticalHeader()
        for row in range(len(self.rows)):
            header.resizeSection(row, self._height(row))

    @Slot()
    def _restyle(self) -> None:
        self._set_heights()
        self.updateGeometry()
        self.viewport().update()


def row_height(row: Row, *, first: bool) -> int:
    """Return how high a row is, in px at scale 1."""
    if row.depth == 0 and row.role != "more":
        return _HEAD + (0 if first else _ABOVE)
    return _PRESSED if row.role in _PRESSABLE else _HEIGHT


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.CheckStateRole and row.state is not None:
            return row.state.value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.title, row.note, self._tick(row), self._fold(row))))
        return None

    def _tick(self, row: Row) -> str:
        if row.barred:
            return self.tr("never shared")
        if row.state is None:
            return ""
        return {
            Qt.CheckState.Checked: self.tr("ticked"),
            Qt.CheckState.PartiallyChecked: self.tr("partly ticked"),
            Qt.CheckState.Unchecked: self.tr("not ticked"),
        }[row.state]

    def _fold(self, row: Row) -> str:
        if row.folded is None or row.role == "more":
            return ""
        return self.tr("folded") if row.folded else self.tr("folded out")


class _RowPainter(QStyledItemDelegate):
    def __init__(self, view: ShareTree) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        px, colour = theme().px, theme().colour
        box = QRectF(option.rect)
        if row.depth == 0 and index.row():
            box.setTop(box.top() + px(_ABOVE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            rounded(painter, box, 7, colour("row_overlay", 0.7))
            paint_ring(painter, box, 7)
        side = px(_BOX)
        left = box.left() + px(_EDGE) + row.depth * px(_INDENT)
        sign = QRectF(left, box.center().y() - side / 2 + 0.5, side, side)
        self._paint_sign(painter, row, sign)
        self._paint_words(painter, row, box, sign.right() + px(10))
        painter.restore()

    def _paint_sign(self, painter: QPainter, row: Row, sign: QRectF) -> None:
        inner = sign.adjusted(1, 1, -1, -1)
        if row.role in _PRESSABLE:
            icons = {"more": "chevron-down", "add": "plus", "tagged": "tag"}
            paint_icon(painter, icons[row.role], inner, "text2")
        elif row.barred:
            paint_icon(painter, "eye-off", inner, "text3")
        elif row.state is not None:
            paint_box(painter, sign, row.state)

    def _paint_words(self, painter: QPainter, row: Row, box: QRectF, left: float) -> None:
        px, colour = theme().px, theme().colour
        middle = Qt.AlignmentFlag.AlignVCenter
        right = box.right() - px(_EDGE)
        if row.folded is not None and row.role != "more":
            side = px(14)
            fold = QRectF(right - side, box.center().y() - side / 2, side, side)
            paint_icon(painter, "chevron-right" if row.folded else "chevron-down", fold, "text3")
            right = fold.left() - px(6)
        if row.note:
            painter.setFont(theme().font("caption", tabular=True))
            painter.setPen(colour("text3"))
            width = painter.fontMetrics().horizontalAdvance(row.note)
            room = QRectF(right - width, box.top(), width, box.height())
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, row.note)
            right = room.left() - px(10)
        painter.setFont(_font(row))
        painter.setPen(colour("text3" if row.barred else _ink(row)))
        room = QRectF(left, box.top(), max(right - left, 0), box.height())
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(room, middle, painter.fontMetrics().elidedText(row.title, elide, int(room.width())))  # fmt: skip


def _font(row: Row) -> QFont:
    if row.depth == 0:
        return theme().font("body", weight=600 if row.role in ("goal", "group") else 500)
    return theme().font("label", weight=400, size=13.5)


def _ink(row: Row) -> str:
    return "text2" if row.role in _PRESSABLE else "text"
