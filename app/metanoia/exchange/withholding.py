"""Passages that do not leave: taken out where they stand, and wherever else they stand verbatim."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from metanoia.domain.withheld import TELLING, Redaction, withhold
from metanoia.exchange.problems import Item, Problem
from metanoia.text.anchors import resolve
from metanoia.text.composed import told_apart

Span = tuple[int, int]

_SURE: Final = ("exact", "moved")
_LEAST: Final = (
    6  # signs left of a passage without its marks, by which it is still told from others
)
# What can stand between the words without changing what is read: blanks and the marks of Markdown.
_BETWEEN: Final = re.compile(
    r"[\s*_~`\\<>#|\[\]()!+="
    r"\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\U000e0000-\U000e0fff-]+"
)
_BLANKS: Final = re.compile(r"\s+")


class _Telling(NamedTuple):
    """A passage as it is looked for everywhere: without its marks, or as it is if little is left."""

    key: str
    bare: bool


class Withholding:
    """Takes out passages in one text after another, and counts the gaps of each thing."""

    def __init__(self, redactions: Iterable[Redaction]) -> None:
        self._of: dict[tuple[Item, str], list[Redaction]] = {}
        self._telling: list[_Telling] = []
        self._counted: Counter[Item] = Counter()
        self._blocked: dict[Item, str] = {}
        for one in redactions:
            self._of.setdefault((one.item, one.field), []).append(one)
            self.protect(one.selector.exact)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What may not leave, since a passage of it is not where it was."""
        return tuple(Problem(item, sentence) for item, sentence in self._blocked.items())

    def protect(self, passage: str) -> None:
        """Take this passage out wherever it stands, if it is long enough to tell something."""
        if len(passage) < TELLING:
            return
        key = _key(passage, bare=True)
        one = (
            _Telling(key, True)
            if len(key) >= _LEAST
            else _Telling(_key(passage, bare=False), False)
        )
        if one.key and one not in self._telling:
            self._telling.append(one)

    def fields(self, item: Item) -> tuple[str, ...]:
        """Return the fields of a thing of which passages are withheld."""
        return tuple(field for of, field in self._of if of == item)

    def said_in(self, item: Item, field: str, texts: Iterable[str]) -> bool:
        """Tell whether a passage withheld in ``field`` stands in one of these texts, however short it is."""
        keys = [_key(one.selector.exact, bare=False) for one in self._of.get((item, field), ())]
        return any(key in _key(text, bare=False) for text in texts for key in keys)

    def passages(self, item: Item, field: str, text: str, name: str) -> list[str]:
        """Return the very words in ``text`` that are withheld; the thing is blocked if one is not there."""
        return [text[start:stop] for start, stop in self._places(item, field, text, name)]

    def apply(self, item: Item, field: str, text: str, name: str, also: Sequence[str] = ()) -> str:
        """Return a text of a thing (``name`` as a sentence begins with it) without what is withheld, in place and anywhere else.

        ``also`` are passages that go wherever they stand in it, however short.
        """
        spans = self._places(item, field, text, name)
        for passage in also:
            spans += _verbatim(text, passage)
        return self._without(item, text, spans)

    def anywhere(self, text: str, item: Item | None = None) -> str:
        """Return a text without the passages that are taken out wherever they stand."""
        return self._without(item, text, [])

    def found_in(self, text: str) -> bool:
        """Tell whether a passage that is taken out everywhere can still be read in ``text``."""
        return bool(self._standing(text))

    def count(self, item: Item) -> int:
        """Return how many gaps the texts of a thing have."""
        return self._counted[item]

    def block(self, item: Item, name: str) -> None:
        """Let a thing not leave: a passage of it that is withheld cannot be found."""
        self._blocked[item] = (
            f"{name} was changed where you withheld something, and it is not sure any "
            "more what that is. Open it and withhold the passage again, or take it out of the share."
        )

    def _places(self, item: Item, field: str, text: str, name: str) -> list[Span]:
        spans = []
        for one in self._of.get((item, field), ()):
            placed = resolve(text, one.selector)
            if placed is None or placed.how not in _SURE:
                self.block(item, name)
                continue
            spans.append((placed.start, placed.stop))
        return spans

    def _without(self, item: Item | None, text: str, spans: list[Span]) -> str:
        for one in self._standing(text):
            spans += _spans(text, one)
        if not spans:
            return text
        out, gaps = withhold(text, spans)
        if item is not None:
            self._counted[item] += gaps
        return out

    def _standing(self, text: str) -> list[_Telling]:
        """Return the passages, of those that are taken out everywhere, which stand in ``text``."""
        keys = {bare: _key(text, bare=bare) for bare in {one.bare for one in self._telling}}
        return [one for one in self._telling if one.key in keys[one.bare]]


def _verbatim(text: str, passage: str) -> Iterator[Span]:
    """Give every place of a passage, or of each of its lines where it does not stand as a whole."""
    whole = list(_all(text, passage))
    if whole:
        yield from whole
        return
    for line in passage.splitlines():
        if line.strip():
            yield from _all(text, line.strip())


def _all(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _key(text: str, *, bare: bool) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _BETWEEN.sub("", plain) if bare else _BLANKS.sub(" ", plain)


def _spans(text: str, passage: _Telling) -> Iterator[Span]:
    """Give where a passage stands in ``text``, in its own code points."""
    whole, places = told_apart(text, lambda sign: _key(sign, bare=passage.bare))
    if not passage.bare:
        blank = [here == " " == before for here, before in zip(whole, " " + whole, strict=False)]
        places = [place for place, again in zip(places, blank, strict=True) if not again]
        whole = "".join(sign for sign, again in zip(whole, blank, strict=True) if not again)
    at = whole.find(passage.key)
    while at >= 0:
        yield places[at][0], places[at + len(passage.key) - 1][1]
        at = whole.find(passage.key, at + 1)
