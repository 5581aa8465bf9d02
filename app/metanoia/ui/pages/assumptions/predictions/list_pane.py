"""The left pane: the page's head, a search field, and the predictions under their heads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.assumptions.head import PREDICTIONS, RoomHead
from metanoia.ui.pages.assumptions.predictions.listing import PredictionPainter
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.grouped_list import GroupedList
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu


class ListPane(QWidget):
    """``searched`` while typing; ``trash_asked`` carries whether Recently deleted is wanted."""

    searched = Signal()
    trash_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = RoomHead(PREDICTIONS, self.tr("New prediction"))
        self.field = LineField(self.tr("Search"), size="s", icon="search", clearable=True)
        self.field.setAccessibleName(self.tr("Search the predictions"))
        self.list = GroupedList(self.tr("Predictions"), PredictionPainter)
        self.leave = IconButton("arrow-left", self.tr("Back to the predictions"), "Esc")
        self._search = boxed(vbox(self.field, margins=(20, 10, 18, 4)))
        title = Label(self.tr("Recently deleted"), "h2")
        self._trash = boxed(hbox(self.leave, 6, title, None, margins=(14, 18, 10, 6)))
        self.nothing = Label("", "label", "text3", weight=400, wrap=True)
        self._nothing = boxed(vbox(self.nothing, margins=(22, 12, 18, 12)))
        self.setLayout(vbox(self.head, self._trash, self._search, self._nothing, (self.list, 1)))
        self.field.textChanged.connect(self.searched)
        self.field.installEventFilter(self)
        self.head.more_asked.connect(self._open_menu)
        self.leave.clicked.connect(self._leave_trash)
        self.show_trash(shown=False)

    @property
    def typed(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def show_trash(self, shown: bool) -> None:
        """Show the head of Recently deleted, or the page's own."""
        self._trash.setVisible(shown)
        self.head.setVisible(not shown)
        self._search.setVisible(not shown)

    def offer_search(self, offered: bool) -> None:
        """Show the search field where there is anything to be found."""
        self._search.setVisible(offered)

    def say_nothing_found(self, sentence: str) -> None:
        """Say why the list is empty; "" where it is not."""
        self.nothing.setText(sentence)
        self._nothing.setVisible(bool(sentence))

    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

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

    @Slot()
    def _leave_trash(self) -> None:
        self.trash_asked.emit(False)

    @Slot()
    def _ask_for_trash(self) -> None:
        self.trash_asked.emit(True)

    @Slot()
    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Recently deleted"), self._ask_for_trash, icon="trash-2")
        menu.open_below(self.head.more)
