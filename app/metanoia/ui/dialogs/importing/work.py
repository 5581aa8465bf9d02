"""What an import does in a worker thread: reading a source, and bringing in what a plan says."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from metanoia.exchange import incoming, plans
from metanoia.exchange.carrying import Result, carry_out
from metanoia.exchange.plans import Plan

if TYPE_CHECKING:
    from metanoia.journal import Journal


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a source is to be read."""

    path: Path
    format: str | None
    tz: str
    day_first: bool | None
    guess_dates: bool


def reading(journal: Journal, wanted: Wanted) -> Callable[..., object]:
    """Return work that reads a source and answers with its Plan."""

    def work(cancelled: threading.Event) -> Plan:
        found = incoming.survey(
            wanted.path,
            wanted.format,
            tz=wanted.tz,
            day_first=wanted.day_first,
            guess_dates=wanted.guess_dates,
            cancelled=cancelled.is_set,
        )
        with journal.writer() as store:
            return plans.plan(store, found)

    return work


def bringing_in(journal: Journal, plan: Plan) -> Callable[..., object]:
    """Return work that keeps a backup if one is due, carries the plan out and answers with its Result."""
    needed = journal.backup_needed

    def work(cancelled: threading.Event, progress: Callable[[int, int], None]) -> Result:
        if needed:
            journal.back_up(cancelled)
        with journal.writer() as store:

            def stopped() -> bool:
                return cancelled.is_set() or store.stopped.is_set()

            return carry_out(store, plan, progress=progress, cancelled=stopped)

    return work
