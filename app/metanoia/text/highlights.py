"""Where the words of a search stand in a text that is being read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from metanoia.domain.query import Query
from metanoia.text.cjk import APART

# As the search index splits: letters and digits with their accents, or one sign that stands alone.
_TOKEN = re.compile(f"[{APART}]|(?:[^\\W_{APART}][\u0300-\u036f]*)+")


class _Token(NamedTuple):
    folded: str
    start: int
    stop: int


def highlights(text: str, query: Query) -> list[tuple[int, int]]:
    """Return where the words and phrases of ``query`` stand: (start, stop) in code points, in order.

    A word marks each whole word that begins with it, whatever its capitals and accents.
    """
    wanted = [(folded_words(word), True) for word in query.words]
    wanted += [(folded_words(phrase), False) for phrase in query.phrases]
    wanted = [(folds, prefix) for folds, prefix in wanted if folds]
    if not wanted:
        return []
    tokens = _tokens(text)
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        places.setdefault(token.folded, []).append(place)
    spans = [
        (tokens[place].start, tokens[place + len(folds) - 1].stop)
        for folds, prefix in wanted
        for place in _found(tokens, places, folds, prefix=prefix)
    ]
    return _joined(sorted(spans))


def _found(
    tokens: list[_Token], places: dict[str, list[int]], folds: list[str], *, prefix: bool
) -> Iterable[int]:
    """Yield the places at which the words ``folds`` follow one another."""
    first = folds[0]
    if prefix and len(folds) == 1:
        heads = [token for token in places if token.startswith(first)]
    else:
        heads = [first]
    for head in heads:
        for place in places.get(head, ()):
            row = [token.folded for token in tokens[place : place + len(folds)]]
            ends = len(row) == len(folds) and row[:-1] == folds[: len(folds) - 1]
            if len(folds) == 1 or (
                ends and (row[-1] == folds[-1] or (prefix and row[-1].startswith(folds[-1])))
            ):
                yield place


def folded_words(text: str) -> list[str]:
    """Return the words of a text in small letters without accents, as search compares them."""
    return [token.folded for token in _tokens(text)]


def _tokens(text: str) -> list[_Token]:
    return [_Token(_fold(hit[0]), hit.start(), hit.end()) for hit in _TOKEN.finditer(text)]


def _fold(word: str) -> str:
    """Return the word in small letters without its accents."""
    if word.isascii():
        return word.lower()
    letters = (
        sign for sign in unicodedata.normalize("NFD", word) if not "\u0300" <= sign <= "\u036f"
    )
    return unicodedata.normalize("NFC", "".join(letters)).lower()


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
