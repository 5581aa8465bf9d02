"""The small test that comes next: when it is due, what is to be done, and how it ends."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.text.statement import quoted
from metanoia.ui import dates
from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from metanoia.domain.experiments import Experiment
    from metanoia.ui.pages.assumptions.register.known import Tested


class NextTest(QWidget):
    """One test under way; its signals carry the Experiment."""

    finish_asked = Signal(object)
    change_asked = Signal(object)
    start_asked = Signal(object)
    let_go_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.test: Experiment | None = None
        self.when = Label("", "label", weight=600, wrap=True)
        self.plan = Label("", "label", "text2", weight=400, wrap=True)
        self.foretold = Label("", "caption", "text3", wrap=True)
        self.finish = Button(self.tr("Finish…"), "outline", "check", "s")
        self.more = IconButton("ellipsis", self.tr("More about this test"))
        tile = IconTile("flask-conical", "plum", 30)
        said = vbox(self.when, 2, self.plan, 4, self.foretold, 8, boxed(hbox(self.finish, 2, self.more, None)))  # fmt: skip
        self.setLayout(hbox((tile, 0, Qt.AlignmentFlag.AlignTop), 11, (boxed(said), 1)))
        self.finish.clicked.connect(self._finish)
        self.more.clicked.connect(self._open_menu)

    def show_test(self, tested: Tested, today: dt.date) -> None:
        """Show a test that is planned or running."""
        test = self.test = tested.test
        self.when.setText(_when(test, today))
        self.when.set_colour("ochre_text" if test.due_on < today else "text")
        self.plan.setText(test.plan)
        foretold = tested.foretold
        said = f"{quoted(foretold.statement)}, {words.percent(foretold.last)}" if foretold else ""
        self.foretold.setText(self.tr("I expect: {}").format(said) if said else "")
        self.foretold.setVisible(bool(said))

    def forget(self) -> None:
        """Hold no words any more."""
        self.test = None
        for label in (self.when, self.plan, self.foretold):
            label.setText("")

    def _finish(self) -> None:
        self.finish_asked.emit(self.test)

    def _open_menu(self) -> None:
        test = self.test
        if test is None:
            return
        menu = Menu(self)
        menu.add(self.tr("Finish…"), self._finish, icon="check")
        if test.state == "planned":
            menu.add(
                self.tr("It has begun"), partial(self.start_asked.emit, test), icon="hourglass"
            )
            menu.add(self.tr("Change…"), partial(self.change_asked.emit, test), icon="pencil")
        menu.addSeparator()
        menu.add(self.tr("Let it go"), partial(self.let_go_asked.emit, test), icon="circle-minus")
        menu.open_below(self.more)


def _when(test: Experiment, today: dt.date) -> str:
    running = test.state == "running"
    if test.due_on < today:
        said = (
            _tr("Running; it was to end by {}") if running else _tr("This test was planned by {}")
        )
    else:
        said = _tr("Running until {}") if running else _tr("Next test, {}")
    return said.format(dates.long(test.due_on, today))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
