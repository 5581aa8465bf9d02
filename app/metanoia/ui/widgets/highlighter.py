"""Markdown styled while it is written: marks stay visible, dimmed; nothing of the text changes."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from metanoia.text.common_words import CommonWords
from metanoia.text.names import PATTERN
from metanoia.ui.theme import theme
from metanoia.ui.widgets.text_marks import TextMarks, dotted, marked

_HEADING: Final = re.compile(r"^(#{1,6}[ \t]+)(.*)$")
_QUOTE: Final = re.compile(r"^((?:>[ \t]?)+)(.*)$")
_LIST: Final = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)")
_FENCE: Final = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_RULE: Final = re.compile(r"^\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_CODE: Final = re.compile(r"(`+)(.+?)\1")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS: Final = re.compile(r"(?<![*\w])([*_])(?![*_\s])([^*_]+?)(?<!\s)\1(?![*\w])")
_STRIKE: Final = re.compile(r"(~~)(?=\S)(.+?)(?<=\S)~~")
_LINK: Final = re.compile(r"(!?\[)([^\]\n]*)(\]\([^)\n]*\))")
_NAMED: Final = re.compile(PATTERN)
_ATTACHMENT: Final = re.compile(r"\(attachment:[0-9a-f]{64}\)")
_ATTACHMENT_SIZE: Final = 10  # px: nobody reads 64 signs
_HEADING_SIZES: Final = (26, 22, 20, 18, 18, 18)
_IN_FENCE: Final = 1


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles one block at a time.

    ``focus_block`` dims every other block; ``hits`` are UTF-16 ranges by block number; ``marks`` are
    underlined, and ``words`` dotted.
    """

    def __init__(self, document: QTextDocument, marks: TextMarks | None = None) -> None:
        super().__init__(document)
        self.focus_block: int | None = None
        self.marks = marks
        self.words: CommonWords[str] = CommonWords()
        self.hits: dict[int, list[tuple[int, int]]] = {}

    def highlightBlock(self, text: str) -> None:
        """Style ``text``, the current block; called by Qt."""
        in_fence = self.previousBlockState() == _IN_FENCE
        fence = _FENCE.match(text) is not None
        self.setCurrentBlockState(_IN_FENCE if in_fence != fence else 0)
        number = self.currentBlock().blockNumber()
        if self.focus_block is not None and number != self.focus_block:
            self._format(0, len(text), colour="dim")
        elif in_fence or fence:
            self._format(0, len(text), colour="dim" if fence else "text2", code=True)
        elif _RULE.match(text):
            self._format(0, len(text), colour="dim")
        else:
            self._line(_Line(text))
            self._show_words(_Line(text))
        self._show_marks()
        for start, length in self.hits.get(number, ()):
            found = self.format(start)
            found.setBackground(theme().colour("search"))
            self.setFormat(start, length, found)

    def _show_marks(self) -> None:
        block = self.currentBlock()
        focused = self.focus_block is not None
        if self.marks is None or (focused and block.blockNumber() != self.focus_block):
            return
        for mark in self.marks.within(block.position(), block.length() - 1):
            start = mark.start
            for place in range(mark.start, mark.stop):
                style = self.format(place)
                if place + 1 == mark.stop or self.format(place + 1) != style:
                    shown = marked(style, fuzzy=mark.fuzzy, ground=not focused)
                    self.setFormat(start, place + 1 - start, shown)
                    start = place + 1

    def _show_words(self, line: _Line) -> None:
        for found in self.words.found(line.text):
            start, stop = line.at(found.start), line.at(found.stop)
            for place in range(start, stop):
                if place + 1 == stop or self.format(place + 1) != self.format(place):
                    self.setFormat(start, place + 1 - start, dotted(self.format(place)))
                    start = place + 1

    def _line(self, line: _Line) -> None:
        if match := _HEADING.match(line.text):
            size = _HEADING_SIZES[len(match[1].strip()) - 1]
            self._format(0, line.at(match.end(1)), colour="dim", size=size)
            self._format(*line.span(match, 2), weight=600, size=size)
        elif match := _QUOTE.match(line.text):
            self._format(0, line.at(match.end(1)), colour="dim")
            self._format(*line.span(match, 2), colour="text2", italic=True)
        elif match := _LIST.match(line.text):
            self._format(0, line.at(match.end(1)), colour="accent", weight=600)
        for match in _CODE.finditer(line.text):
            self._marked(line, match, code=True)
        for match in _STRONG.finditer(line.text):
            self._marked(line, match, weight=600)
        for match in _EMPHASIS.finditer(line.text):
            self._marked(line, match, italic=True)
        for match in _STRIKE.finditer(line.text):
            self._marked(line, match, struck=True)
        for match in _LINK.finditer(line.text):
            self._format(*line.span(match, 1), colour="dim")
            self._format(*line.span(match, 2), colour="accent_text")
            self._format(*line.span(match, 3), colour="dim")
        for match in _NAMED.finditer(line.text):
            self._format(*line.span(match, 0), colour="dim")
            self._format(*line.span(match, 1), colour="accent_text")
        for match in _ATTACHMENT.finditer(line.text):
            self._format(*line.span(match, 0), colour="dim", size=_ATTACHMENT_SIZE)

    def _marked(
        self,
        line: _Line,
        match: re.Match[str],
        *,
        weight: int | None = None,
        italic: bool = False,
        struck: bool = False,
        code: bool = False,
    ) -> None:
        start, length = line.span(match, 0)
        mark = len(match[1])
        self._format(start, mark, colour="dim")
        self._format(start + length - mark, mark, colour="dim")
        self._format(
            start + mark,
            length - 2 * mark,
            weight=weight,
            italic=italic,
            struck=struck,
            code=code,
        )

    def _format(
        self,
        start: int,
        length: int,
        *,
        colour: str | None = None,
        weight: int | None = None,
        italic: bool = False,
        struck: bool = False,
        code: bool = False,
        size: int | None = None,
    ) -> None:
        found = self.format(start)  # what lies there already is kept: bold inside a heading
        style = QTextCharFormat(found)
        if colour:
            style.setForeground(theme().colour(colour))
        if weight:
            style.setFontWeight(weight)
        if italic:
            style.setFontItalic(True)
        if struck:
            style.setFontStrikeOut(True)
        if code:
            style.setBackground(theme().colour("sunken"))
            style.setFontLetterSpacing(100)
            style.setFontHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if size:
            style.setProperty(QTextCharFormat.Property.FontPixelSize.value, theme().px(size))
        self.setFormat(start, length, style)


class _Line:
    """A line whose places Python counts in code points and Qt in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = text.isascii() or max(map(ord, text), default=0) <= 0xFFFF

    def at(self, place: int) -> int:
        """Return the UTF-16 place of a code point place."""
        if self._plain:
            return place
        return place + sum(ord(sign) > 0xFFFF for sign in self.text[:place])

    def span(self, match: re.Match[str], group: int) -> tuple[int, int]:
        """Return start and length of a group in UTF-16 units."""
        start = self.at(match.start(group))
        return start, self.at(match.end(group)) - start
