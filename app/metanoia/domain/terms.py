"""Common words: those that people use together and mean different things by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, NewType

from metanoia.domain.assumptions import line, needed, text
from metanoia.domain.visions import VisionId

TermId = NewType("TermId", str)
WORD_LIMIT: Final = 60
MEANING_LIMIT: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerm:
    """A word about to be kept, and what each side means by it; Refused for what is empty or too long."""

    word: str
    mine: str = ""
    theirs: str = ""
    agreed: str = ""
    vision: VisionId | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "word", needed(line(self.word, WORD_LIMIT, "A word"), "The word"))
        for name, what in (
            ("mine", "What you mean"),
            ("theirs", "What they mean"),
            ("agreed", "What you agreed"),
        ):
            object.__setattr__(self, name, text(getattr(self, name), what, MEANING_LIMIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One common word as it is kept."""

    id: TermId
    word: str
    mine: str
    theirs: str
    agreed: str
    vision: VisionId | None
    rev: int
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None
