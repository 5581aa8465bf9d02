"""The open journal as imports and shares are handed it: they know its parts, and no more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from metanoia.store.attachments import Attachments
    from metanoia.store.changes import Changes
    from metanoia.store.entries import Entries
    from metanoia.store.identity import Identities
    from metanoia.store.imports import Imports
    from metanoia.store.links import Links
    from metanoia.store.shares import Shares


class OpenJournal(Protocol):
    """What ``journal.Journal`` and ``store.writer.Writer`` have, as far as something comes in."""

    changes: Changes
    entries: Entries
    imports: Imports
    attachments: Attachments
    links: Links


class SharingJournal(OpenJournal, Protocol):
    """What ``journal.Journal`` has, as far as a share leaves."""

    identity: Identities
    shares: Shares
