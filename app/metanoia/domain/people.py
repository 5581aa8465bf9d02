"""The people somebody shares with: coach, client, peer, and circles of them."""

from __future__ import annotations

import datetime as dt
import enum
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Protocol

from metanoia.domain.days import said
from metanoia.domain.errors import Refused

PERSON_NAME_LIMIT = 120
CIRCLE_LEAST: Final = 2
CIRCLE_USUAL: Final = (3, 8)


class Role(enum.StrEnum):
    """What a person is to the journal's owner."""

    COACH = "coach"
    CLIENT = "client"
    PEER = "peer"


class Card(Protocol):
    """What a contact card says of a person, whatever it came in."""

    @property
    def name(self) -> str:
        """Their name, as they write it."""

    @property
    def age_recipient(self) -> str:
        """What to seal for ("age1…")."""

    @property
    def signing_key(self) -> bytes:
        """32 bytes of Ed25519."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """Keys that came under a known name; nothing uses them until the person confirms them."""

    age_recipient: str
    signing_key: bytes
    came_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody known: ``age_recipient`` ("age1…") is what to seal for, ``signing_key`` 32 bytes of Ed25519.

    ``verified_at`` is when the fingerprint was compared with the person, None if it never was;
    ``changed`` are other keys that wait for being compared. Entries with the tag ``tag`` are meant
    for this person.
    """

    id: str
    name: str
    role: Role
    age_recipient: str | None = None
    signing_key: bytes | None = None
    created_at: dt.datetime
    verified_at: dt.datetime | None = None
    deleted_at: dt.datetime | None = None
    changed: NewKeys | None = None
    tag: str | None = None

    def refusal(self) -> str | None:
        """Return why nothing may be sealed for them now, None if it may."""
        if self.changed is not None:
            day = said(self.changed.came_at.astimezone().date())
            return (
                f"Other keys came for {self.name} on {day}. Compare the new digits with them, or "
                "keep the old key, before you seal."
            )
        if self.age_recipient is None:
            return f"There is no key to seal with for {self.name}. Ask them for their contact card."
        if self.deleted_at is not None:
            return f"You removed {self.name} from your people. Take their contact card in again."
        return None


class TakenCard(NamedTuple):
    """Whose card it was, and what came of it."""

    person: Person
    came: Literal["new", "same", "back", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """People (their ids, by name) with whom something is shared at once."""

    id: str
    name: str
    members: tuple[str, ...]
    deleted_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the journal's owner is to others; the two secrets never leave the journal."""

    age_secret: str = field(repr=False)
    age_recipient: str
    signing_seed: bytes = field(repr=False)
    signing_key: bytes
    made_at: dt.datetime


def person_name(text: str) -> str:
    """Return a person's name as it is kept; Refused unless 1 to 120 characters on one line."""
    return _name(text, "Give the person a name.")


def circle_name(text: str) -> str:
    """Return a circle's name as it is kept; Refused unless 1 to 120 characters on one line."""
    return _name(text, "Give the circle a name.")


def same_name(one: str, other: str) -> bool:
    """Return whether two names would be read as one: whatever their capitals, width and spaces."""
    return _read(one) == _read(other)


def circle_members(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the people of a circle, each once; Refused for fewer than two."""
    members = tuple(dict.fromkeys(ids))
    if len(members) < CIRCLE_LEAST:
        raise Refused("A circle has at least two people. Choose one more.")
    return members


def _name(text: str, missing: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Refused(missing)
    if len(name) > PERSON_NAME_LIMIT:
        raise Refused(f"A name has at most {PERSON_NAME_LIMIT} characters. Shorten it.")
    return name


def _read(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    shown = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join(shown.split())
