"""Journals of a given size, made once for all that is measured."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

import corpus

from metanoia.journal import Journal
from metanoia.store import database, driver
from metanoia.vault.vault import Passphrase, RawKey

PASSPHRASE = "only for measuring speed"
SCRATCH = Path(tempfile.mkdtemp(prefix="bench-"))
KEEP = SCRATCH
"""Where they lie; in another folder they stay for the next time, a million entries take long to write."""


@functools.cache
def made(count: int) -> tuple[Path, bytes]:
    """Return the folder of a closed journal with ``count`` entries, and its raw key."""
    folder = KEEP / str(count)
    if folder.exists():
        with Journal.open(folder, Passphrase(PASSPHRASE)) as journal:
            return folder, journal._key
    journal, _ = Journal.create(folder, PASSPHRASE, log_n=10)
    journal.entries.add_many(list(corpus.entries(count)), None)
    key = journal._key
    journal.close()
    return folder, key


def opened(count: int) -> Journal:
    """Open the journal of that size."""
    folder, key = made(count)
    return Journal.open(folder, RawKey(key))


def copied(count: int, name: str) -> Journal:
    """Open a copy of the journal of that size, to write into."""
    folder, key = made(count)
    copy = SCRATCH / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    return Journal.open(copy, RawKey(key))


def bare(journal: Journal) -> driver.Connection:
    """Open a second connection to a journal for the yardstick, with the same settings."""
    connection = driver.connect(journal.folder.database, journal._key)
    database.prepare(connection)
    return connection


@atexit.register
def tidy_up() -> None:
    """Remove every journal made here, but for those to be kept."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
