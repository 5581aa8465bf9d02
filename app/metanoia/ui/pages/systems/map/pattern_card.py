"""A pattern that some loops look like: asked, accepted with where it could be moved, or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.maps import STORY_LIMIT
from metanoia.domain.pattern_words import words
from metanoia.ui.autosave import Autosave
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.text_field import TextField
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.maps import PatternNote
    from metanoia.domain.patterns import Hit


class AskedCard(Card):
    """``answered`` carries the Hit and "accepted" or "dismissed"."""

    answered = Signal(object, str)

    def __init__(self, hit: Hit, labels: tuple[str, ...], parent: QWidget) -> None:
        self.hit = hit
        self.labels = labels
        self.key = ("asked", *hit)
        said = words(hit.pattern)
        tr = parent.tr
        which = tr("Looks like") if hit.strength == "full" else tr("Might be")
        lead = tr("A question") if hit.strength == "ask" else which
        self.accept = Button(tr("Yes, keep it"), "soft", size="s")
        self.dismiss = Button(tr("Not this"), "ghost", size="s")
        self.accept.setAccessibleName(tr("Yes, {} it is").format(said.name))
        self.dismiss.setAccessibleName(tr("Not {}; do not ask again").format(said.name))
        super().__init__(
            _lead(lead, labels), 5, Label(said.name, "strong"), 3,
            Label(said.question, "label", "text2", weight=400, wrap=True), 10,
            boxed(hbox(self.accept, 6, self.dismiss, None)),
            margins=(16, 13, 14, 12), tone="plum", radius=10, parent=parent,
        )  # fmt: skip
        self.accept.clicked.connect(self._accepted)
        self.dismiss.clicked.connect(self._dismissed)

    @Slot()
    def _accepted(self) -> None:
        self.answered.emit(self.hit, "accepted")

    @Slot()
    def _dismissed(self) -> None:
        self.answered.emit(self.hit, "dismissed")


class AcceptedCard(Card):
    """``test_asked`` and ``withdrawn`` carry the PatternNote, ``noted`` it and what is noted now."""

    test_asked = Signal(object)
    withdrawn = Signal(object)
    noted = Signal(object, str)

    def __init__(self, note: PatternNote, labels: tuple[str, ...], parent: QWidget) -> None:
        self.note = note
        self.labels = labels
        self.key = ("said", note.pattern, note.loops)
        said, tr = words(note.pattern), parent.tr
        self.cross = IconButton("x", tr("Take back that it is {}").format(said.name))
        self.text = TextField(tr("What do you see?"), name=tr("What you note"), least=1, most=6)
        self.text.setPlainText(note.note)
        self.test = Button(tr("Make a small test"), "soft", "flask-conical", "s")
        questions = [
            Label(question, "label", "text", weight=400, wrap=True) for question in said.leverage
        ]
        super().__init__(
            boxed(hbox((_lead(tr("You said it is"), labels), 1), self.cross)), 2,
            Label(said.name, "strong"), 6, questions[0], 6, questions[1], 8, self.text, 10,
            boxed(hbox(self.test, None)),
            margins=(16, 9, 10, 12), tone="plum", radius=10, parent=parent,
        )  # fmt: skip
        self.saving = Autosave(self._keep, self)
        self.cross.clicked.connect(self._withdrawn)
        self.test.clicked.connect(self._test)
        self.text.textChanged.connect(self.saving.touch)

    def show_note(self, note: PatternNote) -> None:
        """Show what is noted now, but for a text that is being written."""
        self.note = note
        if not self.saving.dirty and self.text.toPlainText().strip() != note.note:
            self.text.setPlainText(note.note)
            self.saving.forget()

    def _keep(self) -> None:
        text = self.text.toPlainText()[:STORY_LIMIT]
        if text.strip() != self.note.note:
            self.noted.emit(self.note, text)

    @Slot()
    def _withdrawn(self) -> None:
        self.saving.forget()
        self.withdrawn.emit(self.note)

    @Slot()
    def _test(self) -> None:
        self.test_asked.emit(self.note)


def _lead(text: str, labels: Sequence[str]) -> QWidget:
    loops = Label(" · ".join(labels), "caption", "plum_text")
    words_ = Label(text, "caption", "plum_text", weight=600)
    return boxed(vbox(boxed(hbox(Icon("compass", 15, "plum_text"), 8, words_, 8, loops, None))))
