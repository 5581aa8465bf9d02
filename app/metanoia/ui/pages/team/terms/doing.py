"""What is done with common words: each thing once, told in a line, and undone by the same line."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.terms import NewTerm, Term, TermId
from metanoia.ui.destination import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.journal import Journal


class Doing(QObject):
    """Does it in one journal; ``said`` carries the Notice. What cannot be done is returned as a sentence."""

    said = Signal(object)

    def __init__(self, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._terms = journal.terms
        self.added: TermId | None = None  # what was kept last

    def add(self, new: NewTerm) -> str:
        """Keep a word."""

        def add() -> None:
            self.added = self._terms.add(new).id

        refused = self._try(add)
        if not refused and self.added:
            self._say(self.tr("“{}” kept").format(new.word), partial(self._terms.trash, self.added))
        return refused

    def change(self, one: Term, new: NewTerm) -> str:
        """Say a word's meanings anew."""
        before = {name: getattr(one, name) for name in asdict(new)}
        refused = self._try(partial(self._terms.change, one.id, **asdict(new)))
        if not refused:
            undo = partial(self._terms.change, one.id, **before)
            self._say(self.tr("“{}” changed").format(new.word), undo)
        return refused

    def trash(self, one: Term) -> str:
        """Move a word to Recently deleted."""
        refused = self._try(partial(self._terms.trash, one.id))
        if not refused:
            text = self.tr("“{}” moved to Recently deleted").format(one.word)
            self._say(text, partial(self._terms.restore, one.id))
        return refused

    def restore(self, term: str, word: str) -> str:
        """Bring a word back."""
        refused = self._try(partial(self._terms.restore, term))
        if not refused:
            self._say(self.tr("“{}” restored").format(word), partial(self._terms.trash, term))
        return refused

    def purge(self, term: str) -> str:
        """Delete a word for good."""
        refused = self._try(partial(self._terms.purge, term))
        if not refused:
            self.said.emit(Notice(text=self.tr("Word deleted for good")))
        return refused

    def _say(self, text: str, undo: Callable[[], object]) -> None:
        self.said.emit(Notice(text=text, undo=undo))

    def _try(self, do: Callable[[], object]) -> str:
        try:
            do()
        except MetanoiaError as error:
            return str(error)
        return ""
