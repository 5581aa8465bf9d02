"""Shares that were sealed and replies that came back, as the journal keeps them: made without files."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from typing import Any

from metanoia.domain.learning_targets import TargetEvent, TargetId, Wording
from metanoia.domain.replies import Comment, CommentKind, OpenedReply, Reply
from metanoia.domain.shares import SealedItem, SealedShare
from metanoia.text.anchors import select

SEALED = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
WRITTEN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
ASK = Wording("Open each handover with a question", "Ida noticed it", dt.date(2026, 4, 30))


def new_id() -> str:
    return str(uuid.uuid4())


def unsent(replies: Any) -> list[Any]:
    """Return the comments whose answers wait for a share to leave with."""
    said = [one for reply in replies.all() for one in reply.comments]
    return [one for one in said if one.answer is not None and one.answer.share is None]


def thing(kind: str, item_id: str | None = None, **plain: str) -> dict[str, Any]:
    """Return an item of a share, version 2, with these texts by their paths."""
    found = {"type": kind, "id": item_id or new_id(), "rev": 1, "fields": {}, "plain": plain}
    return {**found, "withheld_count": 0}


def keep_share(
    shares: Any,
    *items: dict[str, Any],
    parties=(),
    previous=None,
    events=(),
    answers=(),
    scope="{}",
) -> SealedShare:
    """Keep a sealed share of these items; ``events`` are the ids of target events in it."""
    share_id, seq = new_id(), shares.next_seq()
    snapshot = json.dumps(
        {
            "format": "metanoia-share", "version": 2, "share_id": share_id, "seq": seq,
            "previous_share_id": previous, "reply_token": "A" * 43 + "=", "items": list(items),
            "replies": list(answers), "target_events": [{"id": one} for one in events],
        }
    )  # fmt: skip
    sealed = SealedShare(
        id=share_id, seq=seq, sealed_at=SEALED, scope=scope, cover_note="", snapshot=snapshot,
        payload_sha256=hashlib.sha256(snapshot.encode()).hexdigest(), size=100,
        items=tuple(SealedItem(kind=i["type"], id=i["id"], rev=1, sha256="0" * 64) for i in items),
        parties=tuple(parties),
    )  # fmt: skip
    shares.keep(sealed)
    return sealed


def comment(item: tuple[str, str], body: str = "Who could have?", **more: Any) -> Comment:
    """Return a question on a thing; ``on=(text, quote)`` puts it on a passage of a field."""
    if on := more.pop("on", None):
        text, quote = on
        start = text.index(quote)
        more["selector"] = select(text, start, start + len(quote))
        more.setdefault("field", "body")
    return Comment(
        **{"id": new_id(), "item": item, "kind": CommentKind.QUESTION, "body": body} | more
    )


def opened(share: SealedShare, *comments: Comment, party=None, **more: Any) -> OpenedReply:
    """Return a reply to a share as it is once it was opened."""
    said = {
        "review_id": new_id(), "share_id": share.id, "share_sha256": share.payload_sha256, "seq": 1,
        "written_at": WRITTEN, "sender": "Ingrid", "comments": comments, "closing_note": "",
        "next_session_on": None,
    }  # fmt: skip
    reply = Reply(**said | more)
    digest = hashlib.sha256(repr(reply).encode()).hexdigest()
    return OpenedReply(reply=reply, manifest_sha256=digest, party=party)


def event(target: str | None = None, act: str = "propose", wording: Wording = ASK, **more: Any):
    """Return something that a coach said of a target."""
    return TargetEvent(
        **{
            "id": new_id(),
            "target": TargetId(target or new_id()),
            "at": WRITTEN,
            "actor": "coach",
            "act": act,
            "wording": wording,
        }
        | more
    )
