"""From words that are chosen to be withheld back to the Markdown they were written in: never less than they.

Both sides are taken word by word: what a link, a picture or a line of marks holds besides the words
that are seen is passed over, so the words of the one are those of the other, but for names that were
replaced. Marks and blanks follow from the words around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+")
_UNSEEN: Final = re.compile(
    r"(?P<image>!\[[^\]\n]*\]\([^)\n]*\))"
    r"|(?P<link>\]\((?:[^()\n]|\([^()\n]*\))*\))"
    r"|(?P<definition>^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$)"
    r"|(?P<fence>^[ ]{0,3}(?:```|~~~)[^\n`]*$)"
    r"|(?P<number>^[ \t>]*\d{1,9}[.)](?=[ \t]))"
    r"|(?P<task>^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[xX]\](?=[ \t]))",
    re.MULTILINE,
)
_LINKED: Final = re.compile(r"\[([^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MARKS: Final = " \t\n\r*_~`#>|-+[]()!\\"
_SURELY: Final = 4_000  # words up to which none counts as too frequent to tell


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    start: int
    stop: int


def source_span(markdown: str, visible: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return where the words from ``start`` to ``stop`` of ``visible`` stand in ``markdown``.

    Code points on both sides; ``visible`` is how ``markdown`` is read. Where a word that is seen is not
    the one that was written, the span goes as far as the next word that is, so that it never holds
    less than what was chosen; a link comes whole where all of it was chosen, and a link or code where it
    would be cut in two. None where no word or sign was chosen.
    """
    start, stop = _trimmed(visible, start, stop)
    if start >= stop:
        return None
    seen, written = words(visible), written_words(markdown)
    pairs = _paired(seen, written)
    first = bisect_right([word.stop for word in seen], start)
    last = bisect_left([word.start for word in seen], stop) - 1
    if first > last:
        return _between(markdown, written, pairs, first)
    begin = _begin(markdown, visible, (seen, written, pairs), first, start)
    end = _end(markdown, visible, (seen, written, pairs), last, stop)
    return _with_links(markdown, begin, max(end, begin))


def words(text: str) -> list[Word]:
    """Return the words of a text that is read."""
    return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


def written_words(markdown: str) -> list[Word]:
    """Return the words of Markdown that its reader sees: not where links go, nor names of pictures."""
    hidden = [(found.start(), found.end()) for found in _UNSEEN.finditer(markdown)]
    stops = [stop for _, stop in hidden]
    shown = []
    for word in words(markdown):
        at = bisect_right(stops, word.start)
        if at == len(hidden) or word.stop <= hidden[at][0]:
            shown.append(word)
    return shown


_Both = tuple[list[Word], list[Word], dict[int, int]]


def _paired(seen: list[Word], written: list[Word]) -> dict[int, int]:
    """Return which written word each word that is seen comes from, as far as they are the same."""
    here, there = [word.text for word in seen], [word.text for word in written]
    head = 0
    while head < min(len(here), len(there)) and here[head] == there[head]:
        head += 1
    tail = 0
    while tail < min(len(here), len(there)) - head and here[-1 - tail] == there[-1 - tail]:
        tail += 1
    pairs = {n: n for n in range(head)}
    pairs |= {len(here) - 1 - n: len(there) - 1 - n for n in range(tail)}
    left, right = here[head : len(here) - tail], there[head : len(there) - tail]
    matcher = SequenceMatcher(None, left, right, autojunk=len(right) > _SURELY)
    for block in matcher.get_matching_blocks():
        pairs |= {head + block.a + n: head + block.b + n for n in range(block.size)}
    return pairs


def _begin(markdown: str, visible: str, both: _Both, first: int, start: int) -> int:
    seen, written, pairs = both
    if first not in pairs:
        return _after_word_before(markdown, written, pairs, first)
    word, source = seen[first], written[pairs[first]]
    if start >= word.start:
        return source.start + start - word.start
    at = source.start
    for sign in reversed(visible[start : word.start]):  # a quotation mark, a bracket
        if sign.isspace():
            continue
        least = written[pairs[first] - 1].stop if pairs[first] else 0
        found = markdown.rfind(sign, least, at)
        if found < 0:
            break
        at = found
    return at


def _end(markdown: str, visible: str, both: _Both, last: int, stop: int) -> int:
    seen, written, pairs = both
    if last not in pairs:
        return _before_word_after(markdown, written, pairs, last)
    word, source = seen[last], written[pairs[last]]
    if stop <= word.stop:
        return source.stop - (word.stop - stop)
    at = source.stop
    for sign in visible[word.stop : stop]:
        if sign.isspace():
            continue
        most = written[pairs[last] + 1].start if pairs[last] + 1 < len(written) else len(markdown)
        found = markdown.find(sign, at, most)
        if found < 0:
            break
        at = found + len(sign)
    return at


def _after_word_before(
    markdown: str, written: list[Word], pairs: dict[int, int], first: int
) -> int:
    known = max((n for n in pairs if n < first), default=None)
    at = 0 if known is None else written[pairs[known]].stop
    while at < len(markdown) and markdown[at] in _MARKS:
        at += 1
    return at


def _before_word_after(markdown: str, written: list[Word], pairs: dict[int, int], last: int) -> int:
    known = min((n for n in pairs if n > last), default=None)
    at = len(markdown) if known is None else written[pairs[known]].start
    while at > 0 and markdown[at - 1] in _MARKS:
        at -= 1
    return at


def _between(
    markdown: str, written: list[Word], pairs: dict[int, int], first: int
) -> tuple[int, int] | None:
    """Return what stands between two words, where only signs were chosen."""
    begin = _after_word_before(markdown, written, pairs, first)
    end = _before_word_after(markdown, written, pairs, first - 1)
    return (begin, end) if begin < end else None


def _with_links(markdown: str, start: int, stop: int) -> tuple[int, int]:
    """Take a link whole where all of its words are withheld; cut neither links nor code in two."""
    for link in _LINKED.finditer(markdown):
        inside = link[1]
        first = link.start(1) + len(inside) - len(inside.lstrip(_MARKS))
        last = link.end(1) - (len(inside) - len(inside.rstrip(_MARKS)))
        if (start <= first and stop >= last) or not link.start(1) <= start <= stop <= link.end(1):
            start, stop = _taken_in(link, start, stop)
    for code in _CODE.finditer(markdown):
        if not code.start(2) <= start <= stop <= code.end(2):
            start, stop = _taken_in(code, start, stop)
    return start, stop


def _taken_in(piece: re.Match[str], start: int, stop: int) -> tuple[int, int]:
    """Take a piece in whole where the span reaches into it."""
    if start >= piece.end() or stop <= piece.start():
        return start, stop
    return min(start, piece.start()), max(stop, piece.end())


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    start, stop = max(start, 0), min(stop, len(text))
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop
