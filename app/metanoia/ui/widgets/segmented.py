"""A few choices side by side, of which one is taken."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable


class _Segment(Pressable):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._font(chosen=True)).horizontalAdvance(self.text())
        return QSize(math.ceil(width) + theme().px(24), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colour = theme().colour
        chosen = self.isChecked()
        if chosen:
            rounded(painter, self.rect(), 6, colour("seg_thumb"), colour("hairline"))
        elif self.hover:
            rounded(painter, self.rect(), 6, colour("pressed", self.hover))
        painter.setFont(self._font(chosen))
        ink = "text" if chosen else "text2"
        painter.setPen(colour(ink if self.isEnabled() else "disabled"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }
        step = steps.get(event.key())
        track = self.parentWidget()
        if step is None or not isinstance(track, Segmented):
            super().keyPressEvent(event)
            return
        track.step(step)

    def _font(self, chosen: bool) -> QFont:
        return theme().font("label", weight=600 if chosen else 500, size=12.5)


class Segmented(QWidget):
    """``names`` side by side; arrows choose, Tab stops once. ``chosen`` carries the index taken."""

    chosen = Signal(int)

    def __init__(
        self, names: Sequence[str], current: int = 0, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(0)
        self._segments = [_Segment(text, self) for text in names]
        for number, segment in enumerate(self._segments):
            segment.setAccessibleName(f"{name}: {segment.text()}")
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        self._group.idToggled.connect(self._toggled)
        self.set_current(current)
        theme().changed.connect(self.updateGeometry)

    def current(self) -> int:
        """Return the index of the choice taken."""
        return self._group.checkedId()

    def set_current(self, current: int) -> None:
        """Take the choice at ``current`` without emitting ``chosen``."""
        blocked = self._group.blockSignals(True)
        self._segments[current].setChecked(True)
        self._group.blockSignals(blocked)
        self._one_tab_stop()

    def step(self, by: int) -> None:
        """Take the next choice, or with -1 the one before, and move the focus there."""
        target = self._segments[(self.current() + by) % len(self._segments)]
        target.setChecked(True)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track."""
        painter = painter_of(self)
        rounded(painter, self.rect(), 8, theme().colour("seg_track"))
        painter.end()

    @Slot(int, bool)
    def _toggled(self, number: int, on: bool) -> None:
        if on:
            self._one_tab_stop()
            self.chosen.emit(number)

    def _one_tab_stop(self) -> None:
        for segment in self._segments:
            stop = Qt.FocusPolicy.StrongFocus if segment.isChecked() else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(stop)
