"""A loop beside the map: its label in a ring, what it is called, and its story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Square

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from metanoia.domain.loops import Loop
    from metanoia.domain.maps import LoopNote

TONES: Final = {"R": ("ochre_soft", "ochre_fill", "ochre_text"), "B": ("accent_soft", "accent", "accent_text"), "?": ("sunken", "border", "text2")}  # fmt: skip
"""Ground, ring and ink of a loop's label by its character."""


class LoopBadge(Square):
    """The label of a loop in its ring."""

    def __init__(self, label: str, character: str, parent: QWidget | None = None) -> None:
        self._label = label
        self._tones = TONES[character]
        super().__init__(30, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, ring and label."""
        painter = painter_of(self)
        ground, ring, ink = (theme().colour(token) for token in self._tones)
        painter.setBrush(ground)
        painter.setPen(QPen(ring, 1.5))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        size = 12 if len(self._label) < 4 else 10
        painter.setFont(theme().font("caption", weight=700, size=size))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._label)
        painter.end()


class LoopRow(LaidOutRow):
    """Lights its loop while it is pointed at or has the keyboard: ``looked_at`` carries the key, or ""."""

    looked_at = Signal(str)

    def __init__(self, loop: Loop, note: LoopNote, names: str, parent: QWidget) -> None:
        title = note.name or names
        super().__init__(title, note.story if note.name or note.story else "", parent)
        self.loop = loop
        words = boxed(vbox(self.title, 1, self.subtitle))
        top = Qt.AlignmentFlag.AlignTop
        self.fill((LoopBadge(loop.label, loop.character), 0, top), 12, (words, 1))
        self.setAccessibleName(f"{loop.label}. {self.accessibleName()}")
        self.setToolTip(names)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light the loop."""
        super().enterEvent(event)
        self.looked_at.emit(self.loop.key)

    def leaveEvent(self, event: QEvent) -> None:
        """Let it fade, unless the keyboard is here."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.looked_at.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the loop."""
        super().focusInEvent(event)
        self.looked_at.emit(self.loop.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let it fade."""
        super().focusOutEvent(event)
        self.looked_at.emit("")
