"""The parts of a reply that need no program: README.txt, and all that is said as Markdown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from metanoia.domain.replies import CommentKind
from metanoia.exchange import readable
from metanoia.exchange.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from metanoia.domain.replies import Comment, Item, Reply
    from metanoia.domain.shares import OpenedShare

KINDS: Final = {
    CommentKind.QUESTION: "Question",
    CommentKind.NOTICING: "I notice",
    CommentKind.APPRECIATION: "I appreciate",
    CommentKind.NOTE: "Note",
}

_HEADINGS: Final = ("title", "name", "statement", "text")  # where the words of a thing begin

_README = """A reply from {sender}, sealed on {day}

Somebody read what you shared with them and wrote this to you.

To read it        Metanoia brings it in beside what you shared.
Or as text        comments/reply.md holds all of it.
For programs      data.json holds the same.

manifest.json lists every other file with its SHA-256.
"""


def readme(sender: str, written: dt.datetime) -> str:
    """Return the text that tells what a reply is."""
    return _README.format(sender=sender, day=readable.day(written.date()))


def as_markdown(reply: Reply, share: OpenedShare) -> str:
    """Return all that a reply says: the comments below each entry in its order, then the closing note."""
    parts = [
        f"# A reply from {reply.sender}",
        f"Written on {readable.day(reply.written_at.date())}",
    ]
    wholes = _without_text(share)
    for item, title in _headings(share):
        said = [one for one in reply.comments if one.item == item]
        if said:
            parts += [f"## {title}", *(_comment(one, wholes) for one in said)]
    if reply.closing_note:
        parts += ["## To close", reply.closing_note]
    if reply.next_session_on is not None:
        parts.append(f"Next session: {readable.day(reply.next_session_on)}")
    return "\n\n".join(parts) + "\n"


def _headings(share: OpenedShare) -> Iterator[tuple[Item, str]]:
    for entry in share.entries:
        title = entry.title or "Without a title"
        yield ("entry", str(entry.id)), f"{readable.day(entry.date)}: {title}"
    for thing in share.things:
        words = next((thing.plain[path] for path in _HEADINGS if path in thing.plain), "")
        yield (thing.kind, thing.id), f"{thing.kind.capitalize()}: {' '.join(words.split())}"


def _without_text(share: OpenedShare) -> dict[tuple[Item, str], str]:
    """Return what is said of the fields that have no text of their own, as the loops of a map."""
    return {
        ((thing.kind, thing.id), passage.field): passage.label
        for thing in share.things
        if thing.kind == "map"
        for passage in shown(thing).passages
        if passage.field and not passage.text
    }


def _comment(comment: Comment, wholes: Mapping[tuple[Item, str], str]) -> str:
    whole = wholes.get((comment.item, comment.field), "")
    quote = comment.selector.exact if comment.selector else whole
    lines = [f"> {line}".rstrip() for line in quote.splitlines()]
    return "\n".join(
        [*lines, *([""] if lines else []), f"**{KINDS[comment.kind]}.** {comment.body}"]
    )
