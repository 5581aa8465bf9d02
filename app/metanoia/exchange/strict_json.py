"""JSON from strangers: its size, depth and number of parts are counted before it is parsed."""

from __future__ import annotations

import json
import re
from typing import Any

DEPTH_LIMIT = 32
PART_LIMIT = 500_000

# A string (which may lack its end), or a sign that opens, closes or parts. Possessive: linear time.
_SIGN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)


def parse(raw: bytes, limit: int) -> Any:
    """Return the value of JSON in UTF-8, of at most ``limit`` bytes; ValueError for anything else.

    Refused too: nesting deeper than 32, more than half a million parts, a key twice, NaN.
    """
    if len(raw) > limit:
        raise ValueError("too large")
    _count(raw)
    return json.loads(raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)


def _count(raw: bytes) -> None:
    depth = 0
    for parts, sign in enumerate(_SIGN.finditer(raw)):
        first = raw[sign.start()]
        if first in b"[{":
            depth += 1
        elif first in b"]}":
            depth -= 1
        if depth > DEPTH_LIMIT or parts > PART_LIMIT:
            raise ValueError("too deep or too many parts")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
