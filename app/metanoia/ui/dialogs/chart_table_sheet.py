"""The numbers of a chart as a table: walked by keys, read by screen readers, copied as text."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.chart import Table
from metanoia.ui.widgets.focus import KeyboardFocus, paint_ring
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.scroll import slim_bars
from metanoia.ui.widgets.sheet import DialogSheet

_ROW = 30  # px at scale 1
_MOST_SEEN = 12  # lines, before it scrolls
_WRAPPED = 200  # rows, up to which each gets its own height


class ChartTableSheet(DialogSheet):
    """Shows ``table`` under the chart's ``title`` and ``sentence``."""

    def __init__(self, over: QWidget, title: str, sentence: str, table: Table) -> None:
        super().__init__(over, title, sentence, width=680)
        self._rows = (table.heads, *table.rows)
        self.table = _Numbers(title, table)
        self.add(self.table)
        self.copy = Button(self.tr("Copy the table"), "outline", "copy")
        done = Button(self.tr("Close"), "primary")
        self.copy.clicked.connect(self._copy)
        done.clicked.connect(self.dismiss)
        self.set_foot(None, self.copy, 8, done)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._rows))
        self.copy.setText(self.tr("Copied"))


def as_text(rows: tuple[tuple[str, ...], ...]) -> str:
    """Return ``rows`` as spreadsheets take them: a line each, a tab between two columns."""
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


class _Numbers(KeyboardFocus, QTableWidget):
    """A table to read: arrows walk it, Ctrl+C copies the row."""

    def __init__(self, name: str, table: Table) -> None:
        super().__init__(len(table.rows), len(table.heads))
        self._table = table
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(table.heads))
        for row, cells in enumerate(table.rows):
            for column, words in enumerate(cells):
                cell = QTableWidgetItem(" ".join(words.split()))
                cell.setToolTip(f"<qt>{html.escape(words)}</qt>" if words else "")
                self.setItem(row, column, cell)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        slim_bars(self)
        self._restyle()
        theme().changed.connect(self._restyle)
        if table.rows:
            self.setCurrentCell(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each row the lines that its words need, as many rows as one would wrap by hand."""
        super().resizeEvent(event)
        if self.rowCount() <= _WRAPPED:
            self.resizeRowsToContents()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the row that the keys are on; leave to the sheet what a table has no use for."""
        if event.matches(QKeySequence.StandardKey.Copy):
            if self.currentRow() >= 0:
                row = self._table.rows[self.currentRow()]
                QGuiApplication.clipboard().setText(as_text((row,)))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the ring."""
        super().paintEvent(event)
        if self.ring_shown():
            painter = painter_of(self.viewport())
            paint_ring(painter, self.viewport().rect(), 6)
            painter.end()

    @Slot()
    def _restyle(self) -> None:
        px, colour = theme().px, theme().hex
        self.setFont(theme().font("label", weight=400, tabular=True))
        self.horizontalHeader().setFont(theme().font("caption", weight=600))
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.setStyleSheet(
            f"QTableWidget {{ background: transparent; color: {colour('text')}; outline: 0; }}"
            f"QTableWidget::item {{ padding: {px(5)}px {px(10)}px; border-bottom: 1px solid {colour('pressed')}; }}"
            f"QTableWidget::item:selected {{ background: {colour('row_overlay')}; color: {colour('text')}; }}"
            f"QHeaderView {{ background: transparent; }}"
            f"QHeaderView::section {{ background: transparent; color: {colour('text2')}; border: 0;"
            f" border-bottom: 1px solid {colour('border')}; padding: {px(5)}px {px(13)}px; }}"
        )
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows, up to twelve lines."""
        rows = max(self.verticalHeader().length(), theme().px(_ROW))
        self.setFixedHeight(theme().px(34) + min(rows, _MOST_SEEN * theme().px(_ROW)))
