"""The list of maps: how each one looks, what it is called, and what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.systems.maps.thumbnails import HEIGHT, WIDTH, Thumbnails
from metanoia.ui.theme import theme
from metanoia.ui.widgets.row_painter import Line, RowPainter

if TYPE_CHECKING:
    from metanoia.domain.maps import MapRow
    from metanoia.ui.widgets.painted_list import PaintedList

_GAP: Final = 18


class MapPainter(RowPainter):
    """A small picture on the left; title, question and how large it is on the right."""

    def __init__(self, view: PaintedList) -> None:
        super().__init__(view)
        self.thumbnails = Thumbnails()

    def height(self, row: Line, width: int) -> int:
        """Return the height in px of every row."""
        return theme().px(HEIGHT + 22)

    def paint_row(self, painter: QPainter, box: QRectF, row: Line, *, current: bool) -> None:
        """Paint one map."""
        one, px, colour = cast("MapRow", row), theme().px, theme().colour
        picture = QRectF(box.left(), box.top(), px(WIDTH), px(HEIGHT))
        self.thumbnails.paint(painter, picture, one)
        left = picture.right() + px(_GAP)
        words = QRectF(left, box.top() + px(4), box.right() - left, px(24))
        lines = (
            (one.title, theme().font("body", weight=600), "text", 24),
            (one.question, theme().font("label", weight=400), "text2", 22),
            (size_of(one), theme().font("caption"), "text3", 20),
        )
        for text, font, ink, pitch in lines:
            if not text:
                continue
            painter.setFont(font)
            painter.setPen(colour(ink))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            words.setHeight(px(pitch))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
            words.translate(0, px(pitch))

    def spoken(self, row: Line) -> str:
        """Return what a screen reader says of a row."""
        one = cast("MapRow", row)
        return ". ".join(part for part in (one.title, one.question, size_of(one)) if part)


def size_of(one: MapRow) -> str:
    """Return how much is on a map, and when it was changed."""
    variables = counted(one.variables, _tr("1 variable"), _tr("{} variables"))
    links = counted(one.links, _tr("1 link"), _tr("{} links"))
    day = dates.medium(one.updated_at.astimezone().date())
    return f"{variables} · {links} · {_tr('changed {}').format(day)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maps", text)
