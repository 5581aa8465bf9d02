"""If-then plans: the cue, what I will do then, how often the cue came and the act followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.goals.goal.row_card import RowCard, quiet
from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.actions import Action
    from metanoia.ui.pages.goals.goal.known import Known

_KEYS: Final = {
    Qt.Key.Key_U: "used", Qt.Key.Key_M: "met", Qt.Key.Key_E: "change_step",
    Qt.Key.Key_D: "done", Qt.Key.Key_X: "dropped", Qt.Key.Key_O: "reopen_step",
    Qt.Key.Key_Delete: "delete_step",
}  # fmt: skip


class PlansCard(RowCard):
    """``asked``: "add_plan", "used", "met", "change_step"… with the plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.add = Button(self.tr("Add a plan"), "ghost", "plus", "s")
        super().__init__(self.tr("If-then plans"), self.add, parent=parent)
        self._known: Known | None = None
        self.add.clicked.connect(self._add)

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        self._known = known
        self.add.setVisible(known.open)
        plans = sorted(known.plans, key=lambda plan: plan.state != "open")
        rows: list[QWidget | int] = []
        for plan in plans:
            rows += [self._row(plan, known), 6]
        if not rows:
            said = self.tr("What will tempt you away, and what will you do in that minute? Decided beforehand, it is done more often.")  # fmt: skip
            rows = [quiet(said)]
        self.show_rows(rows)

    def forget(self) -> None:
        """Hold no words any more."""
        self._known = None
        super().forget()

    # -- inside

    def _row(self, plan: Action, known: Known) -> QWidget:
        open_ = plan.state == "open"
        said = self.tr("If {}, then I will {}").format(plan.cue.rstrip("."), plan.text)
        text = Label(said, "label", "text" if open_ else "text2", weight=400, wrap=True)
        times = self.tr("{} of {}").format(plan.times_used, plan.times_met)
        if not plan.times_met:
            below = self.tr("The cue has not come yet.")
        else:
            below = self.tr("Did it {} times").format(times)
        if not open_:
            below = f"{self.tr('Settled')}  ·  {times}"
        count = Label(below, "caption", "text3", wrap=True)
        parts = vbox(text, 2, count)
        if plan.obstacle:
            against = Label(self.tr("Against: {}").format(plan.obstacle), "caption", "text3", wrap=True)  # fmt: skip
            parts = vbox(text, 2, against, 2, count)
        row = QuietRow(f"{said} {below}", (boxed(parts), 1), item=plan.id, keys=_KEYS)
        row.pressed_item.connect(self._pressed)
        row.key_asked.connect(self._by_key)
        if not (open_ and known.open):
            return row
        used = Button(self.tr("It came: I did it"), "soft", "check", "s")
        met = Button(self.tr("It came, I didn’t"), "ghost", None, "s")
        for button, slot in ((used, self._used), (met, self._met)):
            button.setObjectName(plan.id)
            button.setAccessibleName(f"{button.text()}: {said}")
            button.clicked.connect(slot)
        return boxed(vbox(row, boxed(hbox(used, 4, met, None, margins=(8, 2, 0, 2)))))

    def _pressed(self, item: str) -> None:
        row, plan = self.sender(), self._plan(item)
        if plan is None or not isinstance(row, QWidget):
            return
        menu = Menu(self)
        for name, said, icon, key in self._moves(plan):
            menu.add(said, partial(self.asked.emit, name, plan), icon=icon, key=key)
        menu.open_below(row)

    def _moves(self, plan: Action) -> list[tuple[str, str, str, str]]:
        last = [
            ("change_step", self.tr("Change…"), "pencil", "E"),
            ("delete_step", self.tr("Delete"), "trash-2", "Del"),
        ]
        if plan.state != "open":
            return [("reopen_step", self.tr("Take it up again"), "undo-2", "O"), *last]
        return [
            ("used", self.tr("It came: I did it"), "check", "U"),
            ("met", self.tr("It came, I didn’t"), "circle", "M"),
            ("done", self.tr("I no longer need it"), "circle-check", "D"),
            ("dropped", self.tr("Drop it"), "circle-minus", "X"),
            *last,
        ]

    def _by_key(self, asked: str, item: str) -> None:
        plan = self._plan(item)
        if plan is not None and asked in {name for name, *_ in self._moves(plan)}:
            self.asked.emit(asked, plan)

    def _plan(self, item: str) -> Action | None:
        known = self._known
        if known is None or not known.open:
            return None
        return next((plan for plan in known.plans if plan.id == item), None)

    def _used(self) -> None:
        self._emit("used")

    def _met(self) -> None:
        self._emit("met")

    def _emit(self, name: str) -> None:
        plan = self._plan(self.sender().objectName())
        if plan is not None:
            self.asked.emit(name, plan)

    def _add(self) -> None:
        self.asked.emit("add_plan", None)
