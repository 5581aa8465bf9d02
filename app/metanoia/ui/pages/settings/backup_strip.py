"""Thirty days of backups as dots: a ring is saved, a filled dot was read back as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of

if TYPE_CHECKING:
    from metanoia.vault.backups import Backup

DAYS: Final = 30
_DOTS: Final = 14
_LABELS: Final = 18
_LEGEND: Final = 20


class BackupStrip(QWidget):
    """Says of each of the last thirty days whether there is a backup of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = dt.datetime.now().astimezone().date()
        self._days: dict[dt.date, bool] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show what there is of ``backups``; one that was read back counts for its day."""
        self._today = dt.datetime.now().astimezone().date()
        self._days = {}
        for backup in backups:
            day = backup.made_at.astimezone().date()
            if (self._today - day).days < DAYS:
                self._days[day] = self._days.get(day, False) or backup.verified_at is not None
        days, read = len(self._days), sum(self._days.values())
        said = counted(days, self.tr("a backup of one day"), self.tr("backups of {} days"))
        verified = counted(read, self.tr("one was read back"), self.tr("{} were read back"))
        self.setAccessibleName(self.tr("The last 30 days: {}, {}").format(said, verified))
        self.update()

    def states(self) -> dict[dt.date, bool]:
        """Return the days with a backup and whether one of the day was read back."""
        return dict(self._days)

    def sizeHint(self) -> QSize:
        """Return the size of dots, labels and legend."""
        return QSize(theme().px(320), theme().px(_DOTS + _LABELS + _LEGEND))

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which the dots can be told apart."""
        return QSize(theme().px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dots, first and last day, and what the dots mean."""
        painter = painter_of(self)
        px, colour = theme().px, theme().colour
        first = self._today - dt.timedelta(days=DAYS - 1)
        step = (self.width() - px(12)) / (DAYS - 1)
        for number in range(DAYS):
            place = QPointF(px(6) + number * step, px(_DOTS) / 2)
            self._paint_dot(painter, place, self._days.get(first + dt.timedelta(days=number)))
        painter.setFont(theme().font("caption", size=11.5))
        painter.setPen(colour("text2"))
        row = QRectF(0, px(_DOTS), self.width(), px(_LABELS))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, dates.medium(first, self._today))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(row, right, dates.ago(self._today, self._today))
        self._paint_legend(painter, row.bottom())
        painter.end()

    def _paint_dot(self, painter: QPainter, place: QPointF, state: bool | None) -> None:
        px, colour = theme().px, theme().colour
        if state is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("disabled"))
            painter.drawEllipse(place, px(1.6), px(1.6))
            return
        radius = px(4.4)
        painter.setPen(QPen(colour("accent"), max(1.6, px(1.6))))
        painter.setBrush(colour("accent") if state else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place, radius, radius)

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        px = theme().px
        middle, x = top + px(_LEGEND) / 2, float(px(6))
        for state, words in ((False, self.tr("saved")), (True, self.tr("saved and read back"))):
            self._paint_dot(painter, QPointF(x, middle), state)
            font = theme().font("caption")
            painter.setFont(font)
            painter.setPen(theme().colour("text2"))
            room = QRectF(x + px(12), top, self.width(), px(_LEGEND))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            x += px(12) + QFontMetricsF(font).horizontalAdvance(words) + px(20)
