"""How much a value matters (◆) and how far it shows (a dot), on one line from 0 to 10."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen

from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart_ink import diamond, hairline, stroke, text_at

_DOT: Final = 6.3  # px at scale 1, as all below
_DIAMOND: Final = 7.6
_BESIDE: Final = 11


def paint_dumbbell(
    painter: QPainter,
    rect: QRect | QRectF,
    matters: int | None,
    shows: int | None,
    *,
    ink: Theme | None = None,
    ground: str = "card",
) -> None:
    """Paint a ◆ at ``matters``, a dot at ``shows`` and the stroke between them.

    The edges of ``rect`` are 0 and 10; None is left out. ``ground`` is the
    colour it stands on. The stroke is dashed where more shows than matters. Numbers stand on the outer sides.
    """
    ink = ink or theme()
    box, size, colour = QRectF(rect), ink.scale, ink.colour
    y = box.center().y()

    def at(value: int) -> QPointF:
        return QPointF(box.left() + box.width() * value / 10, y)

    if matters is not None and shows is not None and matters != shows:
        _bar(painter, at(shows), at(matters), ink)
    painter.setPen(QPen(colour(ground), 2 * size))
    if matters is not None:
        painter.setBrush(colour("accent"))
        painter.drawPolygon(diamond(at(matters), _DIAMOND * size))
    if shows is not None:
        same = shows == matters
        if same:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ochre_fill"))
        reach = (3.6 if same else _DOT) * size
        painter.drawEllipse(at(shows), reach, reach)
    _numbers(painter, box, (matters, shows), ground, ink)


def paint_dumbbell_axis(
    painter: QPainter, rect: QRect | QRectF, *, ink: Theme | None = None
) -> None:
    """Paint the uprights at 0, 5 and 10 through ``rect``."""
    ink = ink or theme()
    box = QRectF(rect)
    for value in (0, 5, 10):
        x, width = hairline(painter, box.left() + box.width() * value / 10)
        painter.setPen(stroke(ink.colour("hairline"), width, (2, 3) if value == 5 else ()))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


def paint_dumbbell_numbers(
    painter: QPainter, rect: QRect | QRectF, *, ink: Theme | None = None
) -> None:
    """Paint 0, 5 and 10 above the uprights, in the middle of ``rect``."""
    ink = ink or theme()
    box = QRectF(rect)
    for value in (0, 5, 10):
        x = box.left() + box.width() * value / 10
        text_at(painter, QPointF(x, box.center().y()), str(value), ink)


def dumbbell_words(name: str, matters: int | None, shows: int | None) -> str:
    """Return "Candour: matters 9, shows 6" as a screen reader says it."""
    parts = []
    if matters is not None:
        parts.append(_tr("matters {}").format(matters))
    if shows is not None:
        parts.append(_tr("shows {}").format(shows))
    said = ", ".join(parts) or _tr("not rated yet")
    return f"{name}: {said}" if name else said


def _bar(painter: QPainter, dot: QPointF, end: QPointF, ink: Theme) -> None:
    fill = QLinearGradient(dot, end)
    fill.setColorAt(0, ink.colour("ochre_fill"))
    fill.setColorAt(1, ink.colour("accent"))
    short = dot.x() < end.x()
    pen = QPen(QBrush(fill), (3.4 if short else 1.9) * ink.scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not short:
        pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.drawLine(dot, end)


def _numbers(
    painter: QPainter,
    box: QRectF,
    both: tuple[int | None, int | None],
    on: str,
    ink: Theme,
) -> None:
    """Paint each number on the side away from the other one; a shared one once, at the right."""
    matters, shows = both
    named = [(matters, "accent_text")] if matters is not None else []
    if shows is not None and shows != matters:
        named.append((shows, "ochre_text"))
    elif shows is not None:
        named = [(shows, "text2")]
    lowest = min((value for value, _ in named), default=0)
    for value, token in named:
        left = len(named) == 2 and value == lowest
        side = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
        x = box.left() + box.width() * value / 10 + ink.px(_BESIDE) * (-1 if left else 1)
        wide = ink.px(9 if value < 10 else 16)
        ground = QRectF(x - wide if left else x, box.center().y() - ink.px(8), wide, ink.px(16))
        painter.fillRect(ground, ink.colour(on))
        place = QPointF(x, box.center().y())
        text_at(painter, place, str(value), ink, align=side, token=token, strong=True)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Dumbbell", words)
