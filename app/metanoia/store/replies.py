"""The replies that came in: comments beside what was shared, never in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from metanoia.domain.anchors import Selector
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.replies import (
    Comment,
    CommentKind,
    KeptReply,
    OpenedReply,
    Taken,
)
from metanoia.store.part import Part, Row, moment, now, stamp

OF_REPLY: Final = """SELECT id, item_type, item_id, field_path, exact, prefix, suffix, start, stop,
      kind, body_md FROM comment WHERE review_in_id = ? ORDER BY ord"""
ALL: Final = """SELECT r.id, r.share_id, coalesce(p.name, r.sender), r.party_id, r.written_at,
      r.received_at, r.closing_note, r.next_session_on
    FROM review_in AS r LEFT JOIN party AS p ON p.id = r.party_id {} ORDER BY r.written_at, r.id"""
OF_SHARE: Final = ALL.format("WHERE r.share_id = ?")


class Replies(Part):
    """Every reply that came back to a share of this journal."""

    def take(self, opened: OpenedReply, *, source: object = None) -> Taken:
        """Keep a reply as one change; the same one a second time changes nothing.

        A later wording of a reply changes its comments; what it no longer says stays. Refused for a
        wording that is older than the one here, for another reply under the id of one that is here,
        and for a comment that stands in another reply.
        """
        reply = opened.reply
        row = self._one(
            "SELECT share_id, party_id, seq, manifest_sha256 FROM review_in WHERE id = ?",
            reply.review_id,
        )
        if row is not None:
            share_id, party, seq, digest = row
            if digest == opened.manifest_sha256:
                return Taken(0, 0, len(reply.comments))
            if (share_id, party) != (reply.share_id, opened.party) or reply.seq == seq:
                raise Refused(
                    "Another reply came in with the same number. Nothing of this one was kept; ask "
                    "its writer to seal it once more."
                )
            if reply.seq < seq:
                raise Refused("A newer wording of this reply is here already. Nothing was changed.")
        with self._changes.write(Kind.REPLY, source=source):
            self._keep(opened)
            return self._take_comments(reply.review_id, reply.comments)

    def all(self) -> list[KeptReply]:
        """Return every reply, oldest first."""
        return [self._reply(row) for row in self._all(ALL.format(""))]

    def of_share(self, share_id: str) -> list[KeptReply]:
        """Return the replies to a share, oldest first."""
        return [self._reply(row) for row in self._all(OF_SHARE, share_id)]

    def _keep(self, opened: OpenedReply) -> None:
        reply = opened.reply
        session = reply.next_session_on
        self._write(
            """INSERT INTO review_in(id, share_id, party_id, sender, seq, written_at, received_at,
              manifest_sha256, closing_note, next_session_on) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(id) DO UPDATE SET sender = excluded.sender, seq = excluded.seq,
              written_at = excluded.written_at, received_at = excluded.received_at,
              manifest_sha256 = excluded.manifest_sha256, closing_note = excluded.closing_note,
              next_session_on = excluded.next_session_on""",
            reply.review_id,
            reply.share_id,
            opened.party,
            reply.sender,
            reply.seq,
            stamp(reply.written_at),
            stamp(now()),
            opened.manifest_sha256,
            reply.closing_note,
            session.isoformat() if session else None,
        )

    def _take_comments(self, review_id: str, comments: Sequence[Comment]) -> Taken:
        new = changed = 0
        for place, comment in enumerate(comments, 1):
            row = self._one("SELECT review_in_id FROM comment WHERE id = ?", comment.id)
            if row is None:
                self._write(
                    f"""INSERT INTO comment(id, review_in_id, ord, item_type, item_id, field_path, exact,
                      prefix, suffix, start, stop, kind, body_md) VALUES({", ".join("?" * 13)})""",
                    *(comment.id, review_id, place),
                    *_values(comment),
                )
                new += 1
                continue
            if row[0] != review_id:
                raise Refused(
                    "This reply holds a comment that stands in another one already. Nothing of it was "
                    "kept; ask its writer to seal it once more."
                )
            changed += self._write(
                """UPDATE comment SET (item_type, item_id, field_path, exact, prefix, suffix, start,
                  stop, kind, body_md) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                WHERE id = ?11 AND (item_type, item_id, field_path, exact, prefix,
                  suffix, start, stop, kind, body_md) IS NOT (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)""",
                *_values(comment),
                comment.id,
            )
        return Taken(new, changed, len(comments) - new - changed)

    def _reply(self, row: Row) -> KeptReply:
        review_id, share_id, sender, party, written, received, closing, session = row
        return KeptReply(
            review_id=review_id,
            share_id=share_id,
            sender=sender,
            signed=party is not None,
            written_at=moment(written),
            received_at=moment(received),
            closing_note=closing,
            next_session_on=dt.date.fromisoformat(session) if session else None,
            comments=tuple(_comment(one) for one in self._all(OF_REPLY, review_id)),
        )


def _values(comment: Comment) -> tuple[object, ...]:
    at = comment.selector
    passage = (at.exact, at.prefix, at.suffix, at.start, at.stop) if at else (None,) * 5
    return (*comment.item, comment.field, *passage, comment.kind.value, comment.body)


def _comment(row: Row) -> Comment:
    (comment_id, item_type, item_id, field, *passage, kind, body) = row
    return Comment(
        id=comment_id,
        item=(item_type, item_id),
        kind=CommentKind(kind),
        body=body,
        field=field,
        selector=Selector(*passage) if passage[0] is not None else None,
    )
