"""The table of a preview: one painted column, as quick with thousands of lines as with five."""

from __future__ import annotations

import math
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
    Slot,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.dialogs.importing.rows import CHANGED, HERE, NEW, PROBLEM, PreviewRow
from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.painted_list import PaintedList

Index = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole
HEIGHT: Final = 53
TALL: Final = 72  # of problems, whose reasons are written out on two lines
_SIDE: Final = 16
_DAY: Final = 104
_WORDS: Final = 92
_CHIP: Final = 116
_WRAPPED: Final = Qt.TextFlag.TextWordWrap
LOOKS: Final[dict[str, tuple[str, str]]] = {
    NEW: ("accent", "circle-plus"),
    CHANGED: ("blue", "pencil"),
    HERE: ("neutral", "check"),
    PROBLEM: ("ochre", "triangle-alert"),
}
"""Tone and icon of each kind of line."""


def name_of(kind: str) -> str:
    """Return what a kind of line is called."""
    return {
        NEW: _tr("New"),
        CHANGED: _tr("Changed"),
        HERE: _tr("Already here"),
        PROBLEM: _tr("Problem"),
    }[kind]


class _Model(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[PreviewRow] = []

    def show(self, rows: Sequence[PreviewRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            day = dates.full(row.day) if row.day else ""
            said = (day, row.title, row.note, name_of(row.kind))
            return ". ".join(part for part in said if part)
        if role == Qt.ItemDataRole.ToolTipRole and row.note:
            return f"{row.title}\n{row.note}"
        return None


class _Painter(QStyledItemDelegate):
    """Paints one line: day, title and note, what becomes of it, its words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PreviewRow = index.data(ROW)
        px = theme().px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        view = option.widget
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and view is not None and view.hasFocus():
            rounded(painter, box.adjusted(6, 2, -6, -2), 8, theme().colour("selected"))
        room = box.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        if row.kind == PROBLEM:
            self._paint_words(painter, room.adjusted(0, 0, -px(_CHIP), 0), row)
        else:
            self._paint_day(painter, room, row)
            inner = room.adjusted(px(_DAY), 0, -px(_CHIP + _WORDS), 0)
            self._paint_words(painter, inner, row)
            self._paint_count(painter, room, row)
        chip = QRectF(room.right() - px(_WORDS + _CHIP), box.top(), px(_CHIP), box.height())
        self._paint_chip(
            painter, chip if row.kind != PROBLEM else chip.translated(px(_WORDS), 0), row
        )
        if index.row():
            painter.fillRect(
                QRectF(room.left(), box.top(), room.width(), 1), theme().colour("hairline")
            )
        painter.restore()

    def _paint_day(self, painter: QPainter, room: QRectF, row: PreviewRow) -> None:
        painter.setFont(theme().font("label", weight=400, tabular=True))
        painter.setPen(theme().colour("text2"))
        if row.day:
            # every year is written: what comes in may be from any
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, dates.short_with_year(row.day))

    def _paint_words(self, painter: QPainter, room: QRectF, row: PreviewRow) -> None:
        title, note = theme().font("label", weight=600), theme().font("caption")
        first, second = QFontMetricsF(title).height(), QFontMetricsF(note).height() + 1
        if room.height() > theme().px(HEIGHT) and row.note:
            wrapped = QFontMetricsF(note).boundingRect(
                QRectF(0, 0, room.width(), 2 * second), int(_WRAPPED), row.note
            )
            second = min(wrapped.height(), 2 * second) + 1
        top = room.center().y() - (first + (second if row.note else 0)) / 2
        line = QRectF(room.left(), top, room.width(), first)
        _line(painter, line, title, "text", row.title)
        if row.note:
            line = QRectF(room.left(), line.bottom() + 1, room.width(), second)
            _lines(painter, line, note, "text2", row.note)

    def _paint_count(self, painter: QPainter, room: QRectF, row: PreviewRow) -> None:
        if row.words is None:
            return
        painter.setFont(theme().font("label", weight=400, tabular=True))
        painter.setPen(theme().colour("text3"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, flags, counted(row.words, _tr("1 word"), _tr("{} words")))

    def _paint_chip(self, painter: QPainter, room: QRectF, row: PreviewRow) -> None:
        tone, icon = LOOKS[row.kind]
        px, colour = theme().px, theme().colour
        ink = "text2" if tone == "neutral" else f"{tone}_text"
        font = theme().font("caption", weight=500)
        words = name_of(row.kind)
        width = QFontMetricsF(font).horizontalAdvance(words) + px(37)
        pill = QRectF(room.left(), room.center().y() - px(12), width, px(24))
        if row.kind == PROBLEM:
            pill.moveRight(room.right())
        if tone == "neutral":
            rounded(painter, pill, pill.height() / 2, colour("sunken"), colour("hairline"))
        else:
            rounded(painter, pill, pill.height() / 2, colour(f"{tone}_soft"))
        side = px(13)
        paint_icon(painter, icon, QRectF(pill.left() + px(9), pill.center().y() - side / 2, side, side), ink, 2)  # fmt: skip
        painter.setFont(font)
        painter.setPen(colour(ink))
        painter.drawText(pill.adjusted(px(27), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


class PreviewTable(PaintedList):
    """Shows lines of a preview in a card that is ``lines`` high; longer lists scroll."""

    def __init__(self, name: str, lines: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._model = _Model(self)
        self._painter = _Painter(self)
        self._lines = lines
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setViewportMargins(1, 1, 1, 1)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show other lines, from the top."""
        self._model.show(rows)
        self._restyle()
        self.scrollToTop()

    def rows(self) -> list[PreviewRow]:
        """Return the lines that are shown."""
        return list(self._model.rows)

    def set_lines(self, lines: int) -> None:
        """Be ``lines`` high at most."""
        self._lines = lines
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and then the lines."""
        painter = painter_of(self.viewport())
        colour = theme().colour
        box = self.viewport().rect()
        rounded(painter, box, CARD_RADIUS - 2, colour("card"), colour("pressed"))
        painter.end()
        super().paintEvent(event)

    @Slot()
    def _restyle(self) -> None:
        only_problems = all(row.kind == PROBLEM for row in self._model.rows)
        height = theme().px(TALL if only_problems and self._model.rows else HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        shown = max(1, min(self._lines, len(self._model.rows)))
        self.setFixedHeight(min(height * shown, theme().px(HEIGHT) * self._lines) + 2)


def _line(painter: QPainter, room: QRectF, font: QFont, ink: str, words: str) -> None:
    painter.setFont(font)
    painter.setPen(theme().colour(ink))
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, math.floor(room.width())
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _lines(painter: QPainter, room: QRectF, font: QFont, ink: str, words: str) -> None:
    metrics = QFontMetricsF(font)
    if room.height() < 2 * metrics.height():
        _line(painter, room, font, ink, words)
        return
    painter.setFont(font)
    painter.setPen(theme().colour(ink))
    painter.drawText(room, int(_WRAPPED), words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PreviewTable", text)
