"""What is asked of the register, done with the assumption that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from metanoia.domain.assumptions import Assumption, Evidence
from metanoia.domain.entries import EntryId
from metanoia.domain.experiments import Experiment
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.doings import Doings
from metanoia.ui.pages.assumptions.register import plain

if TYPE_CHECKING:
    from metanoia.ui.pages.assumptions.register.room import RegisterRoom


class Acting(QObject):
    """Turns commands, menus and keys into Doings; does nothing where nothing fit is looked at."""

    said = Signal(object)
    asked = Signal(object)
    shown = Signal(str)

    def __init__(self, room: RegisterRoom) -> None:
        super().__init__(room)
        self._room = room
        self._doings = Doings(room.journal, room)
        self._doings.said.connect(self.said)
        self._doings.shown.connect(self.shown)

    def do(self, what: str) -> None:
        """Do what a menu names: "test", "revise" and the like."""
        self._all()[what]()

    def do_by_key(self, event: QKeyEvent) -> bool:
        """Do what a single key asks for where nothing is written; return whether it asked for something."""
        keys = {
            Qt.Key.Key_T: self.test, Qt.Key.Key_E: self.edit, Qt.Key.Key_R: self.rate,
            Qt.Key.Key_V: self.evidence, Qt.Key.Key_Delete: self.delete,
        }  # fmt: skip
        run = keys.get(Qt.Key(event.key()))
        writing = isinstance(self._room.focusWidget(), QLineEdit)
        if run is None or writing or event.modifiers():
            return False
        run()
        return True

    # -- the assumption itself

    def new(self, statement: str = "") -> None:
        """Ask about a new assumption."""
        self._doings.add(statement)

    def edit(self) -> None:
        """Ask what it should say instead."""
        if one := self._open():
            self._doings.edit(one)

    def say_if_wrong(self) -> None:
        """Ask what would be seen if it were wrong."""
        if one := self._open():
            self._doings.edit(one, if_wrong=True)

    def rate(self) -> None:
        """Put the keyboard where one says how sure one is."""
        if self._open():
            self._room.show_detail()
            sure = self._room.detail.sure
            self._room.detail.bring_into_view(sure)
            sure.take_focus()

    def keep_rating(self, sure: int, reason: str) -> None:
        """Keep how sure somebody is now."""
        if one := self._open():
            self._doings.rate(one.id, sure, reason)

    def write(self) -> None:
        """Begin an entry about it."""
        if one := self._living():
            self.asked.emit(Destination(page="today", new=True, title=one.statement))

    def walk_ladder(self) -> None:
        """Begin to climb down the ladder on which it stands."""
        if one := self._open():
            self.asked.emit(Destination(page="today", new=True, form="ladder", item=one.id))

    def copy(self) -> None:
        """Copy what is known of it as text."""
        known = self._room.detail.known
        if known is not None and self._living():
            QGuiApplication.clipboard().setText(plain.text(known, self._room.today()))
            self.said.emit(Notice(text=self.tr("Copied as text")))

    # -- evidence

    def evidence(self, entry: EntryId | None = None) -> None:
        """Ask what was seen, in ``entry`` where that is known."""
        if one := self._open():
            self._doings.add_evidence(one, self._room.today(), entry)

    def edit_evidence(self, evidence: Evidence) -> None:
        """Ask what should be said of it instead."""
        if one := self._open():
            self._doings.edit_evidence(one, evidence, self._room.today())

    def remove_evidence(self, evidence: Evidence) -> None:
        """Take it away."""
        self._doings.remove_evidence(evidence)

    # -- small tests

    def test(self) -> None:
        """Ask for a small test of it."""
        if one := self._open():
            self._doings.plan(one, self._room.today())

    def finish_test(self, test: Experiment) -> None:
        """Ask what became of a test."""
        if one := self._open():
            self._doings.finish(one, test)

    def finish_next(self) -> None:
        """Ask what became of the test that is due first."""
        known = self._room.detail.known
        if known is not None and known.next_test is not None:
            self.finish_test(known.next_test.test)

    def change_test(self, test: Experiment) -> None:
        """Ask how a test should be instead."""
        if one := self._open():
            self._doings.change_test(one, test, self._room.today())

    def start_test(self, test: Experiment) -> None:
        """Note that it has begun."""
        self._doings.start(test)

    def let_test_go(self, test: Experiment) -> None:
        """Give it up."""
        self._doings.let_go(test)

    # -- from state to state

    def confirm(self) -> None:
        """Note that it has held up so far."""
        if one := self._open():
            self._doings.confirm(one)

    def hold(self) -> None:
        """Take back that it has held up."""
        if one := self._open():
            self._doings.hold(one)

    def revise(self) -> None:
        """Ask what to say instead."""
        if one := self._open():
            self._doings.revise(one)

    def drop(self) -> None:
        """Ask why to drop it."""
        if one := self._open():
            self._doings.drop(one)

    def take_up(self) -> None:
        """Go on with what was dropped."""
        if (one := self._living()) and one.state == "dropped":
            self._doings.take_up(one)

    def go_on(self) -> None:
        """Look at what it was revised to."""
        if (one := self._living()) and one.revised_to:
            self.shown.emit(one.revised_to)

    # -- Recently deleted

    def delete(self) -> None:
        """Move it to Recently deleted, and look at the next one."""
        if one := self._living():
            self._room.forget_shown(self._room.list.neighbour(one.id))
            self._doings.trash(one)

    def restore(self) -> None:
        """Bring back the deleted one that is looked at."""
        if (one := self._room.one) and one.deleted_at is not None:
            self._room.forget_shown(self._room.list.neighbour(one.id))
            self._doings.restore(one)

    def purge(self) -> None:
        """Ask whether to delete it for good."""
        if (one := self._room.one) and one.deleted_at is not None:
            self._doings.purge(one)

    def empty_trash(self) -> None:
        """Ask whether to delete for good everything that was deleted."""
        self._doings.empty_trash(len(self._room.journal.assumptions.trashed()))

    # -- inside

    def _living(self) -> Assumption | None:
        one = self._room.one
        return one if one is not None and one.deleted_at is None else None

    def _open(self) -> Assumption | None:
        one = self._living()
        return one if one is not None and not one.closed else None

    def _all(self) -> dict[str, Callable[[], None]]:
        return {
            "test": self.test, "edit": self.edit, "rate": self.rate, "evidence": self.evidence,
            "write": self.write, "ladder": self.walk_ladder, "confirm": self.confirm,
            "hold": self.hold, "revise": self.revise, "drop": self.drop, "take_up": self.take_up,
            "successor": self.go_on, "copy": self.copy, "delete": self.delete,
        }  # fmt: skip
