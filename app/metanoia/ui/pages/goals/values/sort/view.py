"""The sort as a room of its own: its steps one after the other, left and taken up again at will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTextEdit, QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.sorting import Sorting, deck, from_text
from metanoia.ui import dates
from metanoia.ui.destination import Notice
from metanoia.ui.pages.goals.values.sort.meanings import MeaningsStep
from metanoia.ui.pages.goals.values.sort.narrowing import NarrowStep
from metanoia.ui.pages.goals.values.sort.orders import OrdersStep
from metanoia.ui.pages.goals.values.sort.pairs import PairStep
from metanoia.ui.pages.goals.values.sort.piles import PilesStep
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.journal import Journal
    from metanoia.ui.pages.goals.values.doing import Doing

_STEPS = {"piles": 0, "none": 0, "narrow": 1, "rank": 2, "meanings": 3}
_ORDERS = 4


class SortView(QWidget):
    """``left`` once one goes back to the values: kept, thrown away, or left for later.

    Each act is kept as a draft in the journal, so nothing is lost by leaving or locking.
    """

    left = Signal()
    said = Signal(object)

    def __init__(self, journal: Journal, doing: Doing) -> None:
        super().__init__()
        self._journal = journal
        self._doing = doing
        self._today: dt.date | None = None
        self.sorting: Sorting | None = None
        self.piles, self.narrow, self.pairs = PilesStep(), NarrowStep(), PairStep()
        self.meanings, self.orders = MeaningsStep(), OrdersStep()
        self.steps = QStackedWidget()
        for step in (self.piles, self.narrow, self.pairs, self.meanings, self.orders):
            self.steps.addWidget(step)
        self.leave_button = IconButton("arrow-left", self.tr("Leave it for later"), "Esc")
        names = [self.tr("Piles"), self.tr("Ten"), self.tr("Order"), self.tr("Meanings")]
        self.stepper = Stepper(names)
        self.back = Button(self.tr("Back"), "outline", "undo-2", "s")
        self.back.setToolTip(self.tr("Take the last answer back  {}").format(key_text("Ctrl+Z")))
        self.throw = IconButton("trash-2", self.tr("Throw this sort away"))
        head = hbox(
            self.leave_button, 12, self.stepper, None, 12, self.back, 6, self.throw,
            margins=(24, 18, 22, 0),
        )  # fmt: skip
        self.setLayout(vbox(boxed(head), 10, (self.steps, 1)))
        for step in (self.piles, self.narrow, self.pairs):
            step.acted.connect(self._acted)
        self.meanings.acted.connect(self._meant)
        self.meanings.done.connect(self._show_orders)
        self.orders.kept.connect(self.keep)
        self.leave_button.clicked.connect(self.leave)
        self.back.clicked.connect(self.go_back)
        self.throw.clicked.connect(self.throw_away)

    def begin(self, today: dt.date) -> None:
        """Go on with the sort that was left, or begin a new one with the values there are."""
        self._today = today
        draft = self._journal.values.sort_draft
        self.sorting = self._read(draft) if draft else None
        if self.sorting is None:
            values = self._journal.values.all()
            meant = {value.name: value.meaning for value in values if value.meaning}
            self.sorting = Sorting(deck(value.name for value in values), meanings=meant)
        self._show()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the step in view begins."""
        step = self.steps.currentWidget()
        if step is not None and (focused := step.focusWidget()) is not None:
            focused.clearFocus()  # the stack gave it, without the ring
        if isinstance(step, PilesStep | NarrowStep | PairStep | MeaningsStep | OrdersStep):
            step.take_focus()

    def save(self) -> None:
        """Keep the sentences that are being written."""
        self.meanings.save()

    def forget(self) -> None:
        """Forget every card."""
        self.sorting = None
        for step in (self.piles, self.narrow, self.pairs, self.meanings, self.orders):
            step.forget()

    # -- doing

    @Slot()
    def go_back(self) -> None:
        """Take the last act back; from the orders, go back to the meanings."""
        if self.sorting is None:
            return
        if self.steps.currentIndex() == _ORDERS:
            self._show()
            self.take_focus()
        elif self.sorting.can_go_back:
            self.meanings.save()
            self._acted(self.sorting.back())

    @Slot()
    def leave(self) -> None:
        """Go back to the values; what was done so far waits there."""
        self.save()
        if self.sorting is not None and self.sorting.can_go_back:
            said = self.tr("The sort waits where you left it")
            self.said.emit(Notice(text=said))
        self._end()

    @Slot()
    def throw_away(self) -> None:
        """Give this sort up; the order that stood before stays."""
        self.save()
        if self.sorting is not None and self.sorting.can_go_back:
            refused = self._doing.drop_sort(self.sorting.as_text())
            if refused:
                self.said.emit(Notice(text=refused))
                return
        self._end()

    @Slot()
    def keep(self) -> None:
        """Keep the new order."""
        sorting = self.sorting
        if sorting is None or self._today is None or self.steps.currentIndex() != _ORDERS:
            return
        meant = {name: sorting.meanings.get(name, "") for name in sorting.explained}
        refused = self._doing.keep_sort(sorting.order, meant, self._today, sorting.as_text())
        self.orders.wrong.setText(refused)
        if not refused:
            self._end()

    # -- inside

    def _end(self) -> None:
        self.forget()
        self.left.emit()

    @Slot(object)
    def _acted(self, sorting: Sorting) -> None:
        before = self.steps.currentIndex()
        self._meant(sorting)
        self._show()
        if self.steps.currentIndex() != before:
            self.take_focus()

    @Slot(object)
    def _meant(self, sorting: Sorting) -> None:
        self.sorting = sorting
        try:
            self._journal.values.keep_sort_draft(sorting.as_text())
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    def _show(self) -> None:
        if self.sorting is None:
            return
        number = _STEPS[self.sorting.stage]
        step = self.steps.widget(number)
        if isinstance(step, PilesStep | NarrowStep | PairStep | MeaningsStep):
            step.show_sorting(self.sorting)
        self.steps.setCurrentIndex(number)
        self.stepper.set_current(number)
        self.back.setEnabled(self.sorting.can_go_back)

    @Slot()
    def _show_orders(self) -> None:
        if self.sorting is None or self._today is None:
            return
        sorts = self._journal.values.sorts()
        names = {value.id: value.name for value in self._journal.values.all(retired=True)}
        old = [names[one] for one in sorts[-1].values if one in names] if sorts else []
        day = dates.medium(sorts[-1].date, self._today) if sorts else ""
        self.orders.show_orders(self.sorting.order, old, self.tr("On {}").format(day))
        self.steps.setCurrentIndex(_ORDERS)
        self.stepper.set_current(_ORDERS)
        self.back.setEnabled(True)
        self.take_focus()

    def _read(self, draft: str) -> Sorting | None:
        try:
            return from_text(draft)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return None

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc; back by Backspace and Ctrl+Z; go on by Ctrl+Enter."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        typing = isinstance(self.focusWidget(), QLineEdit | QTextEdit)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif not typing and (key == Qt.Key.Key_Backspace or (control and key == Qt.Key.Key_Z)):
            self.go_back()
        elif control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.steps.currentIndex() == _ORDERS:
                self.keep()
            elif self.steps.currentWidget() is self.meanings:
                self.meanings.go_on.click()
        else:
            super().keyPressEvent(event)
