"""The left pane: what the journal holds, how to find something in it, and the list itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.journal.listing import EntryList
from metanoia.ui.pages.journal.month_strip import MonthStrip
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu


class ListPane(QWidget):
    """Title, search, filters, a month at a glance, and the entries."""

    searched = Signal(str)  # while typing
    filters_changed = Signal()
    order_changed = Signal()
    tag_menu_asked = Signal()
    trash_asked = Signal()
    journal_asked = Signal()
    empty_trash_asked = Signal()
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(self.tr("Journal"), "h2")
        self.count = Label("", "label", "text3", weight=400, tabular=True)
        self.leave_trash = IconButton("arrow-left", self.tr("Back to the journal"), "Esc")
        self.new = Button(self.tr("New entry"), "primary", "pen-line", "s")
        self.empty_trash = Button(self.tr("Empty…"), "outline", "trash-2", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.field = LineField(self.tr("Search"), icon="search", clearable=True)
        self.field.setAccessibleName(self.tr("Search the journal"))
        self.all = Chip(self.tr("All"), checkable=True)
        self.starred = Chip(self.tr("Starred"), checkable=True)
        self.shared = Chip(self.tr("Shared"), checkable=True)
        self.on_this_day = Chip(self.tr("On this day"), checkable=True)
        self.tag = Chip(self.tr("Tag"), "plain", "tag", clickable=True)
        self.day = Chip("", "accent", "calendar-days", removable=True)
        self.order = Chip(self.tr("Best first"), "quiet", clickable=True)
        self.strip = MonthStrip()
        self.list = EntryList()
        self.all.setChecked(True)
        self._lay_out()
        self._connect()

    @property
    def best_first(self) -> bool:
        """Whether hits come best first, rather than newest first."""
        return self.order.text() == self.tr("Best first")

    def show_trash(self, shown: bool) -> None:
        """Show the head of the trash, or the journal's own."""
        self.title.setText(self.tr("Recently deleted") if shown else self.tr("Journal"))
        for widget in (self.new, self.more, self._search):
            widget.setVisible(not shown)
        for widget in (self.leave_trash, self.empty_trash):
            widget.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, Down and Enter go to the list; Esc empties it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                if self.list.current is None:
                    self.list.choose_first()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return False

    def _lay_out(self) -> None:
        head = boxed(
            hbox(self.leave_trash, self.title, 10, self.count, None, self.empty_trash,
                 self.new, 2, self.more, margins=(22, 0, 10, 0))
        )  # fmt: skip
        self._filters = QWidget()
        filters = (self.all, self.starred, self.shared, self.on_this_day, self.tag, self.day, self.order)  # fmt: skip
        self._filters.setLayout(FlowLayout(*filters, gap=6, line_gap=6))
        search = vbox(self.field, 12, self._filters, 12, self.strip, margins=(20, 14, 18, 0))
        self._search = boxed(search)
        self.setLayout(vbox(18, head, self._search, 12, Divider(), (self.list, 1)))
        self.day.hide()
        self.order.hide()
        self.show_trash(shown=False)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.searched)
        self.field.installEventFilter(self)
        for chip in (self.all, self.starred, self.shared, self.on_this_day):
            chip.clicked.connect(self._filter_clicked)
        self.day.removed.connect(self._day_removed)
        self.order.clicked.connect(self._order_clicked)
        self.tag.clicked.connect(self.tag_menu_asked)
        self.more.clicked.connect(self._open_menu)
        self.leave_trash.clicked.connect(self.journal_asked)
        self.empty_trash.clicked.connect(self.empty_trash_asked)

    def _filter_clicked(self) -> None:
        clicked = self.sender()
        if clicked is self.all or not clicked.isChecked():  # type: ignore[attr-defined]
            clicked = self.all
        self.show_filter(clicked)  # type: ignore[arg-type]
        self.filters_changed.emit()

    def show_filter(self, chosen: Chip) -> None:
        """Show one of the filters as chosen."""
        for chip in (self.all, self.starred, self.shared, self.on_this_day):
            chip.setChecked(chip is chosen)

    def _day_removed(self) -> None:
        self.day.hide()
        self.filters_changed.emit()

    def _order_clicked(self) -> None:
        words = self.tr("Newest first") if self.best_first else self.tr("Best first")
        self.order.setText(words)
        self.order_changed.emit()

    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Recently deleted"), self.trash_asked.emit, icon="trash-2")
        menu.add(self.tr("Import a journal…"), self.import_asked.emit, icon="download")
        menu.open_below(self.more)
