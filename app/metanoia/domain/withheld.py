"""Passages that do not leave: where they stand, and what a reader finds in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from metanoia.domain.anchors import Selector

WITHHELD: Final = "[withheld]"  # the same for a word and a page: the length is not told
_APART: Final = "\u2060"  # keeps a gap from being read as a link with the sign that follows it
_LINKING: Final = tuple(":([")
TELLING: Final = 12  # characters from which a passage is looked for everywhere else too


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A passage of a thing's text ``field`` that is withheld; ``party`` None: from everybody."""

    id: str
    item: tuple[str, str]  # the kind and the id of the thing
    field: str
    selector: Selector
    party: str | None = None


def withhold(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, int]:
    """Return ``text`` with each span (start, stop; code points) withheld, and how many gaps that made.

    Spans that overlap or touch are one gap.
    """
    merged: list[list[int]] = []
    for start, stop in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], stop)
        else:
            merged.append([start, stop])
    out, at = [], 0
    for start, stop in merged:
        out += [text[at:start], WITHHELD, _APART if text.startswith(_LINKING, stop) else ""]
        at = stop
    return "".join([*out, text[at:]]), len(merged)
