"""How a goal looks in the list: its name, what it serves, and the line from reality to vision."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from metanoia.ui.pages.goals import words
from metanoia.ui.theme import theme
from metanoia.ui.widgets.marked import paint_marked
from metanoia.ui.widgets.row_painter import Line, RowPainter, mark_words
from metanoia.ui.widgets.tension_line import paint_tension

if TYPE_CHECKING:
    from metanoia.domain.goals import GoalRow
    from metanoia.ui.pages.goals.listing.rows import GoalLine

_BESIDE: Final = 640  # px at scale 1 of the row from which the line stands beside the words
_LINE: Final = 0.38  # of the row's width
_HEIGHT: Final = 62
_BELOW: Final = 28  # what the line takes where it stands below


class GoalPainter(RowPainter):
    """Name and what hangs on it at the left; at the right the tension line, where it was looked at."""

    today = dt.date.max

    def height(self, row: Line, width: int) -> int:
        """Return the height in px of a row that is ``width`` px wide."""
        line = cast("GoalLine", row).row
        below = not self._beside(width) and line.closeness is not None
        return theme().px(_HEIGHT + _BELOW * below)

    def paint_row(self, painter: QPainter, box: QRectF, row: Line, *, current: bool) -> None:
        """Paint one goal."""
        one = cast("GoalLine", row).row
        px, colour = theme().px, theme().colour
        beside = self._beside(self._view.viewport().width())
        room = box.width() * (1 - _LINE) - px(36) if beside else box.width()
        closed = one.goal.closed or one.goal.deleted_at is not None
        name = QRectF(box.left(), box.top(), room, px(22))
        font = theme().font("body", weight=600 if current else 500, size=15)
        said = QFontMetricsF(font).elidedText(one.goal.title, Qt.TextElideMode.ElideRight, room)
        ink = "text2" if closed else "text"
        paint_marked(painter, name, mark_words(said, self.typed), font, colour(ink))
        below = QRectF(box.left(), box.top() + px(24), room, px(18))
        painter.setFont(theme().font("caption", tabular=True))
        painter.setPen(colour("text2" if current else "text3"))
        meta = painter.fontMetrics().elidedText(
            words.meta(one, self.today), Qt.TextElideMode.ElideRight, round(room)
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, meta)
        if one.closeness is None:
            return
        line = QRectF(box.left(), box.top() + px(46), box.width(), px(24))
        if beside:
            width = box.width() * _LINE
            line = QRectF(box.right() - width, box.top() + px(9), width, px(24))
        self._paint_line(painter, line, one)

    def spoken(self, row: Line) -> str:
        """Return what a screen reader says of a row."""
        return words.spoken(cast("GoalLine", row).row, self.today)

    def _paint_line(self, painter: QPainter, line: QRectF, one: GoalRow) -> None:
        if one.closeness is not None:
            paint_tension(painter, line, one.closeness, one.week_ago)

    def _beside(self, width: int) -> bool:
        return width >= theme().px(_BESIDE)
