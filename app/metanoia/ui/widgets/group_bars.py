"""How high a number was on the days of each tag, goal or value, with how many days that were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from metanoia.domain.metric_stats import Group
from metanoia.domain.metrics import LEAST
from metanoia.ui.amounts import number
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.paint import rounded

_ROW: Final = 26  # px at scale 1, as all below
_BAR: Final = 6
_GAP: Final = 14
_NAMES: Final = 220  # at most
_SHORTEST_BAR: Final = 40


class GroupBars(Chart):
    """A bar and a mean for each name with its n; below five days the n stands alone."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._groups: tuple[Group, ...] = ()
        self._scale = (0.0, 10.0)
        self._write: Callable[[float], str] = number
        self.refresh()

    def show_groups(
        self,
        groups: Sequence[Group],
        *,
        scale: tuple[float, float],
        about: str = "",
        said: Callable[[float], str] = number,
    ) -> None:
        """Show ``groups`` on a scale of two numbers; ``said`` writes a mean, unit and all."""
        self._groups, self._scale, self.about, self._write = tuple(groups), scale, about, said
        self.paper = QSize(640, max(1, len(groups)) * _ROW + 8)
        self.refresh()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return a line for each name, at least one."""
        rows = max(1, len(self._groups))
        return QSize(theme().px(360), rows * theme().px(_ROW) + 8)

    def sentence(self) -> str:
        """Return every name in words."""
        if not self._groups:
            return self.tr("{}: nothing to compare yet.").format(self.title)
        said = self.tr("{}: {}, n {}")
        each = [said.format(one.name, self._words(one), one.n) for one in self._groups]
        return "; ".join(each) + "."

    def table(self) -> Table:
        """Return every name with its mean and its n."""
        heads = (self.title, self.tr("Mean"), self.tr("n"))
        rows = tuple((one.name, self._words(one), str(one.n)) for one in self._groups)
        plain = tuple(
            (one.name, "" if one.mean is None else f"{one.mean:.12g}", str(one.n))
            for one in self._groups
        )
        return Table(heads, rows, plain)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw a line for each name: bar, mean and n."""
        if not self._groups:
            painter.setFont(ink.font("label", weight=400))
            painter.setPen(ink.colour("text3"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.tr("Nothing to compare yet"))
            return
        bars = self._bars(room, ink)
        for place, one in enumerate(self._groups):
            row = self._row(room, place, ink)
            self._draw_words(painter, row, bars, one, ink)
            if one.mean is not None and bars.width() >= ink.px(_SHORTEST_BAR):
                top = row.center().y() - ink.px(_BAR) / 2
                track = QRectF(bars.left(), top, bars.width(), ink.px(_BAR))
                rounded(painter, track, track.height() / 2, ink.colour("pressed"))
                low, high = self._scale
                part = min(1.0, max(0.0, (one.mean - low) / ((high - low) or 1.0)))
                track.setWidth(max(track.height(), track.width() * part))
                rounded(painter, track, track.height() / 2, ink.colour("accent"))

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the names."""
        bars = self._bars(room, ink)
        said = self.tr("{}, {} days")
        return [
            Spot(
                QPointF(
                    max(bars.left(), room.left() + 12), self._row(room, place, ink).center().y()
                ),
                one.name,
                said.format(self._words(one), one.n),
            )
            for place, one in enumerate(self._groups)
        ]

    def _words(self, one: Group) -> str:
        if one.mean is None:
            return self.tr("fewer than {} days").format(LEAST)
        return self._write(one.mean)

    def _n(self, one: Group) -> str:
        return self.tr("n {}").format(one.n)

    def _row(self, room: QRectF, place: int, ink: Theme) -> QRectF:
        pitch = ink.px(_ROW)
        return QRectF(room.left() + 4, room.top() + 4 + place * pitch, room.width() - 8, pitch)

    def _right(self, ink: Theme) -> tuple[float, float]:
        """Return the px that means and n take."""
        strong = QFontMetricsF(ink.font("label", weight=600, tabular=True))
        small = QFontMetricsF(ink.font("caption", tabular=True))
        means = max((strong.horizontalAdvance(self._words(one)) for one in self._groups), default=0)
        return means, max(
            (small.horizontalAdvance(self._n(one)) for one in self._groups), default=0
        )

    def _bars(self, room: QRectF, ink: Theme) -> QRectF:
        plain = QFontMetricsF(ink.font("label", weight=400))
        names = max((plain.horizontalAdvance(one.name) for one in self._groups), default=0)
        names = min(names, ink.px(_NAMES), room.width() * 0.4)
        right = room.right() - 4 - sum(self._right(ink)) - 2 * ink.px(_GAP)
        left = min(room.left() + 4 + names + ink.px(_GAP), right)
        return QRectF(left, room.top(), right - left, room.height())

    def _draw_words(
        self, painter: QPainter, row: QRectF, bars: QRectF, one: Group, ink: Theme
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        means, counts = self._right(ink)
        painter.setFont(ink.font("label", weight=400))
        painter.setPen(ink.colour("text2"))
        names = QRectF(row)
        names.setRight(bars.left() - ink.px(_GAP) / 2)
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(one.name, elide, int(names.width()) + 1)
        painter.drawText(names, middle, name)
        painter.setFont(ink.font("caption", tabular=True))
        painter.setPen(ink.colour("text3"))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, self._n(one))
        known = one.mean is not None
        painter.setFont(ink.font("label", weight=600 if known else 400, tabular=True))
        painter.setPen(ink.colour("text" if known else "text3"))
        words = QRectF(row)
        words.setLeft(row.right() - counts - ink.px(_GAP) - means)
        painter.drawText(words, middle, self._words(one))
