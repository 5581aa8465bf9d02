"""Which passages of the text on the page are marked, and where they stand in it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.anchors import BODY
from metanoia.ui.widgets.text_marks import Mark

if TYPE_CHECKING:
    from metanoia.domain.anchors import Anchor
    from metanoia.domain.entries import EntryId
    from metanoia.journal import Journal
    from metanoia.ui.widgets.editor import MarkdownEditor

ASSUMPTION = "assumption"


class Anchoring:
    """The anchors of assumptions in one entry.

    ``lost`` are those whose words are no longer there, ``unsure`` those that stand where the words are
    only like them, by assumption.
    """

    def __init__(self, journal: Journal, editor: MarkdownEditor) -> None:
        self._journal = journal
        self._editor = editor
        self._looked_at: tuple[list[Anchor], str] | None = None
        self._marks: list[Mark] = []
        self.anchors: list[Anchor] = []
        self.lost: list[Anchor] = []
        self.unsure: dict[str, Anchor] = {}

    def show(self, entry: EntryId | None) -> None:
        """Read the anchors of an entry and mark their passages in the text that is shown."""
        found = self._journal.anchors.in_entry(entry) if entry else []
        self.anchors = [anchor for anchor in found if anchor.item_type == ASSUMPTION]
        self.place()

    def place(self) -> None:
        """Find the passages again in the text as it is now."""
        if not self.anchors:
            self._looked_at, self.lost, self.unsure = None, [], {}
            self._editor.set_marks(())
            return
        text = self._editor.text()
        if self._looked_at != (self.anchors, text):
            self._looked_at = (self.anchors, text)
            self._look(text)
        self._editor.set_marks(self._marks)

    def forget(self) -> None:
        """Know of nothing."""
        self.anchors, self.lost, self._marks, self._looked_at = [], [], [], None
        self.unsure = {}
        self._editor.set_marks(())

    def ids(self) -> list[str]:
        """Return the assumptions of the entry, each once: those in the text in its order, then the rest."""
        in_text = [mark.id for mark in sorted(self._editor.marks())]
        return list(dict.fromkeys([*in_text, *(anchor.item_id for anchor in self.anchors)]))

    def _look(self, text: str) -> None:
        from metanoia.text.anchors import resolve, to_utf16  # only entries with anchors need it

        self._marks, self.lost, self.unsure = [], [], {}
        for anchor in self.anchors:
            if anchor.field != BODY:
                continue
            placed = resolve(text, anchor.selector)
            if placed is None:
                self.lost.append(anchor)
                continue
            start, stop = to_utf16(text, placed.start), to_utf16(text, placed.stop)
            if placed.how == "fuzzy":
                self.unsure[anchor.item_id] = anchor
            self._marks.append(Mark(start, stop, anchor.item_id, placed.how == "fuzzy"))
