"""What is asked for in the room, done with the goal that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from metanoia.domain.actions import Action, ActionState
from metanoia.domain.goals import Brake, BrakeColumn, CheckIn, Goal, Measure
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.goal_doings.brakes import BrakeDoings
from metanoia.ui.goal_doings.goals import GoalDoings
from metanoia.ui.goal_doings.measures import MeasureDoings
from metanoia.ui.goal_doings.steps import StepDoings
from metanoia.ui.pages.goals.goal import plain
from metanoia.ui.pages.goals.quiet_row import QuietRow

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.room import GoalsRoom

_KEYS = {
    Qt.Key.Key_N: "note", Qt.Key.Key_E: "edit", Qt.Key.Key_S: "add_step",
    Qt.Key.Key_Delete: "delete",
}  # fmt: skip


class Acting(QObject):
    """``said`` carries a Notice, ``asked`` a Destination, ``shown`` the id of a goal to look at."""

    said = Signal(object)
    asked = Signal(object)
    shown = Signal(str)

    def __init__(self, room: GoalsRoom) -> None:
        super().__init__(room)
        self._room = room
        self._item = ""  # the step, plan, measure or line that something was done with last
        self.goals = GoalDoings(room.journal, room)
        self.steps = StepDoings(room.journal, room)
        self.measures = MeasureDoings(room.journal, room)
        self.brakes = BrakeDoings(room.journal, room)
        for doings in (self.goals, self.steps, self.measures, self.brakes):
            doings.said.connect(self._said)
            doings.shown.connect(self.shown)

    def do(self, name: str, thing: object = None) -> None:
        """Do what ``name`` says, with ``thing`` or with the goal that is looked at."""
        self._item = str(getattr(thing, "id", ""))
        if name == "new":
            self.new()
        elif name in ("goal", "value", "assumption"):
            self._go(name, str(thing))
        elif (one := self._room.one) is not None:
            if thing is None or isinstance(thing, str):
                self._do_goal(name, one, thing or "")
            elif not one.closed and one.deleted_at is None:
                self._do_part(name, one, thing)

    def do_by_key(self, event: QKeyEvent) -> bool:
        """Do what a single key asks for; False where it asks for nothing."""
        plain_key = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        name = _KEYS.get(Qt.Key(event.key())) if plain_key else None
        if name is None or self._room.one is None:
            return False
        self.do(name)
        return True

    def new(self, title: str = "", value: str = "") -> None:
        """Ask about a new goal, which serves the ``value`` whose id is given."""
        self.goals.add(self._room.today(), title, value=value)

    def note(self) -> None:
        """Ask how the goal stands today."""
        self.do("note")

    def edit(self) -> None:
        """Ask what the goal should say instead."""
        self.do("edit")

    def add_step(self) -> None:
        """Ask about a step."""
        self.do("add_step")

    def add_plan(self) -> None:
        """Ask about an if-then plan."""
        self.do("add_plan")

    def connect_it(self) -> None:
        """Choose what else the goal has to do with."""
        self.do("connect")

    # -- inside

    def _said(self, notice: Notice) -> None:
        self.said.emit(notice)
        QTimer.singleShot(0, self, self._begin_again)  # once the sheet has gone

    def _begin_again(self) -> None:
        """Let the keyboard go on with the row it was on, which was made anew since."""
        room = self._room
        focused = room.window().focusWidget()
        here = focused is not None and focused.isVisible() and room.isAncestorOf(focused)
        if room.isVisible() and room.one is not None and not isinstance(focused, QuietRow):
            if self._item:
                room.view.focus_item(self._item)
            elif not here:
                room.view.take_focus()

    def _do_goal(self, name: str, one: Goal, field: str) -> None:
        deleted, today = one.deleted_at is not None, self._room.today()
        if deleted:
            gone: dict[str, Callable[[], object]] = {
                "restore": partial(self._leaving, one, self.goals.restore),
                "purge": partial(self.goals.purge, one),
            }
            gone.get(name, _nothing)()
            return
        always: dict[str, Callable[[], object]] = {
            "reopen": partial(self.goals.reopen, one),
            "write": partial(self._write, one),
            "copy": self._copy,
            "delete": partial(self._leaving, one, self.goals.trash),
        }
        working: dict[str, Callable[[], object]] = {
            "edit": partial(self.goals.edit, one, today, field),
            "note": partial(self._note, one),
            "activate": partial(self._activate, one),
            "park": partial(self.goals.park, one),
            "achieve": partial(self.goals.achieve, one),
            "release": partial(self.goals.release, one),
            "add_step": partial(self.steps.add, one, today),
            "add_plan": partial(self.steps.plan, one),
            "add_part": partial(self.goals.add, today, part_of=one.id),
            "add_measure": partial(self.measures.add, one),
            "connect": self._room.view.connected.row.add,
        }
        found = always.get(name) or (None if one.closed else working.get(name))
        if found is not None:
            found()

    def _do_part(self, name: str, one: Goal, thing: object) -> None:
        today = self._room.today()
        if isinstance(thing, Action):
            self._do_step(name, one, thing)
        elif isinstance(thing, Measure):
            acts = {
                "change_measure": partial(self.measures.change, one, thing),
                "move_target": partial(self.measures.move_target, one, thing),
                "remove_measure": partial(self.measures.remove, one.id, thing),
            }
            acts[name]()
        elif isinstance(thing, CheckIn):
            self.goals.remove_check_in(one.id, thing)
        elif isinstance(thing, tuple) and not isinstance(thing, Brake):
            column, parent = thing
            self._add_line(one, column, parent)
        elif isinstance(thing, Brake):
            lines = {
                "change_line": partial(self.brakes.change, one, thing),
                "remove_line": partial(self.brakes.remove, one.id, thing),
                "assume": partial(self.brakes.assume, one, thing),
            }
            lines[name]()
        else:
            raise TypeError((name, thing, today))

    def _do_step(self, name: str, one: Goal, step: Action) -> None:
        today = self._room.today()
        if name in get_args(ActionState):
            state: ActionState = next(one for one in get_args(ActionState) if one == name)
            self.steps.settle(one.id, step, state)
            return
        acts: dict[str, Callable[[], object]] = {
            "reflect": partial(self.steps.reflect, one, step, "done"),
            "reopen_step": partial(self.steps.reopen, one.id, step),
            "change_step": partial(self.steps.change, one, step, today),
            "delete_step": partial(self.steps.trash, one.id, step),
            "step_to_goal": partial(self.goals.add_of_step, step, today),
            "used": partial(self.steps.met, one.id, step, used=True),
            "met": partial(self.steps.met, one.id, step, used=False),
        }
        acts[name]()

    def _add_line(self, one: Goal, column: BrakeColumn, parent: Brake | None) -> None:
        self.brakes.add(one, column, parent)

    def _note(self, one: Goal) -> None:
        if one.state == "draft":
            said = self.tr("This goal is still a draft. Make it active first.")
            self.said.emit(Notice(text=said))
        else:
            self.goals.check_in(one, self._room.today())

    def _activate(self, one: Goal) -> None:
        """Make it active; where vision or reality is missing, ask for that first."""
        if one.vision and one.reality:
            self.goals.activate(one)
        else:
            begin = "reality" if one.vision else "vision"
            self.goals.edit(one, self._room.today(), begin)

    def _leaving(self, one: Goal, act: Callable[[Goal], object]) -> None:
        self._room.leave_goal(self._room.list.neighbour(one.id))
        act(one)

    def _write(self, one: Goal) -> None:
        self.asked.emit(Destination(page="today", new=True, title=one.title))

    def _copy(self) -> None:
        known = self._room.view.known
        if known is not None:
            QGuiApplication.clipboard().setText(plain.text(known))
            self.said.emit(Notice(text=self.tr("Copied as text")))

    def _go(self, kind: str, item: str) -> None:
        if self._room.example_shown:
            return
        there = {
            "goal": Destination(page="goals", item=item),
            "value": Destination(page="goals", section="values", item=item),
            "assumption": Destination(page="assumptions", section="register", item=item),
        }
        self.asked.emit(there[kind])


def _nothing() -> None:
    """Do nothing: what is deleted can only come back or go."""
