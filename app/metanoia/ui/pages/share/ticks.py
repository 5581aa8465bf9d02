"""Entries to tick, one line each: painted, so that a whole journal is as light as three."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

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
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from metanoia.domain.entries import EntryId, EntryRow
from metanoia.ui import dates
from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.check import paint_box
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import rounded
from metanoia.ui.widgets.painted_list import PaintedList

if TYPE_CHECKING:
    import datetime as dt

Index = QModelIndex | QPersistentModelIndex
More = Callable[[int], list[EntryRow]]  # the rows that are older than the entry with this n
_ROOT: Final = QModelIndex()
_BOX: Final = 18
_TONES: Final = {
    "target": "accent", "heart": "blue", "lightbulb": "plum", "hourglass": "plum", "flag": "ochre",
    "waypoints": "accent",
}  # fmt: skip


class Line(NamedTuple):
    """One entry of the list; or what else left in a share, with a ``note`` instead of its day."""

    id: EntryId
    n: int
    title: str
    date: dt.date
    icon: str = "book-open"
    note: str = ""


def line_of(row: EntryRow) -> Line:
    """Return how an entry is named in one line: by its title, else by its first words."""
    return Line(row.id, row.n, row.title or row.excerpt or "…", row.date)


class Ticks(QAbstractTableModel):
    """Lines, which of them are ticked, and which may never be."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.ticked: set[EntryId] = set()
        self.barred: set[EntryId] = set()
        self.tickable = True
        self._more: More | None = None

    def show(self, lines: Sequence[Line], more: More | None = None) -> None:
        """Show ``lines``, and what ``more`` returns once the end comes into view."""
        self.beginResetModel()
        self.lines = list(lines)
        self._more = more
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are so far."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return 1."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line, its words, and for screen readers whether it is ticked."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.CheckStateRole and self.tickable:
            on = line.id in self.ticked
            return (Qt.CheckState.Checked if on else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [line.title, line.note or dates.long(line.date)]
            if line.id in self.barred:
                parts.append(self.tr("never shared"))
            elif self.tickable:
                parts.append(self.tr("ticked") if line.id in self.ticked else self.tr("not ticked"))
            return ", ".join(parts)
        return None

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        """Return whether older entries may follow."""
        return self._more is not None and bool(self.lines)

    def fetchMore(self, parent: Index = _ROOT) -> None:
        """Add the next older entries."""
        if self._more is None:
            return
        rows = self._more(self.lines[-1].n)
        if not rows:
            self._more = None
            return
        first = len(self.lines)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.lines += [line_of(row) for row in rows]
        self.endInsertRows()


class EntryTicks(PaintedList):
    """``toggled`` carries an entry's id when its box is clicked or Space is pressed on it."""

    toggled = Signal(str)

    def __init__(
        self, height: float = 30, *, tickable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(QCoreApplication.translate("EntryTicks", "Entries"), parent)
        self._height = height
        self.model_ = Ticks(self)
        self.model_.tickable = tickable
        self._painter = _LinePainter(self)
        self.setModel(self.model_)
        self.setItemDelegate(self._painter)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_lines(self, lines: Sequence[Line], more: More | None = None) -> None:
        """Show other lines; the one that has the keyboard keeps it where it is still there."""
        at = self.current
        self.model_.show(lines, more)
        place = next((n for n, line in enumerate(lines) if at and line.id == at.id), 0)
        if lines:
            self.setCurrentIndex(self.model_.index(place, 0))

    def show_ticked(self, ticked: set[EntryId], barred: set[EntryId]) -> None:
        """Tick these, and bar those."""
        self.model_.ticked, self.model_.barred = ticked, barred
        self.viewport().update()

    @property
    def lines(self) -> list[Line]:
        """The lines shown so far."""
        return self.model_.lines

    @property
    def current(self) -> Line | None:
        """The line that has the keyboard."""
        row = self.currentIndex().row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def whole_height(self) -> int:
        """Return the height in px that shows every line."""
        return len(self.lines) * theme().px(self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick on Space; Up, Down, Home, End and letters move."""
        if event.key() == Qt.Key.Key_Space and self.current is not None:
            self._toggle(self.current)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick or untick the line that is pressed."""
        row = self.rowAt(int(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self.lines):
            self.setCurrentIndex(self.model_.index(row, 0))
            self._toggle(self.lines[row])
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def sizeHint(self) -> QSize:
        """Return room for all lines, as far as the layout gives it."""
        return QSize(theme().px(240), self.whole_height())

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(theme().px(120), min(self.whole_height(), 2 * theme().px(self._height)))

    def _toggle(self, line: Line) -> None:
        if self.model_.tickable:
            self.toggled.emit(line.id)

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().px(self._height))
        self.updateGeometry()
        self.viewport().update()


class _LinePainter(QStyledItemDelegate):
    def __init__(self, view: EntryTicks) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        px, colour, model = theme().px, theme().colour, self._view.model_
        box = QRectF(option.rect)
        barred = line.id in model.barred
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            rounded(painter, box, 7, colour("row_overlay", 0.7))
            paint_ring(painter, box, 7)
        side = px(_BOX)
        sign = QRectF(box.left() + px(4), box.center().y() - side / 2 + 0.5, side, side)
        if barred or not model.tickable:
            inner = sign.adjusted(1, 1, -1, -1)
            paint_icon(
                painter, "eye-off" if barred else line.icon, inner, _TONES.get(line.icon, "text3")
            )
        else:
            on = line.id in model.ticked
            paint_box(painter, sign, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._paint_words(painter, box, sign.right() + px(10), line, "text3" if barred else "text")
        painter.restore()

    def _paint_words(
        self, painter: QPainter, box: QRectF, left: float, line: Line, token: str
    ) -> None:
        px = theme().px
        day = line.note or dates.short(line.date)
        painter.setFont(theme().font("caption", tabular=True))
        painter.setPen(theme().colour("text3"))
        width = painter.fontMetrics().horizontalAdvance(day)
        middle = Qt.AlignmentFlag.AlignVCenter
        edge = box.adjusted(0, 0, -px(4), 0)
        painter.drawText(edge, middle | Qt.AlignmentFlag.AlignRight, day)
        painter.setFont(theme().font("label", weight=400, size=13.5))
        painter.setPen(theme().colour(token))
        room = QRectF(left, box.top(), edge.right() - width - px(10) - left, box.height())
        title = painter.fontMetrics().elidedText(
            line.title, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, middle, title)
