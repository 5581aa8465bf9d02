"""Which words are meant: those that are selected, else the sentence at the caret."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextCursor

_PREFIX: Final = re.compile(
    r"^\s*(?:(?:>[ \t]?)+|#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)*"
)
_EDGES: Final = (
    "*_~`“”„«»\"' \t\u2028"  # marks and quotes belong to the sentence no more than blanks
)

_WITHOUT_BLANKS: Final = 0x0E00  # from Thai on: there no blank says where a word ends

_CLOSING: Final = {"”": "“", "“": "„", "»": "«"}


def chosen(cursor: QTextCursor) -> tuple[int, int] | None:
    """Return the selected words, whole and without the blanks around them; None if there are none.

    In UTF-16 units. A word that the selection cuts is taken whole, as the mouse seldom hits its edge.
    """
    text = cursor.selectedText().replace("\u2029", "\n")
    if not text.strip():
        return None
    start = cursor.selectionStart() + _units(text[: len(text) - len(text.lstrip())])
    stop = start + _units(text.strip())
    sign = cursor.document().characterAt
    while _spells(sign(start - 1)) and _spells(sign(start)):
        start -= 1
    while _spells(sign(stop - 1)) and _spells(sign(stop)):
        stop += 1
    return start, stop


def _spells(sign: str) -> bool:
    """Tell whether a sign is of a word that blanks end: not of a script that is written without."""
    return sign.isalnum() and ord(sign) < _WITHOUT_BLANKS


def sentence_at(cursor: QTextCursor) -> tuple[int, int] | None:
    """Return the sentence that the caret stands in or behind, in UTF-16 units; None in an empty line."""
    block = cursor.block()
    text = block.text()
    match = _PREFIX.match(text)
    first = _units(match[0]) if match else 0
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
    place = min(max(cursor.positionInBlock(), first), _units(text))
    finder.setPosition(place)
    at_end = place == _units(text) or not _between(text, place, place + 1).strip()
    if at_end and place > first:  # behind the last word of a sentence one still means that sentence
        finder.setPosition(place - 1)
    start = finder.position() if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(max(start, 0))
    stop = finder.toNextBoundary()
    start, stop = max(start, first), stop if stop >= 0 else _units(text)
    words = _between(text, start, stop)
    start += _units(words[: len(words) - len(words.lstrip(_EDGES))])
    kept = words.strip(_EDGES)
    behind = words.lstrip(_EDGES)[len(kept) :]
    if behind[:1] in _CLOSING and kept.count(_CLOSING[behind[:1]]) > kept.count(behind[:1]):
        kept += behind[:1]  # of a quotation that is only the end of the sentence
    if not kept:
        return None
    return block.position() + start, block.position() + start + _units(kept)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _between(text: str, start: int, stop: int) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * stop].decode("utf-16-le", "replace")
