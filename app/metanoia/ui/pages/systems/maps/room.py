"""The room of all maps: a list, how to begin, or Recently deleted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.errors import MetanoiaError, NotFound
from metanoia.ui.background import Task
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.file_dialogs import ask_for_file
from metanoia.ui.pages.systems.maps.doing import Doing
from metanoia.ui.pages.systems.maps.listing import MapPainter
from metanoia.ui.room import Room
from metanoia.ui.share_state import copies
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.grouped_list import GroupedList
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.trash_view import Gone, TrashView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.maps import MapRow
    from metanoia.exchange.map_files import ReadMap
    from metanoia.ui.page import Page


class MapsRoom(Room):
    """``opened`` carries the id of the map to show."""

    opened = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.new = Button(self.tr("New map"), "primary", "plus", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.list = GroupedList(self.tr("Maps"), MapPainter)
        self.doing = Doing(self.journal, self)
        self.trash = TrashView(self.tr("Maps recently deleted"), self.tr("Back to the maps"))
        self.begin = Button(self.tr("New map"), "primary", "plus")
        self.bring = Button(self.tr("Bring one in…"), "ghost")
        self.deleted = Button(self.tr("Recently deleted"), "ghost", "trash-2", "s")
        self._purging = ""
        if isinstance(self.list.painter, MapPainter):
            self.list.painter.thumbnails.of = self.journal.maps.get
        self._body = QStackedWidget()
        self._begin_view = self._empty_view()
        self._listed = boxed(vbox((self.list, 1), margins=(14, 0, 14, 8)))
        for view in (self._listed, self._begin_view):
            self._body.addWidget(view)
        title = Label(self.tr("Systems"), "h2")
        head = boxed(
            hbox(title, None, self.new, 4, self.more, margins=(32, 18, 26, 12))
        )  # fmt: skip
        self._main = boxed(vbox(head, (self._body, 1)))
        self._views = QStackedWidget()
        for view in (self._main, self.trash):
            self._views.addWidget(view)
        self.setLayout(vbox(self._views))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show the list or Recently deleted, or begin a new map."""
        self.show_trash(shown=destination.section == "trash")
        if destination.new:
            QTimer.singleShot(0, self, partial(self.make, destination.title))

    def where(self) -> Destination:
        """Return the way back to the list, or to Recently deleted."""
        return Destination(page=self.page.name, section="trash" if self._trash_shown else "list")

    def refresh(self) -> None:
        """Show what the journal holds now; the map that is chosen stays so."""
        maps, trashed = self.journal.maps.listing(), self.journal.maps.trashed()
        current = self.list.current
        self.list.show_rows(maps, keep=current.id if current else "")
        if self.list.current is None:
            self.list.choose_first()
        self._body.setCurrentWidget(self._listed if maps else self._begin_view)
        self.new.setVisible(bool(maps))
        self.more.setVisible(bool(maps))
        self.deleted.setVisible(bool(trashed))
        self.trash.show_gone([Gone(one.id, one.title, one.question) for one in trashed])

    def commands(self) -> list[Command]:
        """Return what can be done with the maps."""
        tr = self.tr
        return [
            Command("map-new", tr("New map"), self.make, "Ctrl+Shift+N", "plus", "system loop"),
            Command("map-bring", tr("Bring in a map…"), self.ask_for_file, "", "file-down", "import kumu loopy open"),
            Command("map-trash", tr("Deleted maps"), self.show_trash, "", "trash-2", "recently bin"),
        ]  # fmt: skip

    def panes(self) -> Sequence[QWidget]:
        """Return the list, or what is shown in its place."""
        if self._trash_shown:
            return [self.trash]
        return [self.new, self.list] if self._body.currentWidget() is self._listed else [self.begin]

    def take_focus(self) -> None:
        """Begin in the list, or where there is only one thing to do."""
        if self._trash_shown:
            self.trash.take_focus()
        elif self._body.currentWidget() is self._begin_view:
            self.begin.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def blank(self) -> None:
        """Forget every map."""
        self.list.show_rows(())
        self.trash.show_gone(())
        if isinstance(self.list.painter, MapPainter):
            self.list.painter.thumbnails.forget()

    # -- doing

    def there(self, map_id: str) -> bool:
        """Tell whether a map can be opened."""
        try:
            return self.journal.maps.kept(map_id).deleted_at is None
        except NotFound:
            return False

    @Slot()
    def make(self, title: str = "") -> None:
        """Keep an empty map and open it."""
        if made := self.doing.add(title or self.tr("Untitled map")):
            self.opened.emit(made)

    @Slot()
    def ask_for_file(self) -> None:
        """Ask for a map in a file."""
        kinds = self.tr("Maps (*.json *.loopy *.txt)")
        ask_for_file(self, self.tr("Bring in a map"), kinds).fileSelected.connect(self.read_file)

    @Slot(str)
    def read_file(self, path: str) -> None:
        """Read a map from a file in the background, and open it."""
        task = Task(partial(_read, Path(path)))
        task.done.connect(self._read)
        task.failed.connect(self._not_read)
        task.start()

    @Slot()
    def show_trash(self, *, shown: bool = True) -> None:
        """Show what was deleted in the last thirty days, or the list again."""
        self._views.setCurrentWidget(self.trash if shown else self._main)
        self.refresh()
        if self.isVisible():
            QTimer.singleShot(0, self, self.take_focus)

    # -- inside

    @property
    def _trash_shown(self) -> bool:
        return self._views.currentWidget() is self.trash

    @property
    def _chosen(self) -> MapRow | None:
        rows = {row.id: row for row in self.journal.maps.listing()}
        current = self.list.current
        return rows.get(current.id) if current else None  # type: ignore[call-overload]

    @Slot()
    def _make(self) -> None:
        self.make()

    @Slot()
    def _open(self) -> None:
        if (current := self.list.current) is not None:
            self.opened.emit(current.id)

    @Slot()
    def _delete(self) -> None:
        if (one := self._chosen) is not None:
            following = self.list.neighbour(one.id)
            self.doing.trash(one.id, one.title)
            self.list.choose(following)

    @Slot()
    def _copy(self) -> None:
        if (one := self._chosen) is not None and (made := self.doing.copy(one.id)):
            self.list.choose(made)

    @Slot()
    def _open_menu(self) -> None:
        menu = Menu(self)
        if self.list.current is not None:
            menu.add(self.tr("Make a copy"), self._copy, icon="copy")
            menu.add(self.tr("Move to Recently deleted"), self._delete, icon="trash-2", key="Del")
            menu.addSeparator()
        menu.add(self.tr("Bring in a map…"), self.ask_for_file, icon="file-down")
        menu.add(self.tr("Recently deleted"), self.show_trash, icon="trash-2")
        menu.open_below(self.more)

    @Slot(object)
    def _read(self, found: ReadMap) -> None:
        if self.journal.is_open and (made := self.doing.bring_in(found.map, found.left_out)):
            self.opened.emit(made)

    @Slot(Exception)
    def _not_read(self, error: Exception) -> None:
        known = isinstance(error, MetanoiaError)
        text = str(error) if known else self.tr("That file could not be read. Nothing was changed.")
        self.said.emit(Notice(text=text))

    @Slot()
    def _leave_trash(self) -> None:
        self.show_trash(shown=False)

    @Slot(object)
    def _restore(self, gone: Gone) -> None:
        self.doing.restore(gone.id, gone.title)

    @Slot(object)
    def _ask_purge(self, gone: Gone) -> None:
        self._purging = gone.id
        text = self.tr("“{}” goes with all that was said of its loops. This cannot be undone.")
        text = f"{text.format(gone.title)} {copies(self.journal, ('map', gone.id))}".strip()
        sheet = GoneForGood(self, self.tr("Delete this map for good?"), text)
        sheet.confirmed.connect(self._purge)
        sheet.open()

    @Slot()
    def _purge(self) -> None:
        self.doing.purge(self._purging)

    def _empty_view(self) -> QWidget:
        text = self.tr(
            "Draw what feeds what: the things that rise and fall, and how each moves the next. "
            "The loops are found for you; some of them may explain what no single cause does."
        )
        title = self.tr("What keeps happening, whatever you do?")
        empty = EmptyState("waypoints", title, text, self.begin, self.bring)
        foot = boxed(hbox(None, self.deleted, None, margins=(0, 0, 0, 20)))
        return boxed(vbox((empty, 1), foot))

    def _connect(self) -> None:
        for signal, slot in (
            (self.new.clicked, self._make),
            (self.begin.clicked, self._make),
            (self.bring.clicked, self.ask_for_file),
            (self.more.clicked, self._open_menu),
            (self.deleted.clicked, self.show_trash),
            (self.list.opened, self._open),
            (self.list.edit_asked, self._open),
            (self.list.delete_asked, self._delete),
            (self.trash.left, self._leave_trash),
            (self.trash.restored, self._restore),
            (self.trash.purged, self._ask_purge),
            (self.doing.said, self.said),
        ):
            signal.connect(slot)

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list by Esc."""
        if event.key() == Qt.Key.Key_Escape and self._trash_shown:
            self._leave_trash()
        else:
            super().keyPressEvent(event)


def _read(path: Path) -> ReadMap:
    from metanoia.exchange.map_files import read_map

    return read_map(path)
