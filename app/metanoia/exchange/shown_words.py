"""Days, numbers and passages as what is shown says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from metanoia.domain import days
from metanoia.domain.shared_things import Passage, SharedThing


def on(day: str) -> str:
    """Return "2026-03-12" as it is said: "12 March 2026"."""
    return days.said(dt.date.fromisoformat(day))


def number(value: float) -> str:
    """Return a number without needless digits: "4.2", "60"."""
    return f"{round(value, 2):,.10g}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return "1 change", "5 changes"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def passages(thing: SharedThing, labels: Mapping[str, str]) -> tuple[Passage, ...]:
    """Return the texts of a thing in the order of their ``labels``."""
    return tuple(
        Passage(path, label, thing.plain[path])
        for path, label in labels.items()
        if path in thing.plain
    )
