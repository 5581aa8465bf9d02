"""Finding a passage again in a text that was edited meanwhile.

A passage is kept as its words, up to 32 signs before and after them, and its place. The weights are
those of the annotation client Hypothesis (hypothesis/client, match-quote.ts): 50 for the words, 20 for
what stands before and 20 for what stands after them, 2 for the place.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from metanoia.domain.anchors import CONTEXT, Placed, Selector
from metanoia.domain.errors import Refused
from metanoia.text import resembling
from metanoia.text.cjk import APART
from metanoia.text.composed import compose

WORDS, BEFORE, AFTER, PLACE = 50, 20, 20, 2
ENOUGH: Final = 0.75  # for words that are not quite the same, and for what stands around them

_SIDEWAYS = 32  # verbatim places looked at to each side of the old one
_TELLING = 12  # characters that hardly come a second time by chance
_INSIDE_WORD = re.compile(f"(?:(?![{APART}])\\w){{2}}")


def select(text: str, start: int, stop: int) -> Selector:
    """Keep the passage between two places of ``text`` (code points), without the blanks at its edges.

    Raises Refused if nothing is left of it.
    """
    whole = compose(text)
    first, last = whole.composed(max(start, 0), max(stop, 0))
    exact = whole.text[first:last]
    first += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    if not exact:
        raise Refused("There are no words in that. Select some first.")
    last = first + len(exact)
    return Selector(
        exact=exact,
        prefix=whole.text[max(first - CONTEXT, 0) : first],
        suffix=whole.text[last : last + CONTEXT],
        start=first,
        stop=last,
    )


def resolve(text: str, selector: Selector) -> Placed | None:
    """Return where the passage stands in ``text`` now, in code points of the text as it is given.

    ``exact``: the same words in the same place. ``moved``: the same words elsewhere, the only ones or
    with what stood around them. ``fuzzy``: other words that are like them, or the same where it is not
    sure that these are meant. None: it is not there any more.
    """
    whole = compose(text)
    placed = _placed(whole.text, selector) if selector.exact else None
    if placed is None:
        return None
    return Placed(*whole.original(placed.start, placed.stop), placed.how)


def to_utf16(text: str, offset: int) -> int:
    """Return the place in UTF-16 units, as Qt counts, of a place in code points."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, offset: int) -> int:
    """Return the place in code points of a place in UTF-16 units; within a pair, the one before it."""
    units = text.encode("utf-16-le", "surrogatepass")
    found = len(units[: 2 * offset].decode("utf-16-le", "surrogatepass"))
    return found if to_utf16(text, found) <= offset else found - 1


def _placed(text: str, selector: Selector) -> Placed | None:
    around = selector.prefix + selector.exact + selector.suffix
    if text.startswith(around, max(selector.start - len(selector.prefix), 0)):
        return Placed(selector.start, selector.stop, "exact")
    places = [place for place in _places(text, selector) if not _cuts(text, place, selector)]
    if not places:
        return _alike(text, selector)
    length = len(selector.exact)
    sides = {place: _sides(text, selector, place, place + length) for place in places}
    best = max(sorted(places), key=lambda place: _score(text, selector, place, sides[place]))
    if best == selector.start:
        return Placed(best, best + length, "exact")
    if max(sides[best]) >= ENOUGH:
        return Placed(best, best + length, "moved")
    only = len(places) == 1 and length >= _TELLING
    return _alike(text, selector) or Placed(best, best + length, "moved" if only else "fuzzy")


def _alike(text: str, selector: Selector) -> Placed | None:
    """Return the best of the places that hold words like these, with a context like theirs."""
    found = resembling.passages(
        text, selector.prefix, selector.exact, selector.suffix, selector.start, ENOUGH
    )
    scored = {
        like: _score(text, selector, like.start, _sides(text, selector, *like[:2]), like.ratio)
        for like in found
    }
    best = max(sorted(scored), key=lambda like: scored[like], default=None)
    if best is None or scored[best] < ENOUGH:
        return None
    return Placed(best.start, best.stop, "fuzzy")


def _places(text: str, selector: Selector) -> set[int]:
    """Return where the very words stand: every place, or of very many those that matter."""
    near, exact = selector.start, selector.exact
    places = set(resembling.nearest(text, exact, near, _SIDEWAYS))
    if len(places) >= _SIDEWAYS:
        for before, after in ((selector.prefix, ""), ("", selector.suffix)):
            known = resembling.nearest(text, before + exact + after, near - len(before), _SIDEWAYS)
            places |= {place + len(before) for place in known}
    return places


def _cuts(text: str, place: int, selector: Selector) -> bool:
    """Tell whether the words stand there within longer ones, which they did not before."""
    exact = selector.exact
    for now, then in (
        (text[max(place - 1, 0) : place + 1], selector.prefix[-1:] + exact[:1]),
        (text[place + len(exact) - 1 : place + len(exact) + 1], exact[-1:] + selector.suffix[:1]),
    ):
        if _INSIDE_WORD.match(now) and not _INSIDE_WORD.match(then):
            return True
    return False


def _score(
    text: str, selector: Selector, start: int, sides: tuple[float, float], words: float = 1
) -> float:
    """Return 0 to 1: how well words, context and place agree with what was kept."""
    far = min(abs(start - selector.start) / max(len(text), 1), 1)
    total = WORDS * words + BEFORE * sides[0] + AFTER * sides[1] + PLACE * (1 - far)
    return total / (WORDS + BEFORE + AFTER + PLACE)


def _sides(text: str, selector: Selector, start: int, stop: int) -> tuple[float, float]:
    """Return how much the text before and after a place is like what stood there, 0 to 1."""
    before = text[max(start - max(len(selector.prefix), 1), 0) : start]
    after = text[stop : stop + max(len(selector.suffix), 1)]
    return _same(selector.prefix, before), _same(selector.suffix, after)


def _same(kept: str, found: str) -> float:
    if kept == found:
        return 1.0
    if not kept:
        return 0.5  # the end of the text is no longer here: that tells little
    return SequenceMatcher(None, found, kept, False).ratio()
