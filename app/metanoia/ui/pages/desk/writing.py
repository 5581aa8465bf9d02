"""The reply that is being written to one share: kept soon after each word, and at the lock."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.replies import WHOLE, Comment, CommentKind, Draft, Item
from metanoia.text.anchors import select
from metanoia.ui.autosave import Autosave

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metanoia.journal import Journal


class Writing(QObject):
    """Holds the draft for ``share`` of ``person``; ``changed`` says that it says something else now.

    ``keeping`` comes before it is kept: whoever holds words that rest is to say them now.
    """

    changed = Signal()
    keeping = Signal()
    failed = Signal(str)

    def __init__(self, journal: Journal, source: object, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._source = source
        self._autosave = Autosave(self._keep, self)
        self._autosave.failed.connect(self.failed)
        self.person: str | None = None
        self.share = ""
        self.draft = Draft(review_id="")
        self.written: dict[str, dt.datetime] = {}  # comments of this sitting, when

    @property
    def open(self) -> bool:
        """Whether a reply can be written now."""
        return self.person is not None

    @property
    def waiting(self) -> bool:
        """Whether words are not kept yet."""
        return self._autosave.dirty

    def begin(self, person: str | None, share: str) -> None:
        """Go on with the draft for a share of a client; None: nothing can be written."""
        self.flush()
        self.person, self.share = person, share
        self.written = {}
        self.draft = self._journal.clients.draft(person, share) if person else Draft(review_id="")
        self.changed.emit()

    def again(self) -> None:
        """Take the draft anew from the desk: something else wrote in it, or it was sealed."""
        if self.person is not None:
            self.flush()
            self.draft = self._journal.clients.draft(self.person, self.share)
            self.changed.emit()

    def forget(self) -> None:
        """Hold no words any more; what is not kept must be kept before."""
        self._autosave.forget()
        self.person, self.share, self.written = None, "", {}
        self.draft = Draft(review_id="")
        self.changed.emit()

    def flush(self) -> None:
        """Keep what is not kept yet; raises what went wrong."""
        self.keeping.emit()
        self._autosave.flush_or_raise()

    # -- what is said

    def add(self, item: Item, kind: CommentKind, plain: Mapping[str, str], passage: tuple[str, int, int] | None) -> Comment:  # fmt: skip
        """Begin a comment on a passage (field, start, stop in its text) or on the whole.

        A field without a text of its own, such as a loop, is commented as a whole.
        """
        field, selector = WHOLE, None
        if passage is not None:
            field = passage[0]
            text = plain.get(field)
            selector = None if text is None else select(text, passage[1], passage[2])
        made = Comment(
            id=str(uuid.uuid4()), item=item, kind=kind, body="", field=field, selector=selector
        )
        self.written[made.id] = dt.datetime.now(dt.UTC)
        self._change(comments=(*self.draft.comments, made))
        return made

    def reword(self, comment_id: str, text: str) -> None:
        """Say it in other words; nothing is redrawn."""
        self.draft = replace(self.draft, comments=self._with(comment_id, lambda one: replace(one, body=text)))  # fmt: skip
        self._autosave.touch()

    def turn(self, comment_id: str, kind: CommentKind) -> None:
        """Make it a comment of another kind."""
        self._change(comments=self._with(comment_id, lambda one: replace(one, kind=kind)))

    def remove(self, comment_id: str) -> Callable[[], None]:
        """Take a comment out; return how to undo that."""
        place = next(n for n, one in enumerate(self.draft.comments) if one.id == comment_id)
        gone, share = self.draft.comments[place], self.share
        rest = [one for one in self.draft.comments if one.id != comment_id]
        self._change(comments=tuple(rest))

        def undo() -> None:
            if self.share == share:
                now = list(self.draft.comments)
                now.insert(min(place, len(now)), gone)
                self._change(comments=tuple(now))

        return undo

    def comment(self, comment_id: str) -> Comment | None:
        """Return a comment of the draft."""
        return next((one for one in self.draft.comments if one.id == comment_id), None)

    def say_closing(self, note: str, next_session_on: dt.date | None) -> None:
        """Keep the words at the end and the day of the next session."""
        self._change(closing_note=note, next_session_on=next_session_on)

    def to_seal(self) -> Draft:
        """Return the draft as it would leave: without comments that say nothing."""
        said = tuple(one for one in self.draft.comments if one.body.strip())
        return replace(self.draft, comments=said)

    @property
    def said(self) -> int:
        """How many comments say something."""
        return sum(bool(one.body.strip()) for one in self.draft.comments)

    # -- inside

    def _with(self, comment_id: str, change: Callable[[Comment], Comment]) -> tuple[Comment, ...]:
        return tuple(change(one) if one.id == comment_id else one for one in self.draft.comments)

    def _change(self, **parts: object) -> None:
        self.draft = replace(self.draft, **parts)  # type: ignore[arg-type]
        self._autosave.touch()
        self.changed.emit()

    def _keep(self) -> None:
        if self.person is None or not self._journal.is_open:
            return
        clients = self._journal.clients
        # the desk itself writes what is said of targets, and may have begun the reply by that
        kept = clients.draft(self.person, self.share)
        self.draft = replace(
            self.draft, review_id=kept.review_id, seq=kept.seq, target_events=kept.target_events
        )
        clients.save_draft(self.person, self.share, self.to_seal(), source=self._source)
