"""A few lines of text with their search hits marked, painted word for word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from metanoia.domain.query import HIT_END, HIT_START
from metanoia.ui.theme import theme
from metanoia.ui.widgets.marked import paint_marked, runs, unmarked


def paint_wrapped(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor, lines: int
) -> None:
    """Paint ``text`` with its hits marked on at most ``lines`` lines, the last one cut short."""
    shown = " ".join(text.split())
    plain = unmarked(shown)
    layout = QTextLayout(plain, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.setFormats(_hits(shown) if HIT_START in shown else [])
    pitch = box.height() / lines
    metrics = QFontMetricsF(font)
    layout.beginLayout()
    while layout.lineCount() < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        above = (layout.lineCount() - 1) * pitch
        line.setPosition(QPointF(0, above + (pitch - metrics.height()) / 2))
    layout.endLayout()
    last = layout.lineAt(layout.lineCount() - 1)
    whole = not layout.lineCount() or last.textStart() + last.textLength() >= _units(plain)
    painter.setPen(colour)
    painter.save()
    if not whole:
        painter.setClipRect(box.adjusted(0, 0, 0, -pitch))
    layout.draw(painter, box.topLeft())
    painter.restore()
    if not whole:
        rest = QRectF(box.left(), box.bottom() - pitch, box.width(), pitch)
        paint_marked(painter, rest, _marked_from(shown, last.textStart()), font, colour)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _hits(marked: str) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for piece, hit in runs(marked):
        length = _units(piece)
        if hit:
            style = QTextLayout.FormatRange()
            style.start, style.length = start, length
            shade = QTextCharFormat()
            shade.setBackground(theme().colour("search"))
            shade.setForeground(theme().colour("text"))
            style.format = shade
            found.append(style)
        start += length
    return found


def _marked_from(marked: str, units: int) -> str:
    """Return the part of a marked text that begins ``units`` UTF-16 units into its plain text."""
    out, at = [], 0
    for piece, hit in runs(marked):
        length = _units(piece)
        if at + length > units:
            skip = max(0, units - at)
            kept = piece.encode("utf-16-le")[2 * skip :].decode("utf-16-le", "ignore")
            out.append(f"{HIT_START}{kept}{HIT_END}" if hit else kept)
        at += length
    return "".join(out)
