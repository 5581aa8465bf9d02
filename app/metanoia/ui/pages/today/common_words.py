"""The words held in common in what is being written: dotted, and told by a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.terms import Term
from metanoia.text.common_words import CommonWords
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.ui.pages.today.page import TodayPage


class MeaningSheet(DialogSheet):
    """What each side means by a word, and what was agreed; ``opened`` asks for the word itself."""

    opened = Signal(str)

    def __init__(self, over: QWidget, term: Term) -> None:
        super().__init__(over, term.word, over.tr("A common word"), icon="languages", width=460)
        self._term = term.id
        rows: list[Child] = []
        for caption, text in said(self, term):
            rows += [Label(caption, "caption", "text3", weight=600), 2, Label(text, "reading", wrap=True), 12]  # fmt: skip
        if not rows:
            rows = [Label(self.tr("Nothing is said of it yet."), "label", "text3", weight=400)]
        self.add(*rows)
        self.go = Button(self.tr("Open in Common words"), "soft", "arrow-right")
        self.close_ = Button(self.tr("Close"), "ghost")
        self.go.clicked.connect(self._go)
        self.close_.clicked.connect(self.dismiss)
        self.set_foot(None, self.close_, 8, self.go)

    @Slot()
    def _go(self) -> None:
        self.dismiss()
        self.opened.emit(self._term)


class CommonWordsHere(QObject):
    """Keeps the editor of the page in step with the common words of the journal."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._terms: dict[str, Term] = {}

    def look_again(self) -> None:
        """Dot the words that are there now."""
        terms = self._page.journal.terms.all()
        told = {self._told(term): term for term in terms}
        if told != self._terms:
            self._terms = told
            words = CommonWords((term.word, text) for text, term in told.items())
            self._page.column.editor.set_common_words(words)

    @Slot()
    def tell(self) -> None:
        """Say what the word means that the caret stands in."""
        found = self._page.column.editor.common_word_at_caret()
        term = self._terms.get(found) if found else None
        if term is None:
            text = self.tr("The caret stands in no common word. Note it on the Team page first.")
            self._page.said.emit(Notice(text=text))
            return
        sheet = MeaningSheet(self._page, term)
        sheet.opened.connect(self._go)
        self._page.show_over(sheet)

    def forget(self) -> None:
        """Forget every word."""
        self._terms = {}
        self._page.column.editor.set_common_words(CommonWords())

    def _told(self, term: Term) -> str:
        lines = [f"{caption}: {text}" for caption, text in said(self, term)]
        return "\n".join([term.word, *lines])

    @Slot(str)
    def _go(self, term: str) -> None:
        self._page.asked.emit(Destination(page="team", section="words", item=term))


def said(speaker: QObject, term: Term) -> list[tuple[str, str]]:
    """Return (caption, text) of what is said of a word."""
    told = (
        (speaker.tr("I mean"), term.mine),
        (speaker.tr("They mean"), term.theirs),
        (speaker.tr("We agreed"), term.agreed),
    )
    return [(caption, text) for caption, text in told if text]
