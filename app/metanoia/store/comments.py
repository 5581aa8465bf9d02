"""What readers said of things, and what became of it here: open, answered, closed."""

from __future__ import annotations

from typing import Final

from metanoia.domain.anchors import Selector
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.replies import (
    Answer,
    Comment,
    CommentKind,
    CommentState,
    Item,
    KeptComment,
    answer_text,
)
from metanoia.store.part import Part, Row, moment, new_id, now, stamp

_KEPT: Final = """SELECT c.id, c.item_type, c.item_id, c.field_path, c.exact, c.prefix, c.suffix,
      c.start, c.stop, c.kind, c.body_md, c.reply_to, r.id, r.share_id, coalesce(p.name, r.sender),
      r.party_id, r.written_at, c.state, a.body_md, a.at, a.share_id
    FROM comment AS c JOIN review_in AS r ON r.id = c.review_in_id
      LEFT JOIN party AS p ON p.id = r.party_id LEFT JOIN comment_answer AS a ON a.comment_id = c.id
    WHERE {} ORDER BY r.written_at, r.id, c.ord"""
ONE: Final = _KEPT.format("c.id = ?")
OF_REPLY: Final = _KEPT.format("c.review_in_id = ?")
OF_ITEM: Final = _KEPT.format("c.item_type = ? AND c.item_id = ?")
OPEN_QUESTIONS: Final = _KEPT.format("c.state = 'open' AND c.kind = 'question'")
COUNT: Final = "SELECT count(*) FROM comment WHERE state = 'open' AND kind = 'question'"
ASKED: Final = """SELECT DISTINCT item_type, item_id FROM comment
    WHERE state = 'open' AND kind = 'question'"""
_ENOUGH: Final = 4  # signs of an id that say which


class Comments(Part):
    """Every comment that came in with a reply."""

    def comment(self, comment_id: str) -> KeptComment:
        """Return a comment; NotFound."""
        row = self._one(ONE, comment_id)
        if row is None:
            raise NotFound("That comment is not in this journal.")
        return _kept(row)

    def find(self, prefix: str) -> KeptComment:
        """Return the comment whose id begins so (at least 4 signs); NotFound or Refused."""
        start = prefix.strip().lower()
        if len(start) < _ENOUGH:
            raise Refused("Give at least the first four signs of the comment's id.")
        found = self._all(
            "SELECT id FROM comment WHERE id >= ? AND id < ? LIMIT 2", start, start + "\x7f"
        )
        if not found:
            raise NotFound(
                f"No comment's id begins with “{start}”. List the replies to see their ids."
            )
        if len(found) > 1:
            raise Refused(f"Several comments' ids begin with “{start}”. Give more signs of it.")
        return self.comment(found[0][0])

    def of_reply(self, review_id: str) -> list[KeptComment]:
        """Return the comments of a reply, in the order they were written."""
        return [_kept(row) for row in self._all(OF_REPLY, review_id)]

    def of_item(self, item: Item) -> list[KeptComment]:
        """Return what was said of a thing, oldest first, whatever became of it."""
        return [_kept(row) for row in self._all(OF_ITEM, *item)]

    def open_questions(self) -> list[KeptComment]:
        """Return the questions that were neither answered nor closed, oldest first."""
        return [_kept(row) for row in self._all(OPEN_QUESTIONS)]

    @property
    def count_open(self) -> int:
        """How many questions were neither answered nor closed."""
        row = self._one(COUNT)
        return int(row[0]) if row else 0

    def answer(self, comment_id: str, text: str, *, source: object = None) -> KeptComment:
        """Answer a comment, or word the answer anew; Refused once it left with a share. NotFound."""
        kept = self.comment(comment_id)
        said = answer_text(text)
        if kept.answer is not None and kept.answer.share is not None:
            raise _left()
        if kept.state == "answered" and kept.answer is not None and kept.answer.text == said:
            return kept
        with self._changes.write(Kind.REPLY, source=source):
            self._write_answer(comment_id, said)
            self._set_state(comment_id, "answered")
        return self.comment(comment_id)

    def close(self, comment_id: str, *, source: object = None) -> KeptComment:
        """Let a comment come up no more, answered or not. NotFound."""
        return self._become(self.comment(comment_id), "closed", source)

    def reopen(self, comment_id: str, *, source: object = None) -> KeptComment:
        """Let a closed comment be open again, or answered if it was. NotFound."""
        kept = self.comment(comment_id)
        if kept.state != "closed":
            return kept
        return self._become(kept, "open" if kept.answer is None else "answered", source)

    def put_back(self, former: KeptComment, *, source: object = None) -> KeptComment:
        """Undo an answer or a closing: let state and answer be those of ``former``; Refused if it left."""
        kept = self.comment(former.said.id)
        if kept.answer != former.answer and kept.answer is not None and kept.answer.share:
            raise _left()
        with self._changes.write(Kind.REPLY, source=source):
            if former.answer is None:
                self._write("DELETE FROM comment_answer WHERE comment_id = ?", former.said.id)
            elif kept.answer is None or kept.answer.share is None:
                self._write_answer(former.said.id, former.answer.text, stamp(former.answer.at))
            self._set_state(former.said.id, former.state)
        return self.comment(former.said.id)

    def _become(self, kept: KeptComment, state: CommentState, source: object) -> KeptComment:
        if kept.state != state:
            with self._changes.write(Kind.REPLY, source=source):
                self._set_state(kept.said.id, state)
        return self.comment(kept.said.id)

    def _write_answer(self, comment_id: str, text: str, at: str | None = None) -> None:
        self._write(
            """INSERT INTO comment_answer(id, comment_id, at, body_md) VALUES(?, ?, ?, ?)
            ON CONFLICT(comment_id) DO UPDATE SET at = excluded.at, body_md = excluded.body_md""",
            *(new_id(), comment_id, at or stamp(now()), text),
        )

    def _set_state(self, comment_id: str, state: CommentState) -> None:
        self._write("UPDATE comment SET state = ? WHERE id = ?", state, comment_id)


def values_of(comment: Comment) -> tuple[object, ...]:
    """Return what a comment says, as its row keeps it."""
    at = comment.selector
    passage = (at.exact, at.prefix, at.suffix, at.start, at.stop) if at else (None,) * 5
    said = (comment.kind.value, comment.body, comment.reply_to)
    return (*comment.item, comment.field, *passage, *said)


def _left() -> Refused:
    return Refused(
        "That answer left with a share already, so it stays as it is. Say more when you share again."
    )


def _kept(row: Row) -> KeptComment:
    comment_id, item_type, item_id, field, *rest = row
    passage, (kind, body, reply_to) = rest[:5], rest[5:8]
    review, share, sender, party, written, state, answer, answered, left = rest[8:]
    return KeptComment(
        said=Comment(
            id=comment_id,
            item=(item_type, item_id),
            kind=CommentKind(kind),
            body=body,
            field=field,
            selector=Selector(*passage) if passage[0] is not None else None,
            reply_to=reply_to,
        ),
        review_id=review,
        share_id=share,
        sender=sender,
        party=party,
        written_at=moment(written),
        state=state,
        answer=Answer(answer, moment(answered), left) if answer is not None else None,
    )
