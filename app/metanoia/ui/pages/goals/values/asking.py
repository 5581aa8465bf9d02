"""What is asked about values: in a sheet over the room, or in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from metanoia.domain.values import Value, ValueId
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.pages.goals.values.value_sheet import ValueSheet
from metanoia.ui.share_state import copies
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.values.doing import Doing
    from metanoia.ui.pages.goals.values.room import ValuesRoom


class Asking(QObject):
    """Asks, and hands what is answered to what does it."""

    def __init__(self, room: ValuesRoom, doing: Doing) -> None:
        super().__init__(room)
        self._room = room
        self._doing = doing
        self._sheet: ValueSheet | None = None
        self._about: ValueId | None = None
        self._gone: Value | None = None

    def about_new(self) -> None:
        """Ask about a value that is not there yet."""
        sheet = ValueSheet(self._room)
        sheet.given.connect(self._added)
        self._open(sheet, None)

    def about(self, one: Value) -> None:
        """Ask what a value should be called and mean."""
        sheet = ValueSheet(self._room, one)
        sheet.given.connect(self._changed)
        self._open(sheet, one.id)

    @Slot(object)
    def about_purging(self, one: Value) -> None:
        """Ask whether a value shall go for good."""
        self._gone = one
        text = self.tr("“{}” goes with its ratings and its place in every sort.").format(one.name)
        text = f"{text} {copies(self._room.journal, ('value', one.id))}".strip()
        sheet = GoneForGood(self._room, self.tr("Delete this value for good?"), text)
        sheet.confirmed.connect(self._purge)
        sheet.open()

    @Slot()
    def open_menu(self) -> None:
        """Open what else can be done with the values."""
        room, head = self._room, self._room.overview.head
        menu = Menu(head)
        menu.add(self.tr("Add a value…"), room.acting.add, icon="plus")
        menu.add(self.tr("Rate the three that ask most"), room.rate_few, icon="scale")
        menu.addSeparator()
        room.overview.table.add_to(menu)
        menu.addSeparator()
        menu.add(self.tr("Recently deleted"), room.show_trash, icon="trash-2")
        menu.open_below(head.more)

    @Slot()
    def open_value_menu(self) -> None:
        """Open what else can be done with the value that is shown."""
        room, shown = self._room, self._room.detail_of()
        if shown is None:
            return
        menu = Menu(room)
        if shown.deleted_at is not None:
            menu.add(self.tr("Delete for good…"), self._purge_shown, icon="trash-2")
        else:
            menu.add(self.tr("Edit…"), room.acting.edit, icon="pencil", key="E")
            if shown.state == "active":
                menu.add(self.tr("Set aside"), room.acting.retire, icon="circle-minus")
            else:
                menu.add(self.tr("Take up again"), room.acting.take_up, icon="undo-2")
            menu.addSeparator()
            menu.add(self.tr("Move to Recently deleted"), room.acting.delete, icon="trash-2")
        menu.open_below(room.detail.more)

    def _open(self, sheet: ValueSheet, about: ValueId | None) -> None:
        self._sheet, self._about = sheet, about
        sheet.open()

    @Slot(str, str)
    def _added(self, name: str, meaning: str) -> None:
        self._answered(self._doing.add(name, meaning))

    @Slot(str, str)
    def _changed(self, name: str, meaning: str) -> None:
        if self._about is not None:
            self._answered(self._doing.change(self._about, name, meaning))

    def _answered(self, refused: str) -> None:
        if self._sheet is None:
            return
        if refused:
            self._sheet.refuse(refused)
            return
        self._sheet.dismiss()
        self._sheet = None

    @Slot()
    def _purge_shown(self) -> None:
        if (shown := self._room.detail_of()) is not None:
            self.about_purging(shown)

    @Slot()
    def _purge(self) -> None:
        if self._gone is not None:
            self._room.acting.say(self._doing.purge(self._gone))
            self._gone = None
