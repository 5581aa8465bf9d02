"""The left pane: the register's head, how to find something in it, and the list itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.assumptions import ABOUT
from metanoia.ui.pages.assumptions.head import ASSUMPTIONS, RoomHead
from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.pages.assumptions.register.listing import RegisterList
from metanoia.ui.pages.assumptions.register.rows import IMPORTANT, Asked
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.assumptions import About

_REST = 120  # ms without a key before something is looked for


class ListPane(QWidget):
    """Head, search, filters and the assumptions; ``asked_changed`` says that others are asked for."""

    asked_changed = Signal()
    map_asked = Signal(bool)
    trash_asked = Signal()
    leave_trash_asked = Signal()
    empty_trash_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = Asked()
        self.map = IconButton("chart-scatter", self.tr("Importance and confidence"), "Ctrl+M", checkable=True)  # fmt: skip
        self.head = RoomHead(ASSUMPTIONS, self.tr("New assumption"), self.map, key="Ctrl+Shift+A")
        self.field = LineField(self.tr("Search"), name=self.tr("Search the assumptions"), size="s", icon="search", clearable=True)  # fmt: skip
        self.filter = IconButton("list-filter", self.tr("Show only some"))
        self.list = RegisterList()
        self.back = IconButton("arrow-left", self.tr("Back to the assumptions"), "Esc")
        self.empty_trash = Button(self.tr("Empty…"), "outline", "trash-2", "s")
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._lay_out()
        self._connect()

    def show_trash(self, shown: bool) -> None:
        """Show the head of Recently deleted, or the register's own."""
        self.head.setVisible(not shown)
        self._trash_head.setVisible(shown)

    def show_search(self, shown: bool) -> None:
        """Show the search field and the filters, where there is something to look through."""
        self._search.setVisible(shown)

    def ask(self, asked: Asked) -> None:
        """Show what is asked for in field and chips; ``asked_changed`` follows if it is something else."""
        changed = asked != self.asked
        self.asked = asked
        if self.field.text() != asked.typed:
            blocked = self.field.blockSignals(True)
            self.field.setText(asked.typed)
            self.field.blockSignals(blocked)
        self._show_chips()
        if changed:
            self.asked_changed.emit()

    def look_now(self) -> None:
        """Look for what is typed without waiting for the next key."""
        self._rest.stop()
        self._ask(typed=self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, Down and Enter go to the list; Esc empties it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.look_now()
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                if self.list.current is None:
                    self.list.choose_first()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                self.look_now()
                return True
        return False

    # -- inside

    def _ask(self, **changes: object) -> None:
        now = {
            "typed": self.asked.typed, "about": self.asked.about,
            "important": self.asked.important, "untested": self.asked.untested,
        }  # fmt: skip
        self.ask(Asked(**{**now, **changes}))  # type: ignore[arg-type]

    def _show_chips(self) -> None:
        self._chips.empty()
        asked = self.asked
        shown: list[tuple[str, str]] = []
        if asked.about is not None:
            shown.append(("about", self.tr("About: {}").format(words.about(asked.about))))
        if asked.important:
            shown.append(("important", self.tr("Important")))
        if asked.untested:
            shown.append(("untested", self.tr("Never tested")))
        for name, text in shown:
            chip = Chip(text, "accent", removable=True)
            chip.setObjectName(name)
            chip.removed.connect(self._chip_removed)
            self._chips.addWidget(chip)
        self._chip_row.setVisible(bool(shown))

    def _chip_removed(self) -> None:
        name = self.sender().objectName()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)  # the chip that had it goes
        self._ask(**{name: None if name == "about" else False})

    def _open_filters(self) -> None:
        asked = self.asked
        menu = Menu(self)
        important = partial(self._ask, important=not asked.important)
        untested = partial(self._ask, untested=not asked.untested)
        menu.add(
            self.tr("Important: {} or more of 10").format(IMPORTANT),
            important,
            checked=asked.important,
        )
        menu.add(self.tr("Never tested"), untested, checked=asked.untested)
        menu.addSeparator()
        choices: tuple[About | None, ...] = (None, *ABOUT)
        for about in choices:
            name = self.tr("About: {}").format(words.about(about)) if about else self.tr("About anyone and anything")  # fmt: skip
            menu.add(name, partial(self._ask, about=about), checked=asked.about == about)
        menu.open_below(self.filter)

    def _open_more(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Recently deleted"), self.trash_asked.emit, icon="trash-2")
        menu.open_below(self.head.more)

    def _lay_out(self) -> None:
        self._chips = FlowLayout(gap=6, line_gap=6)
        self._chip_row = QWidget()
        self._chip_row.setLayout(vbox(8, self._chips))
        self._chip_row.hide()
        line = boxed(hbox((self.field, 1), 4, self.filter))
        self._search = boxed(vbox(line, self._chip_row, margins=(20, 10, 10, 4)))
        title = Label(self.tr("Recently deleted"), "h2", elide=True)
        empty = boxed(hbox(self.empty_trash, None, margins=(8, 0, 0, 0)))
        self._trash_head = boxed(
            vbox(hbox(self.back, 4, (title, 1)), 10, empty, margins=(14, 18, 14, 8))
        )
        self._trash_head.hide()
        self.setLayout(vbox(self.head, self._trash_head, self._search, (boxed(vbox(self.list)), 1)))

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self._rest.timeout.connect(self.look_now)
        self.filter.clicked.connect(self._open_filters)
        self.head.more_asked.connect(self._open_more)
        self.map.toggled.connect(self.map_asked)
        self.back.clicked.connect(self.leave_trash_asked)
        self.empty_trash.clicked.connect(self.empty_trash_asked)

    def _typed(self) -> None:
        self._rest.start()
