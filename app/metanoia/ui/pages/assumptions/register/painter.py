"""How an assumption looks in the list: its statement, its line, how sure, and how many entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.theme import theme
from metanoia.ui.widgets.row_painter import STATEMENT_LINE, Line, RowPainter
from metanoia.ui.widgets.sparkline import paint_sparkline

if TYPE_CHECKING:
    from metanoia.domain.assumptions import AssumptionRow

_LINE_WIDTH = 54


class AssumptionPainter(RowPainter):
    """Statement on one or two lines; below it the sparkline, the per cent and the entries."""

    def height(self, row: Line, width: int) -> int:
        """Return the height in px of a row that is ``width`` px wide."""
        one = cast("AssumptionRow", row)
        return theme().px(53) + theme().px(STATEMENT_LINE) * self.lines(one.statement, width)

    def paint_row(self, painter: QPainter, box: QRectF, row: Line, *, current: bool) -> None:
        """Paint one assumption."""
        one = cast("AssumptionRow", row)
        px, colour = theme().px, theme().colour
        lines = self.lines(one.statement, self._view.viewport().width())
        ink = "text2" if one.state == "dropped" else "text"
        top = box.adjusted(0, px(2), 0, 0)
        bottom = self.paint_statement(painter, top, one.statement, lines, current=current, ink=ink)
        foot = QRectF(box.left(), bottom + px(9), box.width(), px(20))
        painter.setFont(theme().font("caption", tabular=True))
        painter.setPen(colour("text2" if current else "text3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, right, words.entries(one.entries))
        middle = Qt.AlignmentFlag.AlignVCenter
        if one.confidence is None:
            painter.drawText(foot, middle, self.tr("Not said yet how sure"))
            return
        line = QRectF(foot.left(), foot.top() + px(2), px(_LINE_WIDTH), px(16))
        paint_sparkline(painter, line, one.points)
        painter.setFont(theme().font("label", weight=600, tabular=True))
        painter.setPen(colour("plum_text"))
        said = foot.adjusted(px(_LINE_WIDTH + 10), 0, 0, 0)
        painter.drawText(said, middle, words.percent(one.confidence))

    def spoken(self, row: Line) -> str:
        """Return what a screen reader says of a row."""
        return words.spoken(cast("AssumptionRow", row))
