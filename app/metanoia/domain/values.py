"""Values: what matters to somebody, in which order, and how far the last weeks showed it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType

from metanoia.domain.assumptions import line, needed, text
from metanoia.domain.errors import Refused

ValueId = NewType("ValueId", str)
ValueState = Literal["active", "retired"]
NAME_LIMIT: Final = 60
MEANING_LIMIT: Final = 500
NOTE_LIMIT: Final = 300
RANKS: Final = 10
OWN_CARDS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value as it is kept; ``rank`` 1 to 10 in the latest sort, None outside of it."""

    id: ValueId
    name: str
    meaning: str
    rank: int | None
    state: ValueState
    rev: int
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None


class Rating(NamedTuple):
    """How much a value mattered and was lived, 0 to 10; at most one a day. ``lived`` None: not said."""

    value: ValueId
    date: dt.date
    importance: int
    lived: int | None
    note: str


class Sort(NamedTuple):
    """The order of the values on a day, first the one that mattered most."""

    id: str
    date: dt.date
    values: tuple[ValueId, ...]


class Seen(NamedTuple):
    """Where a value showed: an entry or an action that serves or strains it, and what that says."""

    date: dt.date
    relation: Literal["serves", "strains"]
    item_type: Literal["entry", "action"]
    item_id: str
    words: str


def value_name(said: str) -> str:
    """Return a value's name as it is kept, its accents composed; Refused unless 1 to 60 characters."""
    composed = unicodedata.normalize("NFC", said)  # so that what looks the same is the same
    return needed(line(composed, NAME_LIMIT, "A value’s name"), "The value’s name")


def value_meaning(said: str) -> str:
    """Return what a value means as it is kept; Refused above 500 characters."""
    return text(said, "What it means", MEANING_LIMIT)


def check_rating(importance: int, lived: int | None) -> None:
    """Raise Refused unless both are 0 to 10; ``lived`` may be left open."""
    if not 0 <= importance <= 10 or not (lived is None or 0 <= lived <= 10):
        raise Refused("How much a value matters and how far it shows go from 0 to 10.")


def rating_note(said: str) -> str:
    """Return a note beside a rating as it is kept; Refused above 300 characters."""
    return text(said, "The note", NOTE_LIMIT)
