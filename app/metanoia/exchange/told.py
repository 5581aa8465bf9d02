"""Single values of a stranger's data.json, each with its kind and its range; ValueError for any other."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from metanoia.exchange import manifest

GROWN: Final = 8
"""How many times longer a text may be than a journal keeps it: other words stand for hidden names."""

PATH_LIMIT: Final = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGEST: Final = 1e12
_LEAST: Final = 1e-12  # of what is not 0: nothing gets beyond all numbers by dividing by it


def whole(found: object, least: int, most: int) -> int:
    """Return a whole number within a range."""
    if type(found) is not int or not least <= found <= most:
        raise ValueError("number")
    return found


def maybe(found: object, least: int, most: int) -> int | None:
    """Return a whole number within a range, or None."""
    return None if found is None else whole(found, least, most)


def number(found: object) -> float:
    """Return a number that a journal could hold."""
    if type(found) not in (int, float) or not isinstance(found, int | float):
        raise TypeError("number")
    if not math.isfinite(found) or abs(found) > _LARGEST or 0 < abs(found) < _LEAST:
        raise ValueError("number")
    return float(found)


def day_text(found: object) -> str:
    """Return a day as it is written, "YYYY-MM-DD"."""
    if not isinstance(found, str) or not _DAY.fullmatch(found):
        raise ValueError("day")
    if not manifest.FIRST_YEAR <= dt.date.fromisoformat(found).year <= manifest.LAST_YEAR:
        raise ValueError("day")
    return found


def maybe_day(found: object) -> str | None:
    """Return a day as it is written, or None."""
    return None if found is None else day_text(found)


def one_of(found: object, choices: Collection[Any]) -> Any:
    """Return one of the program's own words."""
    if isinstance(found, bool) or not isinstance(found, str | int) or found not in choices:
        raise ValueError("choice")
    return found


def maybe_one_of(found: object, choices: Collection[Any]) -> Any:
    """Return one of the program's own words, or None."""
    return None if found is None else one_of(found, choices)


def listed(found: object, limit: int) -> list[Any]:
    """Return a list that is not too long."""
    if not isinstance(found, list) or len(found) > limit:
        raise ValueError("list")
    return found


def fields_of(found: object, needed: Collection[str]) -> dict[str, Any]:
    """Return an object of exactly these keys."""
    if not isinstance(found, dict) or set(found) != set(needed):
        raise ValueError("fields")
    return found


def texts(found: object, allowed: Collection[str], limit: int) -> dict[str, str]:
    """Return texts by their paths, none of them empty, of none but the ``allowed`` paths."""
    if not isinstance(found, dict) or not set(found) <= set(allowed):
        raise ValueError("texts")
    kept = {path: manifest.text(text, GROWN * limit) for path, text in found.items()}
    if not all(kept.values()) or any(len(path) > PATH_LIMIT for path in kept):
        raise ValueError("an empty text")
    return kept


def amount(words: Mapping[str, Any]) -> int:
    """Return how many signs some texts have together: no more gaps can be in them, and in their tags."""
    return 10_000 + sum(len(text) for text in words.values() if isinstance(text, str))
