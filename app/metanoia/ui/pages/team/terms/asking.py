"""What is asked about a common word: in a sheet over the room, or in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.pages.team.terms.sheet import TermSheet
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.terms import NewTerm, Term
    from metanoia.ui.pages.team.terms.room import TermsRoom
    from metanoia.ui.widgets.trash_view import Gone


class Asking(QObject):
    """Asks, and hands what is answered to what does it."""

    def __init__(self, room: TermsRoom) -> None:
        super().__init__(room)
        self._room = room
        self._doing = room.doing
        self._sheet: TermSheet | None = None
        self._about: Term | None = None
        self._gone: Gone | None = None

    def about_new(self, word: str) -> None:
        """Ask about a word that is not there yet."""
        self._ask(TermSheet(self._room, self._room.journal.visions.standing(), word=word), None)

    def about(self, one: Term) -> None:
        """Ask what should be said anew of a word."""
        self._ask(TermSheet(self._room, self._room.journal.visions.standing(), one), one)

    @Slot(object)
    def about_purging(self, gone: Gone) -> None:
        """Ask whether a word shall go for good."""
        self._gone = gone
        room = self._room
        text = room.tr("“{}” goes with what each of you meant by it.").format(gone.title)
        sheet = GoneForGood(room, room.tr("Delete this word for good?"), text)
        sheet.confirmed.connect(self._purge)
        sheet.open()

    @Slot()
    def open_menu(self) -> None:
        """Open what else can be done here."""
        room = self._room
        menu = Menu(room)
        if room.detail.shown is not None:
            menu.add(room.tr("Change this word…"), room.edit, icon="pencil", key="E")
            menu.add(room.tr("Move to Recently deleted"), room.delete, icon="trash-2", key="Del")
            menu.addSeparator()
        menu.add(room.tr("Recently deleted"), room.show_trash, icon="trash-2")
        menu.open_below(room.more)

    def _ask(self, sheet: TermSheet, about: Term | None) -> None:
        self._sheet, self._about = sheet, about
        sheet.given.connect(self._given)
        sheet.open()

    @Slot(object)
    def _given(self, new: NewTerm) -> None:
        about = self._about
        refused = self._doing.add(new) if about is None else self._doing.change(about, new)
        if self._sheet is None:
            return
        if refused:
            self._sheet.refuse(refused)
            return
        self._sheet.dismiss()
        self._sheet = None
        if about is None and self._doing.added:
            self._room.choose(self._doing.added)

    @Slot()
    def _purge(self) -> None:
        if self._gone is not None:
            self._room.tell(self._doing.purge(self._gone.id))
            self._gone = None
