"""What is said of one point of a chart, in a small card beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from metanoia.ui.theme import Theme
from metanoia.ui.widgets.paint import rounded, shadow

_WIDEST: Final = 300  # px at scale 1, as all below
_PADDING: Final = 10
_AWAY: Final = 12  # from the point
_LINES: Final = 4


def paint_callout(
    painter: QPainter, place: QPointF, title: str, words: str, room: QRectF, ink: Theme
) -> QRectF:
    """Paint ``title`` and at most four lines of ``words`` beside ``place``, within ``room``.

    Returns the card's rectangle.
    """
    px = ink.px
    head, body = ink.font("caption", weight=600, tabular=True), ink.font("caption")
    inner = min(px(_WIDEST), int(room.width())) - 2 * px(_PADDING)
    lines = [*_wrapped(title, head, inner, 1), *_wrapped(words, body, inner, _LINES)]
    fonts = [head] + [body] * (len(lines) - 1)
    pitch = max(QFontMetricsF(body).height(), px(17))
    widest = max(
        QFontMetricsF(font).horizontalAdvance(line) for font, line in zip(fonts, lines, strict=True)
    )
    size = (widest + 2 * px(_PADDING) + 1, len(lines) * pitch + 2 * px(7))
    card = _beside(place, size, room, px(_AWAY))
    shadow(painter, card, 8, depth=10, strength=0.12, drop=2)
    rounded(painter, card, 8, ink.colour("overlay"), ink.colour("border", 0.6))
    top = card.top() + px(7)
    for number, (line, font) in enumerate(zip(lines, fonts, strict=True)):
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(ink.colour("text" if number == 0 else "text2"))
        base = top + number * pitch + (pitch - metrics.height()) / 2 + metrics.ascent()
        painter.drawText(QPointF(card.left() + px(_PADDING), base), line)
    return card


def _beside(place: QPointF, size: tuple[float, float], room: QRectF, away: float) -> QRectF:
    """Return where the card hides least: above its point, else below, moved into ``room``."""
    width, height = size
    card = QRectF(place.x() - width / 2, place.y() - away - height, width, height)
    if card.top() < room.top():
        card.moveTop(place.y() + away)
    if card.bottom() > room.bottom():  # neither above nor below: at its side
        card.moveTop(min(max(place.y() - height / 2, room.top()), room.bottom() - height))
        on_the_right = place.x() + away + width <= room.right()
        card.moveLeft(place.x() + away if on_the_right else place.x() - away - width)
    card.moveRight(min(card.right(), room.right()))
    card.moveLeft(max(card.left(), room.left()))
    return card


def _wrapped(words: str, font: QFont, width: float, most: int) -> list[str]:
    """Return ``words`` on at most ``most`` lines of ``width`` px, the last one cut short."""
    said = " ".join(words.split())
    if not said:
        return []
    layout = QTextLayout(said, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units = said.encode("utf-16-le")
    found: list[str] = []
    while len(found) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, stop = line.textStart(), line.textStart() + line.textLength()
        if len(found) == most - 1:
            stop = len(units) // 2
        found.append(units[2 * start : 2 * stop].decode("utf-16-le", "ignore").rstrip())
    layout.endLayout()
    metrics = QFontMetricsF(font)
    found[-1] = metrics.elidedText(found[-1], Qt.TextElideMode.ElideRight, width)
    return found
