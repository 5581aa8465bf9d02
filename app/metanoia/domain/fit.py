"""How well what matters to somebody and what is wanted together fit one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeVar

from metanoia.domain.assumptions import text
from metanoia.domain.errors import Refused

FITS: Final = range(-2, 3)
NOTE_LIMIT: Final = 300
ROWS: Final = 7  # values of the grid, at most
STRAINED: Final = -1  # a fit from which down something strains
MATTERS: Final = 7  # an importance from which on a strain is worth a sentence

Key = TypeVar("Key")
Other = TypeVar("Other")


class Fit(NamedTuple):
    """How far a value and a theme serve (+2) or strain (-2) one another, and why."""

    value: str
    theme: str
    fit: int
    note: str = ""


def check_fit(fit: int) -> None:
    """Raise Refused unless -2 to 2."""
    if fit not in FITS:
        raise Refused("A fit goes from -2, strains strongly, to +2, serves strongly.")


def fit_note(said: str) -> str:
    """Return the note of a cell as it is kept; Refused above 300 characters."""
    return text(said, "The note", NOTE_LIMIT)


def score(importance: Mapping[Key, int], cells: Iterable[tuple[Key, Other, int]]) -> float | None:
    """Return the fit of the filled cells (value, theme, fit), -1 to 1, weighed by how much each matters.

    That is the sum of importance x fit over that of twice the importance. Cells of values whose
    importance nobody said are left out; None if nothing is left or nothing matters.
    """
    weighed = [(importance[value], fit) for value, _, fit in cells if value in importance]
    most = sum(2 * weight for weight, _ in weighed)
    return sum(weight * fit for weight, fit in weighed) / most if most else None


def strained(
    importance: Mapping[Key, int], cells: Iterable[tuple[Key, Other, int]]
) -> list[tuple[Key, Other]]:
    """Return the pairs that strain though the value matters (7 or more), the worst first."""
    worst = sorted(
        (
            (fit, -importance[value], number, value, theme)
            for number, (value, theme, fit) in enumerate(cells)
            if fit <= STRAINED and importance.get(value, 0) >= MATTERS
        ),
        key=lambda one: one[:3],
    )
    return [(value, theme) for *_, value, theme in worst]


def unserved(themes: Iterable[Key], served: Iterable[Key]) -> list[Key]:
    """Return the themes that no goal serves, in their order."""
    there = set(served)
    return [theme for theme in themes if theme not in there]
