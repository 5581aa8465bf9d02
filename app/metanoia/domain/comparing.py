"""Two shares of one person compared: what is new, changed, the same, or not in this share.

What is not in a share need not be gone: it may only not have been shared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from metanoia.domain.replies import Item
from metanoia.domain.shared_things import SharedThing
from metanoia.domain.shares import OpenedShare, SharedEntry


class Difference(NamedTuple):
    """The things of two shares, sorted out; each list keeps the order of the share it comes from."""

    new: tuple[Item, ...]
    changed: tuple[Item, ...]
    same: tuple[Item, ...]
    not_in_this_share: tuple[Item, ...]


def sort_out(before: Mapping[Item, str], after: Mapping[Item, str]) -> Difference:
    """Return how the things ``after`` differ from those ``before``, each given with its content hash."""
    both = [item for item in after if item in before]
    return Difference(
        new=tuple(item for item in after if item not in before),
        changed=tuple(item for item in both if after[item] != before[item]),
        same=tuple(item for item in both if after[item] == before[item]),
        not_in_this_share=tuple(item for item in before if item not in after),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One thing as two shares have it; ``before`` is None where the earlier one did not hold it."""

    before: SharedThing | None
    after: SharedThing

    @property
    def item(self) -> Item:
        """Its kind and id."""
        return self.after.kind, self.after.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A share beside the one before it; without one, everything is new."""

    before: OpenedShare | None
    after: OpenedShare
    difference: Difference
    headings: Mapping[Item, str]  # of the things of both shares

    def pairs(self, kind: str) -> Iterator[Pair]:
        """Yield the things of a kind in the later share, each beside itself in the earlier one."""
        earlier = {(one.kind, one.id): one for one in (self.before.things if self.before else ())}
        for thing in self.after.things:
            if thing.kind == kind:
                yield Pair(before=earlier.get((thing.kind, thing.id)), after=thing)


def compare(before: OpenedShare | None, after: OpenedShare) -> Comparison:
    """Return the share ``after`` beside the one ``before`` it."""
    earlier = hashes(before) if before else {}
    headings = {**(_headings(before) if before else {}), **_headings(after)}
    return Comparison(
        before=before,
        after=after,
        difference=sort_out(earlier, hashes(after)),
        headings=headings,
    )


def hashes(share: OpenedShare) -> dict[Item, str]:
    """Return the content hash of each entry and thing of a share, entries first."""
    found: dict[Item, str] = {
        ("entry", str(entry.id)): content_hash(_entry(entry)) for entry in share.entries
    }
    return found | {(one.kind, one.id): content_hash(_thing(one)) for one in share.things}


def content_hash(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 in hex of the compact JSON of a thing, keys sorted, in UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _thing(thing: SharedThing) -> dict[str, Any]:
    # without its revision: that grows by changes in what was not shared, too
    return {
        "type": thing.kind,
        "id": thing.id,
        "fields": dict(thing.fields),
        "plain": dict(thing.plain),
        "withheld": thing.withheld,
    }


def _entry(entry: SharedEntry) -> dict[str, Any]:
    return {
        "type": "entry",
        "id": str(entry.id),
        "fields": {
            "date": entry.date.isoformat(),
            "time": entry.time.isoformat("minutes") if entry.time else None,
            "tags": list(entry.tags),
            "mood": entry.mood,
            "energy": entry.energy,
        },
        "plain": {"title": entry.title, "body": entry.body},
        "withheld": entry.withheld,
        "attachments": [[one.name, one.sha256] for one in entry.attachments],
    }


def heading(thing: SharedThing) -> str:
    """Return what a thing is called by its own words."""
    names = ("title", "name", "statement", "text")
    return next((thing.plain[name] for name in names if thing.plain.get(name)), "")


def _headings(share: OpenedShare) -> dict[Item, str]:
    found: dict[Item, str] = {("entry", str(one.id)): one.title for one in share.entries}
    return found | {(one.kind, one.id): heading(one) for one in share.things}
