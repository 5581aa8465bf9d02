"""The first step: one card after the other is put on one of three piles, by arrow keys or the mouse."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.value_cards import CARDS
from metanoia.domain.values import NAME_LIMIT
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.focus import KeyboardFocus, paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.meter import Meter
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from metanoia.domain.sorting import Pile, Sorting

KEYS: Final[dict[Qt.Key, Pile]] = {
    Qt.Key.Key_Left: "much",
    Qt.Key.Key_Down: "somewhat",
    Qt.Key.Key_Right: "not_now",
}
_ICONS: Final[dict[Pile, str]] = {
    "much": "arrow-left",
    "somewhat": "arrow-down",
    "not_now": "arrow-right",
}


@cache
def gloss(name: str) -> str:
    """Return the few words that explain a card, "" for one's own."""
    return next((card.gloss for card in CARDS if card.name == name), "")


class Desk(KeyboardFocus, Card):
    """The card that lies in front of one; arrow keys put it on a pile."""

    piled = Signal(str)

    def __init__(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self.name = Label("", "h1", wrap=True, align=centre)
        self.gloss = Label("", "reading", "text2", wrap=True, align=centre)
        super().__init__(None, self.name, 6, self.gloss, None, margins=(24, 20, 24, 20))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_card(self, name: str, words: str, said: str) -> None:
        """Show another card; ``said`` is what a screen reader says of it."""
        new = name != self.name.text()
        self.name.setText(name)
        self.gloss.setText(words)
        self.setAccessibleName(said)
        if new and name and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the card on the pile of the arrow."""
        pile = KEYS.get(Qt.Key(event.key()))
        if pile is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.piled.emit(pile)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and the ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = painter_of(self)
            paint_ring(painter, self.rect(), 12)
            painter.end()


class PilesStep(QWidget):
    """``acted`` carries the Sorting after each card."""

    acted = Signal(object)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sorting: Sorting | None = None
        self._moving: Chip | None = None
        self.desk = fixed(Desk(), 380, 150)
        self.meter = fixed(Meter(0, height=4), 380)
        self.count = Label("", "caption", "text3", tabular=True)
        self.own = LineField(self.tr("A word of your own"), size="s")
        self.own.setMaxLength(NAME_LIMIT)
        self.add = Button(self.tr("Add the card"), "outline", "plus", "s")
        self.wrong = Label("", "label", "danger_text", wrap=True)
        self.wrong.hide()
        names = pile_names(self)
        self.buttons: dict[Pile, Button] = {}
        self._flows: dict[Pile, FlowLayout] = {}
        self._counts: dict[Pile, Label] = {}
        columns = [self._column(pile, names[pile]) for pile in KEYS.values()]
        middle = boxed(vbox(self.desk, 10, self.meter, 6, (self.count, 0, Qt.AlignmentFlag.AlignHCenter)))  # fmt: skip
        own = boxed(hbox(None, (fixed(self.own, 230)), 8, self.add, None))
        self.setLayout(
            vbox(
                boxed(hbox(None, middle, None)), 14,
                (boxed(hbox(*((column, 1) for column in columns), gap=14)), 1), 12, own, 4,
                self.wrong, margins=(32, 6, 32, 14),
            )
        )  # fmt: skip
        self.desk.piled.connect(self._pile)
        self.own.returnPressed.connect(self._add_own)
        self.add.clicked.connect(self._add_own)

    def show_sorting(self, sorting: Sorting) -> None:
        """Show the next card, or that no card matters much yet."""
        self._sorting = sorting
        card = sorting.card
        placed, every = len(sorting.piles), len(sorting.all_cards)
        if card is None:
            nothing = self.tr("No card matters much to you yet.")
            how = self.tr("Go back, or press a card below and put it on the first pile.")
            self.desk.show_card(nothing, how, f"{nothing} {how}")
        else:
            keys = self.tr("Left: matters much. Down: somewhat. Right: not now.")
            self.desk.show_card(card, gloss(card), f"{card}. {gloss(card)} {keys}")
        self.count.setText(self.tr("{} of {}").format(min(placed + 1, every), every))
        self.meter.set_share(placed / every if every else 0)
        for button in self.buttons.values():
            button.setEnabled(card is not None)
        self._show_piles(sorting)

    def take_focus(self) -> None:
        """Put the keyboard on the card."""
        self.desk.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Forget every card."""
        self._sorting = None
        self.own.clear()
        self.desk.show_card("", "", "")
        for flow in self._flows.values():
            flow.empty()

    def _column(self, pile: Pile, name: str) -> QWidget:
        button = Button(name, "outline", _ICONS[pile], "m")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("pile", pile)
        button.clicked.connect(self._pressed)
        button.stretch()
        flow = FlowLayout(gap=6, line_gap=6)
        chips = QWidget()
        chips.setLayout(flow)
        count = Label("", "caption", "text3", tabular=True)
        self.buttons[pile], self._flows[pile], self._counts[pile] = button, flow, count
        area = ScrollArea(boxed(vbox(chips, None)))
        return Card(
            boxed(hbox((button, 1), 10, count, 6)), 10, (area, 1), fill="sunken",
            margins=(10, 10, 10, 10),
        )  # fmt: skip

    def _show_piles(self, sorting: Sorting) -> None:
        for pile, flow in self._flows.items():
            names = [name for name, on in sorting.piles.items() if on == pile]
            flow.empty()
            for name in reversed(names):
                chip = Chip(name, "accent" if pile == "much" else "neutral", clickable=True)
                chip.clicked.connect(self._move_asked)
                flow.addWidget(chip)
                chip.show()
            self._counts[pile].setText(str(len(names)))

    @Slot()
    def _pressed(self) -> None:
        self._pile(self.sender().property("pile"))
        self.take_focus()

    @Slot(str)
    def _pile(self, pile: Pile) -> None:
        if self._sorting is not None and self._sorting.card is not None:
            self._do(self._sorting.card, pile)

    @Slot()
    def _move_asked(self) -> None:
        """Offer the other piles for a card that lies on one."""
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        self._moving = chip
        menu = Menu(self)
        for pile, name in pile_names(self).items():
            action = menu.add(name, self._move, icon=_ICONS[pile])
            action.setData(pile)
        menu.open_below(chip)

    @Slot()
    def _move(self) -> None:
        action = self.sender()
        if self._moving is not None and isinstance(action, QAction):
            self._do(self._moving.text(), action.data())
            self.take_focus()

    def _do(self, name: str, pile: Pile) -> None:
        if self._sorting is None:
            return
        try:
            self.acted.emit(self._sorting.pile(name, pile))
        except Refused as error:
            self._refuse(str(error))

    @Slot()
    def _add_own(self) -> None:
        if self._sorting is None or not self.own.text().strip():
            return
        try:
            added = self._sorting.own(self.own.text())
        except Refused as error:
            self._refuse(str(error))
            return
        self.own.clear()
        self._refuse("")
        self.acted.emit(added)

    def _refuse(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))


def pile_names(widget: QWidget) -> dict[Pile, str]:
    """Return what the three piles are called, the first one first."""
    return {
        "much": widget.tr("Matters much"),
        "somewhat": widget.tr("Somewhat"),
        "not_now": widget.tr("Not now"),
    }
