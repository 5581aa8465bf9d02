"""The room of the shared vision: its text, my words, the grid, and what we are learning for it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.ui import dates
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.team.board.board import Board
from metanoia.ui.pages.team.head import VISION, TeamHead
from metanoia.ui.pages.team.vision.asking import Asking
from metanoia.ui.pages.team.vision.commands import commands_of
from metanoia.ui.pages.team.vision.doing import Doing
from metanoia.ui.pages.team.vision.head import Head
from metanoia.ui.pages.team.vision.known import Known, read
from metanoia.ui.pages.team.vision.shown import ShownVision
from metanoia.ui.room import Room
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.fit_grid import said as fit_said
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tab_order import order_tabs, stops_in
from metanoia.ui.widgets.trash_view import Gone, TrashView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.page import Page


class VisionRoom(Room):
    """The vision that is shown, or how to begin; or Recently deleted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.known = Known()
        self.doing = Doing(self.journal, self)
        self.head = Head()
        self.board = Board(self.journal)
        self.shown = ShownVision(self.head, self.board)
        self.quote, self.subtitle, self.area = (
            self.shown.quote,
            self.shown.subtitle,
            self.shown.area,
        )
        self.words, self.fit = self.shown.words, self.shown.fit
        self.back_to_now, self.begin_here = self.shown.back_to_now, self.shown.begin
        self.trash = TrashView(self.tr("Visions recently deleted"), self.tr("Back to the vision"))
        self.asking = Asking(self)
        self.begin = Button(self.tr("Paste the vision"), "primary", "plus")
        self.deleted = Button(self.tr("Recently deleted"), "ghost", "trash-2", "s")
        self.learn = Button(self.tr("Begin with what you learn"), "ghost", "target")
        self._wanted = ""
        self._learning = False  # whether what is below was asked for while there is no vision
        self._views = QStackedWidget()
        self._empty = self._empty_view()
        for view in (self.shown, self._empty, self.trash):
            self._views.addWidget(view)
        self.setLayout(vbox(self._views))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show a vision, a theme of one, or ask about a new one."""
        section = destination.section
        if section == "trash":
            self.show_trash()
        elif destination.new:
            QTimer.singleShot(0, self.asking, self.asking.about_new)
        elif section == "target":
            self.show_vision("")
            QTimer.singleShot(0, self, partial(self.board.show_target, destination.item))
        elif section == "look":
            self.show_vision("")
            QTimer.singleShot(0, self.asking, self.asking.look_again)
        else:
            self.show_vision(destination.item)

    def where(self) -> Destination:
        """Return the way back to what is shown."""
        if self._views.currentWidget() is self.trash:
            return Destination(page=self.page.name, section="trash")
        shown = self.known.vision
        return Destination(page=self.page.name, section="vision", item=shown.id if shown else "")

    def refresh(self) -> None:
        """Show what the journal holds now."""
        self.known = known = read(self.journal, self._wanted)
        trashed = self.journal.visions.trashed()
        self.trash.show_gone([Gone(one.id, one.name, one.text[:200]) for one in trashed])
        self.shown.show_known(known, self.today())
        for button in (self.head.new_text, self.head.look):
            button.setVisible(known.vision is not None and not known.old)
        self.head.more.setVisible(known.vision is not None)
        self.deleted.setVisible(bool(known.deleted))
        self.board.refresh()
        # rows and cells are made as they are needed
        parts = (self.head, self.begin_here, self.back_to_now, self.words, self.fit, self.board)
        order_tabs(None, [stop for part in parts for stop in stops_in(part)])
        self.fit.grid.order()
        if self._views.currentWidget() is not self.trash:
            self._show_view()
        self._fit()

    def commands(self) -> list[Command]:
        """Return what can be done with the vision."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return head, words, grid and what is below, or the view that is shown."""
        if self._views.currentWidget() is self.shown:
            return [self.head, self.words, self.fit, self.board]
        return [self._views.currentWidget() or self]

    def take_focus(self) -> None:
        """Begin with the first theme, or where there is only one thing to do."""
        view = self._views.currentWidget()
        if view is self.trash:
            self.trash.take_focus()
        elif view is self._empty:
            self.begin.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.known.vision is None:
            self.begin_here.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.words.focus_row() is None:
            self.head.look.setFocus(Qt.FocusReason.TabFocusReason)

    def blank(self) -> None:
        """Forget every text."""
        self.known = Known()
        self.shown.forget()
        self.trash.show_gone(())
        self.board.forget()

    # -- showing

    def today(self) -> dt.date:
        """Return the journal day that it is now."""
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def day(self, date: dt.date) -> str:
        """Return a day in words."""
        return dates.medium(date, self.today())

    @Slot(str)
    def show_vision(self, vision: str) -> None:
        """Show a vision, the latest text for none."""
        self._wanted = vision
        self._views.setCurrentWidget(self.shown)
        self.refresh()
        self.commands_changed.emit()
        if self.isVisible():  # what had the keyboard may not be shown any more
            QTimer.singleShot(0, self, self._hold_focus)

    @Slot()
    def _hold_focus(self) -> None:
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.take_focus()

    @Slot()
    def show_now(self) -> None:
        """Show the text that holds today."""
        self.show_vision("")
        self.take_focus()

    @Slot()
    def show_trash(self) -> None:
        """Show what was deleted in the last thirty days."""
        self._views.setCurrentWidget(self.trash)
        self.refresh()
        self.commands_changed.emit()
        QTimer.singleShot(0, self, self.take_focus)

    @Slot()
    def leave_trash(self) -> None:
        """Go back to the vision."""
        self.show_vision("")
        QTimer.singleShot(0, self, self.take_focus)

    # -- doing

    def tell(self, sentence: str) -> None:
        """Say something in passing, nothing for ""."""
        if sentence:
            self.said.emit(Notice(text=sentence))

    @Slot()
    def delete(self) -> None:
        """Move the vision that is shown to Recently deleted."""
        if self.known.vision is not None:
            self._wanted = ""
            self.tell(self.doing.trash(self.known.vision))

    @Slot(object)
    def restore(self, gone: Gone) -> None:
        """Bring a deleted vision back."""
        self.tell(self.doing.restore(gone.id, gone.title))

    @Slot(str, object)
    def stand(self, theme_id: str, stand: int | None) -> None:
        """Keep where one stands to a theme."""
        one = self.known.theme(theme_id)
        if one is not None and not self.known.old:
            self.tell(self.doing.stand(one, stand, self.today()))

    @Slot(str, str, object)
    def set_fit(self, value: str, theme_id: str, fit: int | None) -> None:
        """Keep how a value and a theme fit."""
        one = self.known.theme(theme_id)
        row = next((row for row in self.known.rows if row.id == value), None)
        if one is None or row is None:
            return
        if self.known.old:
            self.tell(self.tr("This is an earlier text; it stays as it was."))
            return
        text = self.tr("{} and theme {}: {}").format(row.name, one.number, fit_said(fit))
        self.tell(self.doing.fit(value, one, fit, None, text))

    def go_to_value(self, value: str) -> None:
        """Lead to a value."""
        self.asked.emit(Destination(page="goals", section="values", item=value))

    def go_to_goal(self, goal: str) -> None:
        """Lead to a goal."""
        self.asked.emit(Destination(page="goals", item=goal))

    @Slot()
    def new_goal(self) -> None:
        """Lead to a new goal."""
        self.asked.emit(Destination(page="goals", new=True))

    @Slot()
    def to_values(self) -> None:
        """Lead to the values."""
        self.asked.emit(Destination(page="goals", section="values"))

    # -- inside

    def _empty_view(self) -> QWidget:
        text = self.tr(
            "Paste what your team, your organisation or your family wants to be true. Then say each "
            "thread of it in your own words, and where you stand."
        )
        empty = EmptyState(
            "flag", self.tr("What do you want together?"), text, self.begin, self.learn
        )
        self.plain_head = TeamHead(VISION)
        self.plain_head.tab_asked.connect(self.tab_asked)
        head = boxed(hbox(self.plain_head, margins=(32, 18, 26, 0)))
        foot = boxed(hbox(None, self.deleted, None, margins=(0, 0, 0, 20)))
        return boxed(vbox(head, (empty, 1), foot))

    def _show_view(self) -> None:
        learning = self._learning or bool(self.journal.targets.all())
        empty = self.known.vision is None and not learning
        self._views.setCurrentWidget(self._empty if empty else self.shown)

    @Slot()
    def _begin_learning(self) -> None:
        self._learning = True
        self._show_view()

    def _connect(self) -> None:
        head, asking = self.head, self.asking
        for signal, slot in (
            (head.tab_asked, self.tab_asked),
            (head.new_text.clicked, asking.about_new_text),
            (head.look.clicked, asking.look_again),
            (head.more.clicked, asking.open_menu),
            (self.begin.clicked, asking.about_new),
            (self.begin_here.clicked, asking.about_new),
            (self.learn.clicked, self._begin_learning),
            (self.deleted.clicked, self.show_trash),
            (self.back_to_now.clicked, self.show_now),
            (self.words.opened, asking.about_theme),
            (self.words.stood, self.stand),
            (self.words.menu_asked, asking.open_theme_menu),
            (self.fit.grid.changed, self.set_fit),
            (self.fit.grid.note_asked, asking.about_cell),
            (self.fit.strains_asked, asking.open_strains),
            (self.fit.unserved_asked, asking.open_unserved),
            (self.fit.unsupported_asked, asking.open_unsupported),
            (self.fit.values_asked, self.to_values),
            (self.trash.left, self.leave_trash),
            (self.trash.restored, self.restore),
            (self.trash.purged, asking.about_purging),
            (self.doing.said, self.said),
            (self.board.said, self.said),
            (self.board.gone_to, self.asked),
        ):
            signal.connect(slot)
        theme().changed.connect(self._fit)

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the grid below the words where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return what one card needs: the other can go below it."""
        return QSize(theme().px(420), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to today's text by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.known.old:
            self.show_now()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _fit(self) -> None:
        self.head.fit(self.width() / theme().scale)
        self.shown.fit_into(self.width() / theme().scale)
