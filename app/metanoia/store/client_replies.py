"""Replies to what clients shared: a draft for each share, saved as it is written, and what was sent."""

from __future__ import annotations

import datetime as dt
from typing import Final

from metanoia.domain.clients import AskedQuestion, SentReply
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.replies import CommentKind, Draft
from metanoia.store import client_gone, client_talk
from metanoia.store.client_file import ClientFile
from metanoia.store.client_files import ClientFiles
from metanoia.store.part import moment, new_id, now, stamp

_NEWEST: Final = """SELECT review_id, seq, closing_note, next_session_on, sent_at FROM reply
    WHERE share_id = ? ORDER BY seq DESC LIMIT 1"""
QUESTIONS: Final = f"""SELECT c.id, r.share_id, c.item_type, c.item_id, c.body, c.exact, r.sent_at,
      (SELECT max(a.on_day) FROM answer AS a WHERE a.comment_id = c.id),
      (SELECT a.text FROM answer AS a WHERE a.comment_id = c.id ORDER BY a.on_day DESC LIMIT 1),
      (SELECT min(f.sent_at) FROM reply AS f JOIN comment AS g USING(review_id, seq)
        WHERE g.id = c.id AND f.sent_at IS NOT NULL)
    FROM comment AS c JOIN reply AS r USING(review_id, seq)
    WHERE c.kind = '{CommentKind.QUESTION.value}' AND r.sent_at IS NOT NULL AND NOT EXISTS(
      SELECT 1 FROM reply AS l WHERE l.review_id = r.review_id AND l.seq > r.seq
        AND l.sent_at IS NOT NULL)
    ORDER BY 10 DESC, c.ord"""


class ClientReplies(ClientFiles):
    """What the coach writes back."""

    def draft(self, person: str, share_id: str) -> Draft:
        """Return the reply to a share as it was left; a new one if nothing was said yet.

        After sealing, it goes on as the next wording of the same reply.
        """
        with self._reading(person) as file:
            return Draft(review_id=new_id()) if file is None else _draft(file, share_id)

    def save_draft(
        self, person: str, share_id: str, draft: Draft, *, source: object = None
    ) -> None:
        """Keep a draft, at once and for good; nothing is written if it is what is kept.

        ``seq`` and ``gone`` follow from what was sent and are not taken from it. NotFound if the share
        is not kept.
        """
        with self._reading(person) as file:
            kept = None if file is None else _draft(file, share_id)
        if kept is not None and _words(kept) == _words(draft):
            return
        with self._writing(person, source) as file:
            _save(file, share_id, draft)

    def discard_draft(self, person: str, share_id: str, *, source: object = None) -> Draft:
        """Go back to what was sent, or to nothing; return what was dropped, to be saved again."""
        dropped = self.draft(person, share_id)
        with self._writing(person, source) as file:
            client_talk.drop_draft(file, dropped.review_id)
        return dropped

    def sent(
        self,
        person: str,
        share_id: str,
        draft: Draft,
        sealed: bytes,
        at: dt.datetime | None = None,
        *,
        source: object = None,
    ) -> None:
        """Note that a reply was sealed with these words at this moment, and keep the sealed file.

        Raises Refused if this wording of the reply was sealed before.
        """
        with self._writing(person, source) as file:
            _save(file, share_id, draft, even_if_same=True)
            touched = file.run(
                """UPDATE reply SET sent_at = ?, sealed = ?
                WHERE review_id = ? AND seq = ? AND sent_at IS NULL""",
                *(stamp(at or now()), sealed, draft.review_id, draft.seq),
            )
            if not touched:
                raise Refused("These words were sealed before. Change them, then seal them again.")
            file.run("UPDATE target_event SET sent = 1 WHERE review_id = ?", draft.review_id)
            client_gone.note_told(file, draft.gone)
            if draft.next_session_on is not None:
                file.set_meta("next_session_on", draft.next_session_on.isoformat())

    def replies(self, person: str) -> list[SentReply]:
        """Return every wording of a reply that was sealed for a client, newest first."""
        with self._reading(person) as file:
            rows = (
                []
                if file is None
                else file.all(
                    """SELECT review_id, share_id, seq, sent_at,
                  (SELECT count(*) FROM comment AS c
                   WHERE c.review_id = r.review_id AND c.seq = r.seq),
                  coalesce(length(sealed), 0) FROM reply AS r WHERE sent_at IS NOT NULL
                ORDER BY sent_at DESC, seq DESC"""
                )
            )
        return [
            SentReply(
                review_id=review,
                share=share,
                seq=seq,
                sent_at=moment(at),
                comments=count,
                size=size,
            )
            for review, share, seq, at, count, size in rows
        ]

    def sealed(self, person: str, review_id: str, seq: int) -> bytes:
        """Return the sealed file of a reply, to be saved once more; NotFound once its share is gone."""
        with self._reading(person) as file:
            row = file and file.one(
                "SELECT sealed FROM reply WHERE review_id = ? AND seq = ?", review_id, seq
            )
        if not row or row[0] is None:
            raise NotFound("The sealed file of this reply is not kept here any more.")
        return bytes(row[0])

    def questions(self, person: str) -> list[AskedQuestion]:
        """Return the questions that were sent to a client, newest first, with what was answered."""
        with self._reading(person) as file:
            return [] if file is None else questions(file)


def questions(file: ClientFile) -> list[AskedQuestion]:
    """Return the questions in a client's file that were sent, newest first."""
    return [
        AskedQuestion(
            comment=comment,
            share=share,
            item=(kind, item),
            text=text,
            quote=quote or "",
            asked_at=moment(first),
            answer=answer or "",
            answered_on=client_talk.day(answered),
        )
        for comment, share, kind, item, text, quote, _, answered, answer, first in file.all(
            QUESTIONS
        )
    ]


def _draft(file: ClientFile, share_id: str) -> Draft:
    gone = client_gone.receipts(file, share_id)
    row = file.one(_NEWEST, share_id)
    if row is None:
        return Draft(review_id=new_id(), gone=gone)
    review, seq, closing, session, sent = row
    return Draft(
        review_id=review,
        seq=seq if sent is None else seq + 1,
        comments=client_talk.comments(file, review, seq),
        closing_note=closing,
        next_session_on=client_talk.day(session),
        target_events=client_talk.events_of_reply(file, review),
        gone=gone,
    )


def _words(draft: Draft) -> tuple[object, ...]:
    events = sorted(draft.target_events, key=lambda one: one.id)
    return (draft.comments, draft.closing_note, draft.next_session_on, events)


def _save(file: ClientFile, share_id: str, draft: Draft, *, even_if_same: bool = False) -> None:
    """Keep a draft; one that says nothing, or nothing new, is no draft any more."""
    if file.one("SELECT 1 FROM share WHERE id = ?", share_id) is None:
        raise NotFound("That share is not kept here any more, so there is nothing to reply to.")
    kept = _draft(file, share_id)
    review = draft.review_id
    if file.one(_NEWEST, share_id) is not None and kept.review_id != review:
        raise Refused("Another reply to this share was begun. Open the share once more.")
    client_talk.drop_draft(file, review)
    sent = _draft(file, share_id) if kept.seq > 1 else Draft(review_id=review)
    if _words(sent) == _words(draft) and not even_if_same:
        return
    session = draft.next_session_on
    file.run(
        """INSERT INTO reply(review_id, seq, share_id, closing_note, next_session_on, edited_at)
        VALUES(?, ?, ?, ?, ?, ?)""",
        *(review, sent.seq, share_id, draft.closing_note),
        *(session and session.isoformat(), stamp(now())),
    )
    client_talk.put_comments(file, review, sent.seq, draft.comments)
    for event in draft.target_events:
        client_talk.add_event(file, event, review)
