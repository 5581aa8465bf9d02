"""The room of common words: a list, and the word that is chosen in it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import NotFound
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.team.head import WORDS, TeamHead
from metanoia.ui.pages.team.terms.asking import Asking
from metanoia.ui.pages.team.terms.commands import commands_of
from metanoia.ui.pages.team.terms.detail import Detail
from metanoia.ui.pages.team.terms.doing import Doing
from metanoia.ui.pages.team.terms.listing import TermPainter
from metanoia.ui.room import Room
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.grouped_list import GroupedList
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row_painter import Head, Line
from metanoia.ui.widgets.trash_view import Gone, TrashView
from metanoia.ui.widgets.two_panes import TwoPanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.terms import Term
    from metanoia.ui.page import Page


class TermsRoom(Room):
    """Words on the left, the chosen one on the right; or how to begin, or Recently deleted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.new = Button(self.tr("New word"), "primary", "plus", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.head = TeamHead(WORDS, 8, self.new, 4, self.more)
        self.list = GroupedList(self.tr("Common words"), TermPainter)
        self.detail = Detail()
        self.doing = Doing(self.journal, self)
        self.asking = Asking(self)
        self.trash = TrashView(self.tr("Words recently deleted"), self.tr("Back to the words"))
        self.begin = Button(self.tr("Note a word"), "primary", "plus")
        self.deleted = Button(self.tr("Recently deleted"), "ghost", "trash-2", "s")
        self._panes = TwoPanes(boxed(vbox(8, (self.list, 1))), self.detail)
        self._body = QStackedWidget()
        self._begin_view = self._empty_view()
        for view in (self._panes, self._begin_view):
            self._body.addWidget(view)
        head = boxed(hbox(self.head, margins=(32, 18, 26, 12)))
        self._main = boxed(vbox(head, (self._body, 1)))
        self._views = QStackedWidget()
        for view in (self._main, self.trash):
            self._views.addWidget(view)
        self.setLayout(vbox(self._views))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show a word, Recently deleted, or ask about a new one."""
        if destination.section == "words/trash":
            self.show_trash()
            return
        self._leave_trash()
        if destination.new:
            QTimer.singleShot(0, self, partial(self.ask_new, destination.title))
        elif destination.item:
            self.refresh()
            if self.list.choose(destination.item):
                self._show_chosen()
                self._panes.show_pane(right=True)
            else:
                self.said.emit(Notice(text=self.tr("That word is no longer in this journal.")))

    def where(self) -> Destination:
        """Return the way back to the word that is shown."""
        if self._views.currentWidget() is self.trash:
            return Destination(page=self.page.name, section="words/trash")
        shown = self.detail.shown
        return Destination(page=self.page.name, section="words", item=shown.id if shown else "")

    def refresh(self) -> None:
        """Show what the journal holds now; the word that is chosen stays so."""
        terms, trashed = self.journal.terms.all(), self.journal.terms.trashed()
        shown = self.detail.shown
        rows: list[Head | Line] = [*terms]
        self.list.show_rows(rows, keep=shown.id if shown else "")
        if self.list.current is None and terms:
            self.list.choose(terms[0].id)
        self._body.setCurrentWidget(self._panes if terms else self._begin_view)
        self.new.setVisible(bool(terms))
        self.more.setVisible(bool(terms))
        self.deleted.setVisible(bool(trashed))
        self.trash.show_gone([Gone(one.id, one.word, one.agreed or one.mine) for one in trashed])
        self._show_chosen()

    def commands(self) -> list[Command]:
        """Return what can be done with common words."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return the list and the word, or the view that is shown."""
        if self._views.currentWidget() is self.trash:
            return [self.trash]
        if self._body.currentWidget() is self._panes:
            return [self.head, self.list, self.detail]
        return [self.head, self._begin_view]

    def take_focus(self) -> None:
        """Begin in the list, or where there is only one thing to do."""
        if self._views.currentWidget() is self.trash:
            self.trash.take_focus()
        elif self._body.currentWidget() is self._begin_view:
            self.begin.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.list.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.detail.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def blank(self) -> None:
        """Forget every word."""
        self.list.show_rows(())
        self.detail.forget()
        self.trash.show_gone(())

    # -- doing

    @Slot()
    def ask_new(self, word: str = "") -> None:
        """Ask about a word that is not there yet."""
        self.asking.about_new(word or "")

    @Slot()
    def edit(self) -> None:
        """Ask what should be said anew of the word that is shown."""
        if (one := self.detail.shown) is not None:
            self.asking.about(one)

    @Slot()
    def delete(self) -> None:
        """Move the word that is shown to Recently deleted, and show the next one."""
        if (one := self.detail.shown) is not None:
            following = self.list.neighbour(one.id)
            self.detail.forget()
            if following:
                self.choose(following)
            self.tell(self.doing.trash(one))

    @Slot()
    def show_trash(self) -> None:
        """Show what was deleted in the last thirty days."""
        self._views.setCurrentWidget(self.trash)
        self.refresh()
        QTimer.singleShot(0, self, self.take_focus)

    def choose(self, term: str) -> None:
        """Show a word of the list."""
        self.list.choose(term)
        self._show_chosen()

    def tell(self, refused: str) -> None:
        """Say why something could not be done, nothing for ""."""
        if refused:
            self.said.emit(Notice(text=refused))

    # -- inside

    def _show_chosen(self) -> None:
        row = self.list.current
        if row is None:
            self.detail.forget()
            return
        try:
            one = self.journal.terms.get(row.id)
        except NotFound:
            self.detail.forget()
            return
        before = self.journal.terms.wordings_before(one.id)
        self.detail.show_term(one, self._vision_name(one), before, self._today())
        self.commands_changed.emit()

    def _vision_name(self, one: Term) -> str:
        if one.vision is None:
            return ""
        vision = self.journal.visions.get(one.vision)
        return vision.name if vision.deleted_at is None else ""

    def _today(self) -> dt.date:
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def _empty_view(self) -> QWidget:
        text = self.tr(
            "Two people say “done” and mean two things. Note the word, what each of you means, and what "
            "you agreed. While you write, such words are dotted, with both meanings at hand."
        )
        empty = EmptyState("languages", self.tr("Which word means two things?"), text, self.begin)
        foot = boxed(hbox(None, self.deleted, None, margins=(0, 0, 0, 20)))
        return boxed(vbox((empty, 1), foot))

    @Slot()
    def _leave_trash(self) -> None:
        self._views.setCurrentWidget(self._main)
        QTimer.singleShot(0, self, self.take_focus)

    @Slot(str)
    def _chosen(self, _term: str) -> None:
        self._show_chosen()

    @Slot()
    def _opened(self) -> None:
        self._panes.show_pane(right=True)
        self.detail.edit.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _back(self) -> None:
        self._panes.show_pane(right=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _narrowed(self, narrow: bool) -> None:
        self.detail.back.setVisible(narrow)

    @Slot(object)
    def _restore(self, gone: Gone) -> None:
        self.tell(self.doing.restore(gone.id, gone.title))

    @Slot(str)
    def _to_vision(self, vision: str) -> None:
        self.asked.emit(Destination(page=self.page.name, section="vision", item=vision))

    @Slot()
    def _new_pressed(self) -> None:
        self.ask_new()

    def _connect(self) -> None:
        for signal, slot in (
            (self.head.tab_asked, self.tab_asked),
            (self.new.clicked, self._new_pressed),
            (self.begin.clicked, self._new_pressed),
            (self.more.clicked, self.asking.open_menu),
            (self.deleted.clicked, self.show_trash),
            (self.list.chosen, self._chosen),
            (self.list.opened, self._opened),
            (self.list.edit_asked, self.edit),
            (self.list.delete_asked, self.delete),
            (self.detail.back_asked, self._back),
            (self.detail.edit_asked, self.edit),
            (self.detail.delete_asked, self.delete),
            (self.detail.vision_asked, self._to_vision),
            (self._panes.narrowed, self._narrowed),
            (self.trash.left, self._leave_trash),
            (self.trash.restored, self._restore),
            (self.trash.purged, self.asking.about_purging),
            (self.doing.said, self.said),
        ):
            signal.connect(slot)

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.detail.isAncestorOf(
            self.focusWidget() or self
        ):
            self._back()
        else:
            super().keyPressEvent(event)
