"""Where a person can go in the window, and what the window says in passing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place: a page by its name, and what to show there; a page ignores what it does not know."""

    page: str
    entry: EntryId | None = None
    date: dt.date | None = None
    query: str = ""
    title: str = ""  # of a new entry
    form: str = ""  # with which a new entry is written
    new: bool = False
    section: str = ""  # of the settings, "trash" in the journal, "predictions" of the assumptions
    item: str = ""  # the id of an assumption or a prediction
    passage: tuple[int, int] | None = None  # of the entry's text, in code points
    file: Path | None = None  # a share to open at the desk, or what to import


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line shown for eight seconds, and how to undo what it speaks of."""

    text: str
    undo: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done by key or from the palette; ``words`` are found there as well.

    ``keys`` is a portable key sequence ("Ctrl+Shift+F"), empty for none.
    """

    id: str
    text: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = "command"
    words: str = ""
