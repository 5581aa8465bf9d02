"""The table of contents of a reply: whose share it answers, and who answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from metanoia.domain.shares import NAME_LIMIT
from metanoia.exchange import manifest
from metanoia.exchange.manifest import Part, Sender
from metanoia.exchange.refusals import unreadable
from metanoia.vault import stamps

KIND = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyManifest:
    """What the table of contents of a reply says.

    ``key`` (32 bytes) is whose signature it bears; without one ``token`` is that of the share.
    """

    bundle_id: str
    created: dt.datetime
    name: str
    key: bytes | None
    token: bytes | None = field(repr=False)
    share_id: str
    share_sha256: str
    recipients: tuple[str, ...]
    files: tuple[Part, ...]


def write(
    members: Mapping[str, bytes],
    *,
    bundle_id: str,
    created: dt.datetime,
    by: Sender | str,
    token: str,
    share: tuple[str, str],
    recipients: Sequence[str],
) -> bytes:
    """Return manifest.json of a reply to the ``share`` (id, hash of its manifest).

    ``by`` is who signs it; or a mere name, and the ``token`` (base64) shows that the share was read.
    """
    said = (
        {"sender": manifest.said_of(by)}
        if isinstance(by, Sender)
        else {"sender": {"name": by}, "reply_token": token}
    )
    return manifest.listing(
        members,
        kind=KIND,
        bundle_id=bundle_id,
        created=stamps.stamp(created),
        in_reply_to={"bundle_id": share[0], "manifest_sha256": share[1]},
        recipients=list(recipients),
        **said,
    )


def read(fields: dict[str, Any]) -> ReplyManifest:
    """Return the checked manifest of a reply; ShareUnreadable otherwise."""
    if fields.get("kind") in manifest.KINDS and fields["kind"] != KIND:
        raise unreadable("not-a-reply")
    try:
        sender, answered = fields["sender"], fields["in_reply_to"]
        key, token = sender.get("ssh"), fields.get("reply_token")
        if fields["kind"] != KIND:
            raise ValueError("kind")
        return ReplyManifest(
            bundle_id=manifest.identifier(fields["bundle_id"]),
            created=manifest.moment(fields["created"]),
            name=manifest.text(sender["name"], NAME_LIMIT),
            key=None if key is None else manifest.ssh_key(key),
            token=None if token is None else manifest.token(token),
            share_id=manifest.identifier(answered["bundle_id"]),
            share_sha256=manifest.sha256(answered["manifest_sha256"]),
            recipients=manifest.recipient_list(fields["recipients"]),
            files=manifest.file_list(fields["files"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise unreadable("manifest") from None
