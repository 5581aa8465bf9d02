"""A ladder with something said on each rung."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.paint import painter_of

_RAILS: Final = (7, 23)  # px at scale 1, as all below
_WORDS: Final = 40
_GAP: Final = 12


class Ladder(QWidget):
    """The rungs of a climb from top to bottom, each with its name and the words on it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column: QVBoxLayout = vbox()
        self.setLayout(self._column)
        self._content: QWidget | None = None
        self._rungs: list[tuple[QWidget, bool, bool]] = []  # its words, current, said
        theme().changed.connect(self.update)

    def show_rungs(self, rungs: Sequence[tuple[str, str]], current: int | None = None) -> None:
        """Show (name, words) of each rung, the topmost first; the one at ``current`` stands out.

        A rung without words is drawn as a gap that was left open.
        """
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._rungs = []
        rows: list[QWidget | int] = []
        for place, (name, words) in enumerate(rungs):
            mine = place == current
            row = self._row(name, words, mine)
            self._rungs.append((row, mine, bool(words)))
            rows += [row, _GAP]
        self._content = boxed(vbox(*rows[:-1], margins=(_WORDS, 2, 0, 2)))
        self._column.addWidget(self._content)
        self._content.show()  # now, so that its height counts at once
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rails, and a rung beside each name."""
        if not self._rungs or self._content is None:
            return
        painter = painter_of(self)
        colour, px = theme().colour, theme().px
        left, right = (px(rail) + 0.5 for rail in _RAILS)
        painter.setPen(QPen(colour("border", 0.55), 1.5))
        for rail in (left, right):
            painter.drawLine(QPointF(rail, 0), QPointF(rail, self.height()))
        middle = px(11)
        for row, current, said in self._rungs:
            y = self._content.y() + row.y() + middle
            if current:
                pen = QPen(colour("plum"), 3)
            elif said:
                pen = QPen(colour("border"), 2)
            else:
                pen = QPen(colour("border"), 1)
                pen.setDashPattern([2, 2.5])
            painter.setPen(pen)
            painter.drawLine(QPointF(left - 1, y), QPointF(right + 1, y))
        painter.end()

    def _row(self, name: str, words: str, current: bool) -> QWidget:
        label = Label(name, "caption", "plum_text" if current else "text3", weight=600, wrap=True)
        said = Label(
            words or self.tr("left open"),
            "label",
            "text" if words else "text3",
            weight=600 if current else 400,
            italic=not words,
            wrap=True,
        )
        return boxed(vbox(label, said))
