"""The card "My values and our aim": the grid, its fit, and what it says in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.team.vision import words
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.fit_grid import FitGrid, GridTheme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.ui.pages.team.vision.known import Known


class Sentence(LaidOutRow):
    """A sentence that leads to what it speaks of."""

    def __init__(self, icon: str, tone: str) -> None:
        super().__init__("")
        self.sentence = Label("", "label", tone, weight=400, wrap=True, size=12.5)
        sign = Icon(icon, 15, tone)
        self.setLayout(hbox((sign, 0, Qt.AlignmentFlag.AlignTop), 9, (self.sentence, 1), margins=(6, 5, 6, 5)))  # fmt: skip
        pass_mouse_through(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say another sentence, or nothing."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class FitCard(Card):
    """``strains_asked``, ``unserved_asked`` and ``unsupported_asked`` carry the sentence pressed."""

    strains_asked = Signal(object)
    unserved_asked = Signal(object)
    unsupported_asked = Signal(object)
    values_asked = Signal()

    def __init__(self) -> None:
        self.grid = FitGrid()
        self.score = Label("", "label", "accent_text", weight=600)
        self.strains = Sentence("scale", "ochre_text")
        self.unserved = Sentence("target", "text2")
        self.unsupported = Sentence("circle-help", "text2")
        self._title = Label("", "strong")
        self._teach = Label("", "label", "text2", weight=400, wrap=True)
        self.to_values = Button("", "soft", "heart", "s")
        self._begin = boxed(vbox(self._teach, 10, boxed(hbox(self.to_values, None))))
        # their rings stand around sign and words, which begin where the grid does
        sentences = boxed(vbox(self.strains, self.unserved, self.unsupported))
        above = vbox(
            boxed(hbox(self._title, None, self.score)),
            8,
            self.grid,
            self._begin,
            margins=(6, 0, 6, 0),
        )
        super().__init__(boxed(above), 6, sentences, None, margins=(14, 14, 14, 12))
        self._title.setText(self.tr("My values and our aim"))
        self.to_values.setText(self.tr("Go to the values"))
        self._teach.setText(
            self.tr("Once you have sorted your values, each meets each theme here: does it serve or strain?")
        )  # fmt: skip
        self.strains.clicked.connect(self._strains_pressed)
        self.unserved.clicked.connect(self._unserved_pressed)
        self.unsupported.clicked.connect(self._unsupported_pressed)
        self.to_values.clicked.connect(self.values_asked)

    def show_known(self, known: Known) -> None:
        """Show the grid and what follows from it."""
        themes = [GridTheme(one.id, one.number, one.title) for one in known.themes]
        self.grid.show_fits(known.rows, themes, known.cells)
        self.grid.setVisible(bool(known.rows))
        self._begin.setVisible(not known.rows)
        self.score.setText(words.fit(known.score))
        self.score.set_colour("ochre_text" if (known.score or 0) < 0 else "accent_text")
        self.strains.say(words.strains([(row.name, one.number) for row, one in known.strained]))
        self.unserved.say("" if known.old else words.unserved(known.unserved))
        titles = [known.goals[one] for one in known.unsupported if one in known.goals]
        self.unsupported.say("" if known.old else words.unsupported(titles))

    def sentences(self) -> list[QWidget]:
        """Return those that say something."""
        return [one for one in (self.strains, self.unserved, self.unsupported) if one.isVisibleTo(self)]  # fmt: skip

    @Slot()
    def _strains_pressed(self) -> None:
        self.strains_asked.emit(self.strains)

    @Slot()
    def _unserved_pressed(self) -> None:
        self.unserved_asked.emit(self.unserved)

    @Slot()
    def _unsupported_pressed(self) -> None:
        self.unsupported_asked.emit(self.unsupported)
