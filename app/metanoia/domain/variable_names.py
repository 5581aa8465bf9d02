"""Whether the name of a variable names something that can rise and fall."""

from __future__ import annotations

import re
from typing import Final, Literal

Doubt = Literal["", "direction", "event", "verb"]
"""What a name holds that a variable cannot be: a direction already, something that was once, an act."""

_DIRECTION: Final = re.compile(
    r"(?:more|less|fewer|increas\w+|decreas\w+|rising|falling|growing|shrinking|lack of|no"
    r"|too (?:much|many|little|few))\b",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"\b(?:yesterday|today|tomorrow|last (?:week|month|year|night|spring|summer|autumn|winter)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_VERB: Final = re.compile(r"to (?!do\b)[a-z]+", re.IGNORECASE)


def doubt(name: str) -> Doubt:
    """Return why a name may not fit, "" if nothing speaks against it; only plain cases are noticed."""
    said = name.strip()
    if _DIRECTION.match(said):
        return "direction"
    if _EVENT.search(said):
        return "event"
    return "verb" if _VERB.match(said) else ""
