"""The steps of the week's review beside the one in view, and the way past them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.pages.review.head import WEEK, Spans
from metanoia.ui.theme import RADIUS, theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable, pass_mouse_through
from metanoia.ui.widgets.review_weeks import ReviewWeeks
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.stepper import State, StepDot


class Said(NamedTuple):
    """What stands beside a step's number: its name, and what is in it."""

    name: str
    holds: str


class StepRow(Pressable):
    """One step; pressed, it comes into view."""

    asked = Signal(int)

    def __init__(self, number: int, name: str) -> None:
        super().__init__("")
        self._number = number
        self._name = name
        self.dot = StepDot(number + 1)
        self._title = Label(name, "label", "text2", elide=True)
        self._now = Label(name, "label", "text", weight=600, elide=True)
        self.holds = Label("", "caption", "text3", elide=True)
        words = boxed(vbox(self._title, self._now, 1, self.holds))
        self._row = hbox(
            (self.dot, 0, Qt.AlignmentFlag.AlignTop), 12, (words, 1), margins=(4, 5, 4, 5)
        )
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pass_mouse_through(self)
        self.clicked.connect(self._ask)
        self.show_state("next", "")

    def show_state(self, state: State, holds: str) -> None:
        """Show whether it is done, now or next, and what is in it."""
        self.dot.state = state
        self.dot.update()
        self._now.setVisible(state == "now")
        self._title.setVisible(state != "now")
        self.holds.setText(holds)
        said = {"done": self.tr("done"), "now": self.tr("now"), "next": self.tr("to come")}[state]
        self.setAccessibleName(f"{self._number + 1}. {self._name}, {said}. {holds}".rstrip(". "))

    def sizeHint(self) -> QSize:
        """Return the size of what stands in it."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the number would be cut."""
        return self._row.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a hover and a ring."""
        painter = painter_of(self)
        if self.hover:
            rounded(painter, self.rect(), RADIUS, theme().colour("hover", self.hover))
        if self.ring_shown():
            paint_ring(painter, self.rect(), RADIUS)
        painter.end()

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self._number)


class StepsPane(QWidget):
    """Title, Week | Quarter | Year, the steps, the weeks of the year, and "Skip this week"."""

    step_asked = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(self.tr("Weekly review"), "h2")
        self.about = Label("", "caption", "text2", elide=True)
        self.spans = Spans(WEEK)
        self.rows = [StepRow(number, name) for number, name in enumerate(names)]
        self.weeks = ReviewWeeks()
        self.skip = Button(self.tr("Skip this week"), "ghost")
        for row in self.rows:
            row.asked.connect(self.step_asked)
        head = boxed(
            vbox(self.title, 6, self.about, 14, hbox(self.spans, None), margins=(26, 24, 16, 0))
        )
        steps = boxed(vbox(*self.rows, gap=8, margins=(22, 0, 16, 0)))
        year = boxed(
            vbox(
                Label(self.tr("The weeks of a year"), "caption", "text3"),
                6,
                self.weeks,
                margins=(26, 0, 16, 0),
            )
        )
        inner = boxed(vbox(head, 22, steps, 22, year, None))
        self.setLayout(vbox((ScrollArea(inner), 1), hbox(self.skip, None, margins=(22, 8, 16, 16))))
