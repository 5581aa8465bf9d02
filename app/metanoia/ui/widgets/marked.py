"""One line of text with its search hits marked, painted word for word."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from metanoia.domain.query import HIT_END, HIT_START
from metanoia.ui.theme import theme


def unmarked(text: str) -> str:
    """Return ``text`` without the marks around its hits."""
    return text.replace(HIT_START, "").replace(HIT_END, "")


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a marked text, each with whether it is a hit."""
    for piece in text.split(HIT_START):
        hit, mark, rest = piece.partition(HIT_END)
        if mark:
            yield hit, True
            if rest:
                yield rest, False
        elif piece:
            yield piece, False


def paint_marked(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor) -> float:
    """Paint ``text`` on one line in ``rect``, cut short with an ellipsis; return its width in px."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    x = rect.left()
    height = metrics.height()
    top = rect.top() + (rect.height() - height) / 2
    baseline = top + metrics.ascent()
    for piece, hit in runs(text):
        room = rect.right() - x
        shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown)
        if hit:
            painter.fillRect(QRectF(x, top, width, height), theme().colour("search"))
        painter.setPen(colour)
        painter.drawText(QPointF(x, baseline), shown)
        x += width
        if shown != piece:
            break
    return x - rect.left()
