"""Where in a text something came from: a quote, what stood around it, and its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from metanoia.domain.entries import EntryId

CONTEXT: Final = 32  # characters kept before and after the quote
BODY: Final = "body"  # the field of an entry's text; an answer's is "KEY/ORD", such as "assume/0"

How = Literal["exact", "moved", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage: ``start`` and ``stop`` count code points of the text in NFC, lines ended by LF."""

    exact: str
    prefix: str
    suffix: str
    start: int
    stop: int


class Placed(NamedTuple):
    """Where a passage stands now: code points of the text as it is given, and how sure that is."""

    start: int
    stop: int
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A passage of an entry from which something is about to be made."""

    entry: EntryId
    selector: Selector
    field: str = BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A passage of an entry, and the thing of kind ``item_type`` that came from it."""

    id: str
    item_type: str
    item_id: str
    entry: EntryId
    field: str
    selector: Selector
    created_at: dt.datetime
