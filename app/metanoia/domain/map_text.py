"""How wide a name is, and where it breaks, without asking a screen: Inter 500, measured from its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SIZE: Final = 13.0  # px of the letters in a box
LINE: Final = 132.0  # px of its longest line
_EVEN: Final = 100.0  # px up to which no line is too long for its neighbours

# Advance widths in thousandths of the size, from " " to "~" (resources/fonts/Inter_500Medium.ttf).
_ASCII: Final = (
    267, 304, 494, 639, 646, 993, 653, 313, 369, 369, 521, 667, 303, 462, 303, 370, 646, 415, 616, 627, 656,
    603, 630, 571, 629, 630, 303, 315, 667, 667, 667, 527, 982, 709, 657, 733, 722, 603, 589, 748, 745, 272,
    575, 688, 565, 913, 756, 767, 642, 769, 648, 646, 653, 740, 709, 1003, 701, 696, 641, 369, 370, 369, 477,
    463, 337, 568, 618, 577, 618, 587, 379, 620, 602, 252, 252, 559, 252, 888, 602, 604, 618, 618, 387, 539,
    340, 602, 575, 829, 557, 575, 559, 440, 346, 440, 667,
)  # fmt: skip
_SIGNS: Final = {
    "–": 500, "—": 1000, "‘": 277, "’": 277, "“": 474, "”": 471, "…": 910, "·": 303, "×": 667, "−": 667,
    "€": 672, "°": 457, "Æ": 1003, "æ": 915, "Œ": 1009, "œ": 996, "Ø": 767, "ø": 604, "ß": 630, "ł": 252,
    "ı": 252, "→": 954,
}  # fmt: skip
_WORD: Final = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+|\S|\s+")


@lru_cache(maxsize=4096)
def width(text: str, size: float = SIZE) -> float:
    """Return how wide ``text`` is in px, without kerning; for other scripts a sensible guess."""
    return sum(_advance(sign) for sign in text) * size / 1000


@lru_cache(maxsize=1024)
def lines(text: str, most: float = LINE, size: float = SIZE) -> tuple[str, ...]:
    """Return ``text`` in as few lines of at most ``most`` px as hold it, the longest as short as may be.

    A word that is longer than a line is broken. There is always one line, if an empty one.
    """
    words = list(_pieces(text, most, size))
    count = len(_filled(words, most, size))
    widths = sorted({most, *_sums(words, most, size)})
    for limit in widths:
        found = _filled(words, max(limit, min(_EVEN, most)), size)
        if len(found) == count:
            return found or ("",)
    return _filled(words, most, size) or ("",)


@lru_cache(maxsize=4096)
def _advance(sign: str) -> int:
    code = ord(sign)
    if 32 <= code < 127:
        return _ASCII[code - 32]
    if sign in _SIGNS:
        return _SIGNS[sign]
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return 1000
    plain = unicodedata.normalize("NFD", sign)[0]
    if plain != sign:
        return _advance(plain)
    return 755 if sign.isupper() else 640


def _pieces(text: str, most: float, size: float) -> Iterator[tuple[str, str]]:
    """Yield what may stand at the beginning of a line, each with what parts it from the one before."""
    gap = ""
    for found in _WORD.findall(text.strip()):
        if found.isspace():
            gap = " "
            continue
        for piece in _broken(found, most, size):
            yield gap, piece
            gap = ""


def _broken(word: str, most: float, size: float) -> Iterator[str]:
    while width(word, size) > most:
        cut = 1
        while cut < len(word) and width(word[: cut + 1], size) <= most:
            cut += 1
        while cut < len(word) and not _advance(word[cut]):
            cut += 1  # an accent stays with its letter
        if cut == len(word):
            break
        yield word[:cut]
        word = word[cut:]
    yield word


def _filled(words: list[tuple[str, str]], most: float, size: float) -> tuple[str, ...]:
    found: list[str] = []
    for gap, word in words:
        longer = f"{found[-1]}{gap}{word}" if found else word
        if found and width(longer, size) <= most:
            found[-1] = longer
        else:
            found[len(found) :] = [word]
    return tuple(found)


def _sums(words: list[tuple[str, str]], most: float, size: float) -> Iterator[float]:
    """Yield how wide lines of some of these words are, where that is no more than ``most``."""
    for start in range(len(words)):
        line = ""
        for gap, word in words[start:]:
            line = f"{line}{gap}{word}" if line else word
            if width(line, size) > most:
                break
            yield width(line, size)
