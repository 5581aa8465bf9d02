"""Help with a new confidence: two questions about what was seen, and what follows from them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.belief import CHOICES, posterior
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.select import ComboBox


class BeliefHelp(Card):
    """Starts from ``prior`` per cent; only proposes: ``taken`` carries the per cent if it is wanted."""

    taken = Signal(int)

    def __init__(self, prior: int, parent: QWidget | None = None) -> None:
        super().__init__(margins=(14, 12, 14, 12), fill="sunken", parent=parent)
        self._prior = prior
        choices = [self.tr("choose"), *(f"{choice}%" for choice in CHOICES)]
        self.if_true = ComboBox(choices, name=self.tr("If it were true, how likely would you have seen this?"))  # fmt: skip
        self.if_false = ComboBox(choices, name=self.tr("If it were false, how likely would you have seen this?"))  # fmt: skip
        self.said = Label("", "label", "text2", weight=500, wrap=True)
        self.take = Button("", "soft", "check", "s")
        self.body.addWidget(
            boxed(
                vbox(
                    Labelled(self.if_true.accessibleName(), self.if_true), 10,
                    Labelled(self.if_false.accessibleName(), self.if_false), 12,
                    boxed(hbox((self.said, 1), 10, self.take)),
                )
            )
        )  # fmt: skip
        for choice in (self.if_true, self.if_false):
            choice.currentIndexChanged.connect(self._reckon)
        self.take.clicked.connect(self._take)
        self._reckon()

    def proposed(self) -> int | None:
        """Return the per cent that follows, None until both questions are answered."""
        places = (self.if_true.currentIndex(), self.if_false.currentIndex())
        if 0 in places:
            return None
        return posterior(self._prior, CHOICES[places[0] - 1], CHOICES[places[1] - 1])

    @Slot()
    def _reckon(self) -> None:
        found = self.proposed()
        self.take.setVisible(found is not None)
        if found is None:
            said = self.tr("You were {}% sure before. Answer both, and you see where that leads.")
            self.said.setText(said.format(self._prior))
            return
        self.said.setText(self.tr("That would put you at {}%.").format(found))
        self.take.setText(self.tr("Take {}%").format(found))

    @Slot()
    def _take(self) -> None:
        found = self.proposed()
        if found is not None:
            self.taken.emit(found)
