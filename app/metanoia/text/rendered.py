"""The way between a passage of Markdown and the same passage as it is read, without the marks.

Letters, digits and most other signs come through rendering in their order; marks, addresses and the
numbers of lists do not. So the two texts are walked side by side, and what one of them lacks is
passed over.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import Final

# Signs that may be marks, and those that rendering puts in place of something else.
_MARKS: Final = frozenset("\\`*_[]()#+-!~|<>&;=:\u2610\u2611\ufffc\ufffd")
_WRAPPING: Final = "*_~`"
_UNSEEN: Final = re.compile(
    r"""
      !\[[^\]\n]*\](?:\([^)\n]*\))?                     # a picture
    | (?<=\])\((?:[^()\n]|\([^()\n]*\))*\)              # the address of a link
    | (?<=\])\[[^\]\n]*\]                               # the name of an address
    | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$                     # where that name leads
    | ^[ \t>]*\d{1,9}[.)](?=[ \t])                      # the number in a list
    | (?<=[-*+.)][ \t])\[[xX]\](?=[ \t])                # the box of something done
    | ^[ \t>]*(?:`{3,}|~{3,})[^\n`]*$                   # the fence around code
    | &(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);                # a sign by its name
    """,
    re.MULTILINE | re.VERBOSE,
)
_AHEAD: Final = 24  # signs that are compared to choose between two ways
_SURE: Final = 6  # signs in a row that hardly agree by chance
_ASIDE: Final = 12  # signs that may be there on one side alone before the far ones are searched
_FAR: Final = 4_000


class Rendered:
    """``source`` (Markdown) beside ``visible``, the words a reader has of it; both in code points."""

    def __init__(self, source: str, visible: str) -> None:
        self._source = source
        self._visible = visible
        self._here, self._there = _paired(source, visible)

    def source_span(self, start: int, stop: int) -> tuple[int, int] | None:
        """Return where the visible words from ``start`` to ``stop`` stand in the source.

        None if there is no letter, digit or the like among them.
        """
        first, last = _within(self._there, start, stop)
        if first >= last:
            return None
        begin, end = self._here[first], self._here[last - 1] + 1
        begin = self._wider(begin, self._there[first], start, -1)
        end = self._wider(end, self._there[last - 1] + 1, stop, 1)
        return _with_partners(self._source, begin, end)

    def visible_span(self, start: int, stop: int) -> tuple[int, int] | None:
        """Return where a reader sees the passage of the source; None if nothing of it is seen."""
        first, last = _within(self._here, start, stop)
        if first >= last:
            return None
        begin, end = self._there[first], self._there[last - 1] + 1
        at, to = self._here[first], self._here[last - 1] + 1
        while at > start and begin > 0:
            at -= 1
            begin -= _alike(self._source[at], self._visible[begin - 1])
        while to < stop and end < len(self._visible):
            end += _alike(self._source[to], self._visible[end])
            to += 1
        return begin, end

    def _wider(self, place: int, seen: int, limit: int, step: int) -> int:
        """Take in the brackets, blanks and the like that were chosen beside the outermost letter."""
        source, visible, found = self._source, self._visible, place
        side = -1 if step < 0 else 0
        while seen != limit and 0 <= place + side < len(source):
            sign = source[place + side]
            if _alike(sign, visible[seen + side]):
                seen += step
                found = place + step
            elif sign not in _WRAPPING:
                break
            place += step
        return found


def source_span(source: str, visible: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return where the words from ``start`` to ``stop`` of ``visible`` stand in the Markdown ``source``."""
    return Rendered(source, visible).source_span(start, stop)


def visible_span(source: str, visible: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return where the passage from ``start`` to ``stop`` of ``source`` is seen in ``visible``."""
    return Rendered(source, visible).visible_span(start, stop)


def _within(places: list[int], start: int, stop: int) -> tuple[int, int]:
    return bisect_left(places, start), bisect_left(places, stop)


def _alike(one: str, other: str) -> bool:
    return one == other or (one.isspace() and (other.isspace() or other in "\u2028\u2029"))


def _with_partners(source: str, start: int, stop: int) -> tuple[int, int]:
    """Take in the mark that belongs to one inside, so that "**ten** days" is not cut to "ten** days"."""
    for sign in _WRAPPING:
        runs = re.findall(re.escape(sign) + "+", source[start:stop])
        if len(runs) % 2 == 0:
            continue
        run = min(runs, key=len)
        if source.endswith(run, 0, start):
            start -= len(run)
        elif source.startswith(run, stop):
            stop += len(run)
    return start, stop


def _sounds(sign: str) -> bool:
    if sign.isalnum():
        return True
    return not (sign.isspace() or sign in _MARKS or unicodedata.category(sign)[0] == "C")


def _paired(source: str, visible: str) -> tuple[list[int], list[int]]:
    """Return the places of the signs that both texts have, in the one and in the other."""
    unseen = bytearray(len(source))
    for found in _UNSEEN.finditer(source):
        unseen[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    there = [place for place, sign in enumerate(visible) if _sounds(sign)]
    every = [place for place, sign in enumerate(source) if _sounds(sign)]
    here = [place for place in every if not unseen[place]]
    heard = "".join(visible[place] for place in there)
    if "".join(source[place] for place in here) == heard:
        return here, there
    said = "".join(source[place] for place in every)
    walked = _walk(said, bytes(unseen[place] for place in every), heard)
    return [every[i] for i, _ in walked], [there[j] for _, j in walked]


def _walk(said: str, unseen: bytes, heard: str) -> list[tuple[int, int]]:
    """Pair the signs of two texts in their order; those ``unseen`` only where nothing else agrees."""
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(said) and j < len(heard):
        if unseen[i]:
            past = unseen.find(b"\x00", i)
            past = len(said) if past < 0 else past
            if _run(said, heard, past, j) >= _run(said, heard, i, j):
                i = past
                continue
        elif said[i] != heard[j]:
            i, j = _next(said, heard, i, j)
            continue
        if said[i] == heard[j]:
            pairs.append((i, j))
        i, j = i + 1, j + 1
    return pairs


def _run(said: str, heard: str, i: int, j: int) -> int:
    """Return how many signs agree from there on, as far as it matters."""
    most = min(_AHEAD, len(said) - i, len(heard) - j)
    return next((n for n in range(most) if said[i + n] != heard[j + n]), max(most, 0))


def _next(said: str, heard: str, i: int, j: int) -> tuple[int, int]:
    """Return where the texts agree again."""
    for apart in range(1, _ASIDE):
        for aside in range(apart + 1):
            at, to = i + apart - aside, j + aside
            needed = min(_SURE, len(said) - at, len(heard) - to)
            if needed > 0 and _run(said, heard, at, to) >= needed:
                return at, to
    far = said.find(heard[j : j + _SURE], i, i + _FAR)
    if far >= 0:
        return far, j
    far = heard.find(said[i : i + _SURE], j, j + _FAR)
    return (i, far) if far >= 0 else (i + 1, j + 1)
