"""Tags: short names that people give to what belongs together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from metanoia.domain.errors import Refused

TAG_LIMIT = 40

# As jrnl reads them: at the start of a word, so that kyla@home.org wears none; "# Title" has a space.
_IN_TEXT = re.compile(r"(?<![^\s(\[,;])[#@]([-+*/\w]*\w)")


def tag(text: str) -> str:
    """Return the tag that was typed, without a leading # or @, its inner spaces kept single.

    Raises Refused unless 1 to 40 characters with a letter or digit are left.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    name = name[1:].lstrip() if name[:1] in ("#", "@") else name
    if not any(sign.isalnum() or unicodedata.category(sign) == "So" for sign in name):
        raise Refused("A tag needs at least one letter, as in #work.")
    if len(name) > TAG_LIMIT:
        raise Refused(f"A tag has at most {TAG_LIMIT} characters; “{name}” has {len(name)}.")
    if not name.isprintable():
        raise Refused("A tag holds plain letters and signs only.")
    return name


def tags(names: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in the order given, each once whatever its capitals; Refused as ``tag``."""
    kept: dict[str, str] = {}
    for name in names:
        clean = tag(name)
        kept.setdefault(clean.casefold(), clean)
    return tuple(kept.values())


def tags_in(text: str) -> tuple[str, ...]:
    """Return the #tags and @tags that stand in the text and have a letter, each once, in order."""
    found = (
        name
        for name in _IN_TEXT.findall(text)
        if len(name) <= TAG_LIMIT and any(sign.isalpha() for sign in name)
    )
    return tags(found)
