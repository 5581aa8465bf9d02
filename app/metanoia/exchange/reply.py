"""The way back of a share: a reply is sealed for its sender, and checked before anything of it is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from metanoia.domain.anchors import BODY
from metanoia.domain.errors import NotFound, Refused, ShareUnreadable
from metanoia.domain.replies import (
    COMMENTS_LIMIT,
    WHOLE,
    Comment,
    Draft,
    OpenedReply,
    Reply,
    Taken,
    closing_text,
    comment_text,
)
from metanoia.exchange import (
    bundle,
    bundle_reader,
    manifest,
    payload,
    refusals,
    reply_data,
    reply_manifest,
)
from metanoia.exchange.desk import contents
from metanoia.exchange.refusals import unreadable
from metanoia.exchange.reply_text import as_markdown, readme

if TYPE_CHECKING:
    from metanoia.domain.people import Identity
    from metanoia.domain.shares import OpenedShare, SealedShare
    from metanoia.exchange.open_journal import ReplyingJournal
    from metanoia.exchange.reply_manifest import ReplyManifest


def seal_reply(
    share: OpenedShare,
    draft: Draft,
    *,
    name: str,
    identity: Identity | None,
    at: dt.datetime | None = None,
) -> bytes:
    """Return the sealed reply to a share, which its sender alone can open.

    It is signed by ``identity`` if the share was sealed for that; whoever opened the share by words
    shows its token in place of a signature. Refused if nothing is said, or too much.
    """
    if len(draft.comments) > COMMENTS_LIMIT:
        raise Refused(f"A reply holds at most {COMMENTS_LIMIT:,} comments. Make several replies.")
    if draft.empty:
        raise Refused(
            "There is nothing in this reply yet. Write a comment or a closing note first."
        )
    written = (at or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    reply = Reply(
        review_id=draft.review_id,
        share_id=share.id,
        share_sha256=share.manifest_sha256,
        seq=draft.seq,
        written_at=written,
        sender=name,
        comments=tuple(replace(one, body=comment_text(one.body)) for one in draft.comments),
        closing_note=closing_text(draft.closing_note),
        next_session_on=draft.next_session_on,
        target_events=draft.target_events,
        gone=draft.gone,
    )
    members = {
        payload.DATA: reply_data.write(reply),
        "README.txt": readme(name, written).encode(),
        "comments/reply.md": as_markdown(reply, share).encode(),
    }
    signer = identity if share.addressed_to_me else None
    sender = signer and manifest.Sender(name=name, age=signer.age_recipient, key=signer.signing_key)
    manifest_json = reply_manifest.write(
        members,
        bundle_id=str(uuid.uuid4()),
        created=written,
        by=sender or name,
        token=share.reply_token,
        share=(share.id, share.manifest_sha256),
        recipients=[share.reply_to],
    )
    packed = bundle.pack(members, manifest_json, signer.signing_seed if signer else None)
    return bundle.seal_for_keys(packed, [share.reply_to])


def file_name(share: OpenedShare, today: dt.date) -> str:
    """Return the name of the file of a reply: "metanoia-2026-01-20-4f2a.metanoia-reply"."""
    return bundle.file_name(today, share.id, bundle.REPLY_SUFFIX)


def open_reply(source: Path | bytes, journal: ReplyingJournal) -> OpenedReply:
    """Open a reply to a share of this ``journal``, whole, and from somebody who may write one.

    Raises ShareUnreadable with a stable code and a sentence; nothing is written anywhere.
    """
    try:
        return _open(source, journal)
    except ShareUnreadable as refusal:
        raise refusals.of_reply(refusal) from None


def bring_in(journal: ReplyingJournal, source: Path | bytes) -> tuple[OpenedReply, Taken]:
    """Open a reply and keep its comments beside what was shared; the second time nothing changes.

    Raises ShareUnreadable, or Refused by ``Replies.take``; nothing was kept then.
    """
    opened = open_reply(source, journal)
    return opened, journal.replies.take(opened)


def _open(source: Path | bytes, journal: ReplyingJournal) -> OpenedReply:
    sealed = source if isinstance(source, bytes) else contents(source)
    own = journal.identity.get()
    found = bundle_reader.open_reply(sealed, own.age_secret, own.age_recipient)
    listed = found.manifest
    try:
        share = journal.shares.get(listed.share_id)
    except NotFound:
        raise unreadable("unknown-share") from None
    if listed.share_sha256 != share.payload_sha256:
        raise unreadable("other-share")
    party = _writer(listed, share, journal)
    try:
        reply = reply_data.read(found.members[payload.DATA])
        _check_same(reply, listed, share)
    except (KeyError, ValueError):
        raise unreadable("data") from None
    return OpenedReply(
        reply=reply,
        manifest_sha256=hashlib.sha256(found.manifest_json).hexdigest(),
        party=party,
    )


def _writer(listed: ReplyManifest, share: SealedShare, journal: ReplyingJournal) -> str | None:
    """Return the id of the known person who signed it, None for somebody who could open the share."""
    if listed.key is not None:
        person = journal.people.by_key(listed.key)
        if person is None and journal.people.by_new_key(listed.key) is not None:
            raise unreadable("unconfirmed-key")
        if person is None or person.deleted_at is not None:
            raise unreadable("unknown-signer")
        return person.id
    token = manifest.token(json.loads(share.snapshot)["reply_token"])
    if listed.token is None or not hmac.compare_digest(token, listed.token):
        raise unreadable("wrong-token")
    return None


def _check_same(reply: Reply, listed: ReplyManifest, share: SealedShare) -> None:
    """Raise ValueError unless data.json and the manifest agree, and each comment is on what was shared."""
    if (reply.share_id, reply.share_sha256) != (listed.share_id, listed.share_sha256):
        raise ValueError("another share")
    shared = {(item.kind, item.id) for item in share.items}
    for comment in reply.comments:
        if comment.item not in shared or not _on_text(comment):
            raise ValueError("a comment on what was not shared")


def _on_text(comment: Comment) -> bool:
    return comment.field == (WHOLE if comment.selector is None else BODY)
