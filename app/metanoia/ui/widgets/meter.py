"""A bar that is filled to a share, as of strength or progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of, rounded


class Meter(QWidget):
    """A bar filled to ``share`` (0 to 1); say in words beside it what it means."""

    def __init__(
        self,
        share: float = 0.0,
        tone: str = "accent",
        height: float = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._share = share
        self._tone = tone
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def share(self) -> float:
        """Return how far the bar is filled, 0 to 1."""
        return self._share

    def set_share(self, share: float, tone: str | None = None) -> None:
        """Fill the bar to ``share``, clamped to 0 to 1, in another tone if given."""
        self._share = min(1.0, max(0.0, share))
        self._tone = tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and filling."""
        painter = painter_of(self)
        radius = self.height() / 2
        rounded(painter, self.rect(), radius, theme().colour("pressed"))
        if self._share:
            token = self._tone if self._tone in ("accent", "danger") else f"{self._tone}_fill"
            width = max(self.width() * self._share, 2 * radius)
            bar = QRectF(0, 0, width, self.height())
            rounded(painter, bar, radius, theme().colour(token))
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(self._height))
        self.update()
