"""What a person seals for somebody else: what was chosen, what left, and what a reader finds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from metanoia.domain.consents import Agreed
from metanoia.domain.entries import EntryId
from metanoia.domain.learning_targets import TargetEvent
from metanoia.domain.shared_things import SharedLink, SharedThing, Tick

NAME_LIMIT = 120
COVER_NOTE_LIMIT = 10_000

ShareState = Literal["sealed", "answered", "withdrawn", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRequest:
    """What a person ticked: entries and things one by one, and what else only if it is said.

    ``sender`` is the name the reader sees, ``cover_note`` (Markdown) says what the share is for;
    ``hide_names`` puts other words in place of the names on the journal's list. ``readers`` are the ids
    of the people it is for: passages withheld from one of them are withheld from all. ``consent`` is
    the id of what was agreed with them. ``others_words`` are the entries whose columns with what
    other people said may leave.
    """

    entries: tuple[EntryId, ...]
    sender: str
    cover_note: str = ""
    attachments: bool = False
    hide_names: bool = True
    things: tuple[Tick, ...] = ()
    mood: bool = False  # mood and energy of the days of the entries
    readers: tuple[str, ...] = ()
    consent: str | None = None
    others_words: frozenset[EntryId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAttachment:
    """A photo or file inside a share; ``member`` is its name in the container."""

    name: str
    member: str
    media: str
    size: int  # bytes
    sha256: str  # 64 lower-case hex signs


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEntry:
    """One entry as its reader sees it: no zone, no instant, no star, nothing of other entries."""

    id: EntryId
    rev: int
    date: dt.date
    time: dt.time | None
    title: str
    body: str  # Markdown; links are web, mail, or entry: and attachment: of this very share
    tags: tuple[str, ...] = ()
    attachments: tuple[SharedAttachment, ...] = ()
    mood: int | None = None  # 0 to 10, of its day
    energy: int | None = None
    withheld: int = 0  # passages


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """What the journaler answers to a comment of an earlier reply; ``text`` is Markdown."""

    comment: str
    text: str
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedItem:
    """One thing that left in a share; ``sha256`` is of its canonical JSON in the payload.

    ``kind`` is "entry" or one of ``shared_things.THING_KINDS``.
    """

    kind: str
    id: str
    rev: int
    sha256: str
    withheld: int = 0  # passages


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedShare:
    """The journal's own record of a share that was sealed; it never changes afterwards.

    ``id`` is the container's ``bundle_id``; ``payload_sha256`` is of the manifest, which pins every
    byte; ``snapshot`` is data.json exactly as it left; ``scope`` is JSON text that says how
    it was chosen and sealed (``{"recipients", "with": "keys"|"words", "attachments", "summary"}``).
    """

    id: str
    seq: int  # 1 and up, unique in the journal
    sealed_at: dt.datetime
    scope: str
    cover_note: str
    snapshot: str
    payload_sha256: str
    size: int  # bytes of the sealed file
    items: tuple[SealedItem, ...]
    parties: tuple[str, ...] = ()  # ids of the people it was sealed for, as far as they are known
    consent: str | None = None  # the id of what was agreed with them


class Deleted(NamedTuple):
    """Somebody's word that their copy of a withdrawn share is gone; no ``name``: they are not known."""

    name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """What a list shows of a sealed share; ``names`` are of the people known by then, in order.

    ``counts`` says how many things of each kind left; ``replied_at`` is when the latest of its
    ``replies`` was written, ``comments`` how many all of them hold.
    """

    id: str
    seq: int
    sealed_at: dt.datetime
    names: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    size: int  # bytes of the sealed file
    scope: str
    cover_note: str
    parties: tuple[str, ...] = ()
    withdrawn_at: dt.datetime | None = None
    replies: int = 0
    replied_at: dt.datetime | None = None
    comments: int = 0
    deleted: tuple[Deleted, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries left."""
        return dict(self.counts).get("entry", 0)

    @property
    def state(self) -> ShareState:
        """Where it stands: with its readers, answered, withdrawn, or gone from where it was known to be."""
        if self.withdrawn_at is not None:
            return "deleted" if self.deleted else "withdrawn"
        return "answered" if self.replies else "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedShare:
    """A share that was opened, whole and signed.

    ``known_as`` is the pinned name of its signer, None for a stranger; ``fingerprint`` is the same six
    groups of five digits that the sender saw when it was sealed; ``sender_fingerprint`` stands on
    the sender's contact card. ``files`` maps the member names of attachments to their bytes.
    """

    id: str
    sender: str
    sender_age: str
    sender_key: bytes  # 32 bytes, Ed25519
    sender_fingerprint: str
    known_as: str | None
    yours: bool
    addressed_to_me: bool  # False: opened by words, so only the signature says whose it is
    created_at: dt.datetime
    fingerprint: str
    cover_note: str
    entries: tuple[SharedEntry, ...]
    files: dict[str, bytes]
    reply_to: str  # the age recipient to seal a reply for
    reply_token: str  # base64 of 32 random bytes
    manifest_sha256: str
    seq: int = 0  # the sender's own number of it, 1 and up; 0 where it does not say
    previous: str | None = None  # the share before it for the same readers
    agreed: Agreed | None = None
    things: tuple[SharedThing, ...] = ()
    links: tuple[SharedLink, ...] = ()
    answers: tuple[SharedAnswer, ...] = ()
    target_events: tuple[TargetEvent, ...] = ()
    withdrawn: tuple[str, ...] = ()  # ids of earlier shares that are asked to be deleted

    @property
    def verified(self) -> Literal["yours", "known", "unknown"]:
        """Say whose signature it is: one's own, a pinned person's, or a stranger's."""
        if self.yours:
            return "yours"
        return "known" if self.known_as is not None else "unknown"
