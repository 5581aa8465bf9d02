"""The right pane: the prediction that is chosen, and the record below it; or how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.pages.assumptions.predictions.card import PredictionCard
from metanoia.ui.pages.assumptions.predictions.record import RecordPanel
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from metanoia.journal import Journal


class Detail(QStackedWidget):
    """Shows card and record, or why there is nothing to show."""

    new_asked = Signal()
    back_asked = Signal()

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.card = PredictionCard(journal)
        self.record = RecordPanel()
        self.back = IconButton("arrow-left", self.tr("Back to the list"), "Esc")
        self.title = Label(self.tr("Predictions"), "h1")
        head = boxed(hbox(self.back, 4, self.title, None))
        self._rest = QWidget()  # keeps the card at the top where it stands alone
        column = vbox(
            head, 14, self.card, 14, (self.record, 1), (self._rest, 1), margins=(30, 24, 30, 22)
        )
        self._both = boxed(column)
        self.area = ScrollArea(self._both)
        self._begin = self._beginning()
        self._no_trash = EmptyState(
            "trash-2", self.tr("Nothing was deleted"),
            self.tr("A prediction that you delete stays here for 30 days and can be restored with its forecasts."),
        )  # fmt: skip
        for room in (self.area, self._begin, self._no_trash):
            self.addWidget(room)
        self.back.clicked.connect(self.back_asked)
        self.back.hide()

    def show_something(self, *, card: bool, record: bool) -> None:
        """Show the card, the record, or both."""
        self.card.setVisible(card)
        self.record.setVisible(record)
        self._rest.setVisible(not record)
        self.setCurrentWidget(self.area)

    def show_beginning(self) -> None:
        """Say what a prediction is good for."""
        self.setCurrentWidget(self._begin)

    def show_empty_trash(self) -> None:
        """Say that nothing was deleted."""
        self.setCurrentWidget(self._no_trash)

    def _beginning(self) -> QWidget:
        self.begin = Button(self.tr("Make a prediction"), "primary", "hourglass")
        self.begin.clicked.connect(self.new_asked)
        text = self.tr(
            "Say what you expect, what will settle it, and how likely it is. Later you see how sure "
            "you were beside what came true: not a mark, a mirror."
        )
        return EmptyState("hourglass", self.tr("What do you expect?"), text, self.begin, tone="plum")  # fmt: skip
