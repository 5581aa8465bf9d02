"""How the day was: mood, energy and what else somebody follows, in one quiet row."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.metrics import MetricId
from metanoia.ui.destination import Notice
from metanoia.ui.pages.today.metric_cell import MetricCell, said
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tab_order import order_tabs

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from metanoia.domain.metrics import Metric
    from metanoia.journal import Journal


class MetricsRow(QWidget):
    """A cell for each metric that Today asks for; ``said`` carries a Notice after each change.

    ``source`` is the page that writes, which shows the change itself.
    """

    said = Signal(object)

    def __init__(self, journal: Journal, source: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._source = source
        self._day = dt.date.min
        self._today = dt.date.min
        self._metrics: list[Metric] = []
        self._about: MetricCell | None = None
        self.cells: list[MetricCell] = []
        self._flow = FlowLayout(gap=12, line_gap=2)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("How the day was"))
        self.hide()

    def show_day(self, day: dt.date, today: dt.date) -> None:
        """Show what was said of a day."""
        metrics = self._journal.metrics.all()
        if metrics != self._metrics:
            self._metrics = metrics
            self._rebuild()
        if day != self._day:
            for cell in self.cells:
                cell.take_typed()
        self._day, self._today = day, today
        values = self._journal.metrics.of_day(day) if metrics else {}
        for cell in self.cells:
            cell.show_value(values.get(cell.of.id))
        self.setVisible(bool(metrics))
        self._flow.invalidate()
        self.updateGeometry()

    def take_focus(self) -> bool:
        """Put the keyboard on the first cell that says nothing yet, else the first; False without any."""
        if not self.cells:
            return False
        unsaid = (cell for cell in self.cells if cell.value is None)
        next(unsaid, self.cells[0]).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def forget(self) -> None:
        """Show nothing."""
        self._metrics = []
        self._rebuild()
        self.hide()

    def _rebuild(self) -> None:
        self._flow.empty()
        self.cells = [MetricCell(metric, self) for metric in self._metrics]
        for cell in self.cells:
            cell.given.connect(self._given)
            cell.refused.connect(self._refused)
            cell.clicked.connect(self._pressed)
            self._flow.addWidget(cell)
            cell.show()
        order_tabs(None, self.cells)

    def _given(self, value: object) -> None:
        cell = self.sender()
        if isinstance(cell, MetricCell):
            self._keep(cell, value if isinstance(value, float) else None)

    def _keep(self, cell: MetricCell, value: float | None) -> None:
        store, metric, day = self._journal.metrics, cell.of, self._day
        try:
            before = store.set(metric.id, day, value, today=self._today, source=self._source)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return
        cell.show_value(value)
        if before == value:
            return
        words = f"{metric.name}: {said(metric, value)}"
        if value is None:
            words = self.tr("{} taken back").format(metric.name)
        self.said.emit(Notice(text=words, undo=partial(self._undo, metric.id, day, before)))

    def _undo(self, metric: MetricId, day: dt.date, before: float | None) -> None:
        try:
            self._journal.metrics.set(metric, day, before)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    def _refused(self, typed: str) -> None:
        text = self.tr("“{}” is no number. Type one such as 7.5.").format(typed)
        self.said.emit(Notice(text=text))

    def _pressed(self) -> None:
        """Offer what can be chosen by mouse; a number is typed."""
        cell = self.sender()
        if not isinstance(cell, MetricCell):
            return
        cell.setFocus(Qt.FocusReason.MouseFocusReason)
        kind = cell.of.kind
        if kind == "number":
            self.said.emit(Notice(text=self.tr("Type a number and press Enter.")))
            return
        self._about = cell
        menu = Menu(self)
        choices = (1, 0) if kind == "yes_no" else range(10, -1, -1)
        for number in choices:
            words = said(cell.of, number)
            action = menu.add(words, self._chosen, checked=cell.value == number)
            action.setData(number)
        if cell.value is not None:
            menu.addSeparator()
            menu.add(self.tr("Take it back"), self._chosen, icon="x").setData(None)
        menu.open_below(cell)

    def _chosen(self) -> None:
        action: QAction = self.sender()  # type: ignore[assignment]
        number = action.data()
        if self._about is not None:
            self._keep(self._about, None if number is None else float(number))
