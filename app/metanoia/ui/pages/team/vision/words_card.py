"""The card "In my words": each theme, what I say of it, and where I stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.team.vision import words
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.number_badge import NumberBadge
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.stance import StancePills

if TYPE_CHECKING:
    from metanoia.domain.visions import Theme
    from metanoia.ui.pages.team.vision.known import Known

_DIGITS: Final = {
    Qt.Key.Key_0: 0,
    Qt.Key.Key_1: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_4: 4,
    Qt.Key.Key_Question: None,
}


class ThemeRow(LaidOutRow):
    """A theme; Enter opens it, a digit says where one stands, ? that it is not yet understood."""

    opened = Signal(str)
    stood = Signal(str, object)
    menu_asked = Signal(object)

    def __init__(self, one: Theme, stand: words.Stand, *, old: bool) -> None:
        super().__init__("")
        self.theme = one
        unsaid = stand == words.UNSAID
        said = self.tr("Not said") if old and unsaid else words.stance(stand)
        colour = "ochre_text" if stand is None else "text3" if unsaid else "accent_text"  # fmt: skip
        top = Qt.AlignmentFlag.AlignTop
        pills = StancePills(stand if isinstance(stand, int) else None, said=not unsaid)
        end = boxed(hbox(Label(said, "label", colour, weight=600), 11, pills))
        teach = self.tr("Nothing was said of it.") if old else self.tr("Say it in your own words…")
        my_words = one.my_words or teach
        mine = Label(
            my_words, "reading", "text2" if one.my_words else "text3", wrap=True, size=15.5
        )
        title = boxed(hbox((Label(one.title, "body", weight=600, size=13.5, wrap=True), 1), 12, (end, 0, top)))  # fmt: skip
        self.setLayout(
            hbox((NumberBadge(one.number), 0, top), 12, (boxed(vbox(title, 2, mine)), 1), margins=(8, 11, 8, 11))
        )  # fmt: skip
        pass_mouse_through(self)
        self.setAccessibleName(self.tr("Theme {}: {}. {}").format(one.number, one.title, said))
        self.setAccessibleDescription(one.my_words)
        self.clicked.connect(self._opened)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the pointer, and the ring."""
        painter = painter_of(self)
        rounded(painter, self.rect(), 8, theme().colour("hover", 0.7 * self.hover))
        if self.ring_shown():
            paint_ring(painter, self.rect(), 8)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say where one stands by 0 to 4 or ?; G opens the goals that serve it."""
        key = Qt.Key(event.key())
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~plain:
            super().keyPressEvent(event)
        elif key in _DIGITS:
            self.stood.emit(self.theme.id, _DIGITS[key])
        elif key == Qt.Key.Key_G:
            self.menu_asked.emit(self)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open what can be done with the theme."""
        self.menu_asked.emit(self)

    @Slot()
    def _opened(self) -> None:
        self.opened.emit(self.theme.id)


class WordsCard(Card):
    """``opened`` carries the id of a theme, ``stood`` it and the stance, ``menu_asked`` its row."""

    opened = Signal(str)
    stood = Signal(str, object)
    menu_asked = Signal(object)

    def __init__(self) -> None:
        self.rows: list[ThemeRow] = []
        self._column = vbox()
        self._shown: object = None
        self._title = Label("", "strong")
        self._hint = Label("", "caption", "text3")
        super().__init__(
            boxed(hbox(self._title, None, self._hint, margins=(8, 0, 8, 0))), 4, self._column, None,
            margins=(12, 14, 12, 12),
        )  # fmt: skip
        self._title.setText(self.tr("In my words"))
        self._hint.setText(self.tr("where I stand"))

    def show_known(self, known: Known) -> None:
        """Show the themes; the row that the keys are on keeps them."""
        now = [(one, known.stand(one.id)) for one in known.themes]
        if (now, known.old) == self._shown:
            return
        focused = next((row.theme.id for row in self.rows if row.hasFocus()), "")
        self._empty()
        self._shown = (now, known.old)
        for one, stand in now:
            if self.rows:
                self._column.addWidget(boxed(vbox(Divider(), margins=(8, 0, 8, 0))))
            row = ThemeRow(one, stand, old=known.old)
            row.opened.connect(self.opened)
            row.stood.connect(self.stood)
            row.menu_asked.connect(self.menu_asked)
            self.rows.append(row)
            self._column.addWidget(row)
            if one.id == focused:
                row.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_row(self, theme_id: str = "") -> QWidget | None:
        """Put the keyboard on the row of a theme, the first if it is none of these."""
        found = next((row for row in self.rows if row.theme.id == theme_id), None)
        found = found or (self.rows[0] if self.rows else None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
        return found

    def _empty(self) -> None:
        self.rows.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
