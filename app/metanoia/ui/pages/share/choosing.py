"""The left side while a share is chosen and checked: what is ticked, and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.ticks import EntryTicks, Line
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId
    from metanoia.exchange.seal import Checked

_SIDE = 26
_OWN = 4  # px that a box keeps free around itself, for its ring


class Choosing(QWidget):
    """The title, the entries with their ticks, and the foot "Leaving this computer"."""

    toggled = Signal(str)
    all_asked = Signal(bool)
    add_asked = Signal()
    card_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(self.tr("Share with a coach"), "h2", wrap=True)
        self.lead = Label(
            self.tr("Nothing leaves this computer until you seal it."), "label", "text2",
            weight=400, wrap=True,
        )  # fmt: skip
        self.note = Card(
            boxed(
                hbox(
                    (Icon("hand", 16, "accent_text"), 0, Qt.AlignmentFlag.AlignTop), 10,
                    (
                        Label(
                            self.tr("Nothing is ticked for you. Every entry is your own choice."),
                            "label", "accent_text", weight=400, wrap=True,
                        ),
                        1,
                    ),
                )
            ),
            margins=(14, 10, 12, 11), tone="accent", radius=9,
        )  # fmt: skip
        self.every = CheckBox(
            self.tr("Entries"), tristate=True, weight=600, name=self.tr("All entries shown here")
        )
        self.count = Label("", "caption", "text3", tabular=True)
        self.list = EntryTicks(28)
        self.add = Button(self.tr("Add entries"), "ghost", "plus", "s")
        self.problem = Label("", "label", "danger_text", weight=500, wrap=True)
        self.problem.hide()
        self.card = Button(self.tr("Your key card"), "ghost", "qr-code", "s")
        self.history = Button("", "ghost", "history", "s")
        self.bytes = Label("", "label", "text2", weight=400, tabular=True)
        self.summary = Label("", "caption", "text2", wrap=True)
        self._lay_out()
        self.every.clicked.connect(self._every_clicked)
        self.list.toggled.connect(self.toggled)
        self.add.clicked.connect(self.add_asked)
        self.card.clicked.connect(self.card_asked)
        self.history.clicked.connect(self.history_asked)
        self.show_earlier(0)
        self.show_leaving(None)

    def show_entries(
        self, lines: list[Line], ticked: set[EntryId], barred: set[EntryId], whole: int
    ) -> None:
        """Show the lines with their ticks; ``whole`` is how many entries the journal holds."""
        if lines != self.list.lines:
            self.list.show_lines(lines)
        self.list.show_ticked(ticked, barred)
        free = [line.id for line in lines if line.id not in barred]
        all_on = bool(free) and all(entry_id in ticked for entry_id in free)
        some, none = Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
        state = Qt.CheckState.Checked if all_on else some if ticked else none
        self.every.setCheckState(state)
        self.every.setEnabled(bool(free))
        self.count.setText(self.tr("{} of {}").format(len(ticked), f"{whole:,}"))
        self.note.setVisible(not ticked)
        self._fit_list()

    def show_problem(self, problem: str) -> None:
        """Say in a sentence what is refused, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def show_leaving(self, checked: Checked | None) -> None:
        """Say what the bytes that would leave come to; None for nothing yet."""
        if checked is None:
            self.bytes.setText("0 KB")
            self.summary.setText(self.tr("Nothing yet."))
        elif checked.payload is None:
            self.bytes.setText("")
            self.summary.setText(self.tr("It cannot leave like this."))
        else:
            words, _, size = checked.summary.rpartition(". ")
            self.bytes.setText(size)
            self.summary.setText(f"{words}.")

    def show_earlier(self, count: int) -> None:
        """Offer the receipts of earlier shares, if there are any."""
        self.history.setVisible(bool(count))
        words = counted(count, self.tr("1 earlier share"), self.tr("{} earlier shares"))
        self.history.setText(words)

    def forget(self) -> None:
        """Show nothing."""
        self.list.show_lines([])
        self.list.show_ticked(set(), set())
        self.show_problem("")
        self.show_leaving(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list the room there is."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        self._indented.setMaximumHeight(max(1, self.list.whole_height()))
        self.list.updateGeometry()

    def _lay_out(self) -> None:
        top = vbox(self.title, 4, self.lead, 16, self.note, margins=(_OWN, 0, 0, 0))
        self._indented = boxed(hbox((self.list, 1), margins=(24, 0, 0, 0)))
        body = vbox(
            boxed(top), 14, boxed(hbox((self.every, 1), 8, self.count, margins=(0, 0, _OWN, 0))), 4,
            (self._indented, 100), 6, boxed(hbox(self.add, None, margins=(18, 0, 0, 0))), 8,
            self.problem, None, boxed(hbox(self.card, 2, self.history, None)), 10,
            margins=(_SIDE - _OWN, 22, 21 - _OWN, 0),
        )  # fmt: skip
        leaving = Label(self.tr("Leaving this computer"), "label", weight=600)
        foot = vbox(
            Divider(), 13, boxed(hbox(leaving, None, self.bytes)), 3, self.summary,
            margins=(_SIDE, 0, 21, 18),
        )  # fmt: skip
        self.setLayout(vbox((boxed(body), 1), boxed(foot)))

    @Slot()
    def _every_clicked(self) -> None:
        self.all_asked.emit(self.every.checkState() == Qt.CheckState.Checked)
