"""Journal entries: what a person wrote on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, NewType

from metanoia.domain.answers import FREE, AnswerRow, FilledForm
from metanoia.domain.days import Moment
from metanoia.domain.errors import Refused

EntryId = NewType("EntryId", str)

TITLE_LIMIT = 200
BODY_LIMIT = 2_000_000
EXCERPT_LENGTH = 160
TRASH_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an imported entry came from: ``key`` is unique for each ``app``."""

    app: str
    key: str
    raw: str = ""
    extra: str = ""  # JSON of the fields that have no place here


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry about to be kept; Refused if the title or the body is too long.

    ``id`` is given only to an entry that comes back from an export, and must be free. With ``form``
    an empty body is written from its answers, and a form may keep it out of shares by itself.
    """

    id: EntryId | None = None
    when: Moment
    title: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    never_share: bool = False
    source: Source | None = None
    form: FilledForm | None = None

    def __post_init__(self) -> None:
        check_text(self.title, self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it is kept. ``n`` orders entries in time and changes when the day does."""

    id: EntryId
    n: int
    when: Moment
    title: str
    body: str
    tags: tuple[str, ...] = ()
    starred: bool = False
    never_share: bool = False
    words: int = 0
    rev: int = 1
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None
    source_app: str | None = None
    form: str = FREE  # the key of the form it was written with


class EntryRow(NamedTuple):
    """What a list shows of an entry: no body, ``excerpt`` of at most 160 characters."""

    # a tuple, for lists and searches make dozens of them at every key

    id: EntryId
    n: int
    date: dt.date
    time: dt.time | None
    title: str
    excerpt: str
    tags: tuple[str, ...] = ()
    starred: bool = False
    words: int = 0
    deleted_at: dt.datetime | None = None
    form: str = FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """How many living entries and words a month holds; ``month`` is its first day."""

    month: dt.date
    entries: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an entry said before a sitting, or an import, changed it at the moment ``at``."""

    rev: int
    at: dt.datetime
    when: Moment
    title: str
    body: str
    tags: tuple[str, ...] = ()
    starred: bool = False
    form: str = FREE
    form_version: int = 1
    answers: tuple[AnswerRow, ...] = ()


def storable(text: str) -> str:
    """Return the text as a journal keeps it: plain line ends, no NUL, no halves of a character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def check_text(title: str, body: str) -> None:
    """Raise Refused if a title or a body is longer than a journal keeps."""
    if len(title) > TITLE_LIMIT:
        raise Refused(
            f"A title has at most {TITLE_LIMIT} characters; this one has {len(title)}. Shorten it."
        )
    if "\n" in title:
        raise Refused("A title is one line. Put the rest into the text.")
    if len(body) > BODY_LIMIT:
        raise Refused(
            f"An entry holds at most {BODY_LIMIT:,} characters; this one has {len(body):,}. "
            "Split it into several entries."
        )
