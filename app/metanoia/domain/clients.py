"""What a coach keeps of the people who share with them, one file each: shares, replies, notes, targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from metanoia.domain.consents import Agreed
from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.learning_targets import (
    OPEN_STATES,
    Standing,
    TargetEvent,
    TargetId,
)
from metanoia.domain.replies import Item
from metanoia.domain.shares import OpenedShare

ALIAS_LIMIT: Final = 120
NOTE_LIMIT: Final = 20_000  # characters


class WholeShare(NamedTuple):
    """A share that was opened, with every member of its container, the signature's too."""

    share: OpenedShare
    members: Mapping[str, bytes]
    manifest_json: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptShare:
    """What a list shows of a share that is kept; ``items`` are all things and entries in it."""

    id: str
    seq: int
    created_at: dt.datetime
    kept_at: dt.datetime
    manifest_sha256: str
    addressed_to_me: bool
    agreed: Agreed | None
    entries: int
    things: int
    read_at: dt.datetime | None
    draft: bool  # words for a reply that was not sealed yet
    replied_at: dt.datetime | None

    @property
    def items(self) -> int:
        """How many entries and things it holds."""
        return self.entries + self.things

    @property
    def delete_on(self) -> dt.date | None:
        """The day from which it is to be deleted by what was agreed, None if nothing was."""
        if self.agreed is None:
            return None
        sealed_on = self.created_at.astimezone().date()
        return sealed_on + dt.timedelta(days=self.agreed.keep_days + 1)


class Kept(NamedTuple):
    """What keeping a share did: whether it is ``new`` here, and which earlier ones it took away."""

    new: bool
    withdrawn: tuple[str, ...]  # ids of shares whose copies were deleted, since the sender asks so


class ChangeCounts(NamedTuple):
    """How the newest share differs from the one before it, in numbers of entries and things."""

    new: int
    changed: int
    same: int
    not_in_this_share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One client as the caseload lists them.

    ``open_questions`` are one's own that no later share answers, ``targets_due`` the agreed ones whose
    day has come; ``keep_until`` is the last day of the newest share by what was agreed, ``expired``
    the ids of the shares past theirs. ``damaged`` is "" or the sentence that says what to do.
    """

    person: str
    name: str
    alias: str = ""
    shares: int = 0
    unread: tuple[str, ...] = ()  # ids of the shares that were not read yet, newest first
    last_share: str | None = None  # its id
    last_share_on: dt.date | None = None
    open_questions: int = 0
    targets_due: int = 0
    targets_waiting: int = 0  # open ones that wait for the coach's word
    next_session_on: dt.date | None = None
    keep_until: dt.date | None = None
    expired: tuple[str, ...] = ()
    changes: ChangeCounts | None = None  # None: there are no two shares
    drafts: tuple[str, ...] = ()  # ids of the shares with words of a reply that is not sealed yet
    replied_at: dt.datetime | None = None
    damaged: str = ""

    @property
    def shown(self) -> str:
        """What the client is called on the desk: the alias, else the name."""
        return self.alias or self.name

    def days_since(self, today: dt.date) -> int | None:
        """Return how many days ago the last share was sealed, None if there is none."""
        return None if self.last_share_on is None else max((today - self.last_share_on).days, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientNote:
    """A private note of the coach's; it never enters a reply. ``text`` is Markdown."""

    id: str
    written_at: dt.datetime
    edited_at: dt.datetime
    text: str
    share: str | None = None  # the share that it was written beside


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTarget:
    """A learning target as both sides left it; ``unsent`` are the coach's words in unsealed replies."""

    id: TargetId
    standing: Standing
    events: tuple[TargetEvent, ...]
    unsent: frozenset[str] = frozenset()  # ids of events

    def due(self, today: dt.date) -> bool:
        """Tell whether it is agreed and its day has come."""
        day = self.standing.wording.due_on
        return self.standing.state == "agreed" and day is not None and day <= today

    @property
    def waits_for_coach(self) -> bool:
        """Tell whether it is open and the coach has to say something next."""
        return self.standing.state in OPEN_STATES and self.standing.waits_for == "coach"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question of a reply that was sent; ``answer`` is what a later share said to it, "" if nothing."""

    comment: str
    share: str
    item: Item
    text: str
    quote: str  # the passage it was asked of, "" for the whole or when that share is gone
    asked_at: dt.datetime
    answer: str = ""
    answered_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReply:
    """A wording of a reply that was sealed; ``sealed`` bytes are read by ``Clients.sealed``."""

    review_id: str
    share: str
    seq: int
    sent_at: dt.datetime
    comments: int
    size: int  # bytes of the sealed file, 0 once the share is gone


class ClientDamaged(MetanoiaError):
    """The file of one client cannot be read; the journal and the other clients are whole."""

    def __init__(self, *, backed_up: bool) -> None:
        way = (
            "Bring it back from the last backup here on the desk."
            if backed_up
            else "No backup holds it. Ask the client to seal their share once more, and delete this one."
        )
        super().__init__(f"The file of this client is damaged or missing. {way}")
        self.backed_up = backed_up


def alias(text: str) -> str:
    """Return an alias as it is kept, on one line; Refused for more than 120 characters."""
    kept = " ".join(text.split())
    if len(kept) > ALIAS_LIMIT:
        raise Refused(f"An alias has at most {ALIAS_LIMIT} characters. Shorten it.")
    return kept


def note_text(text: str) -> str:
    """Return a private note as it is kept; Refused unless it has 1 to 20,000 characters."""
    kept = text.strip()
    if not kept:
        raise Refused("There are no words in that note. Write some, or leave it out.")
    if len(kept) > NOTE_LIMIT:
        raise Refused(f"A note has at most {NOTE_LIMIT:,} characters. Shorten it.")
    return kept
