"""What served a value and what strained it, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart_ink import hairline, text_at

_MOST: Final = 3  # triangles in one direction; more are a number
_STEP: Final = 11  # px at scale 1, as all below
_FIRST: Final = 8.5
_HALF: Final = 4.6


def paint_evidence_weeks(
    painter: QPainter,
    rect: QRect | QRectF,
    weeks: Sequence[tuple[int, int]],
    *,
    ink: Theme | None = None,
) -> None:
    """Paint ▲ for what served above a line and ▼ for what strained below it.

    ``weeks`` holds both counts of each week, oldest first; a week without either is a small dot.
    """
    ink = ink or theme()
    box, size = QRectF(rect), ink.scale
    y, width = hairline(painter, box.center().y())
    painter.setPen(QPen(ink.colour("hairline"), width))
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    if not weeks:
        return
    pitch = box.width() / len(weeks)
    fits = min(_MOST, max(1, int((box.height() / 2 - _FIRST * size / 2) / (_STEP * size))))
    for number, (serves, strains) in enumerate(weeks):
        x = box.left() + pitch * (number + 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if not serves and not strains:
            painter.setBrush(ink.colour("dim"))
            painter.drawEllipse(QPointF(x, y), 1.6 * size, 1.6 * size)
        _stack(painter, QPointF(x, y), (serves, fits, -1), "accent", ink)
        _stack(painter, QPointF(x, y), (strains, fits, 1), "ochre_fill", ink)


def evidence_words(weeks: Sequence[tuple[int, int]]) -> str:
    """Return "6 served it, 4 strained it, in 8 weeks" as a screen reader says it."""
    span = counted(len(weeks), _tr("1 week"), _tr("{} weeks"))
    serves, strains = (sum(week[side] for week in weeks) for side in (0, 1))
    if not serves and not strains:
        return _tr("nothing noted in {}").format(span)
    return _tr("{} served it, {} strained it, in {}").format(serves, strains, span)


def _stack(
    painter: QPainter, place: QPointF, many: tuple[int, int, int], token: str, ink: Theme
) -> None:
    """Paint the triangles of one week on one side of the line, at most as many as fit."""
    count, fits, side = many
    size = ink.scale
    shown = count if count <= fits else fits - 1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(token))
    for level in range(shown):
        y = place.y() + side * (_FIRST + level * _STEP) * size
        half, rise = _HALF * size, side * 3.8 * size
        base = y - rise
        corners = [QPointF(place.x() - half, base), QPointF(place.x() + half, base)]
        painter.drawPolygon(QPolygonF([*corners, QPointF(place.x(), y + rise)]))
    if count > fits:
        y = place.y() + side * (_FIRST + shown * _STEP) * size
        words = f"+{count - shown}"
        token = "accent_text" if token == "accent" else "ochre_text"
        text_at(painter, QPointF(place.x(), y), words, ink, token=token, strong=True)


def _tr(words: str) -> str:
    return QCoreApplication.translate("EvidenceWeeks", words)
