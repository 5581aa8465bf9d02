"""A common word looked at closely: the meanings beside one another, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.terms import Term


class Meaning(Card):
    """One side of a word."""

    def __init__(self, caption: str, tone: str | None = None) -> None:
        self._caption = Label(caption, "caption", "text2", weight=600)
        self._text = Label("", "reading", wrap=True)
        super().__init__(self._caption, 6, self._text, None, margins=(18, 14, 18, 16), tone=tone)

    def say(self, text: str, empty: str) -> None:
        """Say what it means, or quietly that nothing is said."""
        self._text.setText(text or empty)
        self._text.set_colour("text" if text else "text3")


class Detail(QWidget):
    """Shows one word; the signals ask for what is done with it."""

    back_asked = Signal()
    edit_asked = Signal()
    delete_asked = Signal()
    vision_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: Term | None = None
        self.back = IconButton("arrow-left", self.tr("Back to the list"), "Esc")
        self.word = Label("", "h1", wrap=True)
        self.edit = Button(self.tr("Change"), "outline", "pencil", "s", hint="E")
        self.delete = IconButton("trash-2", self.tr("Move to Recently deleted"), "Del")
        self.vision = Chip("", "accent", "flag", clickable=True)
        self.mine = Meaning(self.tr("What I mean"))
        self.theirs = Meaning(self.tr("What they mean"))
        self.agreed = Meaning(self.tr("What we agreed"), "accent")
        self._before = Label("", "label", "text2", weight=400, wrap=True)
        self._history = boxed(vbox(heading(self.tr("Before")), 6, self._before))
        top = Qt.AlignmentFlag.AlignTop
        head = boxed(hbox((self.back, 0, top), 4, (self.word, 1), 12, (self.edit, 0, top), 4, (self.delete, 0, top)))  # fmt: skip
        sides = boxed(hbox((self.mine, 1), 14, (self.theirs, 1)))
        column = vbox(head, 8, boxed(hbox(self.vision, None)), 14, sides, 14, self.agreed, 22, self._history, None, margins=(30, 24, 30, 22))  # fmt: skip
        self.setLayout(vbox(ScrollArea(boxed(column))))
        self.back.hide()
        self.back.clicked.connect(self.back_asked)
        self.edit.clicked.connect(self.edit_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.vision.clicked.connect(self._vision_pressed)

    def show_term(
        self, one: Term, vision: str, before: Sequence[tuple[dt.datetime, str, str]], today: dt.date
    ) -> None:
        """Show a word, the name of the vision it belongs to ("" for none), and what it said before."""
        self.shown = one
        self.word.setText(one.word)
        self.mine.say(one.mine, self.tr("Not said yet."))
        self.theirs.say(one.theirs, self.tr("Ask them, in their words."))
        self.agreed.say(
            one.agreed, self.tr("Nothing yet. Until then, say which of the two you mean.")
        )
        self.vision.setText(vision)
        self.vision.setVisible(bool(vision))
        names = {
            "word": self.tr("The word"),
            "mine": self.tr("I meant"),
            "theirs": self.tr("They meant"),
            "agreed": self.tr("We had agreed"),
        }
        lines = [
            f"{dates.medium(at.astimezone().date(), today)}. {names.get(field, field)}: {text}"
            for at, field, text in before
        ]
        self._before.setText("\n".join(lines))
        self._history.setVisible(bool(lines))

    def forget(self) -> None:
        """Forget the word."""
        self.shown = None
        for label in (self.word, self._before):
            label.setText("")
        for card in (self.mine, self.theirs, self.agreed):
            card.say("", "")
        self.vision.setText("")

    @Slot()
    def _vision_pressed(self) -> None:
        if self.shown is not None and self.shown.vision:
            self.vision_asked.emit(self.shown.vision)
