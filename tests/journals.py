"""Small real journals for tests: encrypted files, made fast."""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from metanoia.domain.days import Moment, at
from metanoia.domain.entries import NewEntry, Source

if TYPE_CHECKING:
    from metanoia.journal import Journal

PASSPHRASE = "correct horse battery staple"
LOG_N = 10  # scrypt for tests: hardly any work
ZONE = "Europe/Oslo"
NAME = "My journal"

_beside: Counter[Path] = Counter()


def new_journal(folder: Path, name: str = NAME, entries: int = 0) -> Journal:
    """Make a journal in ``folder`` (which may not exist yet) with that many entries, a day apart.

    Journals beside one another differ in keys and identity.
    """
    if not folder.exists():
        _beside[folder.parent] += 1
        shutil.copytree(_made_once(_beside[folder.parent], name), folder)
        journal = open_journal(folder)
    else:
        journal, _ = new_journal_and_recovery_key(folder, name)
    if entries:
        journal.entries.add_many([entry(day=i) for i in range(entries)], None)
    return journal


@functools.cache
def _made_once(which: int, name: str) -> Path:
    """Make an empty journal to be copied, which is six times as fast as to make another."""
    kept = tempfile.mkdtemp(prefix="journals-")
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    folder = Path(kept) / str(which)
    journal, _ = new_journal_and_recovery_key(folder, name)
    journal.close()
    return folder


def new_journal_and_recovery_key(folder: Path, name: str = "My journal") -> tuple[Journal, str]:
    """Make a journal and return it with its recovery key."""
    from metanoia.journal import Journal

    return Journal.create(folder, PASSPHRASE, name=name, log_n=LOG_N)


def open_journal(folder: Path, passphrase: str = PASSPHRASE) -> Journal:
    """Open a journal of ``new_journal`` that was closed."""
    from metanoia.journal import Journal
    from metanoia.vault.vault import Passphrase

    return Journal.open(folder, Passphrase(passphrase))


def moment(day: int | str = 0, time: str | None = "09:30", tz: str = ZONE) -> Moment:
    """Return a moment on an ISO day, or that many days after 1 January 2026."""
    date = (
        dt.date.fromisoformat(day)
        if isinstance(day, str)
        else dt.date(2026, 1, 1) + dt.timedelta(days=day)
    )
    return at(date, dt.time.fromisoformat(time) if time else None, tz)


def entry(
    title: str = "A day",
    body: str = "What happened.",
    *,
    day: int | str = 0,
    time: str | None = "09:30",
    tz: str = ZONE,
    tags: tuple[str, ...] = (),
    starred: bool = False,
    source: Source | None = None,
) -> NewEntry:
    """Return a new entry with what does not matter filled in."""
    return NewEntry(
        when=moment(day, time, tz),
        title=title,
        body=body,
        tags=tags,
        starred=starred,
        source=source,
    )
