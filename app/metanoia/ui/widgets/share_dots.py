"""How much of what somebody said in a conversation was asking: a dot for each conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import Plot, level_lines, paint_mark, text_at

_NEAREST: Final = 12  # px at scale 1 from one dot to the next; earlier ones are left out below that


class InquiryDots(Chart):
    """The share of inquiry, 0 to 100 per cent, in each conversation; the latest dot is filled.

    A conversation without a move has no dot but a dash below the line.
    """

    paper = QSize(560, 220)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Share of inquiry")
        self._shares: tuple[tuple[dt.date, int | None], ...] = ()
        self._today = dt.date.min
        self.refresh()

    def show_shares(self, shares: Sequence[tuple[dt.date, int | None]], today: dt.date) -> None:
        """Show (day, share in per cent or None) of each conversation, oldest first."""
        self._shares = tuple(shares)
        self._today = today
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return a picture for a side panel."""
        return QSize(theme().px(240), theme().px(106))

    def sentence(self) -> str:
        """Return "Share of inquiry in 6 conversations: 0% at first (3 March), 33% at last (today)."."""
        known = [(day, share) for day, share in self._shares if share is not None]
        if not known:
            return self.tr("No conversation with a move yet.")
        (first, before), (last, now) = known[0], known[-1]
        if len(known) == 1:
            return self.tr("Share of inquiry: {}% ({}).").format(now, self._called(last))
        many = counted(len(self._shares), self.tr("1 conversation"), self.tr("{} conversations"))
        said = self.tr("Share of inquiry in {}: {}% at first ({}), {}% at last ({}).")
        return said.format(many, before, self._called(first), now, self._called(last))

    def table(self) -> Table:
        """Return each conversation's day and share."""
        none = self.tr("no move")
        rows = tuple(
            (dates.short_with_year(day), none if share is None else f"{share}%")
            for day, share in self._shares
        )
        return Table((self.tr("Day"), self.tr("Share of inquiry")), rows)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw a dot on a stem for each conversation, and the latest share beside its dot."""
        plot, shares = self._plot(room, ink)
        level_lines(painter, plot, (0, 50, 100), ink)
        if not shares:
            middle = QPointF(plot.box.center().x(), plot.y(25))
            text_at(painter, middle, self.tr("None yet"), ink, token="text2")
            return
        self._draw_days(painter, plot, room, ink)
        for number, (_, share) in enumerate(shares):
            self._draw_share(painter, plot, number, share, ink)
        share = shares[-1][1]
        if share is None:
            return
        place = plot.at(len(shares) - 1, share)
        paint_mark(painter, "dot", place, "blue", ink)
        painter.setFont(ink.font("label", weight=600, tabular=True))
        painter.setPen(ink.colour("blue_text"))
        beside = QRectF(place.x() + ink.px(11), place.y() - ink.px(10), 90, 2 * ink.px(10))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(beside, flags, f"{share}%")

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the conversations, oldest first."""
        plot, shares = self._plot(room, ink)
        none = self.tr("No move in this one")
        return [
            Spot(
                plot.at(number, share or 0),
                dates.medium(day, self._today),
                none if share is None else self.tr("{}% inquiry").format(share),
            )
            for number, (day, share) in enumerate(shares)
        ]

    # -- inside

    def _plot(
        self, room: QRectF, ink: Theme
    ) -> tuple[Plot, tuple[tuple[dt.date, int | None], ...]]:
        """Return the plot, and the latest conversations, as many as have room in it."""
        px = ink.px
        value = QFontMetricsF(ink.font("label", weight=600, tabular=True)).horizontalAdvance("100%")
        box = room.adjusted(px(36), px(10), -value - px(14), -px(24))
        most = max(2, int(box.width() / px(_NEAREST)))
        shares = self._shares[-most:]
        alone = len(shares) == 1
        return Plot(box, -1 if alone else 0, len(shares) - 1, 0, 100), shares

    def _draw_share(
        self, painter: QPainter, plot: Plot, number: int, share: int | None, ink: Theme
    ) -> None:
        size = ink.scale
        x = plot.x(number)
        if share is None:
            y = plot.y(0) + 5 * size
            painter.setPen(QPen(ink.colour("text3"), 1.5 * size))
            painter.drawLine(QPointF(x - 3.5 * size, y), QPointF(x + 3.5 * size, y))
            return
        place = plot.at(number, share)
        painter.setPen(QPen(ink.colour("blue_fill", 0.6), 1.4 * size))
        painter.drawLine(QPointF(x, plot.y(0)), place)
        paint_mark(painter, "hollow", place, "blue", ink)

    def _draw_days(self, painter: QPainter, plot: Plot, room: QRectF, ink: Theme) -> None:
        _, shares = self._plot(room, ink)
        y = plot.box.bottom() + ink.px(14)
        last, first = shares[-1][0], shares[0][0]
        words = self.tr("today") if last == self._today else dates.short(last, self._today)
        end = text_at(painter, QPointF(plot.x(len(shares) - 1), y), words, ink, within=room)
        if first == last:
            return
        months = (last.year - first.year) * 12 + last.month - first.month
        words = dates.month_and_year(first)[0] if 0 < months < 12 else dates.short(first, last)
        begin = QPointF(plot.x(0), y)
        metrics = QFontMetricsF(painter.font())
        if begin.x() + metrics.horizontalAdvance(words) < end.left() - ink.px(8):
            text_at(painter, begin, words, ink, within=room)

    def _called(self, day: dt.date) -> str:
        return dates.ago(day, self._today)
