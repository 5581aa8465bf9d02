"""What was said to and fro with a client: answers to comments, words of targets, replies."""

from __future__ import annotations

import datetime as dt
from typing import Final

from metanoia.domain.anchors import Selector
from metanoia.domain.clients import NOTE_LIMIT
from metanoia.domain.errors import Refused
from metanoia.domain.learning_targets import TargetEvent, TargetId, Wording
from metanoia.domain.replies import Comment, CommentKind
from metanoia.domain.shares import OpenedShare
from metanoia.store.client_file import ClientFile
from metanoia.store.part import Row, moment, new_id, stamp

EVENT: Final = "id, target_id, at, actor, act, text, sign_of_done, due_on, outcome, note"
COMMENT: Final = """id, item_type, item_id, kind, body, field, exact, prefix, suffix, start, stop,
      reply_to"""
_REPLIED: Final = "SELECT 1 FROM reply WHERE sent_at IS NOT NULL LIMIT 1"


def take(file: ClientFile, share: OpenedShare) -> None:
    """Keep what a share says to earlier comments and of targets; inside a write block.

    What it lets the coach say of targets is left out, unless it was said here or nothing was ever
    replied from here. Refused if it says something else under the number of what was said before.
    """
    for answer in share.answers:
        file.run(
            "INSERT OR IGNORE INTO answer VALUES(?, ?, ?, ?)",
            *(answer.comment, share.id, answer.text, answer.on.isoformat()),
        )
    for event in share.target_events:
        if event.actor == "journaler" or not _foreign(file, event):
            add_event(file, event)


def _foreign(file: ClientFile, event: TargetEvent) -> bool:
    """Tell whether the coach, who replies from here, never said what a client says they did."""
    known = file.one("SELECT 1 FROM target_event WHERE id = ?", event.id)
    return known is None and file.one(_REPLIED) is not None


def add_event(file: ClientFile, event: TargetEvent, review: str | None = None) -> bool:
    """Keep what one side said of a target; return whether it is new. Without a ``review`` it came in.

    Refused if the same number stands for something else.
    """
    known = file.one(f"SELECT {EVENT} FROM target_event WHERE id = ?", event.id)
    if known is not None:
        if event_of(known) != event:
            raise Refused(
                "Something else came in under the number of what was said of a target before. Nothing "
                "of it was kept; ask its writer to seal it once more."
            )
        return False
    said = event.wording
    file.run(
        f"""INSERT INTO target_event({EVENT}, review_id, sent)
        VALUES({", ".join("?" * 12)})""",
        *(event.id, event.target, stamp(event.at), event.actor, event.act, said.text),
        *(said.sign_of_done, said.due_on and said.due_on.isoformat(), event.outcome, event.note),
        *(review, review is None),
    )
    return True


def events_of_reply(file: ClientFile, review: str) -> tuple[TargetEvent, ...]:
    """Return what the reply ``review`` says of targets, oldest first."""
    rows = file.all(
        f"SELECT {EVENT} FROM target_event WHERE review_id = ? ORDER BY at, rowid", review
    )
    return tuple(event_of(row) for row in rows)


def comments(file: ClientFile, review: str, seq: int) -> tuple[Comment, ...]:
    """Return the comments of one wording of a reply, in their order."""
    rows = file.all(
        f"SELECT {COMMENT} FROM comment WHERE review_id = ? AND seq = ? ORDER BY ord", review, seq
    )
    return tuple(comment_of(row) for row in rows)


def put_comments(file: ClientFile, review: str, seq: int, written: tuple[Comment, ...]) -> None:
    """Keep these as the comments of one wording of a reply; inside a write block."""
    file.run("DELETE FROM comment WHERE review_id = ? AND seq = ?", review, seq)
    for place, one in enumerate(written, 1):
        at = one.selector
        passage = (at.exact, at.prefix, at.suffix, at.start, at.stop) if at else (None,) * 5
        file.run(
            f"INSERT INTO comment(review_id, seq, ord, {COMMENT}) VALUES({', '.join('?' * 15)})",
            *(review, seq, place, one.id, *one.item, one.kind.value, one.body, one.field),
            *(*passage, one.reply_to),
        )


def forget_words(file: ClientFile, share_id: str, at: str) -> None:
    """Delete what repeats the words of a share that goes; inside a write block.

    One's own words stay: those of a reply that was not sealed yet become a private note.
    """
    row = file.one(
        "SELECT review_id, seq, closing_note FROM reply WHERE share_id = ? AND sent_at IS NULL",
        share_id,
    )
    if row is not None:
        review, seq, closing = row
        said = [one.body for one in comments(file, review, seq)]
        own = "\n\n".join(words.strip() for words in (*said, closing) if words.strip())
        for begin in range(0, len(own), NOTE_LIMIT):
            file.run(
                "INSERT INTO note(id, written_at, edited_at, text) VALUES(?, ?, ?, ?)",
                *(new_id(), at, at, own[begin : begin + NOTE_LIMIT]),
            )
        drop_draft(file, review)
    file.run("UPDATE reply SET sealed = NULL WHERE share_id = ?", share_id)
    file.run(
        """UPDATE comment SET exact = NULL, prefix = NULL, suffix = NULL, start = NULL, stop = NULL
        WHERE review_id IN (SELECT review_id FROM reply WHERE share_id = ?)""",
        share_id,
    )
    file.run("UPDATE answer SET text = '' WHERE share_id = ?", share_id)


def drop_draft(file: ClientFile, review: str) -> None:
    """Delete what was not sealed yet of a reply; inside a write block."""
    file.run("DELETE FROM reply WHERE review_id = ? AND sent_at IS NULL", review)
    file.run("DELETE FROM target_event WHERE review_id = ? AND sent = 0", review)


def event_of(row: Row) -> TargetEvent:
    """Return the event of a row of ``EVENT``."""
    event, target, at, actor, act, text, sign, due, outcome, note = row
    return TargetEvent(
        id=event,
        target=TargetId(target),
        at=moment(at),
        actor=actor,
        act=act,
        wording=Wording(text, sign, day(due)),
        outcome=outcome,
        note=note,
    )


def comment_of(row: Row) -> Comment:
    """Return the comment of a row of ``COMMENT``."""
    comment, item_type, item, kind, body, field, *passage, reply_to = row
    return Comment(
        id=comment,
        item=(item_type, item),
        kind=CommentKind(kind),
        body=body,
        field=field,
        selector=None if passage[0] is None else Selector(*passage),
        reply_to=reply_to,
    )


def day(text: str | None) -> dt.date | None:
    """Return the day of "YYYY-MM-DD", or None for NULL."""
    return None if text is None else dt.date.fromisoformat(text)
