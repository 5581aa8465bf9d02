"""The words of a sealed share as its reader had them, and whether a comment stands on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from metanoia.domain.replies import WHOLE, Comment, Item
from metanoia.exchange.refusals import unreadable
from metanoia.exchange.shown_map import loop_field
from metanoia.text.composed import compose

if TYPE_CHECKING:
    from metanoia.domain.anchors import Selector
    from metanoia.domain.shares import SealedShare

Words = Mapping[Item, Mapping[str, str]]
"""The texts of each thing (kind, id) in a share, by the path of their field."""


def words_of(snapshot: str) -> Words:
    """Return the texts in data.json of a share that was sealed here, whichever version it is."""
    return {(item["type"], item["id"]): _plain(item) for item in json.loads(snapshot)["items"]}


class SealedLoop(NamedTuple):
    """A loop of a map as its reader had it: its label, its variables by id, and what they were called."""

    label: str
    variables: tuple[str, ...]
    names: tuple[str, ...]


def loops_of(snapshot: str) -> Mapping[Item, Mapping[str, SealedLoop]]:
    """Return the loops of each map in data.json of a share that was sealed here, by their fields."""
    items = json.loads(snapshot)["items"]
    return {(one["type"], one["id"]): _loops(one) for one in items if one["type"] == "map"}


def check(comments: Iterable[Comment], share: SealedShare) -> None:
    """Raise ShareUnreadable unless each comment is on what was shared, and on the words it quotes."""
    said = tuple(comments)
    if not said:
        return
    words, loops = words_of(share.snapshot), loops_of(share.snapshot)
    for comment in said:
        plain = words.get(comment.item)
        known = plain is not None and comment.field in (
            WHOLE, *plain, *loops.get(comment.item, ())
        )  # fmt: skip
        if plain is None or not known:
            raise unreadable("not-shared")
        if comment.selector is None:
            continue
        if comment.field not in plain or not _stands(comment.selector, plain[comment.field]):
            raise unreadable("other-words")


def _plain(item: Mapping[str, Any]) -> Mapping[str, str]:
    if "plain" in item:
        found: Mapping[str, str] = item["plain"]
        return found
    return {
        path: item["fields"][path] for path in ("title", "body")
    }  # version 1 held entries alone


def _loops(item: Mapping[str, Any]) -> dict[str, SealedLoop]:
    plain = _plain(item)
    return {
        loop_field(one["ref"]): SealedLoop(
            one["label"],
            tuple(one["variables"]),
            tuple(plain.get(f"variable/{id_}", "") for id_ in one["variables"]),
        )
        for one in item["fields"].get("loops", ())
    }


def _stands(at: Selector, text: str) -> bool:
    whole = compose(text).text
    before, after = whole[: at.start], whole[at.stop :]
    quoted = whole[at.start : at.stop] == at.exact
    return quoted and before.endswith(at.prefix) and after.startswith(at.suffix)
