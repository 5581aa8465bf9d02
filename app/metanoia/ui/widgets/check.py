"""Boxes to tick, one of several to choose, and switches."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import KeyboardFocus, OneStop, paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as Base
else:
    Base = object  # as for KeyboardFocus

_BOX = 18
_GAP = 10
_MARGIN = 4
_HEIGHT = 26


class _Choice(KeyboardFocus, Base):
    """Words beside an indicator; the whole of it can be clicked."""

    def _set_up(self, text: str, name: str | None, weight: int) -> None:
        self._words = text
        self._weight = weight
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show ``text`` literally beside the indicator and take it as the accessible name."""
        self._words = text
        self.setAccessibleName(text)
        self._restyle()

    def text(self) -> str:
        """Return the text as it was given."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size that holds indicator and words."""
        px = theme().px
        width = px(_BOX) + 2 * px(_MARGIN)
        if self._words:
            words = QFontMetricsF(self._font()).horizontalAdvance(self._words)
            width += px(_GAP) + math.ceil(words)
        return QSize(width, max(px(_HEIGHT), 24))

    def minimumSizeHint(self) -> QSize:
        """Return the indicator with room for a few letters; longer words are cut with an ellipsis."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(72)), hint.height())

    def hitButton(self, position: QPoint) -> bool:
        """Return whether a click at ``position`` counts: anywhere on it."""
        return self.rect().contains(position)

    def _font(self) -> QFont:
        return theme().font("body", weight=self._weight)

    def _indicator(self) -> QRectF:
        side = theme().px(_BOX)
        return QRectF(theme().px(_MARGIN), (self.height() - side) / 2, side, side)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(self._font())
        painter.setPen(theme().colour("text" if self.isEnabled() else "disabled"))
        x = self._indicator().right() + theme().px(_GAP)
        room = QRectF(x, 0, self.width() - x, self.height())
        words = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, math.ceil(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class CheckBox(_Choice, QCheckBox):
    """A box to tick; with ``tristate`` it also shows "some of them"."""

    def __init__(
        self,
        text: str = "",
        *,
        checked: bool = False,
        tristate: bool = False,
        name: str | None = None,
        weight: int = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._set_up(text, name, weight)
        self.setTristate(tristate)
        self.setChecked(checked)

    def nextCheckState(self) -> None:
        """Go from "some" and from none to all, and from all to none: a click never means "some"."""
        checked = self.checkState() == Qt.CheckState.Checked
        self.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick or dash, words and ring."""
        painter = painter_of(self)
        box = self._indicator()
        paint_box(painter, box, self.checkState(), enabled=self.isEnabled())
        self._paint_words(painter)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()


class RadioButton(OneStop, _Choice, QRadioButton):
    """One of several, of which its siblings are the others."""

    def __init__(
        self,
        text: str = "",
        *,
        checked: bool = False,
        name: str | None = None,
        weight: int = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._set_up(text, name, weight)
        self.setChecked(checked)
        self.toggled.connect(self.take_stop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle, dot, words and ring."""
        painter = painter_of(self)
        paint_radio(painter, self._indicator(), self.isChecked(), enabled=self.isEnabled())
        self._paint_words(painter)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()


class Switch(KeyboardFocus, QCheckBox):
    """On or off at once: the knob's place and a tick in it say which, never colour alone."""

    def __init__(self, name: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._restyle()
        theme().changed.connect(self._restyle)

    def hitButton(self, position: QPoint) -> bool:
        """Return whether a click at ``position`` counts: anywhere on it."""
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:
        """Return the size of the switch."""
        return QSize(theme().px(40), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, knob, tick and ring."""
        painter = painter_of(self)
        colour = theme().colour
        on, enabled = self.isChecked(), self.isEnabled()
        painter.scale(self.width() / 40, self.height() / 24)
        track = QRectF(1, 2, 38, 20)
        line = ("accent" if on else "border") if enabled else "disabled"
        fill = ("accent" if enabled else "disabled") if on else "sunken"
        rounded(painter, track, 10, colour(fill), colour(line), 1.2)
        x = track.right() - 10 if on else track.left() + 10
        radius = 7 if on else 6
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("on_accent" if on else line))
        painter.drawEllipse(QPointF(x, 12), radius, radius)
        if on:
            paint_icon(painter, "check", QRectF(x - 5, 7, 10, 10), fill, 3)
        if self.ring_shown():
            paint_ring(painter, QRectF(0, 0, 40, 24), 11)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


def paint_box(
    painter: QPainter, box: QRectF, state: Qt.CheckState, *, enabled: bool = True
) -> None:
    """Paint a tick box into ``box``: empty, ticked, or with a dash for "some"."""
    colour = theme().colour
    on = state != Qt.CheckState.Unchecked
    line = ("accent" if on else "border") if enabled else "disabled"
    ground = colour(line) if on else colour("card" if enabled else "sunken")
    rounded(painter, box, box.width() / 4, ground, colour(line), 1.2)
    if not on:
        return
    pen = QPen(colour("on_accent"), box.width() * 0.105)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, side = box.left(), box.top(), box.width()
    if state == Qt.CheckState.PartiallyChecked:
        painter.drawLine(
            QPointF(x + side * 0.3, y + side / 2), QPointF(x + side * 0.7, y + side / 2)
        )
        return
    painter.drawPolyline(
        [
            QPointF(x + side * 0.26, y + side * 0.53),
            QPointF(x + side * 0.43, y + side * 0.69),
            QPointF(x + side * 0.75, y + side * 0.34),
        ]
    )


def paint_radio(painter: QPainter, box: QRectF, chosen: bool, *, enabled: bool = True) -> None:
    """Paint a radio circle into ``box``, with a dot if ``chosen``."""
    colour = theme().colour
    line = ("accent" if chosen else "border") if enabled else "disabled"
    painter.setPen(QPen(colour(line), 1.2))
    painter.setBrush(colour(line) if chosen else colour("card" if enabled else "sunken"))
    painter.drawEllipse(box.adjusted(0.6, 0.6, -0.6, -0.6))
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("on_accent"))
        painter.drawEllipse(box.center(), box.width() * 0.2, box.width() * 0.2)
