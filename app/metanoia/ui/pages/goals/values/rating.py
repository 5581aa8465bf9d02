"""Rating: how much each value matters and how far the last weeks showed it, kept as it is said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.lived import WORTH_A_LOOK
from metanoia.ui.amounts import counted
from metanoia.ui.destination import Notice
from metanoia.ui.pages.goals.values.known import read
from metanoia.ui.pages.goals.values.rating_card import RatingCard
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.store.former_values import FormerValues
    from metanoia.ui.page import Page
    from metanoia.ui.pages.goals.values.known import Known, ValueRow

ALL: Final = 0
FEW: Final = 1


class RatingView(QWidget):
    """Every value, or the three that ask most for a look; ``left`` once one is through.

    What is said is kept at once. ``said`` carries a Notice that takes all of it back.
    """

    left = Signal()
    said = Signal(object)

    def __init__(self, journal: Journal, page: Page) -> None:
        super().__init__()
        self._journal = journal
        self._page = page
        self._known: Known | None = None
        self._former: FormerValues | None = None
        self._kept: set[str] = set()
        self.cards: list[RatingCard] = []
        self.back = IconButton("arrow-left", self.tr("Back to the values"), "Esc")
        names = [self.tr("All values"), self.tr("The three that ask most")]
        self.which = Segmented(names, ALL, name=self.tr("Which to rate"))
        self.count = Label("", "label", "text3", weight=400)
        self.done = Button(self.tr("Done"), "primary", "check", "s", hint=key_text("Ctrl+Enter"))
        title = Label(self.tr("How far did the last weeks show it?"), "h1", wrap=True)
        said = Label(
            self.tr("A number on each line, 0 to 10; what you leave open stays open. It is kept as you go."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        head = hbox(self.back, 8, self.which, None, self.count, 12, self.done, margins=(24, 18, 26, 0))  # fmt: skip
        self._list = vbox(gap=12)
        column = vbox(title, 4, said, 16, boxed(self._list), None, margins=(32, 10, 26, 22))
        self.area = ScrollArea(boxed(column))
        self.setLayout(vbox(boxed(head), 6, (self.area, 1)))
        self.back.clicked.connect(self.leave)
        self.done.clicked.connect(self.leave)
        self.which.chosen.connect(self._choose)

    def begin(self, known: Known, *, few: bool = False, first: str = "") -> None:
        """Ask about every value, or the ``few`` that ask most; begin with the one of id ``first``."""
        self._known = known
        self._former = self._journal.values.former()
        self._kept = set()
        asking = known.look_at()
        self.which.setVisible(len(known.rows) > WORTH_A_LOOK and bool(asking))
        self.which.set_current(FEW if few and asking else ALL)
        self._fill(asking if few and asking else known.rows)
        begin = next((card for card in self.cards if card.row.id == first), None)
        if begin is not None:
            self.area.ensureWidgetVisible(begin)
        self.take_focus(begin)

    def take_focus(self, card: RatingCard | None = None) -> None:
        """Put the keyboard on the first scale, or that of ``card``."""
        target = card or next(iter(self.cards), None)
        if target is not None:
            target.matters.clearFocus()  # the stack may have given it, without the ring
            target.matters.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Keep what waits to be kept."""
        for card in self.cards:
            card.flush()

    def forget(self) -> None:
        """Forget every value."""
        self._former = None
        self._clear()

    @Slot()
    def leave(self) -> None:
        """Go back, and say what was kept."""
        self.save()
        if self._kept and self._former is not None:
            words = self.tr("{} rated")
            text = words.format(
                counted(len(self._kept), self.tr("One value"), self.tr("{} values"))
            )
            self.said.emit(
                Notice(text=text, undo=partial(self._journal.values.put_back, self._former))
            )
        self._former = None
        self._clear()
        self.left.emit()

    def _fill(self, rows: tuple[ValueRow, ...] | list[ValueRow]) -> None:
        self._clear()
        if self._known is None:
            return
        for row in rows:
            card = RatingCard(row, self._known.today)
            card.changed.connect(self._keep)
            self.cards.append(card)
            self._list.addWidget(card)
            card.show()
        self._count()

    def _clear(self) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.blockSignals(True)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _keep(self) -> None:
        card = self.sender()
        if not isinstance(card, RatingCard) or self._known is None:
            return
        self._count()
        matters = card.matters.value()
        if matters is None:
            return
        try:
            self._journal.values.rate(
                card.row.value.id, matters, card.shows.value(), card.note.text(),
                today=self._known.today, source=self._page,
            )  # fmt: skip
        except MetanoiaError as error:
            card.refuse(str(error))
            return
        self._kept.add(card.row.id)

    def _count(self) -> None:
        answered = sum(card.answered for card in self.cards)
        self.count.setText(self.tr("{} of {}").format(answered, len(self.cards)))

    @Slot(int)
    def _choose(self, which: int) -> None:
        self.save()
        if self._known is None:
            return
        asked = self._known.look_at() if which == FEW else self._known.rows
        now = {row.id: row for row in read(self._journal, self._known.today).rows}
        self._fill([now[row.id] for row in asked if row.id in now])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc; be done by Ctrl+Enter."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (control and enter):
            self.leave()
        else:
            super().keyPressEvent(event)
