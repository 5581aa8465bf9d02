"""A line drawn by hand, in a sheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.maps import DRAWN
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.drawn_line import DrawnLine
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox

if TYPE_CHECKING:
    from metanoia.domain.maps import Drawn


class LineSheet(WritingSheet):
    """``given`` carries the points, none to let the line go; the sheet stays until they are kept."""

    given = Signal(object)

    def __init__(
        self, over: QWidget, name: str, points: tuple[Drawn, ...], first: dt.date, last: dt.date
    ) -> None:
        said = over.tr("From memory is good enough. When was it high, when low?")
        super().__init__(over, name, said, keep=over.tr("Keep"), icon="chart-scatter", tone="accent", width=620)  # fmt: skip
        self.line = DrawnLine(name, first, last)
        self.line.show_points(points)
        self.said = Label(self.line.sentence(), "label", "text2", weight=400, wrap=True)
        keys = Label(
            self.tr("Click sets a point, drag moves it. By keys: Space sets one, arrows move it, Delete takes it away, Ctrl+Z undoes."),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        self.add(self.line, 6, boxed(hbox((self.said, 1))), 4, keys)
        self.line.changed.connect(self._changed)
        self.line.full.connect(self._full)

    def written(self) -> object:
        """Return the points as they are now."""
        return tuple(self.line.points)

    @Slot()
    def keep(self) -> None:
        """Give the points."""
        self.given.emit(tuple(self.line.points))

    @Slot()
    def _changed(self) -> None:
        self.refuse("")
        self.said.setText(self.line.sentence())

    @Slot()
    def _full(self) -> None:
        self.refuse(self.tr("A line has at most {} points. Move one, or take one away.").format(DRAWN))  # fmt: skip
