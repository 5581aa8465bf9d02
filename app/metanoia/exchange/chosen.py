"""What was chosen for a share and what goes with it, still in the person's own words."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from metanoia.domain import days
from metanoia.domain.consents import Agreed
from metanoia.domain.entries import Entry
from metanoia.domain.learning_targets import TargetEvent
from metanoia.domain.shared_things import SharedLink, SharedThing
from metanoia.domain.shares import SharedAnswer
from metanoia.domain.withheld import Redaction
from metanoia.exchange import manifest
from metanoia.exchange.problems import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What chance and the clock add to a share: its id, the token for its reply, and the moment."""

    share_id: str
    reply_token: bytes
    created: dt.datetime


def draw(now: dt.datetime | None = None) -> Draw:
    """Return a new share's id and token, at this moment."""
    created = (now or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    return Draw(
        share_id=str(uuid.uuid4()),
        reply_token=secrets.token_bytes(manifest.TOKEN_BYTES),
        created=created,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A photo or file of a chosen entry, with its bytes."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An entry that was ticked, and its attachments, mood and energy if they were asked for.

    ``body`` is its text made anew without what others said, None if it leaves as it is; ``answers`` are
    the texts of its form by their passage ("assume/0"), as far as something is withheld in them.
    """

    entry: Entry
    attached: tuple[AttachedFile, ...] = ()
    mood: int | None = None
    energy: int | None = None
    body: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def item(self) -> Item:
        """The entry as a thing."""
        return "entry", str(self.entry.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What leaves beside the entries.

    ``whole`` holds every path of the text of each thing, ticked or not; ``redactions`` are what is withheld
    from any of the readers; ``answers`` go to comments of theirs, ``withdrawn`` are shares they had.
    """

    things: tuple[SharedThing, ...] = ()
    links: tuple[SharedLink, ...] = ()
    whole: Mapping[Item, frozenset[str]] = field(default_factory=dict)
    redactions: tuple[Redaction, ...] = ()
    events: tuple[TargetEvent, ...] = ()
    answers: tuple[SharedAnswer, ...] = ()
    withdrawn: tuple[str, ...] = ()
    agreed: Agreed | None = None
    seq: int = 1
    previous: str | None = None


def called(entry: Entry) -> str:
    """Return an entry as a sentence names it at its beginning."""
    return f"“{entry.title}”" if entry.title else f"The entry of {days.said(entry.when.date)}"


def refusal(entry: Entry) -> str | None:
    """Return why this entry may not leave, in a sentence that names it, or None if it may."""
    name = called(entry)
    if entry.deleted_at is not None:
        return f"{name} is in Recently deleted. Bring it back first, or take it out of the share."
    if entry.never_share:
        return f"{name} is marked never to be shared. Take it out of the share."
    return None
