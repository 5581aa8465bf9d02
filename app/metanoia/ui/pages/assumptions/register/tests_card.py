"""The small tests of an assumption: others under way, and what came of those that are over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui import dates
from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.pages.assumptions.register.next_test import NextTest
from metanoia.ui.pages.assumptions.register.quiet_row import INDENT
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.pages.assumptions.register.known import Known, Tested


class TestsCard(Card):
    """Tests newest first; its signals carry the Experiment of one under way."""

    __test__ = False  # it only looks like one of pytest's
    finish_asked = Signal(object)
    change_asked = Signal(object)
    start_asked = Signal(object)
    let_go_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(8, 14, 8, 14), parent=parent)
        self._column: QVBoxLayout = vbox()
        self._list: QWidget | None = None
        title = Label(self.tr("Small tests"), "strong")
        head = boxed(hbox(title, None, margins=(INDENT, 0, INDENT, 0)))
        self.body.addWidget(boxed(vbox(head, 8, self._column, None)))

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show every test but the one that comes next, which stands below the evidence."""
        rest = [one for one in known.tests if one is not known.next_test]
        self._show_rows(rest, today)
        self.setVisible(bool(rest))

    def forget(self) -> None:
        """Hold no words any more."""
        self._show_rows((), dt.date.min)

    def _show_rows(self, tests: Sequence[Tested], today: dt.date) -> None:
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        rows: list[QWidget | int] = []
        for one in tests:
            rows += [self._under_way(one, today) if one.test.open else _over(one, today), 10, Divider(), 10]  # fmt: skip
        self._list = boxed(vbox(*rows[:-3], margins=(INDENT, 0, INDENT, 0)))
        self._column.addWidget(self._list)
        self._list.setVisible(bool(rows))

    def _under_way(self, one: Tested, today: dt.date) -> NextTest:
        row = NextTest()
        row.show_test(one, today)
        row.finish_asked.connect(self.finish_asked)
        row.change_asked.connect(self.change_asked)
        row.start_asked.connect(self.start_asked)
        row.let_go_asked.connect(self.let_go_asked)
        return row


def _over(one: Tested, today: dt.date) -> QWidget:
    """Return a test that is over: its plan, what happened, what was learned, how sure before and after."""
    test = one.test
    done = test.state == "done"
    sign = Icon("circle-check" if done else "circle-minus", 16, "plum" if done else "text3")
    plan = Label(test.plan, "label", "text" if done else "text2", weight=500, wrap=True)
    rows: list[QWidget | int] = [plan, 2, Label(_when(one, today), "caption", "text3", wrap=True)]
    foretold = one.foretold
    if foretold is not None and foretold.outcome:
        outcome = {"yes": _tr("came true"), "no": _tr("did not"), "void": _tr("void")}[foretold.outcome]  # fmt: skip
        said = _tr("Expected: “{}”, {}: {}").format(foretold.statement, words.percent(foretold.last), outcome)  # fmt: skip
        rows += [4, Label(said, "caption", "text2", wrap=True)]
    if test.result:
        rows += [4, Label(test.result, "label", weight=400, wrap=True)]
    if test.learned:
        learned = _tr("Learned: {}").format(test.learned)
        rows += [3, Label(learned, "label", "text2", weight=400, wrap=True)]
    return boxed(hbox((sign, 0, Qt.AlignmentFlag.AlignTop), 10, (boxed(vbox(*rows)), 1)))


def _when(one: Tested, today: dt.date) -> str:
    test = one.test
    day = dates.medium(words.day_of(test.settled_at), today) if test.settled_at else ""
    if test.state != "done":
        return _tr("Let go on {}").format(day)
    if one.after is None:
        return _tr("Finished on {}").format(day)
    if one.before is None:
        return _tr("Finished on {}; {} sure after it").format(day, words.percent(one.after))
    sure = f"{words.percent(one.before)} → {words.percent(one.after)}"
    return _tr("Finished on {}; sure {}").format(day, sure)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
