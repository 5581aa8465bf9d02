"""The lines of an import's preview: what becomes of each entry, and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from metanoia.exchange.arrivals import Problem
from metanoia.exchange.plans import Fate, Plan, Step
from metanoia.text import words

NEW: Final = Fate.NEW.value
CHANGED: Final = Fate.CHANGED.value
HERE: Final = Fate.SKIPPED.value
PROBLEM: Final = "problem"
KINDS: Final = (NEW, CHANGED, HERE, PROBLEM)

FEW: Final = 5


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line; its words are counted only when it is seen."""

    kind: str
    step: Step | None = None
    problem: Problem | None = None

    @property
    def day(self) -> dt.date | None:
        """The day of the entry, None for a problem."""
        return self.step.arrival.entry.when.date if self.step else None

    @property
    def title(self) -> str:
        """The entry's title or first words; for a problem, where it is."""
        if self.step is None:
            return self.problem.where if self.problem else ""
        entry = self.step.arrival.entry
        return entry.title or words.excerpt(entry.body)

    @property
    def note(self) -> str:
        """What more there is to say of it, or nothing."""
        if self.step is not None:
            return self.step.note
        return self.problem.why if self.problem else ""

    @property
    def words(self) -> int | None:
        """How many words the entry holds, None for a problem."""
        return words.count(self.step.arrival.entry.body) if self.step else None


def rows_of(plan: Plan) -> list[PreviewRow]:
    """Return every line of the preview, in the order of the source, the problems last."""
    steps = [PreviewRow(step.fate.value, step=step) for step in plan.steps]
    return steps + [PreviewRow(PROBLEM, problem=problem) for problem in plan.problems]


def of_kind(rows: Sequence[PreviewRow], kind: str) -> list[PreviewRow]:
    """Return the lines of one kind."""
    return [row for row in rows if row.kind == kind]


def a_few(rows: Sequence[PreviewRow]) -> list[PreviewRow]:
    """Return at most five lines, of every kind there is, as an impression of the whole."""
    if len(rows) <= FEW:
        return list(rows)
    kinds = [found for kind in KINDS if (found := of_kind(rows, kind))]
    shares = [0] * len(kinds)
    while sum(shares) < FEW:
        for place, found in enumerate(kinds):
            if sum(shares) < FEW and shares[place] < len(found):
                shares[place] += 1
    return [
        row for found, share in zip(kinds, shares, strict=True) for row in _spread(found, share)
    ]


def _spread(rows: Sequence[PreviewRow], number: int) -> list[PreviewRow]:
    if len(rows) <= number:
        return list(rows)
    return [rows[place * len(rows) // number] for place in range(number)]
