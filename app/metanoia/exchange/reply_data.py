"""What a reply says, as data.json of the sealed file."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Final

from metanoia.domain.anchors import CONTEXT, Selector
from metanoia.domain.entries import BODY_LIMIT
from metanoia.domain.replies import (
    CLOSING_LIMIT,
    COMMENT_LIMIT,
    COMMENTS_LIMIT,
    Comment,
    CommentKind,
    Gone,
    Reply,
)
from metanoia.exchange import manifest, strict_json
from metanoia.exchange.bundle import MEMBER_BYTES
from metanoia.exchange.target_json import event_as_json, read_events
from metanoia.exchange.told import day_text
from metanoia.vault import stamps

FORMAT: Final = "metanoia-review"
VERSION: Final = 1

_FIELD_LIMIT: Final = 200


def write(reply: Reply) -> bytes:
    """Return data.json of a reply."""
    session = reply.next_session_on
    said = {
        "format": FORMAT,
        "version": VERSION,
        "review_id": reply.review_id,
        "share_id": reply.share_id,
        "share_sha256": reply.share_sha256,
        "seq": reply.seq,
        "written_at": stamps.stamp(reply.written_at),
        "from": {"name": reply.sender},
        "comments": [_comment(one) for one in reply.comments],
        "closing_note": reply.closing_note,
        "next_session_on": session.isoformat() if session else None,
        "target_events": [event_as_json(one) for one in reply.target_events],
        "receipts": [
            {"withdrawn_share_id": one.share, "deleted_at": stamps.stamp(one.at)}
            for one in reply.gone
        ],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode()


def read(data: bytes) -> Reply:
    """Return the reply that data.json holds, each field checked; ValueError for anything else.

    The first replies held comments alone: no answers, no targets and no receipts.
    """
    found = strict_json.parse(data, MEMBER_BYTES)
    try:
        if found["format"] != FORMAT or found["version"] != VERSION:
            raise ValueError("another format")
        seq = found["seq"]
        if type(seq) is not int or not 1 <= seq < 1 << 31:
            raise ValueError("seq")
        session = found["next_session_on"]
        return Reply(
            review_id=manifest.identifier(found["review_id"]),
            share_id=manifest.identifier(found["share_id"]),
            share_sha256=manifest.sha256(found["share_sha256"]),
            seq=seq,
            written_at=manifest.moment(found["written_at"]),
            sender=manifest.shown_name(found["from"]["name"]),
            comments=_read_comments(found["comments"]),
            closing_note=manifest.text(found["closing_note"], CLOSING_LIMIT),
            next_session_on=(None if session is None else dt.date.fromisoformat(day_text(session))),
            target_events=read_events(found.get("target_events", [])),
            gone=_read_gone(found.get("receipts", [])),
        )
    except (KeyError, TypeError, AttributeError):
        raise ValueError("a reply") from None


def _comment(one: Comment) -> dict[str, Any]:
    at = one.selector
    passage = at and {
        "exact": at.exact, "prefix": at.prefix, "suffix": at.suffix, "start": at.start, "stop": at.stop,
    }  # fmt: skip
    return {
        "id": one.id,
        "item": list(one.item),
        "field_path": one.field,
        "selector": passage,
        "kind": one.kind.value,
        "body": one.body,
        "reply_to": one.reply_to,
    }


def _read_gone(found: object) -> tuple[Gone, ...]:
    if not isinstance(found, list) or len(found) > COMMENTS_LIMIT:
        raise ValueError("receipts")
    gone = tuple(
        Gone(manifest.identifier(one["withdrawn_share_id"]), manifest.moment(one["deleted_at"]))
        for one in found
    )
    if len({one.share for one in gone}) != len(gone):
        raise ValueError("a receipt twice")
    return gone


def _read_comments(found: object) -> tuple[Comment, ...]:
    if not isinstance(found, list) or len(found) > COMMENTS_LIMIT:
        raise ValueError("comments")
    comments = tuple(_read_comment(one) for one in found)
    if len({one.id for one in comments}) != len(comments):
        raise ValueError("a comment twice")
    return comments


def _read_comment(one: dict[str, Any]) -> Comment:
    kind, item_id = one["item"]
    at, reply_to = one["selector"], one.get("reply_to")
    body = manifest.text(one["body"], COMMENT_LIMIT)
    if not body.strip():
        raise ValueError("an empty comment")
    return Comment(
        id=manifest.identifier(one["id"]),
        item=(manifest.text(kind, 40), manifest.identifier(item_id)),
        kind=CommentKind(one["kind"]),
        body=body,
        field=manifest.text(one["field_path"], _FIELD_LIMIT),
        selector=None if at is None else _selector(at),
        reply_to=None if reply_to is None else manifest.identifier(reply_to),
    )


def _selector(at: dict[str, Any]) -> Selector:
    start, stop = at["start"], at["stop"]
    if type(start) is not int or type(stop) is not int or not 0 <= start < stop <= BODY_LIMIT:
        raise ValueError("a passage")
    exact = manifest.text(at["exact"], BODY_LIMIT)
    if not exact.strip():
        raise ValueError("an empty passage")
    return Selector(
        exact=exact,
        prefix=manifest.text(at["prefix"], CONTEXT),
        suffix=manifest.text(at["suffix"], CONTEXT),
        start=start,
        stop=stop,
    )
