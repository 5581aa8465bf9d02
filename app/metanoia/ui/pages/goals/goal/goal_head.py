"""The head of a goal: the way back, what can be done, its name, its values, and its days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.pages.goals import words
from metanoia.ui.pages.goals.goal.moves import moves_of, states_of
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.goal.known import Known


class GoalBar(QWidget):
    """The way back, Edit, "⋯", what is done most; ``asked`` names what is to be done."""

    asked = Signal(str, object)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self.back = Button(self.tr("Goals"), "ghost", "arrow-left", "s", name=self.tr("Back to all goals"))  # fmt: skip
        self.back.setToolTip(self.tr("Back to all goals  Esc"))
        self.edit = Button(self.tr("Edit"), "ghost", "pencil", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.note = Button(self.tr("Note today’s reality"), "primary", "plus", "s")
        self.activate = Button(self.tr("Make it active"), "primary", "target", "s")
        self.reopen = Button(self.tr("Take it up again"), "outline", "undo-2", "s")
        self.begin = Button(self.tr("Describe my own"), "primary", "mountain", "s")
        self.restore = Button(self.tr("Restore"), "primary", "undo-2", "s")
        self.purge = Button(self.tr("Delete for good…"), "danger", "trash-2", "s")
        self.setLayout(
            hbox(
                self.back, None, self.edit, 4, self.more, 12, self.note, self.activate,
                self.reopen, self.begin, self.purge, 8, self.restore,
            )
        )  # fmt: skip
        self.back.clicked.connect(self.back_asked)
        self.more.clicked.connect(self._open_menu)
        self._buttons = {
            self.edit: "edit", self.note: "note", self.activate: "activate",
            self.reopen: "reopen", self.begin: "new", self.restore: "restore", self.purge: "purge",
        }  # fmt: skip
        for button in self._buttons:
            button.clicked.connect(self._clicked)
            button.hide()  # until a goal says which of them it takes

    def show_known(self, known: Known) -> None:
        """Show what can be done with a goal."""
        self._known = known
        goal, gone = known.goal, known.goal.deleted_at is not None
        self.edit.setVisible(known.open)
        self.more.setHidden(gone or known.example)
        self.note.setVisible(known.may_check_in)
        self.activate.setVisible(known.open and goal.state == "draft")
        self.reopen.setVisible(goal.closed and not gone and not known.example)
        self.begin.setVisible(known.example)
        self.restore.setVisible(gone)
        self.purge.setVisible(gone)

    def take_focus(self) -> None:
        """Put the keyboard on what is done most."""
        stops = (self.note, self.activate, self.reopen, self.begin, self.restore, self.back)
        next(stop for stop in stops if stop.isVisibleTo(self)).setFocus()

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.asked.emit(self._buttons[button], None)

    def _open_menu(self) -> None:
        if self._known is None:
            return
        menu = Menu(self)
        for place, group in enumerate(moves_of(self._known)):
            if place:
                menu.addSeparator()
            for move in group:
                menu.add(move.text, partial(self.asked.emit, move.id, None), icon=move.icon, key=move.key)  # fmt: skip
        menu.open_below(self.more)


class GoalTitle(QWidget):
    """Name, values, state and days; ``asked`` carries "value" with the id of the one pressed."""

    asked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self.title = Label("", "h1", wrap=True)
        self.flow = FlowLayout(gap=7, line_gap=6)
        self.chips: list[QWidget] = []
        line = QWidget()
        line.setLayout(self.flow)
        self.setLayout(vbox(self.title, 8, line))

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        self._known = known
        self.title.setText(known.goal.title)
        self.flow.empty()
        self.chips = []
        if known.goal.state != "active":
            self.chips.append(self._state(known))
        for value, name, relation in known.row.values:
            sign = "▼ " if relation == "strains" else ""
            chip = Chip(sign + name, "blue", "heart", clickable=True, name=self._value_name(name, relation))  # fmt: skip
            chip.setObjectName(value)
            chip.clicked.connect(self._value_pressed)
            self.chips.append(chip)
        said = Label(self._days(known), "label", "text2", weight=400)
        self.chips.append(boxed(hbox(said, margins=(4, 3, 0, 3))))
        for shown in self.chips:
            self.flow.addWidget(shown)

    def forget(self) -> None:
        """Hold no words any more."""
        self._known = None
        self.title.setText("")
        self.flow.empty()
        self.chips = []

    # -- inside

    def _state(self, known: Known) -> Chip:
        look = words.look(known.goal.state)
        name = words.state(known.goal.state)
        chip = Chip(name, look.tone, look.icon, clickable=True, name=self.tr("{}: what can become of it").format(name))  # fmt: skip
        chip.setEnabled(bool(states_of(known)))
        chip.clicked.connect(self._open_states)
        return chip

    def _open_states(self) -> None:
        chip = self.sender()
        if self._known is None or not isinstance(chip, QWidget):
            return
        menu = Menu(self)
        for move in states_of(self._known):
            menu.add(move.text, partial(self.asked.emit, move.id, None), icon=move.icon)
        menu.open_below(chip)

    def _value_name(self, name: str, relation: str) -> str:
        if relation == "strains":
            return self.tr("Strains the value {}").format(name)
        return self.tr("Serves the value {}").format(name)

    def _value_pressed(self) -> None:
        self.asked.emit("value", self.sender().objectName())

    def _days(self, known: Known) -> str:
        goal = known.goal
        since = goal.started_on or goal.created_at.astimezone().date()
        recent = (known.today - since).days < 330
        month = dates.month_name(since) if recent else dates.month(since)
        parts = [self.tr("Since {}").format(month)]
        again = words.next_look(known.row.due_on, known.today) if goal.state == "active" else ""
        return "  ·  ".join(part for part in (*parts, again) if part)
