"""The open journal as sealing and opening see it: they are handed one, and know no more of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from metanoia.domain.entries import Entry, EntryId
from metanoia.domain.kinds import Kind
from metanoia.domain.shares import SealedShare


class Key(Protocol):
    """The identity of a journal, as far as opening needs it."""

    @property
    def age_secret(self) -> str:
        """The age identity, "AGE-SECRET-KEY-1..."."""

    @property
    def age_recipient(self) -> str:
        """Its public half, "age1..."."""

    @property
    def signing_key(self) -> bytes:
        """The Ed25519 public key, 32 bytes."""


class Person(Protocol):
    """Somebody whose keys were pinned."""

    @property
    def name(self) -> str:
        """What they are called here."""


class KnownPeople(Protocol):
    """The people of a journal."""

    def by_key(self, signing_key: bytes) -> Person | None:
        """Return who signs with this key (32 bytes), or None."""


class OwnKey(Key, Protocol):
    """The identity of the journal that seals."""

    @property
    def signing_seed(self) -> bytes:
        """The Ed25519 private key, 32 bytes."""


class Identities(Protocol):
    """Where the journal keeps its identity."""

    def get(self) -> OwnKey:
        """Return the identity that was made with the journal."""


class Entries(Protocol):
    """The journal's entries."""

    def get(self, entry_id: EntryId, /) -> Entry:
        """Return the entry, deleted or not; NotFound."""


class Attached(Protocol):
    """An attachment as the journal keeps it."""

    @property
    def name(self) -> str:
        """Its file name."""

    @property
    def mime(self) -> str:
        """Its media type."""

    @property
    def sha256(self) -> str:
        """The hash of its bytes, 64 hex signs."""


class Attachments(Protocol):
    """The journal's photos and files."""

    def of(self, entry_id: EntryId, /) -> Sequence[Attached]:
        """Return the living attachments of an entry."""

    def data(self, sha256: str, /) -> bytes | None:
        """Return the bytes with this hash."""


class Shares(Protocol):
    """The journal's record of what left."""

    def next_seq(self) -> int:
        """Return the number of the next share."""

    def get(self, share_id: str, /) -> SealedShare:
        """Return the record of a share that was sealed; NotFound."""

    def keep(self, sealed: SealedShare, /) -> object:
        """Keep the record of a share that was sealed."""


class Changes(Protocol):
    """The one way to write."""

    def write(self, *kinds: Kind) -> AbstractContextManager[None]:
        """Keep all or nothing of what is written inside."""


class OpenJournal(Protocol):
    """The open journal, as far as a share needs it."""

    @property
    def identity(self) -> Identities:
        """Its own keys."""

    @property
    def entries(self) -> Entries:
        """Its entries."""

    @property
    def attachments(self) -> Attachments:
        """Its photos and files."""

    @property
    def shares(self) -> Shares:
        """What left."""

    @property
    def changes(self) -> Changes:
        """Its writing."""
