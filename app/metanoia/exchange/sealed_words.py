"""The words of a sealed share as its reader had them, and whether a comment stands on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from metanoia.domain.replies import WHOLE, Comment, Item
from metanoia.exchange.refusals import unreadable
from metanoia.text.composed import compose

if TYPE_CHECKING:
    from metanoia.domain.anchors import Selector
    from metanoia.domain.shares import SealedShare

Words = Mapping[Item, Mapping[str, str]]
"""The texts of each thing (kind, id) in a share, by the path of their field."""


def words_of(snapshot: str) -> Words:
    """Return the texts in data.json of a share that was sealed here, whichever version it is."""
    return {(item["type"], item["id"]): _plain(item) for item in json.loads(snapshot)["items"]}


def check(comments: Iterable[Comment], share: SealedShare) -> None:
    """Raise ShareUnreadable unless each comment is on what was shared, and on the words it quotes."""
    said = tuple(comments)
    if not said:
        return
    words = words_of(share.snapshot)
    for comment in said:
        plain = words.get(comment.item)
        if plain is None or (comment.field != WHOLE and comment.field not in plain):
            raise unreadable("not-shared")
        if comment.selector is None:
            continue
        if comment.field == WHOLE or not _stands(comment.selector, plain[comment.field]):
            raise unreadable("other-words")


def _plain(item: Mapping[str, Any]) -> Mapping[str, str]:
    if "plain" in item:
        found: Mapping[str, str] = item["plain"]
        return found
    return {
        path: item["fields"][path] for path in ("title", "body")
    }  # version 1 held entries alone


def _stands(at: Selector, text: str) -> bool:
    whole = compose(text).text
    before, after = whole[: at.start], whole[at.stop :]
    quoted = whole[at.start : at.stop] == at.exact
    return quoted and before.endswith(at.prefix) and after.startswith(at.suffix)
