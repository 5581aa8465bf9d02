"""The line of a variable, large: drawn by hand, or as it was measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.lines_over_time import FEWEST, MOST, SHAPES
from metanoia.domain.maps import DRAWN
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chart import Chart
from metanoia.ui.widgets.drawn_line import DrawnLine
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox
from metanoia.ui.widgets.line_chart import LineChart
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.domain.lines_over_time import Line
    from metanoia.domain.maps import Drawn

_WIDTH: Final = 640
_HIGH: Final = 220  # px at scale 1 of a measured line


class DrawLineSheet(WritingSheet):
    """``given`` carries the points, none to let the line go; the sheet stays until they are kept."""

    given = Signal(object)

    def __init__(
        self, over: QWidget, name: str, points: Sequence[Drawn], first: dt.date, last: dt.date
    ) -> None:
        said = over.tr("From memory is good enough. When was it high, when low?")
        super().__init__(over, name, said, keep=over.tr("Keep"), icon="spline", tone="accent", width=_WIDTH)  # fmt: skip
        self.line = DrawnLine(name, first, last)
        self.line.show_points(points)
        self.said = Label(self.line.sentence(), "label", wrap=True, weight=500)
        self.back = Button(self.tr("Take back"), "ghost", "undo-2", "s")
        self.more = IconButton("ellipsis", self.tr("More about this line"))
        self.back.setEnabled(False)
        keys = Label(
            self.tr("A click sets a point, a drag moves it. By keys: arrows go along, up and down; Space sets a point, Delete takes it away, Ctrl+Z takes back.").replace("Ctrl+Z", key_text("Ctrl+Z")),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        well = Card(self.line, margins=(4, 6, 4, 2))
        self.add(well, 8, boxed(hbox((self.said, 1), 8, self.back, 2, self.more)), 4, keys)
        self.line.changed.connect(self._changed)
        self.line.full.connect(self._full)
        self.back.clicked.connect(self._take_back)
        self.more.clicked.connect(self._open_menu)

    def written(self) -> object:
        """Return the points as they are now."""
        return self.line.points

    @Slot()
    def keep(self) -> None:
        """Give the points."""
        self.given.emit(self.line.points)

    @Slot()
    def _changed(self) -> None:
        self.refuse("")
        self.said.setText(self.line.sentence())
        self.back.setEnabled(self.line.can_undo())

    @Slot()
    def _full(self) -> None:
        self.refuse(self.tr("A line has at most {} points. Move one, or take one away.").format(DRAWN))  # fmt: skip

    @Slot()
    def _take_back(self) -> None:
        self.line.undo()
        if not self.line.can_undo():
            self.line.setFocus()

    @Slot()
    def _open_menu(self) -> None:
        _menu_of(self.line, self.more)


class MeasuredLineSheet(DialogSheet):
    """A line that a measure or a metric tells, on its own scale."""

    def __init__(self, over: QWidget, line: Line) -> None:
        super().__init__(over, line.name, over.tr("From “{}”.").format(line.source), icon="spline", width=_WIDTH)  # fmt: skip
        self.chart = LineChart(line.name)
        days = [day for day, _ in line.points]
        self.chart.show_line(line.points, days[0], days[-1], scale=line.scale, unit=line.unit, digits=2)  # fmt: skip
        fixed(self.chart, height=_HIGH)
        self.said = Label(shape_said(line), "label", wrap=True, weight=500)
        self.more = IconButton("ellipsis", self.tr("More about this line"))
        hint = self.tr("At most {} points: where more was noted, each is the mean of some days.")
        well = Card(self.chart, margins=(8, 8, 8, 4))
        self.add(
            well, 8, boxed(hbox((self.said, 1), 8, self.more)), 4,
            Label(hint.format(MOST), "caption", "text3", wrap=True),
        )  # fmt: skip
        self.done = Button(self.tr("Close"), "primary")
        self.done.clicked.connect(self.dismiss)
        self.more.clicked.connect(self._open_menu)
        self.set_foot(None, self.done)

    @Slot()
    def _open_menu(self) -> None:
        _menu_of(self.chart, self.more)


def shape_said(line: Line) -> str:
    """Return "Its shape: rising." or how many points are missing for one."""
    if line.shape == "too_few":
        few = _tr("Too few points to say which shape it has: {} are needed.")
        return few.format(FEWEST)
    return _tr("Its shape: {}.").format(SHAPES[line.shape])


def _menu_of(chart: Chart, button: QWidget) -> None:
    menu = Menu(button)
    chart.add_to(menu)
    menu.open_below(button)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LineSheet", text)
