"""Names in double brackets: how a text speaks of a goal, a value, an assumption, a map or an entry."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 100
"""Characters that stand between the brackets; a longer name is cut and ends in "…"."""

PATTERN: Final = r"\[\[([^\[\]\n]{1,200})\]\]"
_BEGUN: Final = re.compile(r"\[\[([^\[\]\n]{0,80})\Z")
_CUT: Final = "…"


def as_name(words: str) -> str:
    """Return what stands between the brackets for a thing of that name: one line, no brackets in it."""
    said = " ".join(words.replace("[", "(").replace("]", ")").split())
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + _CUT


def names(said: str, words: str) -> bool:
    """Tell whether ``said``, from between brackets, is the name of what is called ``words``."""
    return _folded(said) == _folded(as_name(words))


def begun(before: str) -> str | None:
    """Return what was typed of a name at the end of ``before``, a line up to the caret; None if none is begun."""
    found = _BEGUN.search(before)
    return found[1] if found else None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
