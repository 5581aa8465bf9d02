"""Why a share may not leave as it is: every reason at once, each with the thing it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metanoia.domain.errors import Refused

Item = tuple[str, str]
"""The kind of a thing and its id."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a share may not leave as it is, in a sentence; of one thing (kind, id), or of the whole (None).

    A sentence names a thing by its title and never quotes what is withheld. ``names`` says that the
    list of hidden names has to do with it.
    """

    item: Item | None
    sentence: str
    names: bool = False


class Stopped(Refused):
    """Nothing leaves, for these reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(one.sentence for one in problems))
        self.problems = tuple(problems)


class NameRead(Refused):
    """Nothing leaves, since a name of the list of hidden names would be read in it."""


def named(words: str, kind: str) -> str:
    """Return a thing as a sentence names it at its beginning: "“Speak later”", "A goal without a name"."""
    short = " ".join(words.split())
    short = short if len(short) <= 60 else short[:59].rstrip() + "…"
    return f"“{short}”" if short else f"A {kind} without a name"
