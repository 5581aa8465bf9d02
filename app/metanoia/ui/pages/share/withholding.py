"""From words that are selected on paper to the fields they were written in: pure places, no window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from metanoia.exchange import readable
from metanoia.exchange.shown import shown_entry
from metanoia.text.written import Word, source_span, words, written_words

if TYPE_CHECKING:
    from metanoia.ui.shared_pages import SharedPages

Item = tuple[str, str]
"""The kind of a thing and its id."""
_BREAKS: Final = "\u2029\u2028\n\ufdd0\ufdd1"


class Written(NamedTuple):
    """A text that is shown, and the field of the thing it was written in."""

    item: Item
    field: str
    text: str  # Markdown, as it is shown


class Place(NamedTuple):
    """Where a text stands among all the words that are shown; code points."""

    item: Item
    field: str
    start: int
    stop: int


class Chosen(NamedTuple):
    """Selected words of one field: where they stand in how that field is ``seen``."""

    item: Item
    field: str
    seen: str
    start: int
    stop: int

    def span(self, source: str) -> tuple[int, int] | None:
        """Return where the words stand in the source of the field; None if they are no words."""
        return source_span(source, self.seen, self.start, self.stop)


def written_on(pages: SharedPages) -> list[Written]:
    """Return every text of a share in the order of its pages, a heading before what it is over."""
    found = []
    for one in (*pages.shown, *map(shown_entry, pages.entries)):
        item = (one.kind, one.id)
        if one.heading:
            found.append(Written(item, one.heading_field, one.heading))
        for passage in one.passages:
            text = passage.text
            if one.kind == "entry":
                text = readable.text_below_title(one.heading, text)
            found.append(Written(item, passage.field, text))
    return found


def places(plain: str, written: Sequence[Written]) -> list[Place]:
    """Return where each text stands in ``plain``, what is read of all of them; those found, in order.

    A text begins where a paragraph does. What belongs to one thing comes in any order behind its first.
    """
    shown = words(plain)
    begins = [n for n, word in enumerate(shown) if _begins(plain, shown, n, word)]
    found: list[Place] = []
    item, first, last = None, 0, 0
    taken: set[int] = set()
    for one in written:
        if one.item != item:
            item, first = one.item, last
        expected = [word.text for word in written_words(one.text)]
        at = _find(shown, begins, expected, first, taken)
        if at is None:
            continue
        end = min(at + len(expected), len(shown))
        taken |= set(range(at, end))
        if last <= first:
            first = at
        last = max(last, end)
        found.append(Place(one.item, one.field, *_edges(plain, shown, at, end)))
    return sorted(found, key=_start)


def chosen(plain: str, known: Sequence[Place], start: int, stop: int) -> list[Chosen]:
    """Return what is selected from ``start`` to ``stop``, field by field."""
    found = []
    for place in known:
        first, last = max(place.start, start), min(place.stop, stop)
        if first < last and plain[first:last].strip():
            seen = plain[place.start : place.stop]
            found.append(
                Chosen(place.item, place.field, seen, first - place.start, last - place.start)
            )
    return found


def _find(
    shown: Sequence[Word],
    begins: Sequence[int],
    expected: Sequence[str],
    first: int,
    taken: set[int],
) -> int | None:
    """Return the word at which a text begins: the whole of it, else at least its first words."""
    if not expected:
        return None
    for length in (len(expected), min(len(expected), 4)):
        for at in begins:
            if at < first or at in taken or at + length > len(shown):
                continue
            if all(shown[at + n].text == expected[n] for n in range(length)):
                return at
    return None


def _begins(plain: str, shown: Sequence[Word], n: int, word: Word) -> bool:
    before = plain[shown[n - 1].stop if n else 0 : word.start]
    return n == 0 or any(sign in _BREAKS for sign in before)


def _edges(plain: str, shown: Sequence[Word], at: int, end: int) -> tuple[int, int]:
    """Take in the signs before the first word and after the last, as far as their paragraphs go."""
    start, stop = shown[at].start, shown[end - 1].stop
    while start > 0 and plain[start - 1] not in _BREAKS:
        start -= 1
    most = shown[end].start if end < len(shown) else len(plain)
    while stop < most and plain[stop] not in _BREAKS:
        stop += 1
    return start, stop


def _start(place: Place) -> int:
    return place.start
