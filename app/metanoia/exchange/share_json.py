"""What a share says, as its data.json (version 2); ``share_data`` reads it.

Every word that a person wrote stands in ``plain`` of its item, under the path of its field; ``fields``
holds numbers, days and the program's own words, and of an entry its tags.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from metanoia.domain.shared_things import SharedThing
from metanoia.domain.shares import SealedItem, SharedEntry
from metanoia.exchange.chosen import Beside, Draw
from metanoia.exchange.target_json import event_as_json

FORMAT: Final = "metanoia-share"
VERSION: Final = 2
DATA: Final = "data.json"

Json = dict[str, Any]


def write(
    drawn: Draw,
    *,
    sender: str,
    reply_to: str,
    cover_note: str,
    items: Sequence[Json],
    beside: Beside,
) -> bytes:
    """Return data.json of these ``items``; ``beside`` holds what may leave, cleaned."""
    agreed = beside.agreed
    data = {
        "format": FORMAT,
        "version": VERSION,
        "share_id": drawn.share_id,
        "seq": beside.seq,
        "previous_share_id": beside.previous,
        "created_on": drawn.created.date().isoformat(),
        "from": {"name": sender},
        "reply_to": {"age": reply_to},
        "reply_token": base64.b64encode(drawn.reply_token).decode(),
        "consent": agreed
        and {
            "purpose": agreed.purpose,
            "ends_on": agreed.ends_on.isoformat(),
            "keep_days": agreed.keep_days,
        },
        "cover_note": cover_note,
        "items": list(items),
        "links": [
            {"from": list(link.source), "to": list(link.target), "relation": link.relation}
            for link in beside.links
        ],
        "replies": [
            {"comment_id": one.comment, "body": one.text, "on": one.on.isoformat()}
            for one in beside.answers
        ],
        "target_events": [event_as_json(event) for event in beside.events],
        "withdrawn_shares": list(beside.withdrawn),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def thing_item(thing: SharedThing) -> Json:
    """Return a goal, value, assumption, prediction, target or map as an item."""
    return {
        "type": thing.kind,
        "id": thing.id,
        "rev": thing.rev,
        "fields": dict(thing.fields),
        "plain": dict(thing.plain),
        "withheld_count": thing.withheld,
    }


def entry_item(entry: SharedEntry) -> Json:
    """Return an entry as an item."""
    fields = {
        "date": entry.date.isoformat(),
        "time": entry.time.strftime("%H:%M") if entry.time else None,
        "tags": list(entry.tags),
        "mood": entry.mood,
        "energy": entry.energy,
    }
    attachments = [
        {"name": one.name, "file": one.member, "media": one.media, "size": one.size}
        for one in entry.attachments
    ]
    texts = {"title": entry.title, "body": entry.body}
    return {
        "type": "entry",
        "id": entry.id,
        "rev": entry.rev,
        "fields": fields,
        "plain": {path: text for path, text in texts.items() if text},
        "withheld_count": entry.withheld,
        "attachments": attachments,
    }


def sealed_item(item: Json) -> SealedItem:
    """Return what is kept of an item that left."""
    canonical = json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return SealedItem(
        kind=item["type"],
        id=item["id"],
        rev=item["rev"],
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        withheld=item["withheld_count"],
    )
