"""The steps between reality and vision: open ones by their day, and what became of the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.goals import words
from metanoia.ui.pages.goals.goal.row_card import RowCard, quiet
from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.actions import Action, ActionState
    from metanoia.domain.goals import GoalRow
    from metanoia.ui.pages.goals.goal.known import Known

_SETTLED: Final = 3  # that are shown at first
_KEYS: Final = {
    Qt.Key.Key_D: "done", Qt.Key.Key_P: "partly", Qt.Key.Key_N: "not_done",
    Qt.Key.Key_X: "dropped", Qt.Key.Key_E: "change_step", Qt.Key.Key_G: "step_to_goal",
    Qt.Key.Key_O: "reopen_step", Qt.Key.Key_Delete: "delete_step",
}  # fmt: skip


class StepsCard(RowCard):
    """``asked``: "add_step", "done" and the other states, "change_step"…, "goal" with its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.add = Button(self.tr("Add a step"), "ghost", "plus", "s")
        super().__init__(self.tr("Steps between"), self.add, parent=parent)
        self._known: Known | None = None
        self._all = False
        self.add.clicked.connect(self._add)

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        if self._known is None or self._known.goal.id != known.goal.id:
            self._all = False
        self._known = known
        self.add.setVisible(known.open)
        open_ = sorted(
            (step for step in known.steps if step.state == "open"),
            key=lambda step: (step.due_on is None, step.due_on),
        )
        settled = [step for step in reversed(known.steps) if step.state != "open"]
        rows: list[Child] = [self._row(step, known) for step in open_]
        if not rows:
            rows.append(quiet(self.tr("No step is open. What is the smallest honest one?")))
        rows += self._settled(settled, known)
        loose = [row for row in known.children if row.goal.step is None]
        if loose:
            rows += [10, boxed(hbox(heading(self.tr("Goals that are part of it")), None, margins=(8, 0, 8, 2)))]  # fmt: skip
            rows += [self._child(row) for row in loose]
        self.show_rows(rows)

    def forget(self) -> None:
        """Hold no words any more."""
        self._known = None
        super().forget()

    # -- inside

    def _settled(self, steps: list[Action], known: Known) -> list[Child]:
        if not steps:
            return []
        shown = steps if self._all else steps[:_SETTLED]
        rows: list[Child] = [10, boxed(hbox(heading(self.tr("Taken")), None, margins=(8, 0, 8, 2)))]
        rows += [self._row(step, known) for step in shown]
        rest = len(steps) - len(shown)
        if rest:
            more = Button(counted(rest, self.tr("1 more"), self.tr("{} more")), "ghost", None, "s")
            more.clicked.connect(self._show_all)
            rows.append(boxed(hbox(more, None)))
        return rows

    def _row(self, step: Action, known: Known) -> QWidget:
        open_ = step.state == "open"
        icon, token, state = _look(step.state)
        text = Label(step.text, "label", "text" if open_ else "text2", weight=400, wrap=True)
        said = _when(step, known.today) if open_ else ", ".join(part for part in (state, step.reflection) if part)  # fmt: skip
        late = open_ and step.due_on is not None and step.due_on < known.today
        below = Label(said, "caption", "ochre_text" if late else "text3", wrap=True)
        parts: list[Child] = [text, 1, below] if said else [text]
        child = known.of_step.get(step.id)
        sign = Icon("target" if child else icon, 16, "accent_text" if child else token)
        top = Qt.AlignmentFlag.AlignTop
        name = ". ".join(part.rstrip(".") for part in (step.text, said) if part)
        mine = open_ and known.open and child is None  # then a button to tick stands before it
        before: tuple[Child, ...] = () if mine else ((sign, 0, top), 9)
        row = QuietRow(name, *before, (boxed(vbox(*parts)), 1), item=step.id, keys=_KEYS, inset=2 if mine else 8)  # fmt: skip
        row.pressed_item.connect(self._pressed)
        row.key_asked.connect(self._by_key)
        if child is not None:
            return self._with_goal(row, child)
        if not mine:
            return row
        sign.setParent(row)
        sign.hide()
        done = IconButton("circle", self.tr("Done: {}").format(step.text), "D")
        done.setObjectName(step.id)
        done.clicked.connect(self._done)
        return boxed(hbox((done, 0, top), (row, 1), margins=(1, 0, 0, 0)))

    def _with_goal(self, row: QuietRow, child: GoalRow) -> QWidget:
        chip = Chip(self.tr("A goal of its own"), "accent", "target", clickable=True, name=child.goal.title)  # fmt: skip
        chip.setObjectName(child.goal.id)
        chip.clicked.connect(self._to_child)
        return boxed(vbox(row, boxed(hbox(chip, None, margins=(33, 0, 8, 4)))))

    def _child(self, row: GoalRow) -> QWidget:
        look = words.look(row.goal.state)
        close = words.close(row.closeness)
        title = Label(row.goal.title, "label", weight=500, wrap=True)
        said = Label(f"{words.state(row.goal.state)}  ·  {close}", "caption", "text3")
        sign = Icon(look.icon, 16, "accent_text")
        name = f"{row.goal.title}. {words.state(row.goal.state)}"
        top = Qt.AlignmentFlag.AlignTop
        shown = QuietRow(name, (sign, 0, top), 9, (boxed(vbox(title, 1, said)), 1), item=row.goal.id)  # fmt: skip
        shown.pressed_item.connect(self._goal_pressed)
        return shown

    def _pressed(self, item: str) -> None:
        row, step = self.sender(), self._step(item)
        if step is None or self._known is None or not isinstance(row, QWidget) or not self._known.open:  # fmt: skip
            return
        menu = Menu(self)
        for name, said, icon, key in self._moves(step):
            if not name:
                menu.addSeparator()
            else:
                menu.add(said, partial(self.asked.emit, name, step), icon=icon, key=key)
        menu.open_below(row)

    def _moves(self, step: Action) -> list[tuple[str, str, str, str]]:
        last = [
            ("", "", "", ""),
            ("change_step", self.tr("Change…"), "pencil", "E"),
            ("delete_step", self.tr("Delete"), "trash-2", "Del"),
        ]
        if step.state != "open":
            return [("reopen_step", self.tr("Open again"), "undo-2", "O"), *last]
        own = [("", "", "", ""), ("step_to_goal", self.tr("Make it a goal of its own…"), "target", "G")]  # fmt: skip
        if self._known is not None and step.id in self._known.of_step:
            own = []
        return [
            ("done", self.tr("Done"), "check", "D"),
            ("partly", self.tr("Partly done"), "circle-dot", "P"),
            ("not_done", self.tr("Not done"), "circle", "N"),
            ("dropped", self.tr("Drop it"), "circle-minus", "X"),
            ("reflect", self.tr("Done, with a line on it…"), "pen-line", ""),
            *own,
            *last,
        ]

    def _by_key(self, asked: str, item: str) -> None:
        step = self._step(item)
        if step is None or self._known is None or not self._known.open:
            return
        if asked in {name for name, *_ in self._moves(step)}:
            self.asked.emit(asked, step)

    def _step(self, item: str) -> Action | None:
        steps = self._known.steps if self._known else ()
        return next((step for step in steps if step.id == item), None)

    def _done(self) -> None:
        step = self._step(self.sender().objectName())
        if step is not None:
            self.asked.emit("done", step)

    def _to_child(self) -> None:
        self.asked.emit("goal", self.sender().objectName())

    def _goal_pressed(self, goal: str) -> None:
        self.asked.emit("goal", goal)

    def _add(self) -> None:
        self.asked.emit("add_step", None)

    def _show_all(self) -> None:
        self._all = True
        if self._known is not None:
            self.show_known(self._known)


def _look(state: ActionState) -> tuple[str, str, str]:
    """Return icon, colour and name of where a step stands."""
    tr = words.translated
    return {
        "open": ("circle", "text3", ""),
        "done": ("circle-check", "accent_text", tr("done")),
        "partly": ("circle-dot", "ochre_text", tr("partly done")),
        "not_done": ("circle", "text3", tr("not done")),
        "dropped": ("circle-minus", "text3", tr("dropped")),
    }[state]


def _when(step: Action, today: dt.date) -> str:
    if step.due_on is None:
        return ""
    day = dates.medium(step.due_on, today)
    if step.due_on < today:
        return words.translated("it was to be done by {}").format(day)
    return words.translated("today") if step.due_on == today else words.translated("by {}").format(day)  # fmt: skip
