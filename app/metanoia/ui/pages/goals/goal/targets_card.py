"""The learning targets of a goal, where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.destination import Destination
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.learning_targets import Target
    from metanoia.journal import Journal

_ICONS: Final = {
    "proposed": ("hourglass", "text2"), "countered": ("hourglass", "text2"),
    "agreed": ("circle-check", "accent_text"), "met": ("circle-check", "accent_text"),
    "partly_met": ("circle-dot", "ochre_text"), "not_met": ("circle", "text2"),
}  # fmt: skip


class TargetsCard(Card):
    """``asked`` carries the Destination of a target on the board."""

    asked = Signal(object)

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        self._journal = journal
        self.rows: list[TargetRow] = []
        self._rows = vbox(gap=2)
        title = Label(self.tr("What we are learning"), "strong")
        super().__init__(title, 6, boxed(self._rows), margins=(18, 14, 10, 12), parent=parent)
        self.hide()

    def show_goal(self, goal: str, today: dt.date) -> None:
        """Show the targets of a goal that were not declined or withdrawn; "" for none."""
        found = self._journal.targets.of_goal(goal) if goal else []
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [TargetRow(one, today) for one in found if one.standing.state in _ICONS]
        for row in self.rows:
            row.clicked.connect(self._pressed)
            self._rows.addWidget(row)
        self.setVisible(bool(self.rows))

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, TargetRow):
            self.asked.emit(Destination(page="team", section="target", item=row.target))


class TargetRow(LaidOutRow):
    """One target in a line, with where it stands; a click leads to the board."""

    def __init__(self, one: Target, today: dt.date) -> None:
        said, state = one.standing.wording.text, _state(one, today)
        super().__init__(said, state)
        self.target = one.id
        icon, token = _ICONS[one.standing.state]
        top = Qt.AlignmentFlag.AlignTop
        words = Label(said, "label", wrap=True, weight=500)
        self.setLayout(
            hbox((Icon(icon, 16, token), 0, top), 10, (boxed(vbox(words, 1, Label(state, "caption", "text3", wrap=True))), 1), margins=(4, 5, 8, 5))
        )  # fmt: skip
        pass_mouse_through(self)
        self.setAccessibleName(f"{said}, {state}")


def _state(one: Target, today: dt.date) -> str:
    due = one.standing.wording.due_on
    words = {
        "proposed": _tr("Proposed"), "countered": _tr("Worded anew"), "agreed": _tr("Agreed"),
        "met": _tr("Met"), "partly_met": _tr("Partly met"), "not_met": _tr("Not met"),
    }[one.standing.state]  # fmt: skip
    if due is None or one.standing.state in ("met", "partly_met", "not_met"):
        return words
    return f"{words} · {_tr('due {}').format(dates.medium(due, today))}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("TargetsCard", text)
