"""Every assumption by how much hangs on it and how sure somebody is of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from metanoia.domain.assumptions import CLOSED, AssumptionRow
from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.beeswarm import spread
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import (
    KeyEntry,
    Plot,
    hairline,
    level_lines,
    stroke,
    text_at,
)

TEST_FIRST: Final = (6, 60)  # importance and confidence from which on an untouched one comes first
_DOT: Final = 4.6  # radius in px at scale 1
_LANE: Final = 36  # height of the lane for what nobody said a confidence of


class _Dot(NamedTuple):
    row: AssumptionRow
    tested: bool


class ScatterChart(Chart):
    """Importance 0 to 10 along, confidence 0 to 100 upright; filled dots were never tested.

    Dots of one importance stand beside one another where they would hide each other: their height is
    exact, their place along is within their importance. What has no confidence stands in a lane of its
    own below. ``chosen`` carries the id of the assumption that is clicked, or taken by Enter.
    """

    chosen = Signal(str)
    paper = QSize(760, 460)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("How much hangs on it, and how sure I am")
        self._dots: list[_Dot] = []
        self._placed: tuple[object, list[QPointF]] | None = None
        self.spot_chosen.connect(self._choose)
        self.refresh()

    def show_rows(self, rows: Sequence[AssumptionRow]) -> None:
        """Show ``rows``; with a test that is planned, running or finished they count as tested."""
        dots = [_Dot(row, row.tests > 0) for row in rows]
        self._dots = sorted(dots, key=_order)
        self._placed = None
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return a picture that fills a page's pane."""
        return QSize(theme().px(560), theme().px(420))

    def sentence(self) -> str:
        """Return how many there are, and how many wait to be tested first."""
        if not self._dots:
            return self.tr("No assumption to show.")
        many = counted(len(self._dots), self.tr("1 assumption"), self.tr("{} assumptions"))
        first = sum(_comes_first(dot) for dot in self._dots)
        said = self.tr("{} by importance and confidence; {} to test first").format(many, first)
        unsaid = sum(dot.row.confidence is None for dot in self._dots)
        if unsaid:
            said += self.tr("; {} with no confidence said").format(unsaid)
        return f"{said}."

    def table(self) -> Table:
        """Return every assumption, what is to be tested first at the top."""
        heads = (
            self.tr("Importance"),
            self.tr("How sure"),
            self.tr("Tested"),
            self.tr("Assumption"),
        )
        dots = sorted(self._dots, key=lambda dot: (not _comes_first(dot), *_backwards(dot)))
        yes, never = self.tr("yes"), self.tr("never")
        rows = tuple(
            (
                str(dot.row.importance),
                "" if dot.row.confidence is None else f"{dot.row.confidence}%",
                yes if dot.tested else never,
                dot.row.statement,
            )
            for dot in dots
        )
        return Table(heads, rows)

    def key(self) -> Sequence[KeyEntry]:
        """Return what filled and hollow dots mean."""
        return (
            KeyEntry("dot", "plum", self.tr("never tested")),
            KeyEntry("hollow", "plum", self.tr("tested, or a test is planned")),
        )

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the region to test first, the axes, and the dots."""
        plot = self._plot(room, ink)
        self._draw_ground(painter, plot, ink)
        self._draw_dots(painter, plot, ink)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the dots by importance, those of one importance by confidence."""
        plot = self._plot(room, ink)
        said = self.tr("Importance {}, {}% sure, {}")
        unsaid = self.tr("Importance {}, no confidence said, {}")
        yes, never = self.tr("tested"), self.tr("never tested")
        spots = []
        for dot, place in zip(self._dots, self._places(plot, ink), strict=True):
            state = yes if dot.tested else never
            row = dot.row
            words = (
                unsaid.format(row.importance, state)
                if row.confidence is None
                else said.format(row.importance, row.confidence, state)
            )
            spots.append(Spot(place, words, row.statement))
        return spots

    def enter(self, spot: int) -> None:
        """Choose the assumption at the spot of that number; without one, open the menu."""
        if 0 <= spot < len(self._dots):
            self._choose(spot)
        else:
            self.open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next importance by Page Up, to the one before by Page Down."""
        steps = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._dots:
            super().keyPressEvent(event)
            return
        here = self._dots[max(0, self._spot)].row.importance
        beyond = [
            number
            for number, dot in enumerate(self._dots)
            if (dot.row.importance - here) * step > 0
        ]
        if beyond:
            self.walk_to(min(beyond) if step > 0 else max(beyond))

    # -- inside

    def _draw_ground(self, painter: QPainter, plot: Plot, ink: Theme) -> None:
        px, box, right = ink.px, plot.box, Qt.AlignmentFlag.AlignRight
        importance, sure = TEST_FIRST
        corner = QPointF(plot.x(importance - 0.5), plot.y(sure))
        region = QRectF(corner, QPointF(plot.x(10.5), box.top() - px(6)))
        painter.setPen(stroke(ink.colour("plum", 0.45), 1, (3, 3)))
        painter.setBrush(ink.colour("plum_soft", 0.7))
        painter.drawRoundedRect(region.normalized(), 8, 8)
        level_lines(painter, plot, (0, 25, 50, 75, 100), ink)
        unsaid = self._has_unsaid()
        low = box.bottom() + (px(_LANE) if unsaid else 0)
        for value in range(11):
            x, width = hairline(painter, plot.x(value))
            painter.setPen(QPen(ink.colour("hairline"), width))
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + px(4)))
            text_at(painter, QPointF(x, low + px(14)), str(value), ink)
        middle = box.center().x()
        text_at(
            painter,
            QPointF(middle, low + px(32)),
            self.tr("how much hangs on it"),
            ink,
            token="text2",
        )
        if unsaid:
            place = QPointF(box.left() - px(9), box.bottom() + px(_LANE) / 2 + 1)
            text_at(painter, place, self.tr("not said"), ink, align=right)
        label = QPointF(region.right() - px(2), box.top() - px(16))
        words = self.tr("Test first")
        text_at(painter, label, words, ink, align=right, token="plum_text", strong=True)
        label.setX(box.left())
        left = Qt.AlignmentFlag.AlignLeft
        text_at(painter, label, self.tr("how sure I am"), ink, align=left, token="text2")

    def _draw_dots(self, painter: QPainter, plot: Plot, ink: Theme) -> None:
        colour, size = ink.colour, ink.scale
        places = list(zip(self._dots, self._places(plot, ink), strict=True))
        painter.setPen(QPen(colour("plum"), 1.5 * size))
        painter.setBrush(colour("card"))
        for dot, place in places:
            if dot.tested:
                painter.drawEllipse(place, 4.4 * size, 4.4 * size)
        painter.setPen(QPen(colour("card"), 1.2 * size))
        painter.setBrush(colour("plum"))
        for dot, place in places:
            if not dot.tested:
                painter.drawEllipse(place, _DOT * size, _DOT * size)

    def _plot(self, room: QRectF, ink: Theme) -> Plot:
        px = ink.px
        below = px(44) + (px(_LANE) if self._has_unsaid() else 0)
        side = px(60 if self._has_unsaid() else 38)
        return Plot(room.adjusted(side, px(26), -px(4), -below), -0.5, 10.5, 0, 100)

    def _places(self, plot: Plot, ink: Theme) -> list[QPointF]:
        """Return where each dot lies: level with its confidence, spread within its importance."""
        known = (plot, ink.scale)
        if self._placed is None or self._placed[0] != known:
            self._placed = (known, self._spread(plot, ink))
        return self._placed[1]

    def _spread(self, plot: Plot, ink: Theme) -> list[QPointF]:
        reach, apart = plot.box.width() / 11 * 0.42, 2 * _DOT * ink.scale + 1
        fits = 2 * int(reach / apart) + 1
        columns = [dot.row.importance for dot in self._dots]
        unsaid = Counter(dot.row.importance for dot in self._dots if dot.row.confidence is None)
        lane = plot.box.bottom() + ink.px(_LANE) / 2 + 1
        heights, number = [], 0
        for dot in self._dots:
            if dot.row.confidence is not None:
                heights.append(plot.y(dot.row.confidence))
                continue
            number += 1  # in the lane height says nothing: three rows where one is too short
            row = number % 3 - 1 if unsaid[dot.row.importance] > fits else 0
            heights.append(lane + row * (apart - 1))
        aside = spread(columns, heights, reach, apart)
        return [
            QPointF(plot.x(column) + dx, y)
            for column, dx, y in zip(columns, aside, heights, strict=True)
        ]

    def _has_unsaid(self) -> bool:
        return any(dot.row.confidence is None for dot in self._dots)

    @Slot(int)
    def _choose(self, spot: int) -> None:
        self.chosen.emit(self._dots[spot].row.id)


def _order(dot: _Dot) -> tuple[int, int, str]:
    sure = -1 if dot.row.confidence is None else dot.row.confidence
    return dot.row.importance, sure, dot.row.statement


def _backwards(dot: _Dot) -> tuple[int, int, str]:
    importance, sure, words = _order(dot)
    return -importance, -sure, words


def _comes_first(dot: _Dot) -> bool:
    importance, sure = TEST_FIRST
    return (
        not dot.tested
        and dot.row.state not in CLOSED
        and dot.row.importance >= importance
        and dot.row.confidence is not None
        and dot.row.confidence >= sure
    )
