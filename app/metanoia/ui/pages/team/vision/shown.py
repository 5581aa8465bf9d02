"""A vision as it is shown: its text, my words beside the grid, and below it what is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout, QWidget

from metanoia.ui.pages.team.vision import words
from metanoia.ui.pages.team.vision.fit_card import FitCard
from metanoia.ui.pages.team.vision.known import Known
from metanoia.ui.pages.team.vision.quote import VisionQuote
from metanoia.ui.pages.team.vision.words_card import WordsCard
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    import datetime as dt

_STACKED_BELOW: Final = 820  # px at scale 1 under which the grid goes below the words
_WIDE_THEMES: Final = 7  # themes from which on the grid needs the whole width


class ShownVision(QWidget):
    """The vision under ``head``, or an invitation to paste one; ``below`` stands under either."""

    def __init__(self, head: QWidget, below: QWidget) -> None:
        super().__init__()
        self.quote = VisionQuote()
        self.subtitle = Label("", "label", "text2", weight=400, wrap=True, size=12.5)
        self.back_to_now = Button(self.tr("Back to today’s text"), "soft", "undo-2", "s")
        self.words = WordsCard()
        self.fit = FitCard()
        self.begin = Button(self.tr("Paste the vision"), "soft", "plus", "s")
        self._themes = 0
        self._cards = hbox((self.words, 4), 14, (self.fit, 3))
        said = Label(self.tr("What do you want together? Paste it, and say it in your own words."), "body", wrap=True)  # fmt: skip
        self._invitation = Card(boxed(hbox((said, 1), 14, self.begin)), margins=(20, 14, 16, 14))
        beside = boxed(hbox((self.subtitle, 1), 12, self.back_to_now))
        self._said = boxed(vbox(self.quote, 12, beside, 16, boxed(self._cards)))
        column = vbox(self._invitation, self._said, 24, below, None, margins=(32, 12, 32, 24))
        self.area = ScrollArea(boxed(column))
        top = boxed(hbox(head, margins=(32, 18, 26, 0)))
        self.setLayout(vbox(top, 4, (self.area, 1)))

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show the vision that is known, or the invitation."""
        self._themes = len(known.themes)
        if known.vision is not None:
            self.quote.show_vision(known.vision.text, known.themes)
            self.subtitle.setText(words.subtitle(known.vision, known.looked_on, today))
            self.words.show_known(known)
            self.fit.show_known(known)
        self._said.setVisible(known.vision is not None)
        self._invitation.setVisible(known.vision is None)
        self.back_to_now.setVisible(known.old)

    def forget(self) -> None:
        """Hold no words any more."""
        self.quote.show_vision("", ())
        self.subtitle.setText("")
        self.words.show_known(Known())
        self.fit.show_known(Known())

    def fit_into(self, width: float) -> None:
        """Put the grid below the words where ``width`` (px at scale 1) is too little for both."""
        stacked = width < _STACKED_BELOW or self._themes > _WIDE_THEMES
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._cards.direction() != way:
            self._cards.setDirection(way)
