"""Assumptions: what somebody takes for granted, how sure they are of it, and what speaks to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType, get_args

from metanoia.domain.entries import EntryId, storable
from metanoia.domain.errors import Refused

AssumptionId = NewType("AssumptionId", str)

State = Literal["noticed", "held", "testing", "confirmed", "revised", "dropped"]
About = Literal["me", "someone", "team", "situation", "world"]
Cause = Literal["first", "evidence", "test", "review"]
Stance = Literal[-1, 1]

STATES: Final[tuple[State, ...]] = get_args(State)
ABOUT: Final[tuple[About, ...]] = get_args(About)
CLOSED: Final[frozenset[State]] = frozenset({"revised", "dropped"})
STATEMENT_LENGTH: Final = (5, 300)  # characters, at least and at most
PERSON_LIMIT: Final = 120
TEXT_LIMIT: Final = 500
SOURCE_LIMIT: Final = 120
IMPORTANCE: Final = 5  # where none was said


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssumption:
    """An assumption about to be kept; ``confidence`` 0 to 100, None while only noticed.

    ``importance`` is 0 to 10. Raises Refused for a statement, text or number out of range.
    """

    statement: str
    about: About = "situation"
    person: str = ""
    if_wrong: str = ""  # what one would see if it were wrong
    importance: int = IMPORTANCE
    confidence: int | None = None
    reason: str = ""  # of that confidence
    at: dt.datetime | None = None  # when it was noticed, now if not said

    def __post_init__(self) -> None:
        object.__setattr__(self, "statement", statement(self.statement))
        object.__setattr__(self, "person", line(self.person, PERSON_LIMIT, "A name"))
        object.__setattr__(self, "if_wrong", text(self.if_wrong, "What you would see"))
        object.__setattr__(self, "reason", text(self.reason, "A reason"))
        check_importance(self.importance)
        if self.confidence is not None:
            check_confidence(self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One assumption as it is kept; ``confidence`` (0 to 100) is that of the latest point in time."""

    id: AssumptionId
    statement: str
    about: About
    person: str
    if_wrong: str
    importance: int
    state: State
    confidence: int | None
    revised_to: AssumptionId | None
    revised_from: AssumptionId | None
    closed_at: dt.datetime | None
    closing_note: str
    touched_at: dt.datetime
    rev: int
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None

    @property
    def closed(self) -> bool:
        """Whether it was revised or dropped."""
        return self.state in CLOSED


class AssumptionRow(NamedTuple):
    """What a list shows: ``points`` are (when, confidence), oldest first; ``entries`` it came from."""

    id: AssumptionId
    statement: str
    state: State
    about: About
    confidence: int | None
    importance: int
    created_at: dt.datetime
    touched_at: dt.datetime
    entries: int = 0
    points: tuple[tuple[dt.datetime, int], ...] = ()
    next_test_on: dt.date | None = None
    deleted_at: dt.datetime | None = None
    tests: int = 0  # planned, running or finished


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidencePoint:
    """How sure somebody was at a moment, and what moved it; never edited."""

    id: str
    assumption: AssumptionId
    at: dt.datetime
    confidence: int
    cause: Cause
    reason: str = ""
    entry: EntryId | None = None
    test: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """Something seen about to be kept, that supports (1) or challenges (-1) an assumption.

    ``weight`` is 1 to 3, ``source`` says in a few words where it comes from, ``observed_on`` when it
    was seen, today if not said. Raises Refused for what is missing, too long or out of range.
    """

    stance: Stance
    text: str
    weight: int = 1
    source: str = ""
    observed_on: dt.date | None = None
    entry: EntryId | None = None

    def __post_init__(self) -> None:
        if self.stance not in (-1, 1):
            raise Refused("Evidence either supports or challenges an assumption.")
        check_weight(self.weight)
        object.__setattr__(self, "text", needed(self.text, "What you saw"))
        object.__setattr__(self, "source", line(self.source, SOURCE_LIMIT, "A source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something seen that supports (``stance`` 1) or challenges (-1) an assumption; ``weight`` 1 to 3.

    ``source`` says in a few words where it comes from ("heard at lunch").
    """

    id: str
    assumption: AssumptionId
    stance: Stance
    weight: int
    text: str
    source: str
    observed_on: dt.date
    entry: EntryId | None = None
    deleted_at: dt.datetime | None = None


def statement(said: str) -> str:
    """Return a statement as it is kept, one line; Refused unless 5 to 300 characters."""
    least, most = STATEMENT_LENGTH
    kept = " ".join(storable(said).split())
    if len(kept) < least:
        raise Refused(f"Say it as a whole sentence of at least {least} characters.")
    if len(kept) > most:
        raise Refused(
            f"A statement has at most {most} characters; this one has {len(kept)}. "
            "Choose a shorter passage, or put it more briefly."
        )
    return kept


def check_confidence(confidence: int) -> None:
    """Raise Refused unless 0 to 100."""
    if not 0 <= confidence <= 100:
        raise Refused("How sure you are goes from 0 to 100 per cent.")


def check_importance(importance: int) -> None:
    """Raise Refused unless 0 to 10."""
    if not 0 <= importance <= 10:
        raise Refused("Importance goes from 0 to 10.")


def check_weight(weight: int) -> None:
    """Raise Refused unless 1 to 3."""
    if not 1 <= weight <= 3:
        raise Refused("The strength of evidence goes from 1 to 3.")


def text(said: str, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return some sentences as they are kept; Refused, naming ``what``, if longer than ``limit``."""
    kept = storable(said).strip()
    if len(kept) > limit:
        raise Refused(f"{what} has at most {limit} characters; this one has {len(kept)}.")
    return kept


def line(said: str, limit: int, what: str) -> str:
    """Return a few words on one line; Refused, naming ``what``, if longer than ``limit``."""
    return text(" ".join(said.split()), what, limit)


def needed(said: str, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return some sentences as they are kept; Refused, naming ``what``, if there are none."""
    kept = text(said, what, limit)
    if not kept:
        raise Refused(f"{what} is still empty. Say it in a few words.")
    return kept
