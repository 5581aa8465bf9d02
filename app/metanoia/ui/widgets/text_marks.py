"""Marked passages of a text that is being written: they move with it, and are painted, never kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from metanoia.ui.theme import theme


class Mark(NamedTuple):
    """A passage, in UTF-16 units of the document, and the id of what it is marked as.

    ``fuzzy`` says that the words there are only like those that were marked.
    """

    start: int
    stop: int
    id: str
    fuzzy: bool = False


class _Moving:
    """A mark whose ends move with the text; what is typed at either end stays outside."""

    def __init__(self, document: QTextDocument, mark: Mark) -> None:
        self.id, self.fuzzy = mark.id, mark.fuzzy
        last = document.characterCount() - 1
        self._start = QTextCursor(document)
        self._start.setPosition(max(0, min(mark.start, last)))
        self._stop = QTextCursor(document)
        self._stop.setPosition(max(0, min(mark.stop, last)))
        self._stop.setKeepPositionOnInsert(True)

    def now(self) -> Mark:
        return Mark(self._start.position(), self._stop.position(), self.id, self.fuzzy)


class TextMarks:
    """The marks of one document."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._marks: list[_Moving] = []

    def now(self) -> list[Mark]:
        """Return the marks where they stand now; one whose words are all deleted is left out."""
        found = (mark.now() for mark in self._marks)
        return [mark for mark in found if mark.stop > mark.start]

    def set(self, marks: Sequence[Mark]) -> set[int]:
        """Hold other marks; return the numbers of the blocks that look different by that."""
        before = self.now()
        after = [mark for mark in marks if mark.stop > mark.start]
        self._marks = [_Moving(self._document, mark) for mark in after]
        changed = set(before) ^ set(after)
        return {number for mark in changed for number in self._blocks(mark)}

    def at(self, place: int) -> Mark | None:
        """Return the mark that a caret at ``place`` stands in, the shortest of several."""
        around = [mark for mark in self.now() if mark.start <= place <= mark.stop]
        return min(around, key=lambda mark: mark.stop - mark.start, default=None)

    def of(self, mark_id: str) -> Mark | None:
        """Return the first mark of that id in the text."""
        return min((mark for mark in self.now() if mark.id == mark_id), default=None)

    def within(self, start: int, length: int) -> list[Mark]:
        """Return the parts of marks in a block, counted from its ``start``; ``length`` in units."""
        return [
            mark._replace(start=max(mark.start - start, 0), stop=min(mark.stop - start, length))
            for mark in self.now()
            if mark.start < start + length and mark.stop > start
        ]

    def _blocks(self, mark: Mark) -> range:
        first = self._document.findBlock(min(mark.start, self._document.characterCount() - 1))
        last = self._document.findBlock(min(mark.stop, self._document.characterCount() - 1))
        return range(first.blockNumber(), last.blockNumber() + 1)


def marked(style: QTextCharFormat, *, fuzzy: bool, ground: bool) -> QTextCharFormat:
    """Return ``style`` underlined in plum, dashed where ``fuzzy``, on the marks' ground if wanted."""
    found = QTextCharFormat(style)
    line = QTextCharFormat.UnderlineStyle
    found.setUnderlineStyle(line.DashUnderline if fuzzy else line.SingleUnderline)
    found.setUnderlineColor(theme().colour("plum"))
    if ground:
        found.setBackground(theme().colour("mark"))
    return found


def dotted(style: QTextCharFormat) -> QTextCharFormat:
    """Return ``style`` with the dotted line of a word that is held in common."""
    found = QTextCharFormat(style)
    found.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    found.setUnderlineColor(theme().colour("accent"))
    return found
