"""Text that is about to leave: links stay only between things of the same share."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from metanoia.domain.withheld import WITHHELD

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_TARGET = (
    r"(?:(?:entry|attachment):[^\s<>()\[\]]*+"
    rf"|\b(?:assumption|prediction|action|goal|value|metric|target|map):{_ID})"
)
_TEXT = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*+\])*+"
# An escaped bracket begins no link; to pass over it also keeps the search linear.
_LINK = re.compile(
    rf"\\.|!?\[({_TEXT})\]\([ \t\n]*+<?({_TARGET})>?[^()]*\)", re.IGNORECASE | re.DOTALL
)
_DEFINITION = re.compile(
    rf"^[ \t]{{0,3}}\[[^\[\]\n]{{1,200}}\]:[ \t]*\n?[ \t]*<?({_TARGET})>?[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_BARE = re.compile(rf"<?({_TARGET})>?", re.IGNORECASE)
_UUID = re.compile(_ID, re.IGNORECASE)


def only_shared(
    text: str, shared: Collection[str], in_journal: Callable[[str], bool]
) -> tuple[str, int]:
    """Return ``text`` without any way to what is not in ``shared``, and how many ways went.

    ``shared`` holds the targets that stay ("entry:<id>", "goal:<id>", "attachment:<sha256>"); a link
    elsewhere is reduced to its text, and an id that ``in_journal`` knows, written out, is withheld.
    """
    gone = 0

    def link(found: re.Match[str]) -> str:
        nonlocal gone
        if found[2] is None or found[2] in shared:
            return found[0]
        gone += 1
        return found[1]

    def definition(found: re.Match[str]) -> str:
        nonlocal gone
        if found[1] in shared:
            return found[0]
        gone += 1
        return ""

    def bare(found: re.Match[str]) -> str:
        nonlocal gone
        if found[1] in shared or not _points(found[1]):
            return found[0]
        gone += 1
        return WITHHELD

    def known(found: re.Match[str]) -> str:
        nonlocal gone
        kept = any(target.endswith(f":{found[0]}") for target in shared)
        if kept or not in_journal(found[0].lower()):
            return found[0]
        gone += 1
        return WITHHELD

    for _ in range(2):  # a picture may stand inside a link
        text = _LINK.sub(link, text)
    text = _DEFINITION.sub(definition, text)
    text = _BARE.sub(bare, text)
    return _UUID.sub(known, text), gone


def _points(target: str) -> bool:
    """Tell a target from the word that ends in a colon ("a diary entry:so I wrote")."""
    return re.fullmatch(r"\w+:[0-9a-f-]{4,}\W*", target, re.IGNORECASE) is not None
