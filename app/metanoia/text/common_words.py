"""Finding words that are held in common in a text: whole ones, whatever their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class FoundWord(NamedTuple, Generic[T]):
    """Where a word stands, in code points, and what it is."""

    start: int
    stop: int
    thing: T


class CommonWords(Generic[T]):
    """Words (or several of them together), each with what it stands for; compiled once."""

    def __init__(self, words: Iterable[tuple[str, T]] = ()) -> None:
        self._things = {" ".join(word.split()).casefold(): thing for word, thing in words}
        longest = sorted(self._things, key=len, reverse=True)  # "done early" before "done"
        spelt = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{spelt})(?!\w)", re.IGNORECASE) if spelt else None

    def __bool__(self) -> bool:
        """Return whether there are any words."""
        return self._pattern is not None

    def found(self, text: str) -> list[FoundWord[T]]:
        """Return where words stand in ``text``, from left to right; none overlaps another."""
        if self._pattern is None:
            return []
        hits = (
            (hit.start(), hit.end(), self._things.get(" ".join(hit[0].split()).casefold()))
            for hit in self._pattern.finditer(text)
        )
        return [FoundWord(*hit) for hit in hits if hit[2] is not None]  # type: ignore[arg-type]

    def at(self, text: str, place: int) -> FoundWord[T] | None:
        """Return the word that ``place``, in code points, stands in or at an end of."""
        return next((one for one in self.found(text) if one.start <= place <= one.stop), None)
