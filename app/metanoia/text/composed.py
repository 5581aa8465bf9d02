"""A text in Unicode's composed form (NFC), and the way between its places and those of the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

# Signs that never join with what stands before them: plain Latin, Cyrillic, Chinese, whole Korean.
_ALONE = "\x00-\u02ff\u0400-\u0482\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_BEYOND_ASCII = re.compile("[\x00-\x7f]?[^\x00-\x7f]+")
_JOINING = re.compile(f"\r\n?|[{_ALONE}]?[^{_ALONE}]+")

Span = tuple[int, int]  # from the first sign on, up to the last one excluded


@dataclass(frozen=True, slots=True)
class Composed:
    """``text`` in NFC, lines ended by LF; ``spans`` of it differ from the ``originals`` beside them.

    All count code points, and rise.
    """

    text: str
    spans: tuple[Span, ...] = ()
    originals: tuple[Span, ...] = ()

    def original(self, start: int, stop: int) -> Span:
        """Return where a passage of ``text`` stands in the original; what it cuts in two comes whole."""
        return _carried(start, stop, self.spans, self.originals)

    def composed(self, start: int, stop: int) -> Span:
        """Return where a passage of the original stands in ``text``; what it cuts in two comes whole."""
        return _carried(start, stop, self.originals, self.spans)


def compose(text: str) -> Composed:
    """Return a text in NFC with LF line ends; one that is so already stays the same object."""
    if "\r" not in text and unicodedata.is_normalized("NFC", text):
        return Composed(text)
    pieces, spans, originals = [], [], []
    done = length = 0
    for start, stop, whole in _changes(text):
        length += start - done
        pieces += [text[done:start], whole]
        spans.append((length, length + len(whole)))
        originals.append((start, stop))
        length, done = length + len(whole), stop
    return Composed("".join([*pieces, text[done:]]), tuple(spans), tuple(originals))


def told_apart(text: str, plainly: Callable[[str], str]) -> tuple[str, list[Span]]:
    """Return what ``plainly`` makes of a text sign by sign, and where each sign of that stands in it.

    A sign comes with the accents that follow it.
    """
    pieces: list[str] = []
    spans: list[Span] = []

    known: dict[str, str] = {}

    def add(start: int, stop: int) -> None:
        sign = text[start:stop]
        made = known.get(sign)
        if made is None:
            made = known[sign] = plainly(sign)
        pieces.append(made)
        spans.extend([(start, stop)] * len(made))

    done = 0
    for run in _BEYOND_ASCII.finditer(text):
        for place in range(done, run.start()):
            add(place, place + 1)
        start = run.start()
        for place in range(start + 1, run.end()):
            if not unicodedata.combining(text[place]):
                add(start, place)
                start = place
        add(start, run.end())
        done = run.end()
    for place in range(done, len(text)):
        add(place, place + 1)
    return "".join(pieces), spans


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Give (start, stop, composed) of every piece that is another one once it is composed."""
    for run in _JOINING.finditer(text):
        if run[0][0] == "\r":
            yield run.start(), run.end(), "\n"
            continue
        for start, stop in _apart(text, run.start(), run.end()):
            whole = unicodedata.normalize("NFC", text[start:stop])
            if whole != text[start:stop]:
                yield start, stop, whole


def _apart(text: str, start: int, stop: int) -> Iterator[Span]:
    """Cut a run of signs into the shortest pieces that compose each by itself."""
    for place in range(start + 1, stop):
        if _may_begin(text[place]) and not _joins(text[start:place], text[place]):
            yield start, place
            start = place
    yield start, stop


def _may_begin(sign: str) -> bool:
    return not unicodedata.combining(unicodedata.normalize("NFD", sign)[0])


def _joins(before: str, sign: str) -> bool:
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", sign)
    return unicodedata.normalize("NFC", before + sign) != apart


def _carried(start: int, stop: int, here: Sequence[Span], there: Sequence[Span]) -> Span:
    return _place(start, here, there)[0], _place(stop, here, there)[1]


def _place(place: int, here: Sequence[Span], there: Sequence[Span]) -> Span:
    """Return the place over there, twice; of one within a change, where that begins and ends."""
    at = bisect_right(here, place, key=lambda span: span[0]) - 1
    if at < 0:
        return place, place
    if here[at][0] < place < here[at][1]:
        return there[at]
    if place == here[at][0]:
        return there[at][0], there[at][0]
    after = there[at][1] + place - here[at][1]
    return after, after
