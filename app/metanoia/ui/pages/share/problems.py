"""Why it cannot leave like this: each reason in red, with the way to what it is of, and a way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from metanoia.exchange.problems import Problem
from metanoia.ui.pages.share.withholding import Item
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


_MOST: Final = 6


class Problems(Card):
    """``shown``, ``taken_out`` and ``found`` carry a thing (kind, id): to see, to untick, to look for.

    ``names_asked`` is for the list of hidden names.
    """

    shown = Signal(object)
    taken_out = Signal(object)
    found = Signal(object)
    names_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._list = vbox()
        super().__init__(boxed(self._list), margins=(15, 9, 10, 9), tone="danger", radius=9, parent=parent)  # fmt: skip
        self.rows: list[ProblemRow] = []
        self.rest = Label("", "label", "danger_text", weight=500)
        self.hide()

    def show_problems(self, problems: Sequence[Problem], lost: AbstractSet[Item]) -> None:
        """List these; ``lost`` are the things of which a withheld passage cannot be found."""
        rows = [
            ProblemRow(one, one.item in lost, first=not n) for n, one in enumerate(problems[:_MOST])
        ]
        rest = len(problems) - len(rows)
        self._show_rows(rows)
        self.rest.setText(self.tr("and {} more").format(rest) if rest else "")
        self.rest.setVisible(bool(rest))

    def say(self, sentence: str) -> None:
        """Say one thing, and announce it to those who listen."""
        self._show_rows([ProblemRow(Problem(None, sentence), False, first=True)])
        event = QAccessibleAnnouncementEvent(self, sentence)
        QAccessible.updateAccessibility(event)

    def text(self) -> str:
        """Return the sentences, a line each."""
        return "\n".join(row.sentence for row in self.rows)

    def _show_rows(self, rows: list[ProblemRow]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._list.removeWidget(self.rest)
        self.rows = rows
        for row in rows:
            row.shown.connect(self.shown)
            row.taken_out.connect(self.taken_out)
            row.found.connect(self.found)
            row.names.clicked.connect(self.names_asked)
            self._list.addWidget(row)
        self._list.addWidget(self.rest)
        self.rest.hide()
        self.setVisible(bool(rows))
        self.setAccessibleName(self.text())


class ProblemRow(QWidget):
    """One reason; of a thing it can be shown or taken out, of a lost passage that can be found again."""

    shown = Signal(object)
    taken_out = Signal(object)
    found = Signal(object)

    def __init__(self, problem: Problem, lost: bool, *, first: bool) -> None:
        super().__init__()
        self.sentence, self._item = problem.sentence, problem.item
        self.show_it = Button(self.tr("Show"), "ghost", "arrow-up-right", "s")
        self.take_out = Button(self.tr("Take it out"), "ghost", "circle-minus", "s")
        self.again = Button(self.tr("Find it again…"), "outline", "text-search", "s")
        self.names = Button(self.tr("Names…"), "outline", "eye-off", "s")
        self.names.setToolTip(self.tr("The list of names to hide"))
        for button in (self.show_it, self.take_out):
            button.setVisible(problem.item is not None)
            button.setAccessibleDescription(self.sentence)
        self.names.setVisible(problem.names)
        self.names.setAccessibleDescription(self.sentence)
        self.again.setVisible(lost)
        words = Label(self.sentence, "label", "danger_text", weight=500, wrap=True)
        many = problem.item is not None and (lost or problem.names)
        buttons = boxed(hbox(None, self.names, 2, self.again, 2, self.show_it, 2, self.take_out))
        middle = Qt.AlignmentFlag.AlignVCenter
        line = hbox((Icon("triangle-alert", 16, "danger_text"), 0, middle), 11, (words, 1))
        if not many:
            line.addSpacing(theme().px(8))
            line.addWidget(buttons)
        above: list[Child] = [] if first else [6, Divider(), 6]
        below: list[Child] = [2, buttons] if many else []
        self.setLayout(vbox(*above, boxed(line), *below))
        self.show_it.clicked.connect(self._show)
        self.take_out.clicked.connect(self._take_out)
        self.again.clicked.connect(self._find)

    @Slot()
    def _show(self) -> None:
        self.shown.emit(self._item)

    @Slot()
    def _take_out(self) -> None:
        self.taken_out.emit(self._item)

    @Slot()
    def _find(self) -> None:
        self.found.emit(self._item)
