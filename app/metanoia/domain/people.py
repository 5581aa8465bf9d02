"""The people somebody shares with: coach, client, peer."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field

from metanoia.domain.errors import Refused

PERSON_NAME_LIMIT = 120


class Role(enum.StrEnum):
    """What a person is to the journal's owner."""

    COACH = "coach"
    CLIENT = "client"
    PEER = "peer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody known: ``age_recipient`` ("age1…") is what to seal for, ``signing_key`` 32 bytes of Ed25519.

    ``verified_at`` is when the fingerprint was compared with the person, None if it never was.
    """

    id: str
    name: str
    role: Role
    age_recipient: str | None = None
    signing_key: bytes | None = None
    created_at: dt.datetime
    verified_at: dt.datetime | None = None
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
    name = " ".join(text.split())
    if not name:
        raise Refused("Give the person a name.")
    if len(name) > PERSON_NAME_LIMIT:
        raise Refused(f"A name has at most {PERSON_NAME_LIMIT} characters. Shorten it.")
    return name
