"""The list of predictions: what is due, what will be, what was settled, what was withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from metanoia.ui import dates
from metanoia.ui.icons import paint_icon
from metanoia.ui.pages.assumptions.predictions import words
from metanoia.ui.theme import theme
from metanoia.ui.widgets.row_painter import STATEMENT_LINE, Head, Line, RowPainter

if TYPE_CHECKING:
    from metanoia.domain.predictions import PredictionRow


def grouped(rows: Sequence[PredictionRow], today: dt.date) -> list[Head | Line]:
    """Return the rows under their heads: what asks for an answer first, then by day."""
    groups: dict[str, list[PredictionRow]] = {"due": [], "open": [], "settled": [], "withdrawn": []}
    for row in rows:
        groups[row.state(today)].append(row)
    groups["due"].sort(key=lambda row: row.due_on)
    groups["open"].sort(key=lambda row: row.due_on)
    for closed in ("settled", "withdrawn"):
        groups[closed].sort(key=lambda row: str(row.settled_at or row.withdrawn_at), reverse=True)
    overdue = any(row.due_on < today for row in groups["due"])
    titles = {
        "due": _tr("Due") if overdue else _tr("Due today"),
        "open": _tr("Later"),
        "settled": _tr("Settled"),
        "withdrawn": _tr("Withdrawn"),
    }
    shown: list[Head | Line] = []
    for name, found in groups.items():
        if found:
            shown += [Head(titles[name], len(found)), *found]
    return shown


def deleted(rows: Sequence[PredictionRow]) -> list[Head | Line]:
    """Return what is in Recently deleted under one head."""
    return [Head(_tr("Kept for 30 days"), len(rows)), *rows] if rows else []


class PredictionPainter(RowPainter):
    """Statement on one or two lines; below it the sign, the latest forecast and a day."""

    today = dt.date.min

    def height(self, row: Line, width: int) -> int:
        """Return the height in px of a row that is ``width`` px wide."""
        one = cast("PredictionRow", row)
        return theme().px(45) + theme().px(STATEMENT_LINE) * self.lines(one.statement, width)

    def paint_row(self, painter: QPainter, box: QRectF, row: Line, *, current: bool) -> None:
        """Paint one prediction."""
        one = cast("PredictionRow", row)
        px, colour = theme().px, theme().colour
        quiet = one.withdrawn_at is not None
        lines = self.lines(one.statement, self._view.viewport().width())
        ink = "text2" if quiet else "text"
        bottom = self.paint_statement(painter, box, one.statement, lines, current=current, ink=ink)
        foot = QRectF(box.left(), bottom + px(7), box.width(), px(19))
        side = px(14)
        sign = words.sign(one)
        icon = QRectF(foot.left(), foot.center().y() - side / 2, side, side)
        paint_icon(painter, sign.icon, icon, sign.token, 2)
        said = foot.adjusted(px(21), 0, 0, 0)
        x = _write(painter, said, words.percent(one.last), "label", 600, ink)
        if one.outcome is not None:
            rest = said.adjusted(x + px(7), 0, 0, 0)
            _write(painter, rest, words.outcome(one.outcome), "caption", 400, "text2")
        painter.setFont(theme().font("caption", tabular=True))
        overdue = one.state(self.today) == "due" and one.due_on < self.today
        painter.setPen(colour("ochre_text" if overdue else "text3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, right, dates.short(words.shown_day(one), self.today))

    def spoken(self, row: Line) -> str:
        """Return what a screen reader says of a row."""
        return words.spoken(cast("PredictionRow", row), self.today)


def _write(
    painter: QPainter, box: QRectF, text: str, role: str, weight: int, token: str
) -> float:  # fmt: skip
    font = theme().font(role, weight=weight, tabular=True)
    painter.setFont(font)
    painter.setPen(theme().colour(token))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
    return QFontMetricsF(font).horizontalAdvance(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Predictions", text)
