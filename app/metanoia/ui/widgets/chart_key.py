"""What the marks of a chart mean, on a line beside its title."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.chart import Chart
from metanoia.ui.widgets.chart_ink import key_width, paint_key
from metanoia.ui.widgets.paint import painter_of


class ChartKey(QWidget):
    """The key of ``chart``."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self._read()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        chart.refreshed.connect(self._read)

    def sizeHint(self) -> QSize:
        """Return room for all of it on one line."""
        return QSize(math.ceil(key_width(self._entries, theme())), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks and words."""
        painter = painter_of(self)
        left = Qt.AlignmentFlag.AlignLeft
        paint_key(painter, QRectF(self.rect()), self._entries, theme(), left)
        painter.end()

    @Slot()
    def _read(self) -> None:
        """Show the marks that the chart has now."""
        self._entries = tuple(self._chart.key())
        self.setAccessibleName(", ".join(entry.words for entry in self._entries))
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
