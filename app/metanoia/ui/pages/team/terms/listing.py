"""The list of common words: the word, and below it what was agreed or is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from metanoia.ui.theme import theme
from metanoia.ui.widgets.row_painter import STATEMENT_LINE, Line, RowPainter

if TYPE_CHECKING:
    from metanoia.domain.terms import Term


class TermPainter(RowPainter):
    """The word on one line; below it what was agreed, else what I mean."""

    def height(self, row: Line, width: int) -> int:
        """Return the height in px of a row that is ``width`` px wide."""
        return theme().px(41) + theme().px(STATEMENT_LINE)

    def paint_row(self, painter: QPainter, box: QRectF, row: Line, *, current: bool) -> None:
        """Paint one word."""
        one = cast("Term", row)
        bottom = self.paint_statement(painter, box, one.word, 1, current=True)
        px = theme().px
        foot = QRectF(box.left(), bottom + px(3), box.width(), px(19))
        font = theme().font("caption")
        painter.setFont(font)
        painter.setPen(theme().colour("text2"))
        words = QFontMetricsF(font).elidedText(
            state(one), Qt.TextElideMode.ElideRight, foot.width()
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, words)

    def spoken(self, row: Line) -> str:
        """Return what a screen reader says of a row."""
        one = cast("Term", row)
        return f"{one.word}. {state(one)}"


def state(one: Term) -> str:
    """Return what was agreed of a word, or how far it has come."""
    if one.agreed:
        return _tr("Agreed: {}").format(one.agreed)
    if one.mine and one.theirs:
        return _tr("Not agreed yet")
    return one.mine or one.theirs or _tr("Nothing is said of it yet")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Terms", text)
