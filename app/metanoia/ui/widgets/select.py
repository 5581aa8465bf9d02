"""A choice from a list that opens below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QListView, QSizePolicy, QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import RADIUS, theme
from metanoia.ui.widgets.field import paint_field
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.scroll import slim_bars


class ComboBox(QComboBox):
    """Shows the choice taken; Space and Alt+Down open the list, letters and arrows choose."""

    def __init__(
        self, choices: Sequence[str] = (), *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._list = QListView(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self.setView(self._list)
        around = self._list.parentWidget()
        if isinstance(around, QFrame):
            around.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self._list)
        self.addItems(list(choices))
        self._restyle()
        theme().changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Return the width of the longest choice and the height of a field."""
        return QSize(super().sizeHint().width() + theme().px(34), theme().px(38))

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few letters and the height of a field."""
        return QSize(theme().px(90), theme().px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, choice and chevron."""
        painter = painter_of(self)
        paint_field(painter, self, RADIUS)
        px = theme().px
        room = QRectF(px(12), 0, self.width() - px(12 + 34), self.height())
        painter.setFont(self.font())
        painter.setPen(theme().colour("text" if self.isEnabled() else "disabled"))
        words = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        side = px(16)
        box = QRectF(self.width() - px(11) - side, (self.height() - side) / 2, side, side)
        paint_icon(painter, "chevron-down", box, "text3" if self.isEnabled() else "disabled")
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel must not change a setting in passing."""
        event.ignore()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.setFixedHeight(theme().px(38))
        self._list.setFont(theme().font("body"))
        px, colour = theme().px, theme().hex
        self._list.setStyleSheet(
            f"QListView {{ background: {colour('overlay')}; color: {colour('text')};"
            f" border: 1px solid {colour('hairline')}; padding: 4px; outline: none; }}"
            f"QListView::item {{ padding: {px(6)}px {px(8)}px; border-radius: 6px; }}"
            f"QListView::item:selected {{ background: {colour('row_overlay')};"
            f" color: {colour('text')}; }}"
        )
        self.update()
