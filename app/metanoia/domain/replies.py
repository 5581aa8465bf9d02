"""What the reader of a share writes back: comments on passages, and a few words at the end."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from metanoia.domain.anchors import Selector
from metanoia.domain.errors import Refused
from metanoia.domain.learning_targets import TargetEvent

COMMENT_LIMIT: Final = 10_000  # characters
CLOSING_LIMIT: Final = 10_000
COMMENTS_LIMIT: Final = 1_000  # in one reply
WHOLE: Final = ""  # the field of a comment on a thing as a whole

ANSWER_LIMIT: Final = 10_000

CommentState = Literal["open", "answered", "closed"]
COMMENT_STATES: Final[tuple[CommentState, ...]] = get_args(CommentState)

Item = tuple[str, str]
"""The kind of a thing and its id, such as ("entry", "4f2a…")."""


class CommentKind(enum.StrEnum):
    """What a comment is to its reader."""

    QUESTION = "question"
    NOTICING = "noticing"
    APPRECIATION = "appreciation"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What is said of a thing, or of a passage in its text ``field``; ``body`` is Markdown.

    ``selector`` holds the passage as it stood in the share; None is for the whole.
    """

    id: str
    item: Item
    kind: CommentKind
    body: str
    field: str = WHOLE
    selector: Selector | None = None
    reply_to: str | None = None  # the comment that was answered, one level deep


class Gone(NamedTuple):
    """A receipt: the reader's copy of a withdrawn share was deleted at that moment."""

    share: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply in the making; ``seq`` counts its wordings, 1 and up."""

    review_id: str
    seq: int = 1
    comments: tuple[Comment, ...] = ()
    closing_note: str = ""  # Markdown
    next_session_on: dt.date | None = None
    target_events: tuple[TargetEvent, ...] = ()
    gone: tuple[Gone, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        said = self.comments or self.closing_note.strip() or self.target_events or self.gone
        return not said and self.next_session_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply as it was sealed: the ``seq``-th wording (1 and up) of the review ``review_id``."""

    review_id: str
    share_id: str
    share_sha256: str  # of the share's manifest, 64 lower-case hex signs
    seq: int
    written_at: dt.datetime
    sender: str
    comments: tuple[Comment, ...]
    closing_note: str
    next_session_on: dt.date | None
    target_events: tuple[TargetEvent, ...] = ()
    gone: tuple[Gone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedReply:
    """A reply that belongs to a share of this journal.

    ``party`` is the id of the known person who signed it; None for somebody who could open the share.
    """

    reply: Reply
    manifest_sha256: str
    party: str | None = None

    @property
    def signed(self) -> bool:
        """Whether a known person signed it."""
        return self.party is not None


class Taken(NamedTuple):
    """What a reply brought: comments that are ``new``, that say something else now, that were here.

    ``left`` are those that say something else now, too late: they were answered or closed already.
    ``targets`` counts what was newly said of learning targets, ``gone`` the shares that were deleted.
    """

    new: int
    changed: int
    same: int
    left: int = 0
    targets: int = 0
    gone: int = 0


class Answer(NamedTuple):
    """What the journaler answers; ``share`` is the one that it left with, None while it waits."""

    text: str  # Markdown
    at: dt.datetime
    share: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptComment:
    """A comment that came in, who it is from, and what became of it here."""

    said: Comment
    review_id: str
    share_id: str
    sender: str  # the name of a known person, else the one that the reply gives
    party: str | None
    written_at: dt.datetime
    state: CommentState
    answer: Answer | None = None

    @property
    def asks(self) -> bool:
        """Whether it is a question that nobody has answered or closed."""
        return self.said.kind is CommentKind.QUESTION and self.state == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A reply that came in, with its comments in the order they were written."""

    review_id: str
    share_id: str
    sender: str  # the name of a known person, else the one that the reply gives
    signed: bool
    written_at: dt.datetime
    received_at: dt.datetime
    closing_note: str
    next_session_on: dt.date | None
    comments: tuple[KeptComment, ...]


def comment_text(text: str) -> str:
    """Return a comment as it is kept; Refused unless it has 1 to 10,000 characters."""
    kept = text.strip()
    if not kept:
        raise Refused("There are no words in that comment. Write some, or leave it out.")
    return _within(kept, COMMENT_LIMIT, "A comment")


def answer_text(text: str) -> str:
    """Return an answer as it is kept; Refused unless it has 1 to 10,000 characters."""
    kept = text.strip()
    if not kept:
        raise Refused("There are no words in that answer. Write some first.")
    return _within(kept, ANSWER_LIMIT, "An answer")


def closing_text(text: str) -> str:
    """Return the words at the end as they are kept; Refused for more than 10,000 characters."""
    return _within(text.strip(), CLOSING_LIMIT, "The closing note")


def _within(text: str, limit: int, what: str) -> str:
    if len(text) > limit:
        raise Refused(f"{what} has at most {limit:,} characters. Shorten it.")
    return text
