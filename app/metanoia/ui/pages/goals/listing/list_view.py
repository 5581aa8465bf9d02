"""The list as a page: its head, a search field, and the goals under where they stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.goals.head import GOALS, GoalsHead
from metanoia.ui.pages.goals.listing import rows as listed
from metanoia.ui.pages.goals.listing.empty_states import ListOrNothing
from metanoia.ui.pages.goals.listing.goal_list import GoalList
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.goals import GoalRow


class ListView(QWidget):
    """``searched`` as one types; ``trash_asked`` carries whether Recently deleted is wanted."""

    searched = Signal()
    new_asked = Signal()
    trash_asked = Signal(bool)
    empty_trash_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new = Button(self.tr("New goal"), "primary", "plus", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.head = GoalsHead(GOALS, self.more, 8, self.new)
        self.field = LineField(self.tr("Search"), name=self.tr("Search the goals"), size="s", icon="search", clearable=True)  # fmt: skip
        self.list = GoalList()
        self.body = ListOrNothing(self.list)
        self.back = IconButton("arrow-left", self.tr("Back to the goals"), "Esc")
        self.empty_trash = Button(self.tr("Empty…"), "outline", "trash-2", "s")
        title = Label(self.tr("Recently deleted"), "h2")
        self._head_row = boxed(vbox(self.head, margins=(32, 15, 28, 8)))
        self._trash_head = boxed(
            hbox(self.back, 6, title, None, self.empty_trash, margins=(24, 16, 28, 10))
        )
        self._search = boxed(hbox(fixed(self.field, 292), None, margins=(32, 4, 28, 10)))
        below = boxed(vbox((self.body, 1), margins=(10, 0, 8, 10)))
        self.setLayout(vbox(self._head_row, self._trash_head, self._search, (below, 1)))
        self._trash_head.hide()
        self._connect()

    @property
    def typed(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def show_rows(
        self, rows: Sequence[GoalRow], today: dt.date, *, trash: bool, keep: str = ""
    ) -> None:
        """Show goals, or those in Recently deleted; ``keep`` stays chosen."""
        typed = "" if trash else self.typed
        self._head_row.setHidden(trash)
        self._trash_head.setVisible(trash)
        self.empty_trash.setEnabled(bool(rows))
        self.list.set_today(today)
        grouped = listed.deleted(rows) if trash else listed.grouped(rows)
        self.list.show_rows(grouped, keep=keep, typed=typed)
        if rows:
            self.body.show_list()
        else:
            self.body.show_why(trash=trash, looked=bool(typed))
        self._search.setVisible(not trash and bool(rows or typed))
        self.new.setVisible(not self.body.empty)  # the middle of the page asks then

    def take_focus(self) -> None:
        """Begin in the list, or where one describes the first goal."""
        nothing = self.back if self._trash_head.isVisibleTo(self) else self.body.describe
        target: QWidget = self.list if self.list.rows else nothing
        if self.typed and not self.list.rows:
            target = self.field
        if target is self.list and self.list.current is None:
            self.list.choose_first()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def forget(self) -> None:
        """Hold no words any more."""
        self.list.show_rows(())
        blocked = self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(blocked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, Down and Enter go to the list; Esc empties it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.rows:
                    self.take_focus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return False

    # -- inside

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.searched)
        self.new.clicked.connect(self.new_asked)
        self.more.clicked.connect(self._open_more)
        self.back.clicked.connect(self._leave_trash)
        self.empty_trash.clicked.connect(self.empty_trash_asked)
        self.body.new_asked.connect(self.new_asked)
        self.body.all_asked.connect(self.field.clear)

    def _open_more(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Recently deleted"), self._to_trash, icon="trash-2")
        menu.open_below(self.more)

    def _to_trash(self) -> None:
        self.trash_asked.emit(True)

    def _leave_trash(self) -> None:
        self.trash_asked.emit(False)
