"""A key as it is named on the keyboard."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of, rounded


def key_text(sequence: str) -> str:
    """Return "Ctrl+Shift+A" as the platform writes it, with spaces between the keys."""
    text = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("+", " ") if len(text) > 1 else text


class KeyCap(QLabel):
    """One key or chord on a small cap."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size that holds the name of the key."""
        metrics = QFontMetricsF(theme().font("micro", weight=500))
        width = math.ceil(metrics.horizontalAdvance(self.text())) + theme().px(14)
        return QSize(max(width, theme().px(22)), theme().px(22))

    def minimumSizeHint(self) -> QSize:
        """Return the size that holds the name of the key."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap and name."""
        painter = painter_of(self)
        colour = theme().colour
        rounded(painter, self.rect(), 5, colour("sunken"), colour("hairline"))
        painter.setFont(theme().font("micro", weight=500))
        painter.setPen(colour("text3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
