"""What is done with the map that is open, besides drawing: asked where needed, done as one act."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain import map_edits
from metanoia.ui.destination import Notice
from metanoia.ui.map_files import MapFiles
from metanoia.ui.pages.systems.lines.field import LineField
from metanoia.ui.pages.systems.map.inspector import (
    LinkPart,
    NotePart,
    Part,
    SeveralPart,
    VariablePart,
)
from metanoia.ui.pages.systems.map.loop_sheet import LoopSheet
from metanoia.ui.pages.systems.map.resting_on import RestingOn
from metanoia.ui.pages.systems.map.testing import Testing, leads_to

if TYPE_CHECKING:
    from metanoia.domain.maps import LoopNote, PatternNote, PatternState
    from metanoia.domain.patterns import Hit
    from metanoia.ui.pages.systems.editing import Editing
    from metanoia.ui.pages.systems.map.room import MapRoom


class Acting(QObject):
    """``said`` carries a Notice, ``asked`` the Destination that something leads to."""

    said = Signal(object)
    asked = Signal(object)

    def __init__(self, room: MapRoom) -> None:
        super().__init__(room)
        self._room = room
        self.testing = Testing(room.journal, room)
        self.files = MapFiles(room)
        for signal, slot in (
            (self.testing.said, self.said),
            (self.testing.asked, self.asked),
            (self.files.said, self.said),
        ):
            signal.connect(slot)

    @property
    def _editing(self) -> Editing | None:
        return self._room.editing

    def part_of(self, editing: Editing, chosen: frozenset[str]) -> Part | SeveralPart:
        """Return what shows the parts that are chosen, one or several, closely."""
        if len(chosen) > 1:
            several = SeveralPart(len(chosen))
            several.asked.connect(self.bring_into_line)
            return several
        (one,) = chosen
        of = editing.map
        if one in of.names:
            return VariablePart(editing, one, LineField(self._room.journal, editing, one))
        if any(note.id == one for note in of.notes):
            return NotePart(editing, one)
        resting = RestingOn(self._room.journal, editing, one)
        resting.opened.connect(self.to_assumption)
        resting.write_asked.connect(self.write_down)
        resting.test_asked.connect(self.test_link)
        return LinkPart(editing, one, resting)

    def save_as(self, kind: str) -> None:
        """Ask where the map is to be saved as a file of that kind."""
        if self._editing is not None:
            self._room.save()
            kept = self._room.journal.maps.kept(self._editing.map.id)
            self.files.ask(kind, kept, self._editing.loops)

    def look_back(self, days: int) -> None:
        """Let the lines of the map go back so many days."""
        if self._editing is not None:
            self._editing.do(partial(replace, horizon_days=days), self.tr("How far lines go back"))

    @Slot(str)
    def name_loop(self, key: str) -> None:
        """Ask what a loop is called."""
        if self._editing is None:
            return
        loop = next(one for one in self._editing.loops.loops if one.key == key)
        sheet = LoopSheet(self._room, loop, self._editing.map)
        sheet.given.connect(self._named)
        sheet.open()

    @Slot(object)
    def _named(self, note: LoopNote) -> None:
        sheet = self.sender()
        if self._editing is None or not isinstance(sheet, LoopSheet):
            return
        act = partial(map_edits.say_of_loop, key=note.key, name=note.name, story=note.story)
        if self._editing.do(act, self.tr("Loop named")):
            sheet.dismiss()
            self._room.loops.take_focus(note.key)

    @Slot(object, str)
    def answer(self, hit: Hit, answer: PatternState) -> None:
        """Keep what somebody says to a pattern question."""
        editing = self._editing
        if editing is None:
            return
        said = self.tr("Pattern kept") if answer == "accepted" else self.tr("Pattern set aside")
        about = partial(map_edits.answer_pattern, pattern=hit.pattern, loops=hit.loops)
        if editing.do(partial(about, state=answer), said):
            undo = partial(editing.do, partial(about, state=None), self.tr("Pattern taken back"))
            self.said.emit(Notice(text=said, undo=undo))

    @Slot(object)
    def withdraw(self, note: PatternNote) -> None:
        """Take back that loops look like a pattern."""
        if self._editing is not None:
            act = partial(
                map_edits.answer_pattern, pattern=note.pattern, loops=note.loops, state=None
            )
            self._editing.do(act, self.tr("Pattern taken back"))

    @Slot(object, str)
    def note(self, note: PatternNote, text: str) -> None:
        """Keep what is noted of an accepted pattern."""
        if self._editing is not None:
            act = partial(
                map_edits.answer_pattern, pattern=note.pattern, loops=note.loops,
                state="accepted", note=text,
            )  # fmt: skip
            self._editing.do(act, self.tr("Noted of a pattern"))

    @Slot(str)
    def bring_into_line(self, how: str) -> None:
        """Bring what is chosen into line, as the canvas knows it, or delete it."""
        if self._room.stage.canvas is None or self._editing is None:
            return
        if how == "delete":
            remove = partial(map_edits.remove, ids=self._editing.selection)
            self._editing.do(remove, self.tr("Deleted"))
        else:
            self._room.stage.canvas.align(how)  # type: ignore[arg-type]

    @Slot(str)
    def to_assumption(self, assumption: str) -> None:
        """Lead to an assumption."""
        self.asked.emit(leads_to(assumption))

    @Slot(str)
    def write_down(self, link: str) -> None:
        """Write down what a link takes for granted."""
        if self._editing is not None:
            self.testing.of_link(self._editing, link, test=False)

    @Slot(str)
    def test_link(self, link: str) -> None:
        """Make a small test of a link."""
        if self._editing is not None:
            self.testing.of_link(self._editing, link, test=True)

    @Slot(object)
    def test_pattern(self, note: PatternNote) -> None:
        """Make a small test of a pattern."""
        if self._editing is not None:
            self.testing.of_pattern(self._editing, note)
