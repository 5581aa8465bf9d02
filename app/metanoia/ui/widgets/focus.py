"""The focus ring: shown when focus came by the keyboard, not after a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from metanoia.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QAbstractButton as ButtonBase
    from PySide6.QtWidgets import QWidget as Base
else:
    Base = ButtonBase = object  # a second Qt class among the bases of one widget crashes it

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_COMING_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class KeyboardFocus(Base):
    """Mixin, named before the Qt class: knows whether focus arrived by the keyboard."""

    _by_keyboard = False

    def ring_shown(self) -> bool:
        """Return whether the focus ring is to be painted now."""
        return self._by_keyboard and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how focus came; a window that becomes active again changes nothing."""
        if event.reason() not in _COMING_BACK:
            self._by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()


class OneStop(ButtonBase):
    """Mixin for buttons that exclude one another: Tab stops at the chosen one, arrows go on."""

    def showEvent(self, event: QShowEvent) -> None:
        """Take the stop if this one is chosen, now that its siblings are known."""
        super().showEvent(event)
        self.take_stop(self.isChecked())

    def take_stop(self, chosen: bool) -> None:
        """Become the stop of the group if ``chosen``; connect it to ``toggled``."""
        parent = self.parentWidget()
        if not chosen or not self.autoExclusive() or parent is None:
            return
        for other in parent.findChildren(
            QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            if other.autoExclusive() and other.isCheckable():
                mine = other is self
                other.setFocusPolicy(
                    Qt.FocusPolicy.StrongFocus if mine else Qt.FocusPolicy.ClickFocus
                )


def paint_ring(
    painter: QPainter, rect: QRect | QRectF, radius: float, *, inset: str | None = None
) -> None:
    """Paint the 2 px ring just inside ``rect``, and a second one in colour ``inset`` within it.

    The second ring is for grounds that the ring's own blue does not stand out from.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("focus"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
    if inset:
        painter.setPen(QPen(theme().colour(inset), 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 3, -3, -3), radius - 2, radius - 2)
