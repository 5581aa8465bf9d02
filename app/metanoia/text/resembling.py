"""Passages of a text that resemble one that is no longer in it word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import accumulate
from typing import Final, NamedTuple

from metanoia.text.cjk import APART

LONGEST: Final = 4_000  # characters; what is longer is only looked for word for word
_BY_LETTERS = 120  # characters; what is longer is compared word by word
_SHRED, _SHREDS = 5, 48  # length and number of the pieces that lead to a likely place
_NEAREST = 4  # occurrences of a piece to each side
_REGIONS = 4  # likely places that are compared
_PROMISING = 6  # passages of a place that are compared in full
_WORD = re.compile(f"[{APART}]|[^\\s{APART}]+")

Span = tuple[int, int]


class Resembling(NamedTuple):
    """A passage from word edge to word edge; ``ratio`` is 0 to 1, as difflib reckons."""

    start: int
    stop: int
    ratio: float


def passages(
    text: str, before: str, wanted: str, after: str, near: int, least: float
) -> set[Resembling]:
    """Return passages of ``text`` that resemble ``wanted`` at least so much, none beyond a few dozen.

    The words that stood before and after help to find it, and so does the place where it was.
    """
    found: set[Resembling] = set()
    if len(wanted) > LONGEST:
        return found
    width = len(wanted) // 3 + 2 * _SHRED
    slack = 2 * len(wanted) // 3 + 2 * _SHRED
    for guess in _guesses(text, before + wanted + after, near - len(before), width):
        start = max(guess + len(before) - slack, 0)
        stop = guess + len(before) + 2 * width + len(wanted) + slack
        found |= {like for like in _within(text, start, stop, wanted) if like.ratio >= least}
    return found


def nearest(text: str, words: str, near: int, most: int) -> list[int]:
    """Return where ``words`` stand, at most so many to each side of the place ``near``."""
    found: list[int] = []
    place = max(near, 0)
    while len(found) < most and (place := text.find(words, place)) >= 0:
        found.append(place)
        place += 1
    place, ahead = max(near, 0) + len(words) - 1, len(found)
    while len(found) < ahead + most and place >= 0 and (place := text.rfind(words, 0, place)) >= 0:
        found.append(place)
        place += len(words) - 1
    return found


def _guesses(text: str, needle: str, near: int, width: int) -> list[int]:
    """Return the likeliest beginnings of something like ``needle``, each somewhat too early.

    Every piece of it that still stands in the text votes for the place where the whole would begin;
    a place with half the votes of the best, or fewer, is not looked at.
    """
    votes: Counter[int] = Counter()
    step = max(len(needle) // _SHREDS, 2)
    for at in range(0, max(len(needle) - _SHRED, 0) + 1, step):
        for place in nearest(text, needle[at : at + _SHRED], near + at, _NEAREST):
            votes[(place - at) // width] += 1
    close = {part: votes[part] + votes[part + 1] for part in list(votes)}
    half = max(close.values(), default=0) / 2
    chosen: list[int] = []
    for part in sorted(close, key=lambda part: (-close[part], abs(part * width - near))):
        if len(chosen) == _REGIONS or close[part] <= half:
            break
        if all(abs(part - other) > 1 for other in chosen):
            chosen.append(part)
    return [part * width for part in chosen]


def _within(text: str, start: int, stop: int, wanted: str) -> Iterator[Resembling]:
    """Give the most promising passages between two places, whatever they resemble."""
    words = _whole_words(text, start, stop)
    by_letters = len(wanted) <= _BY_LETTERS
    shared = _shared_letters if by_letters else _shared_words
    blocks = shared(text, words, wanted)
    if not blocks:
        return
    low, high = words[0][0], words[-1][1]
    marks = bytearray(high - low)
    for first, last in blocks:
        marks[first - low : last - low] = b"\1" * (last - first)
    sums = [0, *accumulate(marks)]
    starts = {next(word[0] for word in words if word[1] > first) for first, _ in blocks}
    stops = {next(word[1] for word in reversed(words) if word[0] < last) for _, last in blocks}
    alike = (
        Resembling(a, b, 2 * (sums[b - low] - sums[a - low]) / (b - a + len(wanted)))
        for a in starts
        for b in stops
        if a < b
    )
    for like in nlargest(_PROMISING, alike, key=lambda like: (like.ratio, -like.start)):
        if by_letters:
            ratio = SequenceMatcher(None, text[like.start : like.stop], wanted, False).ratio()
            yield like._replace(ratio=max(ratio, like.ratio))
        else:
            yield like


def _whole_words(text: str, start: int, stop: int) -> list[Span]:
    """Return the words between two places, without those that a place may have cut."""
    words = [word.span() for word in _WORD.finditer(text, start, stop)]
    if words and words[0][0] == start > 0:
        del words[0]
    if words and words[-1][1] == stop < len(text):
        del words[-1]
    return words


def _shared_letters(text: str, words: list[Span], wanted: str) -> list[Span]:
    """Return the stretches of the text, between its first and last word, that ``wanted`` has too."""
    if not words:
        return []
    low, high = words[0][0], words[-1][1]
    matcher = SequenceMatcher(None, text[low:high], wanted, False)
    found = [(low + block.a, low + block.a + block.size) for block in matcher.get_matching_blocks()]
    return [span for span in found if text[span[0] : span[1]].strip()]


def _shared_words(text: str, words: list[Span], wanted: str) -> list[Span]:
    """Return the stretches of whole words that ``wanted`` has too."""
    ours = [text[first:last] for first, last in words]
    matcher = SequenceMatcher(None, ours, _WORD.findall(wanted), False)
    blocks = matcher.get_matching_blocks()
    return [
        (words[block.a][0], words[block.a + block.size - 1][1]) for block in blocks if block.size
    ]
