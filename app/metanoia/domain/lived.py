"""How far what matters is lived, and which values are worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from metanoia.domain.values import Rating

WORTH_A_LOOK: Final = 3  # values at most
_LEAST_ATTENTION: Final = 0.10
_SHOWS_WELL: Final = 7  # lived, from which on something may be expected to show it
_DIGITS: Final = 9


def alignment(ratings: Iterable[tuple[int, int | None]]) -> float | None:
    """Return how far what matters is lived, 0 to 100 per cent, from (importance, lived) of each value.

    What matters more weighs more; values whose ``lived`` was not said are left out. None if nothing
    is left or nothing matters.
    """
    said = [(matters, lived) for matters, lived in ratings if lived is not None]
    weight = sum(matters for matters, _ in said)
    if not weight:
        return None
    return 100 * sum(matters * lived for matters, lived in said) / (10 * weight)


def attention(importance: int, lived: int | None) -> float:
    """Return how much attention a value asks for, 0 to 1: what matters and is lived little asks most."""
    return 0.0 if lived is None else importance * max(0, importance - lived) / 100


def worth_a_look(ratings: Iterable[Rating]) -> list[Rating]:
    """Return the at most three ratings that ask for most attention, at least 0.10 of 1."""
    asking = [one for one in ratings if attention(*one[2:4]) >= _LEAST_ATTENTION]
    return sorted(asking, key=lambda one: (-attention(*one[2:4]), one.value))[:WORTH_A_LOOK]


def nothing_shows(lived: int | None, seen: int) -> bool:
    """Tell whether a value is said to be lived well while nothing in the journal shows it."""
    return lived is not None and lived >= _SHOWS_WELL and not seen


def fit(importance: Mapping[str, int], cells: Iterable[tuple[str, str, int]]) -> float | None:
    """Return how well themes fit values, -1 to 1, from filled (value, theme, -2 to 2) cells.

    Each weighs as much as its value matters; None if there is no cell or nothing matters.
    """
    filled = [(importance[value], serves) for value, _, serves in cells]
    weight = sum(2 * matters for matters, _ in filled)
    if not weight:
        return None
    return round(sum(matters * serves for matters, serves in filled) / weight, _DIGITS)
