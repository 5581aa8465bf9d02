"""All assumptions by how much hangs on them and how sure one is: what to test first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.pages.assumptions.register.quiet_row import INDENT, QuietRow
from metanoia.ui.pages.assumptions.register.rows import test_first
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.scatter_chart import ScatterChart
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.assumptions import AssumptionRow

_MOST = 3  # that are named as the ones to test first


class _FirstRow(QuietRow):
    def __init__(self, row: AssumptionRow) -> None:
        self.item = row.id
        said = Label(row.statement, "label", weight=400, wrap=True)
        sure = Label(words.percent(row.confidence or 0), "label", "plum_text", weight=600, tabular=True)  # fmt: skip
        name = f"{row.statement} {sure.text()}"
        super().__init__(name, Icon("lightbulb", 16, "plum"), 10, (said, 1), 10, sure)


class MapPane(QWidget):
    """``chosen`` carries the id of the assumption that is to be looked at."""

    chosen = Signal(str)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", self.tr("Back to the list"), "Esc")
        self.chart = ScatterChart()
        self.more = IconButton("ellipsis", self.tr("What to do with the picture"))
        self.first_rows: list[_FirstRow] = []
        self._column = vbox()
        self._list: QWidget | None = None
        self._lay_out()
        self.show_back(shown=False)
        self.back.clicked.connect(self.back_asked)
        self.chart.chosen.connect(self.chosen)
        self.more.clicked.connect(self._open_menu)

    def show_rows(self, rows: Sequence[AssumptionRow]) -> None:
        """Show the assumptions that one is sure of to some degree, and what to test first."""
        self.chart.show_rows(rows)
        first = sorted(
            (row for row in rows if test_first(row)),
            key=lambda row: (-row.importance, -(row.confidence or 0)),
        )
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self.first_rows = [_FirstRow(row) for row in first[:_MOST]]
        for row in self.first_rows:
            row.clicked.connect(self._pressed)
        head = boxed(hbox(heading(self.tr("Test first"), "text2"), None, margins=(INDENT, 0, 0, 4)))
        self._list = boxed(vbox(head, *self.first_rows))
        self._column.addWidget(self._list)
        self._first.setVisible(bool(first))

    def forget(self) -> None:
        """Hold no words any more."""
        self.show_rows(())

    def show_back(self, shown: bool) -> None:
        """Show the way back to the list, where there is room for one pane only."""
        self._back_row.setVisible(shown)

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, _FirstRow):
            self.chosen.emit(row.item)

    def _open_menu(self) -> None:
        menu = Menu(self)
        self.chart.add_to(menu)
        menu.open_below(self.more)

    def _lay_out(self) -> None:
        self._back_row = boxed(hbox(self.back, 4))
        title = Label(self.tr("Importance and confidence"), "h2", elide=True)
        head = boxed(hbox(self._back_row, (title, 1), margins=(31, 22, 31, 4)))
        why = self.tr(
            "What lies at the top right matters much and feels certain. Whatever of it was never "
            "put to a test is worth trying out first."
        )
        top = boxed(hbox(None, ChartKey(self.chart), 8, self.more))
        card = Card(top, 4, self.chart, margins=(18, 10, 14, 14))
        self._first = Card(margins=(8, 12, 8, 10))
        self._first.body.addLayout(self._column)
        said = Label(why, "label", "text2", weight=400, wrap=True)
        content = vbox(said, 14, card, 14, self._first, None, margins=(31, 0, 31, 28))
        self.setLayout(vbox(head, (ScrollArea(boxed(content)), 1)))
