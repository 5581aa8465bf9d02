"""The second step: of the cards that matter much, one lets go until ten stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.values import RANKS
from metanoia.ui.amounts import counted
from metanoia.ui.pages.goals.values.sort.piles import gloss
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from metanoia.domain.sorting import Sorting


class NarrowStep(QWidget):
    """``acted`` carries the Sorting after each card that was let go."""

    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sorting: Sorting | None = None
        self._at = 0
        self.title = Label("", "h1", size=24, wrap=True)
        said = Label(
            self.tr("Press the card that you would miss least. Arrow keys go from card to card."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self._flow = FlowLayout(gap=10, line_gap=10)
        cards = QWidget()
        cards.setLayout(self._flow)
        self.gone = Label("", "label", "text3", weight=400, wrap=True)
        column = vbox(self.title, 6, said, 20, cards, 20, self.gone, None, margins=(40, 18, 40, 20))
        self.setLayout(vbox(ScrollArea(boxed(column))))

    @property
    def cards(self) -> list[Button]:
        """The cards that still stay."""
        found = (self._flow.itemAt(number) for number in range(self._flow.count()))
        return [cast("Button", one.widget()) for one in found if one is not None]

    def show_sorting(self, sorting: Sorting) -> None:
        """Show what is left of the first pile."""
        self._sorting = sorting
        much = len(sorting.chosen)
        self.title.setText(
            self.tr("{} matter much. Let go of {}, until {} stay.").format(
                much, counted(sorting.to_drop, self.tr("one more"), "{}"), RANKS
            )
        )
        gone = [name for name, pile in sorting.piles.items() if pile == "much" and name not in sorting.chosen]  # fmt: skip
        self.gone.setText(self.tr("Let go: {}").format(", ".join(gone)) if gone else "")
        self._flow.empty()
        for name in sorting.chosen:
            card = Button(name, "outline", size="l")
            card.setToolTip(gloss(name))
            card.setAccessibleDescription(gloss(name))
            card.clicked.connect(self._drop)
            self._flow.addWidget(card)
            card.show()
        if self.isVisible():
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the last card was let go."""
        cards = self.cards
        if cards:
            cards[min(self._at, len(cards) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Forget every card."""
        self._sorting = None
        self._flow.empty()
        self.gone.setText("")

    @Slot()
    def _drop(self) -> None:
        card = self.sender()
        if isinstance(card, Button) and self._sorting is not None:
            self._at = self.cards.index(card)
            self.acted.emit(self._sorting.drop(card.text()))
