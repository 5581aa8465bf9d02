"""The replies that came in: comments beside what was shared, never in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.replies import Comment, Gone, KeptReply, OpenedReply, Taken
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.comments import Comments, values_of
from metanoia.store.part import Row, moment, now, stamp
from metanoia.store.targets import Targets
from metanoia.store.their_shares import TheirShares

ALL: Final = """SELECT r.id, r.share_id, coalesce(p.name, r.sender), r.party_id, r.written_at,
      r.received_at, r.closing_note, r.next_session_on
    FROM review_in AS r LEFT JOIN party AS p ON p.id = r.party_id {} ORDER BY r.written_at, r.id"""
OF_SHARE: Final = ALL.format("WHERE r.share_id = ?")
_SAID: Final = """item_type, item_id, field_path, exact, prefix, suffix, start, stop, kind, body_md,
      reply_to"""


class Replies(Comments):
    """Every reply that came back to a share of this journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._targets = Targets(connection, changes)
        self._shares = TheirShares(connection, changes)

    def take(self, opened: OpenedReply, *, source: object = None) -> Taken:
        """Keep a reply as one change; the same one a second time changes nothing.

        A later wording of a reply changes those of its comments that nobody answered or closed yet; what
        it no longer says stays. Refused for a wording that is older than the one here, for another reply
        under the id of one that is here, for a comment that stands in another reply or takes up one that
        its writer cannot know, for a learning target that was not shared with them, and for the
        deletion of a share that was not withdrawn from them.
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
            theirs = self._shares.of(reply.share_id, opened.party)
            taken = self._take_comments(reply.review_id, reply.comments, theirs)
            said = self._targets.take_from(reply.target_events, opened.party, theirs, source=source)
            return taken._replace(targets=said, gone=self._take_gone(opened, theirs, source))

    def get(self, review_id: str) -> KeptReply:
        """Return a reply; NotFound."""
        row = self._one(ALL.format("WHERE r.id = ?"), review_id)
        if row is None:
            raise NotFound("That reply is not in this journal.")
        return self._reply(row)

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

    def _take_comments(
        self, review_id: str, comments: Sequence[Comment], theirs: frozenset[str]
    ) -> Taken:
        new = changed = left = 0
        for place, comment in enumerate(comments, 1):
            self._check_taken_up(comment, theirs)
            row = self._one(
                f"""SELECT review_in_id, state = 'open' AND NOT EXISTS(
                  SELECT 1 FROM comment_answer WHERE comment_id = comment.id),
                ({_SAID}) IS NOT ({", ".join("?" * 11)}) FROM comment WHERE id = ?""",
                *values_of(comment),
                comment.id,
            )
            if row is None:
                self._write(
                    f"""INSERT INTO comment(id, review_in_id, ord, {_SAID})
                    VALUES({", ".join("?" * 14)})""",
                    *(comment.id, review_id, place),
                    *values_of(comment),
                )
                new += 1
                continue
            whose, unanswered, other = row
            if whose != review_id:
                raise Refused(
                    "This reply holds a comment that stands in another one already. Nothing of it was "
                    "kept; ask its writer to seal it once more."
                )
            left += bool(other and not unanswered)
            if other and unanswered:
                self._write(
                    f"UPDATE comment SET ({_SAID}) = ({', '.join('?' * 11)}) WHERE id = ?",
                    *values_of(comment),
                    comment.id,
                )
                changed += 1
        return Taken(new, changed, len(comments) - new - changed - left, left)

    def _check_taken_up(self, comment: Comment, theirs: frozenset[str]) -> None:
        """Refuse one that answers a comment of which its writer knows nothing."""
        if comment.reply_to is None:
            return
        known = self._one(
            """SELECT share_id FROM comment JOIN review_in ON review_in.id = review_in_id
              WHERE comment.id = ? AND reply_to IS NULL""",
            comment.reply_to,
        )
        if known is None or known[0] not in theirs:
            raise Refused(
                "This reply takes up a comment that is not among those to your shares with its writer. "
                "Nothing of it was kept; ask them to seal it once more."
            )

    def _take_gone(self, opened: OpenedReply, theirs: frozenset[str], source: object) -> int:
        reply, new = opened.reply, 0
        if not reply.gone:
            return 0
        with self._changes.write(Kind.SHARE, source=source):
            for one in reply.gone:
                self._check_gone(one, theirs)
                new += self._write(
                    "INSERT INTO share_gone VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    *(one.share, reply.review_id, opened.party, stamp(one.at)),
                )
        return new

    def _check_gone(self, one: Gone, theirs: frozenset[str]) -> None:
        withdrawn = self._one("SELECT 1 FROM share WHERE id = ? AND state = 'withdrawn'", one.share)
        if withdrawn is None or one.share not in theirs:
            raise Refused(
                "This reply says that a share was deleted which you did not withdraw from its writer. "
                "Nothing of it was kept; ask them to seal it once more."
            )

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
            comments=tuple(self.of_reply(review_id)),
        )
