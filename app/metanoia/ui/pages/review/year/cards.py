"""The cards of a year: day by day, small lines beside one another, and a metric by tag, goal, value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from metanoia.ui.pages.review.year.facts import (
    Daily,
    Line,
    Span,
    mean_written,
    months_said,
    written,
)
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chart import Chart
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.group_bars import GroupBars
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.line_chart import LineChart
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.tile import Icon
from metanoia.ui.widgets.year_map import YearLegend, YearMap

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from metanoia.domain.metric_stats import Group

GROUPINGS: Final = ("tag", "goal", "value")
_COLUMN: Final = 270  # px at scale 1 that a small line needs
_GAP: Final = 14


def _tr(text: str) -> str:
    return QCoreApplication.translate("YearRoom", text)


class More(IconButton):
    """What can be done with a chart: its table, files, paper."""

    def __init__(self, chart: Chart) -> None:
        super().__init__("ellipsis", _tr("More of “{}”").format(chart.title), token="text3")
        self._chart = chart
        self.clicked.connect(self._open)

    @Slot()
    def _open(self) -> None:
        menu = Menu(self)
        self._chart.add_to(menu)
        menu.open_below(self)


class DayByDay(Card):
    """A year of squares; chips choose what they stand for. ``day_chosen`` carries a day."""

    day_chosen = Signal(object)
    shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.map = YearMap(_tr("Day by day"))
        self.chips: dict[str, Chip] = {}
        self.current = ""
        self._offered: list[Daily] = []
        self._days: Span | None = None
        self._chips = QWidget()
        self._flow = FlowLayout(gap=7, line_gap=6)
        self._chips.setLayout(self._flow)
        self._sign = Icon("info", 15, "text3")
        self.saying = Label("", "caption", "text2", wrap=True)
        head = boxed(hbox(Label(_tr("Day by day"), "strong"), 16, (boxed(vbox(3, self._chips)), 1), 12, YearLegend(), 6, More(self.map)))  # fmt: skip
        self._said = boxed(hbox(self._sign, 8, (self.saying, 1)))
        super().__init__(
            head, 10, self.map, 10, self._said, margins=(19, 13, 15, 13), parent=parent
        )
        self.map.chosen.connect(self.day_chosen)

    def show_year(self, offered: Sequence[Daily], days: Span) -> None:
        """Show what is known by the day; what was chosen stays chosen where it is still there."""
        self._days = days
        names = [(one.key, one.name) for one in offered]
        if names != [(one.key, one.name) for one in self._offered]:
            self._offered = list(offered)
            self._flow.empty()
            self.chips = {}
            for one in offered:
                chip = Chip(one.name, checkable=True)
                chip.clicked.connect(self._choose)
                self.chips[one.key] = chip
                self._flow.addWidget(chip)
            self._chips.updateGeometry()
        self._offered = list(offered)
        if self.current not in self.chips:
            self.current = self._first()
        self._show()

    def daily(self) -> Daily | None:
        """Return what is shown."""
        return next((one for one in self._offered if one.key == self.current), None)

    def forget(self) -> None:
        """Show nothing."""
        self._offered, self.chips, self.current = [], {}, ""
        self._flow.empty()
        today = dt.date(2000, 1, 1)
        self.map.show_days({}, today, today)
        self.saying.setText("")

    def _first(self) -> str:
        energy = [one for one in self._offered if one.metric and one.metric.built_in == "energy" and one.values]  # fmt: skip
        full = [one for one in self._offered if one.values]
        return (energy or full or self._offered)[0].key if self._offered else ""

    def _show(self) -> None:
        one = self.daily()
        if one is None or self._days is None:
            return
        for key, chip in self.chips.items():
            chip.setChecked(key == self.current)
            chip.set_look("plain", "check" if key == self.current else None)
        self.map.show_days(
            one.values, self._days.first, self._days.last,
            scale=one.scale, of=one.name, said=partial(written, one),
        )  # fmt: skip
        self.saying.setText(months_said(one))
        self._said.setVisible(bool(self.saying.text()))
        self.shown.emit(self.current)

    @Slot()
    def _choose(self) -> None:
        self.current = next(key for key, chip in self.chips.items() if chip is self.sender())
        self._show()


class SmallLine(Card):
    """One line over a year, with its name and what it says in a few words."""

    def __init__(self, line: Line, days: Span, parent: QWidget | None = None) -> None:
        self.line = line
        self.chart = LineChart(line.title, line.token)
        self.chart.show_line(
            line.points, days.first, days.last, scale=line.scale, shape=line.shape,
            unit=line.unit, level=line.level, digits=line.digits,
        )  # fmt: skip
        title = Label(line.title, "strong", elide=True)
        about = Label(line.about, "caption", "text2", elide=True)
        super().__init__(title, 1, about, 10, self.chart, margins=(17, 13, 12, 10), parent=parent)


class SmallLines(QWidget):
    """Small lines in as many columns as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[SmallLine] = []
        self._shown: tuple[list[Line], Span] | None = None
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._grid)

    def show_lines(self, lines: list[Line], days: Span) -> None:
        """Show these."""
        if self._shown == (lines, days):
            return
        self._shown = (lines, days)
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [SmallLine(line, days) for line in lines]
        self._place(anew=True)
        self.setVisible(bool(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        self._place(anew=False)

    def _place(self, *, anew: bool) -> None:
        px = theme().px
        columns = max(1, min(3, (self.width() + px(_GAP)) // (px(_COLUMN) + px(_GAP))))
        if columns == self._columns and not anew:
            return
        self._columns = columns
        self._grid.setSpacing(px(_GAP))
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
            card.show()
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setColumnMinimumWidth(column, 0)


class ByWhat(Card):
    """A metric on the days of each tag, goal or value; ``asked`` says that the other is wanted."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.bars = GroupBars(_tr("By tag"))
        names = [_tr("Tag"), _tr("Goal"), _tr("Value")]
        self.which = Segmented(names, name=_tr("By what"))
        self.title = Label("", "strong", wrap=True)
        self.about = Label("", "caption", "text2", wrap=True)
        head = boxed(hbox((self.title, 1), 12, self.which, 6, More(self.bars)))
        super().__init__(
            head, 2, self.about, 10, self.bars, margins=(19, 13, 15, 13), parent=parent
        )
        self.which.chosen.connect(self._chosen)

    @property
    def grouping(self) -> str:
        """Return "tag", "goal" or "value"."""
        return GROUPINGS[self.which.current()]

    def show_groups(self, one: Daily, groups: Sequence[Group]) -> None:
        """Show a metric's means."""
        if one.metric is None:
            return
        name = [_tr("{} by tag"), _tr("{} by goal"), _tr("{} by value")][self.which.current()]
        self.title.setText(name.format(one.name))
        self.about.setText(
            _tr("Days with an entry of each. No mean is said of fewer than five days.")
        )
        self.bars.title = name.format(one.name)
        self.bars.show_groups(
            groups, scale=one.scale or (0, 10), said=partial(mean_written, one.metric)
        )

    @Slot()
    def _chosen(self) -> None:
        self.asked.emit()
