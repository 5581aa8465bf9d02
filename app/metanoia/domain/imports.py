"""What was brought in from elsewhere, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from metanoia.domain.entries import Entry

OWN = "metanoia"
"""The ``Source.app`` of this program's own export, whose keys are the ids of entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One import: ``source`` is the name of what was read, never its whole path."""

    id: int
    at: dt.datetime
    format: str
    source: str
    new: int
    changed: int
    skipped: int
    taken_back_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entry that came from the same place before; ``raw`` is what was read then."""

    entry: Entry
    raw: str | None
