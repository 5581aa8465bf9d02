"""The way around: pages, search, lock; an icon rail where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.nav import NavButton
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable
from metanoia.ui.widgets.tile import Icon, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 224
RAIL_WIDTH: Final = 64
_RADIUS: Final = 8


class JumpField(Pressable):
    """What looks like a search field and opens the palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setText(self.tr("Search or jump"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a small field; the width is the sidebar's."""
        return QSize(theme().px(120), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, its words and its key."""
        painter, px, colour = painter_of(self), theme().px, theme().colour
        ground = colour("hover") if self.hover > 0.5 else colour("card")
        rounded(painter, self.rect(), _RADIUS, ground, colour("hairline"))
        side = px(15)
        box = QRectF(px(11), (self.height() - side) / 2, side, side)
        paint_icon(painter, "search", box, "text3")
        painter.setPen(colour("text3"))
        painter.setFont(theme().font("label", weight=400))
        words = self.rect().adjusted(px(35), 0, -px(11), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme().font("micro", weight=500))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, right, key_text("Ctrl+K"))
        if self.ring_shown():
            paint_ring(painter, self.rect(), _RADIUS)
        painter.end()


class JournalName(Pressable):
    """The journal's name, which opens the menu of what concerns the whole journal."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Rename, open another journal"))

    def sizeHint(self) -> QSize:
        """Return the width of the name and its chevron, and the height of a small button."""
        width = QFontMetricsF(theme().font("strong")).horizontalAdvance(self.text())
        return QSize(int(width) + theme().px(30), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name, cut short where there is no room, and the chevron behind it."""
        painter, px, colour = painter_of(self), theme().px, theme().colour
        rounded(painter, self.rect(), _RADIUS, colour("hover", self.hover))
        font, side = theme().font("strong"), px(14)
        metrics = QFontMetricsF(font)
        room = self.width() - side - px(14)
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(colour("text"))
        words = self.rect().adjusted(px(6), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        x = px(6) + metrics.horizontalAdvance(name) + px(4)
        paint_icon(
            painter, "chevron-down", QRectF(x, (self.height() - side) / 2, side, side), "text3"
        )
        if self.ring_shown():
            paint_ring(painter, self.rect(), _RADIUS)
        painter.end()


class Sidebar(QWidget):
    """Rows for ``places``: (name, words, icon, key); emits what was chosen."""

    chosen = Signal(str)
    jump_asked = Signal()
    lock_asked = Signal()
    rename_asked = Signal()
    another_asked = Signal()
    veil_asked = Signal()

    def __init__(
        self,
        title: str,
        places: Sequence[tuple[str, str, str, str]],
        coaching: Sequence[tuple[str, str, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[str, NavButton] = {}
        self._compact = False
        self._is_veiled = False
        self._mark = Mark(22)
        self._rail_mark = Mark(24)
        self.title = JournalName(title)
        self._lock = IconButton("lock", self.tr("Lock now"), key="Ctrl+L", size="s")
        self._rail_lock = IconButton("lock", self.tr("Lock now"), key="Ctrl+L")
        self._jump = JumpField()
        self._search = IconButton("search", self.tr("Search or jump"), key="Ctrl+K")
        self._coaching = heading(self.tr("Coaching"))
        self._rule = Divider()
        self._private = self._privacy_line()
        self._lay_out(places, coaching)
        self._jump.clicked.connect(self.jump_asked)
        self._search.clicked.connect(self.jump_asked)
        self.title.clicked.connect(self._open_menu)
        self._lock.clicked.connect(self.lock_asked)
        self._rail_lock.clicked.connect(self.lock_asked)
        theme().changed.connect(self._rescale)
        self.show_veiled(on=False)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Show the icon rail, or the whole sidebar."""
        self._compact = compact
        for button in self._buttons.values():
            button.set_compact(compact)
        for widget in (self._top, self._jump, self._coaching, self._private):
            widget.setVisible(not compact)
        for widget in (self._rail_mark, self._search, self._rule, self._rail_lock):
            widget.setVisible(compact)
        self._rescale()

    def set_title(self, title: str) -> None:
        """Show the journal's name."""
        self.title.setText(title)

    def show_current(self, name: str) -> None:
        """Mark the page that is in view."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def set_badge(self, name: str, badge: str, said: str = "") -> None:
        """Show a count beside a page, none if empty; ``said`` is it in words."""
        self._buttons[name].set_badge(badge, said)

    def reveal(self, name: str, shown: bool) -> None:
        """Show or hide the row of a page."""
        self._buttons[name].setVisible(shown)

    def show_veiled(self, *, on: bool) -> None:
        """Say whether what is written is veiled."""
        self._is_veiled = on
        self._private_icon.show_icon("eye-off" if on else "shield-check")
        usual = self.tr("On this computer only")
        self._private_words.setText(self.tr("Veiled: point to read") if on else usual)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the window's colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("window"))
        painter.end()

    def _lay_out(
        self,
        places: Sequence[tuple[str, str, str, str]],
        coaching: Sequence[tuple[str, str, str, str]],
    ) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self._top = boxed(hbox(self._mark, 4, (self.title, 1), self._lock, margins=(8, 0, 0, 0)))
        rows = [self._row(*place) for place in places]
        coach = [self._row(*place) for place in coaching]
        settings = self._row("settings", self.tr("Settings"), "settings", "Ctrl+,")
        self.setLayout(
            vbox(
                self._top,
                (self._rail_mark, 0, centre),
                12,
                self._jump,
                (self._search, 0, centre),
                12,
                vbox(*rows, gap=2),
                16,
                boxed(hbox(self._coaching, margins=(11, 0, 0, 0))),
                self._rule,
                6,
                vbox(*coach, gap=2),
                None,
                (self._rail_lock, 0, centre),
                2,
                settings,
                10,
                self._private,
                margins=(12, 16, 12, 16),
            )
        )

    def _row(self, name: str, words: str, icon: str, key: str) -> NavButton:
        button = NavButton(words, icon, key=key_text(key))
        button.setObjectName(name)
        button.clicked.connect(self._row_clicked)
        self._buttons[name] = button
        return button

    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Rename this journal…"), self.rename_asked.emit, icon="pen-line")
        menu.add(self.tr("Open another journal…"), self.another_asked.emit, icon="folder-open")
        menu.addSeparator()
        veil = (
            self.tr("Show what is written") if self._is_veiled else self.tr("Veil what is written")
        )
        menu.add(veil, self.veil_asked.emit, icon="eye" if self._is_veiled else "eye-off", key=key_text("Ctrl+Shift+H"))  # fmt: skip
        menu.add(self.tr("Lock now"), self.lock_asked.emit, icon="lock", key=key_text("Ctrl+L"))
        menu.open_below(self.title)

    def _row_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())

    def _privacy_line(self) -> QWidget:
        self._private_words = Label("", "caption", "text3")
        self._private_icon = Icon("shield-check", 15, "text3")
        return boxed(hbox(self._private_icon, 9, self._private_words, None, margins=(12, 0, 0, 0)))

    def _rescale(self) -> None:
        self.setFixedWidth(theme().px(RAIL_WIDTH if self._compact else WIDTH))
        self.update()
