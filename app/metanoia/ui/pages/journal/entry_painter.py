"""How an entry looks in a list: its day, title, first words or hits, and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from metanoia.domain.answers import FREE
from metanoia.ui import dates
from metanoia.ui.icons import paint_icon
from metanoia.ui.pages.journal.rows import Head, Line
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.marked import paint_marked
from metanoia.ui.widgets.paint import rounded
from metanoia.ui.widgets.wrapped import paint_wrapped

if TYPE_CHECKING:
    from metanoia.domain.forms import Form

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 112
HEAD_HEIGHT: Final = 38
_DAY_WIDTH: Final = 50
_MARGIN: Final = 8
_RADIUS: Final = 9


class EntryPainter(QStyledItemDelegate):
    """Paints heads and entries of one list; ``today`` decides which years are written out."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.matches = False  # whether heads count matches rather than entries
        self.months_mixed = False  # whether each line has to name its own month and year

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if isinstance(row, Head):
            self._paint_head(painter, box, row)
        else:
            self._paint_line(painter, box, row, index)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRectF, head: Head) -> None:
        px, colour = theme().px, theme().colour
        inner = box.adjusted(px(22), px(12), -px(22), 0)
        title = dates.month(head.month) if head.month else head.title
        paint_marked(painter, inner, title, theme().font("caption", weight=600), colour("text2"))
        words = self.tr("matches") if self.matches else self.tr("entries")
        if head.count == 1:
            words = self.tr("match") if self.matches else self.tr("entry")
        painter.setFont(theme().font("caption"))
        painter.setPen(colour("text3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, f"{head.count:,} {words}")

    def _paint_line(self, painter: QPainter, box: QRectF, line: Line, index: Index) -> None:
        px, colour = theme().px, theme().colour
        card = box.adjusted(px(_MARGIN), 1, -px(_MARGIN), -1)
        current = index.row() == self._view.currentIndex().row()
        pointer = self._view.viewport().mapFromGlobal(QCursor.pos())
        if current:
            rounded(painter, card, _RADIUS, colour("selected"))
        elif box.contains(QPointF(pointer)) and self._view.underMouse():
            rounded(painter, card, _RADIUS, colour("hover", 0.6))
        if current and self._view.hasFocus():
            paint_ring(painter, card, _RADIUS)
        self._paint_day(painter, card, line, current)
        left = card.left() + px(16) + px(_DAY_WIDTH)
        words = QRectF(left, card.top() + px(12), card.right() - left - px(14), px(20))
        self._paint_title(painter, words, line)
        form = _form_of(line)
        lines = 2 if line.row.tags or form else 3
        if not line.row.title:
            lines += 1
        text = QRectF(words.left(), words.top() + px(22 if line.row.title else 0), words.width(), px(18) * lines)  # fmt: skip
        paint_wrapped(painter, text, line.snippet, theme().font("label", weight=400), colour("text2"), lines)  # fmt: skip
        if line.row.tags or form:
            tags = QRectF(words.left(), card.bottom() - px(30), words.width(), px(18))
            if form:
                tags.setLeft(tags.left() + self._paint_form(painter, tags, form))
            names = "   ".join(f"#{tag}" for tag in line.row.tags)
            paint_marked(painter, tags, names, theme().font("caption", weight=500), colour("text3"))

    def _paint_day(self, painter: QPainter, card: QRectF, line: Line, current: bool) -> None:
        px, colour = theme().px, theme().colour
        centre = Qt.AlignmentFlag.AlignHCenter
        number = QRectF(card.left() + px(8), card.top() + px(11), px(_DAY_WIDTH), px(24))
        painter.setFont(theme().font("h2", tabular=True))
        painter.setPen(colour("accent" if current else "text"))
        painter.drawText(number, centre | Qt.AlignmentFlag.AlignVCenter, str(line.row.date.day))
        painter.setFont(theme().font("caption"))
        painter.setPen(colour("text2" if current else "text3"))
        below = number.translated(0, px(25))
        below.setHeight(px(18))
        date = line.row.date
        said = dates.month_and_year(date) if self.months_mixed else (dates.weekday(date),)
        for words in said:
            painter.drawText(below, centre | Qt.AlignmentFlag.AlignVCenter, words)
            below.translate(0, px(17))
        if line.row.starred:
            side = px(13)
            star = QRectF(number.center().x() - side / 2, below.top() + px(6), side, side)
            paint_icon(painter, "star", star, "ochre", 2)

    def _paint_form(self, painter: QPainter, box: QRectF, form: Form) -> float:
        """Paint sign and name of the form that the entry was written with; return their width."""
        px, side = theme().px, theme().px(13)
        sign = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_icon(painter, form.icon, sign, "plum_text", 2)
        words, font = box.adjusted(px(19), 0, 0, 0), theme().font("caption", weight=500)
        colour = theme().colour("plum_text")
        return px(19) + paint_marked(painter, words, form.title, font, colour) + px(12)

    def _paint_title(self, painter: QPainter, box: QRectF, line: Line) -> None:
        if line.row.title:
            font, colour = theme().font("strong"), theme().colour("text")
            paint_marked(painter, box, line.row.title, font, colour)


def _form_of(line: Line) -> Form | None:
    if line.row.form == FREE:
        return None
    from metanoia.store.form_library import library

    return library().get(line.row.form)
