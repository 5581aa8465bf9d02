"""Soft bars in the place of words. They are opaque: what lies under one cannot be made out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion, QTextBlock

from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import rounded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QGraphicsView, QLineEdit, QTextEdit

    from metanoia.ui.widgets.label import Label

_RADIUS: Final = 5
_ROW_RADIUS: Final = 10
_SHARES: Final = (0.86, 0.64, 0.78, 0.55, 0.71)  # how much of a row its bars take, in turn
_TALLEST: Final = 26  # px at scale 1 of what is veiled by one bar


def label(painter: QPainter, words: Label, box: QRect) -> None:
    """Paint a bar over each line of ``words``, which lies in ``box``."""
    for line in words.line_boxes():
        _bar(painter, line.translated(QPointF(box.topLeft())))


def paragraphs(
    painter: QPainter, text: QTextEdit, box: QRect, shown: set[int], clip: QRect
) -> None:
    """Paint a bar over each line of ``text``, but for the paragraphs ``shown``."""
    origin = box.topLeft() + text.viewport().pos()
    painter.setClipRect(QRect(origin, text.viewport().size()).intersected(clip))
    top_left = QPointF(
        origin.x() - text.horizontalScrollBar().value(),
        origin.y() - text.verticalScrollBar().value(),
    )
    for block in _blocks(text):
        if block.blockNumber() in shown:
            continue
        layout = block.layout()
        place = text.document().documentLayout().blockBoundingRect(block).topLeft()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if line.naturalTextWidth() > 0:
                _bar(painter, line.naturalTextRect().translated(place + top_left))
    painter.setClipRect(clip)


def field(painter: QPainter, typed: QLineEdit, box: QRect) -> None:
    """Paint a bar over what is typed in a field; an empty one keeps its hint."""
    if typed.text():
        high = min(box.height() - 4, theme().px(_TALLEST))
        inner = box.adjusted(theme().px(8), 0, -theme().px(8), 0)
        inner.setTop(box.center().y() - high // 2)
        inner.setHeight(high)
        _bar(painter, QRectF(inner))


def rows(painter: QPainter, view: QAbstractItemView, box: QRect, shown: int, clip: QRect) -> None:
    """Paint a card with bars over each row that can be seen, but for the row ``shown``."""
    viewport = view.viewport()
    origin = box.topLeft() + viewport.pos()
    painter.setClipRect(QRect(origin, viewport.size()).intersected(clip))
    index = view.indexAt(QPoint(1, 1))
    number = index.row() if index.isValid() else 0
    model = view.model()
    while model is not None and number < model.rowCount():
        area = view.visualRect(model.index(number, 0))
        if area.top() > viewport.height():
            break
        if number != shown and area.height() > 0:
            _row(painter, area.translated(origin), number)
        number += 1
    painter.setClipRect(clip)


def picture(painter: QPainter, view: QGraphicsView, box: QRect, clip: QRegion) -> None:
    """Paint a ground over a drawing, and soft shapes where it has something."""
    painter.setClipRegion(clip)
    painter.fillRect(box, theme().colour("canvas"))
    viewport = view.viewport()
    origin = box.topLeft() + viewport.pos()
    painter.setClipRegion(clip.intersected(QRect(origin, viewport.size())))
    for item in view.items(viewport.rect()):
        place = view.mapFromScene(item.sceneBoundingRect()).boundingRect()
        if item.childItems() or place.width() < viewport.width() / 3:
            rounded(painter, QRectF(place.translated(origin)), 12, theme().colour("hover"))


def whole(painter: QPainter, box: QRect) -> None:
    """Paint one bar over everything."""
    if box.height() <= theme().px(_TALLEST * 2):
        _bar(painter, QRectF(box))
        return
    rounded(painter, QRectF(box), _ROW_RADIUS, theme().colour("hover"))


def _row(painter: QPainter, area: QRect, number: int) -> None:
    card = QRectF(area.adjusted(2, 0, -2, 0))
    painter.fillRect(card, theme().colour("canvas"))
    px = theme().px
    inner = card.adjusted(px(20), 0, -px(20), 0)
    lines = max(1, min(3, int(card.height() / px(24))))
    pitch = card.height() / (lines + 0.6)
    for line in range(lines):
        wide = inner.width() * _SHARES[(number + 2 * line) % len(_SHARES)]
        top = card.top() + pitch * (line + 0.45)
        rounded(painter, QRectF(inner.left(), top, wide, min(pitch * 0.62, px(14))), _RADIUS, theme().colour("pressed"))  # fmt: skip


def _bar(painter: QPainter, line: QRectF) -> None:
    # a little wider than the words, whose letters may lean out
    rounded(painter, line.adjusted(-2, 0, 2, 0), _RADIUS, theme().colour("pressed"))


def _blocks(text: QTextEdit) -> Iterator[QTextBlock]:
    """Yield the paragraphs that can be seen."""
    layout = text.document().documentLayout()
    top = text.verticalScrollBar().value()
    bottom = top + text.viewport().height()
    block = text.cursorForPosition(QPoint(0, 0)).block()
    while block.isValid():
        area = layout.blockBoundingRect(block)
        if area.top() > bottom:
            return
        if block.isVisible():
            yield block
        block = block.next()
