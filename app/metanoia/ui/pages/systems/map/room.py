"""The room of one map: the canvas, and beside it its loops or what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.errors import MetanoiaError, NotFound
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.systems.canvas import Canvas
from metanoia.ui.pages.systems.editing import Clippings, Editing
from metanoia.ui.pages.systems.lines.strip import LinesStrip
from metanoia.ui.pages.systems.map.acting import Acting
from metanoia.ui.pages.systems.map.commands import commands_of, menu_of
from metanoia.ui.pages.systems.map.finding import LoopFinder
from metanoia.ui.pages.systems.map.inspector import (
    Part,
    SeveralPart,
)
from metanoia.ui.pages.systems.map.loops_view import LoopsView
from metanoia.ui.pages.systems.map.stage import Stage
from metanoia.ui.room import Room
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.page import Page

PANEL: Final = 300  # px at scale 1
_NARROW: Final = 760


class MapRoom(Room):
    """``back_asked`` wants the list of maps."""

    back_asked = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.editing: Editing | None = None
        self.finder: LoopFinder | None = None
        self._open: dict[
            str, tuple[Editing, LoopFinder]
        ] = {}  # so that undo is there on coming back
        self._clippings = Clippings()
        self.stage = Stage()
        self.loops = LoopsView(self.journal)
        self.lines = LinesStrip(self.journal)
        self.comments = CommentsOf(self.journal, "map")
        self.acting = Acting(self)
        self.part: Part | SeveralPart | None = None
        self.refusal = Banner("", "error")
        self._refusing = boxed(vbox(self.refusal, margins=(16, 6, 16, 8)))
        self._refusing.hide()  # with its margins
        self._side = QStackedWidget()
        known = boxed(vbox(self.loops, boxed(vbox(self.comments, margins=(12, 0, 12, 20)))))
        self._loops_area = ScrollArea(known)
        self._side.addWidget(self._loops_area)
        self.panel = Panel(self._side, fill="card", edges=("left",), corners=("right",), margins=(1, 0, 0, 0))  # fmt: skip
        fixed(self.panel, PANEL)
        self._panel_wanted = True
        self._narrow = False
        left = boxed(vbox((self.stage, 1), self.lines, self._refusing))
        self.setLayout(hbox((left, 1), self.panel))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show a map."""
        if destination.item:
            self.show_map(destination.item)

    def where(self) -> Destination:
        """Return the way back to the map."""
        return Destination(page=self.page.name, item=self.editing.map.id if self.editing else "")

    def refresh(self) -> None:
        """Show what the journal holds now; a map that is gone is left."""
        for map_id in tuple(self._open):
            if not self._living(map_id):
                del self._open[map_id]
        if self.editing is None:
            return
        if self.editing.map.id not in self._open:
            self.blank()
            self.back_asked.emit()
            return
        for editing, _ in self._open.values():
            editing.reload()
        self._show()
        if isinstance(self.part, Part):
            self.part.show_part()

    def commands(self) -> list[Command]:
        """Return what can be done with the map."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return the head, the canvas, the tools, and what stands beside it."""
        canvas = [self.stage.canvas] if self.stage.canvas else []
        return [*canvas, self.stage.head, self.stage.tools, self._side]

    def take_focus(self) -> None:
        """Begin on the canvas; on a map without a name, there."""
        if self.editing is None:
            return
        if not self.editing.map.variables and not self.editing.map.question:
            self.stage.head.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stage.head.title.selectAll()
        elif self.stage.canvas is not None:
            self.stage.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep what is being written on the map and beside it, and its title. May raise."""
        if self.stage.canvas is not None:
            self.stage.canvas.writing.put_down()
        self.stage.head.saving.flush_or_raise()
        self.loops.flush()
        if isinstance(self.part, Part):
            self.part.saving.flush_or_raise()

    def blank(self) -> None:
        """Forget the map."""
        self._show_part(None)
        self.stage.show_canvas(None)
        self.stage.head.forget()
        self.loops.forget()
        self.comments.forget()
        self.lines.forget()
        self._refusing.hide()
        self.editing = self.finder = None
        self._open.clear()
        self._clippings.held = None

    # -- showing

    def show_map(self, map_id: str) -> None:
        """Open a map; what was done on it since the journal was opened can be undone."""
        if self.editing is not None and self.editing.map.id == map_id:
            return
        try:
            if map_id not in self._open:
                editing = Editing(self.journal, map_id, self.page, self._clippings)
                self._open[map_id] = editing, LoopFinder(editing, editing)
        except NotFound as error:
            self.said.emit(Notice(text=str(error)))
            return
        if self.editing is not None:
            self._leave(self.editing)
        self.editing, self.finder = self._open[map_id]
        self._show_part(None)
        self._refusing.hide()
        canvas = Canvas(self.editing)
        canvas.edit_asked.connect(self.look_closely)
        self.stage.show_canvas(canvas)
        for signal, slot in (
            (self.editing.changed, self._changed), (self.editing.selected, self._selected),
            (self.editing.found, self._found), (self.editing.refused, self._refused),
            (self.finder.told, self._found),
        ):  # fmt: skip
            signal.connect(slot)
        self._show()
        canvas.zoom_whole()
        self.commands_changed.emit()

    @Slot(str)
    def look_closely(self, part_id: str = "") -> None:
        """Show what is chosen beside the map, with the keyboard in it."""
        if self.editing is None:
            return
        if part_id and part_id not in self.editing.selection:
            self.editing.select({part_id})
        chosen = self.editing.selection
        if not chosen:
            return
        self.show_panel(shown=True)
        if not (isinstance(self.part, Part) and {self.part.part_id} == chosen):
            self._show_part(self.acting.part_of(self.editing, chosen))
        if self.part is not None:
            self.part.take_focus()

    @Slot()
    def show_loops(self) -> None:
        """Show the loops beside the map again; what is chosen on it stays so."""
        self._show_part(None)
        if self.stage.canvas is not None:
            self.stage.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_panel(self, *, shown: bool) -> None:
        """Show or hide what stands beside the map."""
        self._panel_wanted = shown
        self.panel.setVisible(shown)

    @Slot()
    def toggle_panel(self) -> None:
        """Show what stands beside the map, or hide it."""
        self.show_panel(shown=not self.panel.isVisible())

    # -- doing

    @Slot(str)
    def do(self, name: str) -> None:
        """Do what a button names: undo, redo, closely, in, out, whole, menu."""
        canvas, editing = self.stage.canvas, self.editing
        if canvas is None or editing is None:
            return
        if name == "menu":
            menu_of(self).open_below(self.stage.tools.more)
            return
        {
            "undo": self.undo, "redo": self.redo, "in": canvas.zoom_in, "out": canvas.zoom_out,
            "whole": canvas.zoom_whole, "closely": self.look_closely,
        }[name]()  # fmt: skip

    @Slot()
    def undo(self) -> None:
        """Undo the last act on the map."""
        if self.stage.canvas is not None and not self.stage.canvas.writing.follow():
            return
        self.stage.head.saving.flush()
        self.loops.flush()
        if isinstance(self.part, Part):
            self.part.saving.flush()
        if self.editing is not None:
            self.editing.undo()

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        if self.editing is not None:
            self.editing.redo()

    @Slot(str)
    def take_tool(self, name: str) -> None:
        """Take a tool in hand, or use it at once on what is chosen."""
        canvas = self.stage.canvas
        if canvas is not None:
            canvas.set_tool(name)
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def find_loops(self) -> None:
        """Look for loops now."""
        if self.finder is not None:
            self.finder.look()

    # -- inside

    def _living(self, map_id: str) -> bool:
        try:
            return self.journal.maps.kept(map_id).deleted_at is None
        except MetanoiaError:
            return False

    def _show(self) -> None:
        if self.editing is None or self.finder is None:
            return
        self.stage.head.show_map(self.editing)
        history = self.editing.history
        self.stage.tools.show_history(history.undoes, history.redoes)
        self.loops.show_map(self.editing, self.finder.hits)
        self.comments.show_thing(self.editing.map.id)
        self.lines.show_map(self.editing)

    @Slot()
    def _changed(self) -> None:
        self._refusing.hide()
        self._show()
        if isinstance(self.part, Part):
            if self.part.part_id in self.part.editing.map.ids:
                self.part.show_part()
            else:
                self._show_part(None)

    @Slot()
    def _found(self) -> None:
        self._show()

    @Slot()
    def _selected(self) -> None:
        if self.editing is None:
            return
        chosen = self.editing.selection
        self.stage.tools.closely.setEnabled(bool(chosen))
        looking = self.part is not None
        if looking and not (isinstance(self.part, Part) and {self.part.part_id} == chosen):
            self._show_part(self.acting.part_of(self.editing, chosen) if chosen else None)
        if self.finder is not None:
            self.loops.show_map(self.editing, self.finder.hits)
        self.lines.show_selection()

    def _show_part(self, part: Part | SeveralPart | None) -> None:
        if isinstance(self.part, Part):
            self.part.saving.flush()
        while (old := self._side.widget(1)) is not None:
            self._side.removeWidget(old)
            old.deleteLater()
        self.part = part
        if part is None:
            self._side.setCurrentIndex(0)
            return
        part.left.connect(self.show_loops)
        self._side.addWidget(ScrollArea(part))
        self._side.setCurrentIndex(1)

    def _leave(self, editing: Editing) -> None:
        if self.stage.canvas is not None:
            self.stage.canvas.writing.put_down()
        self.stage.head.saving.flush()
        self.loops.flush()  # while what is noted still goes to this map
        self._disconnect(editing)

    def _disconnect(self, editing: Editing) -> None:
        editing.disconnect(self)
        if self.finder is not None:
            self.finder.disconnect(self)

    @Slot(object)
    def _refused(self, error: MetanoiaError) -> None:
        self._say_refusal(str(error))

    @Slot(str)
    def _say_refusal(self, why: str) -> None:
        self.refusal.say(why)
        self.refusal.show()
        self._refusing.show()

    @Slot(str)
    def _light(self, key: str) -> None:
        if self.editing is not None:
            self.editing.look_at(key)

    @Slot()
    def _to_canvas(self) -> None:
        if self.stage.canvas is not None:
            self.stage.canvas.setFocus(Qt.FocusReason.TabFocusReason)

    def _connect(self) -> None:
        head, tools, loops = self.stage.head, self.stage.tools, self.loops
        for signal, slot in (
            (head.back_asked, self.back_asked),
            (head.left, self._to_canvas),
            (head.saving.failed, self._say_refusal),
            (tools.tool_asked, self.take_tool),
            (tools.asked, self.do),
            (self.stage.zoom.asked, self.do),
            (loops.find_asked, self.find_loops),
            (loops.name_asked, self.acting.name_loop),
            (loops.answered, self.acting.answer),
            (loops.withdrawn, self.acting.withdraw),
            (loops.noted, self.acting.note),
            (loops.pattern_test_asked, self.acting.test_pattern),
            (loops.test_asked, self.acting.test_link),
            (loops.opened, self.acting.to_assumption),
            (loops.looked_at, self._light),
            (loops.connected.asked, self.asked),
            (loops.connected.said, self.said),
            (self.comments.said, self.said),
            (self.lines.opened, self.look_closely),
            (self.acting.said, self.said),
            (self.acting.asked, self.asked),
            (self.refusal.dismissed, self._refusing.hide),
        ):
            signal.connect(slot)

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the loops, and from there to all maps; undo and redo work beside the map too."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.part is not None:
            self.show_loops()
        else:
            self.back_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the map its room where there is little."""
        super().resizeEvent(event)
        narrow = self.width() / theme().scale < _NARROW
        if narrow != self._narrow:  # what was opened in a narrow window stays while it is dragged
            self._narrow = narrow
            self.panel.setVisible(self._panel_wanted and not narrow)
