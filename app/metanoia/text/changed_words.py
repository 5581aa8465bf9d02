"""Which words of a text went and which came, from one wording to the next."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORD = re.compile(r"\s*\S+")


class Run(NamedTuple):
    """Words that stayed, went or came; joined in their order they are both wordings."""

    what: Literal["same", "gone", "new"]
    words: str


def changed_words(before: str, after: str) -> list[Run]:
    """Return ``after`` in runs of words, with those of ``before`` that went in their place."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    runs = []
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(new[new_from:new_to])))
            continue
        if old_from < old_to:
            runs.append(Run("gone", "".join(old[old_from:old_to])))
        if new_from < new_to:
            runs.append(Run("new", "".join(new[new_from:new_to])))
    return runs
