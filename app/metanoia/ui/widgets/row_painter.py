"""Heads that count what follows, and rows with a statement on one or two lines, as lists paint them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from metanoia.domain.query import HIT_END, HIT_START
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.marked import paint_marked
from metanoia.ui.widgets.paint import rounded
from metanoia.ui.widgets.painted_list import PaintedList
from metanoia.ui.widgets.wrapped import paint_wrapped

Index = QModelIndex | QPersistentModelIndex

HEAD_HEIGHT: Final = 35
STATEMENT_LINE: Final = 19
_MARGIN: Final = 8
_PADDING: Final = 14
_RADIUS: Final = 10


class Line(Protocol):
    """Anything in the list: it is known by its id."""

    @property
    def id(self) -> str:
        """The id."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group, and how many rows belong to it."""

    title: str
    count: int


class RowPainter(QStyledItemDelegate):
    """Paints heads and the ground of rows; a subclass says what stands in a row, and how high it is."""

    def __init__(self, view: PaintedList) -> None:
        super().__init__(view)
        self._view = view
        self.typed = ""  # what is looked for; its words are marked
        self.pointed = -1  # the row under the pointer

    def height(self, row: Line, width: int) -> int:
        """Return the height in px of a row that is ``width`` px wide."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, box: QRectF, row: Line, *, current: bool) -> None:
        """Paint what stands in a row; ``box`` is the row within its padding."""
        raise NotImplementedError

    def spoken(self, row: Line) -> str:
        """Return what a screen reader says of a row."""
        raise NotImplementedError

    # -- for subclasses

    def room(self, width: int) -> float:
        """Return how many px are left for words in a row that is ``width`` px wide."""
        return width - 2 * theme().px(_MARGIN + _PADDING)

    def lines(self, text: str, width: int) -> int:
        """Return how many lines, 1 or 2, a statement takes in a row that is ``width`` px wide."""
        font = theme().font("body", weight=500)
        return 1 if QFontMetricsF(font).horizontalAdvance(text) <= self.room(width) else 2

    def paint_statement(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        lines: int,
        *,
        current: bool,
        ink: str = "text",
    ) -> float:
        """Paint a statement on one or two lines at the top of ``box``; return where it ends, in px."""
        pitch = theme().px(STATEMENT_LINE)
        words = QRectF(box.left(), box.top(), box.width(), pitch * lines)
        font = theme().font("body", weight=500 if current else 400)
        marked = mark_words(text, self.typed)
        paint_wrapped(painter, words, marked, font, theme().colour(ink), lines)
        return words.bottom()

    # -- Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; the list sets it itself."""
        return QSize(0, theme().px(HEAD_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if isinstance(row, Head):
            self._paint_head(painter, box, row)
        else:
            self._paint_ground(painter, box, index, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRectF, head: Head) -> None:
        px, colour = theme().px, theme().colour
        inner = box.adjusted(px(_MARGIN + _PADDING), px(3), -px(_MARGIN + _PADDING), 0)
        font = theme().font("caption", weight=600)
        paint_marked(painter, inner, head.title, font, colour("text2"))
        painter.setFont(theme().font("caption", tabular=True))
        painter.setPen(colour("text3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, f"{head.count:,}")

    def _paint_ground(self, painter: QPainter, box: QRectF, index: Index, row: Line) -> None:
        px, colour = theme().px, theme().colour
        card = box.adjusted(px(_MARGIN), 1, -px(_MARGIN), -1)
        current = index.row() == self._view.currentIndex().row()
        if current:
            rounded(painter, card, _RADIUS, colour("selected"))
        elif index.row() == self.pointed:
            rounded(painter, card, _RADIUS, colour("hover", 0.6))
        if current and self._view.hasFocus():
            paint_ring(painter, card, _RADIUS)
        inner = card.adjusted(px(_PADDING), px(9), -px(_PADDING), -px(6))
        self.paint_row(painter, inner, row, current=current)


def mark_words(text: str, typed: str) -> str:
    """Mark in ``text`` the beginnings of words that were typed, capitals or not."""
    wanted = "|".join(re.escape(part) for part in sorted(typed.split(), key=len, reverse=True))
    if not wanted:
        return text
    return re.sub(rf"(?<!\w)(?:{wanted})", rf"{HIT_START}\g<0>{HIT_END}", text, flags=re.IGNORECASE)
