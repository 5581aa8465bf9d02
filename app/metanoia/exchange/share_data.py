"""Reading the data.json of a share, version 2 or 1, each field checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from metanoia.domain.consents import PURPOSE_LIMIT, Agreed
from metanoia.domain.entries import BODY_LIMIT, TITLE_LIMIT, EntryId
from metanoia.domain.errors import Refused
from metanoia.domain.learning_targets import TargetEvent
from metanoia.domain.replies import COMMENT_LIMIT, COMMENTS_LIMIT
from metanoia.domain.shared_things import THING_KINDS, SharedLink, SharedThing
from metanoia.domain.shares import COVER_NOTE_LIMIT, SharedAnswer, SharedAttachment, SharedEntry
from metanoia.exchange import manifest, strict_json
from metanoia.exchange.bundle import MEMBER_BYTES
from metanoia.exchange.share_json import FORMAT, VERSION
from metanoia.exchange.target_json import read_events
from metanoia.exchange.things_read import read_thing
from metanoia.exchange.told import (
    GROWN,
    amount,
    day_text,
    fields_of,
    listed,
    maybe,
    one_of,
    texts,
    whole,
)
from metanoia.store.links import RELATIONS

TAG_LIMIT: Final = 100
ATTACHMENT_LIMIT: Final = 500
ITEM_LIMIT: Final = 5_000
LINK_LIMIT: Final = 20_000

_TIME = re.compile(r"[0-2][0-9]:[0-5][0-9]")
_MEMBER = re.compile(r"attachments/([0-9a-f]{64})\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareData:
    """What a share says; ``reply_token`` is its 32 bytes."""

    share_id: str
    sender: str
    reply_to: str
    reply_token: bytes
    cover_note: str
    entries: tuple[SharedEntry, ...]
    things: tuple[SharedThing, ...] = ()
    links: tuple[SharedLink, ...] = ()
    answers: tuple[SharedAnswer, ...] = ()
    events: tuple[TargetEvent, ...] = ()
    withdrawn: tuple[str, ...] = ()
    agreed: Agreed | None = None
    seq: int = 0
    previous: str | None = None


def read(raw: bytes, members: Mapping[str, bytes] | None = None) -> ShareData:
    """Return what data.json says; ``members`` are those it came with, None for one that was kept alone.

    Raises ValueError for anything that no share says.
    """
    try:
        return _read(strict_json.parse(raw, MEMBER_BYTES), members)
    except (KeyError, TypeError, AttributeError, IndexError, OverflowError, Refused):
        raise ValueError("no data of a share") from None


def _read(data: dict[str, Any], members: Mapping[str, bytes] | None) -> ShareData:
    version = data["version"]
    if data["format"] != FORMAT or type(version) is not int or version not in (1, VERSION):
        raise ValueError("another format")
    items = listed(data["items"], ITEM_LIMIT)
    entries = tuple(_entry(one, members, version) for one in items if one["type"] == "entry")
    things = tuple(read_thing(one) for one in items if one["type"] != "entry")
    ids = [("entry", str(one.id)) for one in entries] + [(str(one.kind), one.id) for one in things]
    if len(set(ids)) != len(ids):
        raise ValueError("a thing twice")
    said = ShareData(
        share_id=manifest.identifier(data["share_id"]),
        sender=manifest.shown_name(data["from"]["name"]),
        reply_to=manifest.recipient(data["reply_to"]["age"]),
        reply_token=manifest.token(data["reply_token"]),
        cover_note=manifest.text(data["cover_note"], GROWN * COVER_NOTE_LIMIT),
        entries=entries,
    )
    if version == 1:
        if things:
            raise ValueError("another kind of thing")
        return said
    return _grown(said, data, tuple(sorted(things, key=lambda one: THING_KINDS.index(one.kind))))


def _grown(said: ShareData, data: dict[str, Any], things: tuple[SharedThing, ...]) -> ShareData:
    ids = {("entry", str(one.id)) for one in said.entries} | {
        (str(one.kind), one.id) for one in things
    }
    events = read_events(data["target_events"])
    if any(("target", str(event.target)) not in ids for event in events):
        raise ValueError("an event of another target")
    previous = data["previous_share_id"]
    withdrawn = tuple(
        manifest.identifier(one) for one in listed(data["withdrawn_shares"], ITEM_LIMIT)
    )
    return ShareData(
        share_id=said.share_id,
        sender=said.sender,
        reply_to=said.reply_to,
        reply_token=said.reply_token,
        cover_note=said.cover_note,
        entries=said.entries,
        things=things,
        links=tuple(_link(one, ids) for one in listed(data["links"], LINK_LIMIT)),
        answers=tuple(_answer(one) for one in listed(data["replies"], COMMENTS_LIMIT)),
        events=events,
        withdrawn=withdrawn,
        agreed=None if data["consent"] is None else _agreed(data["consent"]),
        seq=whole(data["seq"], 1, 1 << 31),
        previous=None if previous is None else manifest.identifier(previous),
    )


def _link(one: dict[str, Any], ids: set[tuple[str, str]]) -> SharedLink:
    (kind, source), (other, target) = one["from"], one["to"]
    link = SharedLink((kind, source), (other, target), one_of(one["relation"], RELATIONS))
    if not {link.source, link.target} <= ids:
        raise ValueError("a link to what is not shared")
    return link


def _answer(one: dict[str, Any]) -> SharedAnswer:
    return SharedAnswer(
        comment=manifest.identifier(one["comment_id"]),
        text=manifest.text(one["body"], GROWN * COMMENT_LIMIT),
        on=dt.date.fromisoformat(day_text(one["on"])),
    )


def _agreed(one: dict[str, Any]) -> Agreed:
    return Agreed(
        purpose=manifest.line(one["purpose"], PURPOSE_LIMIT),
        ends_on=dt.date.fromisoformat(day_text(one["ends_on"])),
        keep_days=whole(one["keep_days"], 1, 3650),
    )


def _entry(item: dict[str, Any], members: Mapping[str, bytes] | None, version: int) -> SharedEntry:
    fields = item["fields"]
    grown = 1 if version == 1 else GROWN
    words = fields if version == 1 else texts(item["plain"], ("title", "body"), BODY_LIMIT)
    if version != 1:
        fields_of(fields, ("date", "time", "tags", "mood", "energy"))
    return SharedEntry(
        id=EntryId(manifest.identifier(item["id"])),
        rev=whole(item["rev"], 1, 1 << 31),
        date=dt.date.fromisoformat(day_text(fields["date"])),
        time=_time(fields["time"]),
        title=manifest.line(words.get("title", ""), grown * TITLE_LIMIT),
        body=manifest.text(words.get("body", ""), grown * BODY_LIMIT),
        tags=tuple(manifest.line(tag, grown * 80) for tag in listed(fields["tags"], TAG_LIMIT)),
        attachments=tuple(
            _attachment(one, members) for one in listed(item["attachments"], ATTACHMENT_LIMIT)
        ),
        mood=None if version == 1 else maybe(fields["mood"], 0, 10),
        energy=None if version == 1 else maybe(fields["energy"], 0, 10),
        withheld=0 if version == 1 else whole(item["withheld_count"], 0, amount(words)),
    )


def _attachment(one: dict[str, Any], members: Mapping[str, bytes] | None) -> SharedAttachment:
    member = manifest.text(one["file"], 200)
    named = _MEMBER.fullmatch(member)
    size = whole(one["size"], 0, MEMBER_BYTES)
    if named is None:
        raise ValueError("attachment")
    if members is not None:
        data = members[member]
        if hashlib.sha256(data).hexdigest() != named[1] or size != len(data):
            raise ValueError("attachment")
    return SharedAttachment(
        name=manifest.line(one["name"], GROWN * 255),
        member=member,
        media=manifest.line(one["media"], 100),
        size=size,
        sha256=named[1],
    )


def _time(found: object) -> dt.time | None:
    if found is None:
        return None
    if not isinstance(found, str) or not _TIME.fullmatch(found):
        raise ValueError("time")
    return dt.time.fromisoformat(found)
