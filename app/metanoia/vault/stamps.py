"""Moments as the vault writes them: UTC, whole seconds, ending in Z."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return this moment with its zone, UTC."""
    return datetime.now(UTC)


def stamp(at: datetime) -> str:
    """Return an aware moment as "2026-01-04T09:30:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(text: object) -> datetime:
    """Return the moment of ``stamp``; ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("a moment is written as text")  # noqa: TRY004 - one error for bad files
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def name_stamp(at: datetime) -> str:
    """Return an aware moment as it stands in a folder's name: "20260104T093000Z"."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def parse_name(text: str) -> datetime:
    """Return the moment of ``name_stamp``; ValueError for anything else."""
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
