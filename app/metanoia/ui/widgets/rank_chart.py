"""In which order things came each time they were sorted: a line for each, from sort to sort."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import stroke, text_at
from metanoia.ui.widgets.paint import blend

_ROW: Final = 30  # px at scale 1, as all below
_HEAD: Final = 30
_NAMES: Final = 0.3  # of the width, at most, on either side
_LEAST_APART: Final = 96  # from sort to sort; earlier ones are left out below that


class RankChart(Chart):
    """A line for each name from its place in one sort to its place in the next; the highest is first.

    Up and Down walk the latest order, Left and Right follow one name from sort to sort.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("In which order they came")
        self._sorts: tuple[tuple[dt.date, tuple[str, ...]], ...] = ()
        self._chosen = ""
        self.refresh()

    def show_sorts(self, sorts: Sequence[tuple[dt.date, Sequence[str]]], chosen: str = "") -> None:
        """Show ``sorts`` (day, names from the first to the last), oldest first; ``chosen`` stands out."""
        self._sorts = tuple((day, tuple(names)) for day, names in sorts)
        self._chosen = chosen
        self.paper = QSize(640, self._rows() * _ROW + _HEAD + 8)
        self.refresh()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the longest order."""
        return QSize(theme().px(480), theme().px(max(1, self._rows()) * _ROW + _HEAD + 8))

    def sentence(self) -> str:
        """Return which came first at first and at last, and what moved furthest."""
        if not self._sorts:
            return self.tr("Nothing is sorted yet.")
        day, names = self._sorts[-1]
        first = names[0] if names else ""
        if len(self._sorts) == 1:
            return self.tr("{} came first on {}.").format(first, dates.short_with_year(day))
        many = counted(len(self._sorts), self.tr("1 sort"), self.tr("{} sorts"))
        before = self._sorts[0]
        said = self.tr("{} from {} to {}: {} came first, now {}.").format(
            many, dates.short_with_year(before[0]), dates.short_with_year(day),
            before[1][0] if before[1] else "", first,
        )  # fmt: skip
        if before[1][:1] == names[:1]:
            said = self.tr("{} from {} to {}: {} came first at both ends.").format(
                many, dates.short_with_year(before[0]), dates.short_with_year(day), first
            )
        return f"{said} {self._furthest()}".strip()

    def table(self) -> Table:
        """Return each name with its place in each sort."""
        heads = (self.tr("Value"), *(dates.short_with_year(day) for day, _ in self._sorts))
        rows = tuple(
            (
                name,
                *(str(names.index(name) + 1) if name in names else "" for _, names in self._sorts),
            )
            for name in self._names()
        )
        return Table(heads, rows)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the days, a line for each name, and the names beside the first and last order."""
        if not self._sorts:
            text_at(painter, room.center(), self.tr("Nothing is sorted yet"), ink, token="text2")
            return
        shown, xs = self._columns(room, ink)
        for (day, _), x in zip(shown, xs, strict=True):
            place = QPointF(x, room.top() + ink.px(12))
            text_at(painter, place, dates.short_with_year(day), ink, within=room)
        names = [*dict.fromkeys(name for _, order in shown for name in order)]
        for name in sorted(names, key=lambda one: one == self._chosen):
            self._draw_name(painter, room, (shown, xs), name, ink)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return every place in every sort in view, name by name in their latest order."""
        if not self._sorts:
            return []
        shown, xs = self._columns(room, ink)
        found = []
        said = self.tr("{}: {} of {}")
        for name in self._names():
            for (day, order), x in zip(shown, xs, strict=True):
                if name in order:
                    rank = order.index(name)
                    place = QPointF(x, _y(rank, room, ink))
                    words = said.format(name, rank + 1, len(order))
                    found.append(Spot(place, words, dates.short_with_year(day)))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow a name by Left and Right, go to the next or the one before by Down and Up."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        spots = self._spots()
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not spots:
            super().keyPressEvent(event)
            return
        here = spots[self._spot] if self._spot >= 0 else None
        level = [
            number
            for number, spot in enumerate(spots)
            if here is not None
            and spot.place.x() == here.place.x()
            and (spot.place.y() - here.place.y()) * step > 0
        ]
        if here is None:
            self.walk_to(0)
        elif level:
            nearest = min(level, key=lambda one: abs(spots[one].place.y() - here.place.y()))
            self.walk_to(nearest)

    # -- inside

    def _draw_name(
        self,
        painter: QPainter,
        room: QRectF,
        columns: tuple[Sequence[tuple[dt.date, tuple[str, ...]]], list[float]],
        name: str,
        ink: Theme,
    ) -> None:
        """Draw the line of one name; it breaks where the name was not in a sort."""
        shown, xs = columns
        strong = name == self._chosen or not self._chosen
        colour = blend(ink.colour("card"), ink.colour("accent"), 1.0 if strong else 0.4)
        places = [
            QPointF(x, _y(order.index(name), room, ink)) if name in order else None
            for (_, order), x in zip(shown, xs, strict=True)
        ]
        painter.setPen(stroke(colour, (2.4 if name == self._chosen else 1.7) * ink.scale))
        for one, other in pairwise(places):
            if one is not None and other is not None:
                painter.drawLine(one, other)
        painter.setPen(QPen(ink.colour("card"), 2 * ink.scale))
        painter.setBrush(colour)
        for place in places:
            if place is not None:
                painter.drawEllipse(place, 4.6 * ink.scale, 4.6 * ink.scale)
        for place, side, order in ((places[0], -1, shown[0][1]), (places[-1], 1, shown[-1][1])):
            if place is not None and (side == 1 or len(shown) > 1):
                self._draw_words(painter, room, place, (name, order.index(name), side), ink)

    def _draw_words(
        self,
        painter: QPainter,
        room: QRectF,
        place: QPointF,
        words: tuple[str, int, int],
        ink: Theme,
    ) -> None:
        name, rank, side = words
        font = ink.font("label", weight=600 if name == self._chosen else 500)
        painter.setFont(font)
        painter.setPen(ink.colour("text"))
        away, high = ink.px(12), ink.px(20)
        wide = (place.x() - room.left() if side < 0 else room.right() - place.x()) - away
        said = f"{name}  {rank + 1}" if side < 0 else f"{rank + 1}  {name}"
        mode = Qt.TextElideMode.ElideRight if side > 0 else Qt.TextElideMode.ElideLeft
        shown = QFontMetricsF(font).elidedText(said, mode, wide)
        left = place.x() + away if side > 0 else room.left()
        align = Qt.AlignmentFlag.AlignLeft if side > 0 else Qt.AlignmentFlag.AlignRight
        box = QRectF(left, place.y() - high / 2, wide, high)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, shown)

    def _columns(
        self, room: QRectF, ink: Theme
    ) -> tuple[Sequence[tuple[dt.date, tuple[str, ...]]], list[float]]:
        """Return the latest sorts that have room, and where each stands."""
        metrics = QFontMetricsF(ink.font("label", weight=600))
        names = self._names() or [""]
        wide = max(metrics.horizontalAdvance(f"10  {name}") for name in names) + ink.px(16)
        side = min(wide, room.width() * _NAMES)
        left, right = room.left() + side, room.right() - side
        fits = max(2, int((right - left) / ink.px(_LEAST_APART)) + 1)
        shown = self._sorts[-fits:]
        if len(shown) == 1:
            return shown, [room.left() + ink.px(44)]
        pitch = (right - left) / (len(shown) - 1)
        return shown, [left + pitch * number for number in range(len(shown))]

    def _names(self) -> list[str]:
        """Return every name, those of the latest sort first and in its order."""
        return [*dict.fromkeys(name for _, order in reversed(self._sorts) for name in order)]

    def _rows(self) -> int:
        return max((len(order) for _, order in self._sorts), default=0)

    def _furthest(self) -> str:
        """Return what moved furthest between the first and the last sort, nothing if none did."""
        before, now = self._sorts[0][1], self._sorts[-1][1]
        moves = [(before.index(name) - now.index(name), name) for name in now if name in before]
        move, name = max(moves, key=lambda one: abs(one[0]), default=(0, ""))
        if not move:
            return ""
        places = counted(abs(move), self.tr("1 place"), self.tr("{} places"))
        return (self.tr("{} rose by {}.") if move > 0 else self.tr("{} fell by {}.")).format(
            name, places
        )


def _y(rank: int, room: QRectF, ink: Theme) -> float:
    return room.top() + ink.px(_HEAD) + ink.px(_ROW) * (rank + 0.5)
